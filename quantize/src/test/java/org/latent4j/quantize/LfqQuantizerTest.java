package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link LfqQuantizer} must do as a quantizer. */
class LfqQuantizerTest {
  private static LfqQuantization estimator() {
    return LfqQuantization.standard();
  }

  private static INDArray rows(RandomStream random) {
    return Planted.normal(300, 5, random);
  }

  @Nested
  class Fitted extends QuantizerContract<LfqQuantizer> {
    @Override
    protected LfqQuantization estimator() {
      return LfqQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return LfqQuantizerTest.rows(random);
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
      return "lfq";
    }

    @Override
    protected double quality(LfqQuantizer quantizer) {
      return kept(quantizer, LfqQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.5;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(
          LfqQuantization.standard().quantizer(3),
          Dense.of(new float[] {0, -0.0f, Float.MIN_VALUE}, 1, 3),
          new int[][] {{0, 0, 1}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<LfqQuantizer> {
    @Override
    protected LfqQuantizer subject() {
      return LfqQuantizerTest.estimator().fit(LfqQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
