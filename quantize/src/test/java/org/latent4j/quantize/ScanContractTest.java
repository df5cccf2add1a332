package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contracts of quantizers and their files, for each quantizer that is searched. */
class ScanContractTest {
  private static final int WIDTH = 12;

  /** The quality is the share of the variance of fresh rows that the codes keep. */
  private abstract static class Subject<Q extends Quantizer> extends QuantizerContract<Q> {
    private final Estimator<Q> estimator;
    private final String kind;
    private final double floor;

    Subject(Estimator<Q> estimator, String kind, double floor) {
      this.estimator = estimator;
      this.kind = kind;
      this.floor = floor;
    }

    @Override
    protected Estimator<Q> estimator() {
      return estimator;
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return ScanRows.of(random.next(), 400, WIDTH);
    }

    @Override
    protected boolean usesSeed() {
      return true;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return false;
    }

    @Override
    protected String kind() {
      return kind;
    }

    @Override
    protected double quality(Q quantizer) {
      return kept(quantizer, ScanRows.of(2, 300, WIDTH));
    }

    @Override
    protected double qualityFloor() {
      return floor;
    }

    @Override
    protected @Nullable Ties ties() {
      return null;
    }
  }

  @Nested
  class Product extends Subject<ProductQuantizer> {
    Product() {
      super(ProductQuantization.of(4, 4), "pq", 0.7);
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return true;
    }

    @Override
    protected Ties ties() {
      float[] centroids = {1, -1, 1, -1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13};
      return new Ties(
          ProductQuantizer.of(centroids, 1, 4, Similarity.L2),
          Dense.of(new float[] {0, 3, 4, 6, 100}, 5, 1),
          new int[][] {{0}, {4}, {4}, {6}, {14}});
    }
  }

  @Nested
  class OptimizedProduct extends Subject<OptimizedProductQuantizer> {
    OptimizedProduct() {
      super(new OptimizedProductQuantization(4, 4, 5, 5, Similarity.L2), "opq", 0.8);
    }
  }

  @Nested
  class Residual extends Subject<RefinedResidualQuantizer> {
    Residual() {
      super(new RefinedResidualQuantization(3, 16, 10, 3, 2, Similarity.DOT), "rq", 0.8);
    }

    @Override
    protected Ties ties() {
      float[] books = {1, -1, 2, 0.5f, -0.5f, 0.5f};
      return new Ties(
          RefinedResidualQuantizer.of(books, 2, 3, 4, Similarity.L2),
          Dense.of(new float[] {0, 1, -2, 2.5f}, 4, 1),
          new int[][] {{0, 1}, {0, 0}, {1, 1}, {2, 0}});
    }
  }

  @Nested
  class Scalar extends Subject<ScalarQuantizer> {
    Scalar() {
      super(ScalarQuantization.of(4), "sq", 0.95);
    }

    @Override
    protected boolean usesSeed() {
      return false;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return true;
    }
  }

  @Nested
  class OptimizedScalar extends Subject<OptimizedScalarQuantizer> {
    OptimizedScalar() {
      super(OptimizedScalarQuantization.of(4), "osq", 0.95);
    }

    @Override
    protected boolean usesSeed() {
      return false;
    }
  }

  @Nested
  class RandomRotation extends Subject<RaBitQuantizer> {
    RandomRotation() {
      super(new RaBitQuantization(), "rabitq", 0.5);
    }
  }

  /** Saved and loaded it gives the same codes, and the same estimates of them. */
  private abstract static class Saved<Q extends Quantizer> extends QuantizerFileContract<Q> {
    private final Estimator<Q> estimator;

    Saved(Estimator<Q> estimator) {
      this.estimator = estimator;
    }

    @Override
    protected Q subject() {
      return estimator.fit(ScanRows.of(1, 700, WIDTH), Run.of(5));
    }

    @Override
    protected INDArray answer(Quantizer quantizer) {
      INDArray x = ScanRows.of(3, 19, WIDTH);
      return ((ScanningQuantizer) quantizer).estimates(x, quantizer.quantize(x));
    }
  }

  @Nested
  class SavedProduct extends Saved<ProductQuantizer> {
    SavedProduct() {
      super(new ProductQuantization(4, 8, 3, Similarity.COSINE));
    }
  }

  @Nested
  class SavedOptimizedProduct extends Saved<OptimizedProductQuantizer> {
    SavedOptimizedProduct() {
      super(new OptimizedProductQuantization(4, 4, 3, 2, Similarity.DOT));
    }
  }

  @Nested
  class SavedResidual extends Saved<RefinedResidualQuantizer> {
    SavedResidual() {
      super(new RefinedResidualQuantization(3, 10, 5, 2, 1, Similarity.COSINE));
    }
  }

  @Nested
  class SavedScalar extends Saved<ScalarQuantizer> {
    SavedScalar() {
      super(new ScalarQuantization(8, Similarity.DOT));
    }
  }

  @Nested
  class SavedOptimizedScalar extends Saved<OptimizedScalarQuantizer> {
    SavedOptimizedScalar() {
      super(new OptimizedScalarQuantization(3, Similarity.COSINE));
    }
  }

  @Nested
  class SavedRandomRotation extends Saved<RaBitQuantizer> {
    SavedRandomRotation() {
      super(new RaBitQuantization(Similarity.COSINE));
    }
  }
}
