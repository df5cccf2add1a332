package org.latent4j.quantize;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.latent4j.testkit.PersistenceContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contracts of encoders and of what is saved, for each quantizer that is searched. */
class ScanContractTest {
  private static final int WIDTH = 12;

  private static <Q extends Quantizer> Q fitted(Estimator<Q> estimator) {
    return estimator.fit(ScanRows.of(1, 700, WIDTH), Run.of(5));
  }

  /** The quality is the share of the variance of fresh rows that the codes keep. */
  private abstract static class Subject<Q extends Quantizer> extends EncoderContract<Q> {
    private final Estimator<Q> estimator;
    private final double floor;

    Subject(Estimator<Q> estimator, double floor) {
      this.estimator = estimator;
      this.floor = floor;
    }

    @Override
    protected Q encoder() {
      return fitted(estimator);
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    @Override
    protected double quality(Q quantizer) {
      return 1 - ScanRows.relativeError(ScanRows.of(2, 300, WIDTH), quantizer);
    }

    @Override
    protected double qualityFloor() {
      return floor;
    }
  }

  /** Saved and loaded it gives the same codes, values and estimates. */
  abstract static class Saved<Q extends Quantizer> extends PersistenceContract<Quantizer> {
    private final Estimator<Q> estimator;

    Saved(Estimator<Q> estimator) {
      this.estimator = estimator;
    }

    @Override
    protected Quantizer subject() {
      return fitted(estimator);
    }

    @Override
    protected void save(Quantizer quantizer, Path file) {
      quantizer.save(file);
    }

    @Override
    protected Quantizer load(Path file) {
      return Quantizer.load(file);
    }

    @Override
    protected INDArray answer(Quantizer quantizer) {
      INDArray x = ScanRows.of(3, 19, WIDTH);
      return ((ScanningQuantizer) quantizer).estimates(x, quantizer.quantize(x));
    }
  }

  @Nested
  class Product extends Subject<ProductQuantizer> {
    Product() {
      super(ProductQuantization.of(4, 4), 0.7);
    }
  }

  @Nested
  class OptimizedProduct extends Subject<OptimizedProductQuantizer> {
    OptimizedProduct() {
      super(new OptimizedProductQuantization(4, 4, 5, 5, Similarity.L2), 0.8);
    }
  }

  @Nested
  class Residual extends Subject<RefinedResidualQuantizer> {
    Residual() {
      super(new RefinedResidualQuantization(3, 16, 10, 3, 2, Similarity.DOT), 0.8);
    }
  }

  @Nested
  class Scalar extends Subject<ScalarQuantizer> {
    Scalar() {
      super(ScalarQuantization.of(4), 0.95);
    }
  }

  @Nested
  class OptimizedScalar extends Subject<OptimizedScalarQuantizer> {
    OptimizedScalar() {
      super(OptimizedScalarQuantization.of(4), 0.95);
    }
  }

  @Nested
  class RandomRotation extends Subject<RaBitQuantizer> {
    RandomRotation() {
      super(new RaBitQuantization(), 0.5);
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
