package org.latent4j.anchors;

import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract of encoders, for each kind of Procrustes map. */
class TranslatorContractTest {
  private static final int WIDTH = 7;

  private static INDArray drawn(long seed) {
    RandomStream random = new RandomStream(seed);
    double[] values = new double[80 * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.normal();
    }
    return Dense.of(values, 80, WIDTH);
  }

  private static INDArray rotated(INDArray x) {
    return x.mmul(Dense.of(new RandomStream(5).orthogonal(WIDTH), WIDTH, WIDTH));
  }

  private abstract static class Map extends EncoderContract<Translator> {
    private final Procrustes method;

    Map(Procrustes method) {
      this.method = method;
    }

    @Override
    protected Translator encoder() {
      return method.fit(drawn(1), rotated(drawn(1)), Run.of(0));
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus the largest error on rows that were not fitted. */
    @Override
    protected double quality(Translator translator) {
      INDArray fresh = drawn(2);
      return -translator.encode(fresh).sub(rotated(fresh)).amaxNumber().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -1e-12;
    }
  }

  @Nested
  class Orthogonal extends Map {
    Orthogonal() {
      super(Procrustes.orthogonal());
    }
  }

  @Nested
  class CentredOrthogonal extends Map {
    CentredOrthogonal() {
      super(Procrustes.centredOrthogonal());
    }
  }

  @Nested
  class Similarity extends Map {
    Similarity() {
      super(Procrustes.similarity());
    }
  }
}
