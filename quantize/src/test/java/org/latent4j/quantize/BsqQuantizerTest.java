package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link BsqQuantizer} must do as a quantizer. */
class BsqQuantizerTest {
  private static BsqQuantization estimator() {
    return BsqQuantization.standard();
  }

  private static INDArray rows(RandomStream random) {
    return Planted.normal(300, 5, random);
  }

  @Nested
  class Fitted extends QuantizerContract<BsqQuantizer> {
    @Override
    protected BsqQuantization estimator() {
      return BsqQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return BsqQuantizerTest.rows(random);
    }

    @Override
    protected boolean usesSeed() {
      return false;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return true;
    }

    @Override
    protected String kind() {
      return "bsq";
    }

    @Override
    protected double quality(BsqQuantizer quantizer) {
      return kept(quantizer, BsqQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.3;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(
          BsqQuantization.standard().quantizer(3),
          Dense.of(new float[] {0, -0.0f, Float.MIN_VALUE, 0, 0, 0}, 2, 3),
          new int[][] {{0, 0, 1}, {0, 0, 0}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<BsqQuantizer> {
    @Override
    protected BsqQuantizer subject() {
      return BsqQuantizerTest.estimator().fit(BsqQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
