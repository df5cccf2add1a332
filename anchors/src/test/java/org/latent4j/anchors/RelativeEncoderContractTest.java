package org.latent4j.anchors;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.latent4j.testkit.PersistenceContract;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract of encoders, for each kind and for what is put together of kinds. */
class RelativeEncoderContractTest {
  private static final int WIDTH = 12;

  private static INDArray space() {
    return Dense.of(new RandomStream(1).normals(60 * WIDTH), 60, WIDTH);
  }

  private static RelativeEncoder fit(RelativeProjection projection, INDArray space) {
    return projection.fit(space, Dense.rows(space, 0, 9));
  }

  private abstract static class Kept extends EncoderContract<RelativeEncoder> {
    private final RelativeProjection projection;

    Kept(RelativeProjection projection) {
      this.projection = projection;
    }

    @Override
    protected RelativeEncoder encoder() {
      return fit(projection, space());
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus how far the representation moves when coordinates change places, in doubles. */
    @Override
    protected double quality(RelativeEncoder encoder) {
      INDArray space = space().castTo(DataType.DOUBLE);
      INDArray turned = space.dup('c');
      int heads = projection.headCount();
      int width = WIDTH / heads;
      for (int column = 0; column < WIDTH; column++) {
        int other = column / width * width + (column + 1) % width;
        turned.putColumn(column, space.getColumn(other).neg());
      }
      INDArray moved = fit(projection, turned).encode(turned);
      return -fit(projection, space).encode(space).sub(moved).amaxNumber().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -1e-7;
    }
  }

  @Nested
  class Cosine extends Kept {
    Cosine() {
      super(RelativeProjection.cosine());
    }
  }

  @Nested
  class CosineOnTheSpace extends Kept {
    CosineOnTheSpace() {
      super(RelativeProjection.cosine().centred(Centering.SPACE));
    }
  }

  @Nested
  class CosineUncentred extends Kept {
    CosineUncentred() {
      super(RelativeProjection.cosine().uncentred());
    }
  }

  @Nested
  class CosineOfUnitRows extends Kept {
    CosineOfUnitRows() {
      super(RelativeProjection.euclidean().scaled(Scaling.L2));
    }
  }

  @Nested
  class Inner extends Kept {
    Inner() {
      super(RelativeProjection.inner());
    }
  }

  @Nested
  class Angular extends Kept {
    Angular() {
      super(RelativeProjection.angular());
    }

    @Override
    protected double tolerance() {
      return 5e-4; // the arc cosine loses half of the digits at anchors
    }
  }

  @Nested
  class Euclidean extends Kept {
    Euclidean() {
      super(RelativeProjection.euclidean());
    }
  }

  @Nested
  class L1 extends Kept {
    L1() {
      super(RelativeProjection.l1());
    }
  }

  @Nested
  class Linf extends Kept {
    Linf() {
      super(RelativeProjection.linf());
    }
  }

  @Nested
  class Lp extends Kept {
    Lp() {
      super(RelativeProjection.lp());
    }
  }

  @Nested
  class Rbf extends Kept {
    Rbf() {
      super(RelativeProjection.rbf());
    }
  }

  @Nested
  class Geodesic extends Kept {
    Geodesic() {
      super(RelativeProjection.geodesic());
    }
  }

  @Nested
  class Basis extends Kept {
    Basis() {
      super(RelativeProjection.basis());
    }
  }

  @Nested
  class Whitened extends Kept {
    Whitened() {
      super(RelativeProjection.whitened());
    }
  }

  @Nested
  class Mahalanobis extends Kept {
    Mahalanobis() {
      super(RelativeProjection.mahalanobis());
    }
  }

  @Nested
  class Heads extends Kept {
    Heads() {
      super(RelativeProjection.cosine().heads(3, Pool.CONCAT));
    }
  }

  @Nested
  class Product extends Kept {
    Product() {
      super(RelativeProjection.cosine().product(Combination.CONCAT, Kind.COSINE, Kind.L1));
    }
  }

  @Nested
  class Sparse extends Kept {
    Sparse() {
      super(RelativeProjection.cosine().sparse(3, 2));
    }
  }

  @Nested
  class Standardised extends Kept {
    Standardised() {
      super(RelativeProjection.cosine().quantised(Quantised.SMOOTH, 0.2).post(Post.STANDARD));
    }
  }

  /** Files of an encoder that remembers everything there is to remember. */
  @Nested
  class InFiles extends PersistenceContract<RelativeEncoder> {
    @Override
    protected RelativeEncoder subject() {
      RelativeProjection all =
          RelativeProjection.cosine()
              .scaled(Scaling.STD)
              .product(
                  Combination.CONCAT,
                  Kind.COSINE,
                  Kind.WHITENED,
                  Kind.MAHALANOBIS,
                  Kind.GEODESIC,
                  Kind.RBF)
              .post(Post.STANDARD);
      return fit(all, space());
    }

    @Override
    protected void save(RelativeEncoder encoder, Path file) {
      encoder.save(file);
    }

    @Override
    protected RelativeEncoder load(Path file) {
      return RelativeEncoder.load(file);
    }
  }
}
