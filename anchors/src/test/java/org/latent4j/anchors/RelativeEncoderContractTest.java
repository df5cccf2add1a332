package org.latent4j.anchors;

import org.junit.jupiter.api.Nested;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract of encoders, for each centring. */
class RelativeEncoderContractTest {
  private static final int WIDTH = 12;

  private abstract static class Cosine extends EncoderContract<RelativeEncoder> {
    private final Centering centering;

    Cosine(Centering centering) {
      this.centering = centering;
    }

    @Override
    protected RelativeEncoder encoder() {
      INDArray space = Dense.of(new RandomStream(1).normals(60 * WIDTH), 60, WIDTH);
      INDArray anchors = Dense.rows(space, 0, 9);
      return RelativeProjection.cosine().centred(centering).fit(space, anchors);
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus how far the representation moves when rows and anchors are rotated together. */
    @Override
    protected double quality(RelativeEncoder encoder) {
      RandomStream random = random("quality");
      INDArray space = Dense.of(new RandomStream(1).normals(60 * WIDTH), 60, WIDTH);
      INDArray rotation = Dense.of(random.orthogonal(WIDTH), WIDTH, WIDTH).castTo(DataType.FLOAT);
      INDArray rotated = space.mmul(rotation);
      RelativeEncoder other =
          RelativeProjection.cosine().centred(centering).fit(rotated, Dense.rows(rotated, 0, 9));
      return -encoder.encode(space).sub(other.encode(rotated)).amaxNumber().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -2e-6;
    }
  }

  @Nested
  class OnTheAnchors extends Cosine {
    OnTheAnchors() {
      super(Centering.ANCHORS);
    }
  }

  @Nested
  class OnTheSpace extends Cosine {
    OnTheSpace() {
      super(Centering.SPACE);
    }
  }

  @Nested
  class Uncentred extends Cosine {
    Uncentred() {
      super(Centering.NONE);
    }
  }
}
