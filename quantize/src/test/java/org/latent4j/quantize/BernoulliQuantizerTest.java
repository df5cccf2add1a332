package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link BernoulliQuantizer} must do as a quantizer. */
class BernoulliQuantizerTest {
  private static BernoulliQuantization estimator() {
    return BernoulliQuantization.standard();
  }

  private static INDArray rows(RandomStream random) {
    return Planted.normal(300, 5, random);
  }

  @Nested
  class Fitted extends QuantizerContract<BernoulliQuantizer> {
    @Override
    protected BernoulliQuantization estimator() {
      return BernoulliQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return BernoulliQuantizerTest.rows(random);
    }

    @Override
    protected boolean usesSeed() {
      return false;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return false;
    }

    @Override
    protected String kind() {
      return "bernoulli";
    }

    @Override
    protected double quality(BernoulliQuantizer quantizer) {
      return kept(quantizer, BernoulliQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.3;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(
          BernoulliQuantization.standard().quantizer(Dense.of(new float[] {1, 2, 3}, 3, 1)),
          Dense.of(new float[] {0, -0.0f, Float.MIN_VALUE}, 1, 3),
          new int[][] {{0, 0, 1}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<BernoulliQuantizer> {
    @Override
    protected BernoulliQuantizer subject() {
      return BernoulliQuantizerTest.estimator()
          .fit(BernoulliQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
