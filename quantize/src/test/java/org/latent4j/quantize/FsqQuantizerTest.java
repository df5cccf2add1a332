package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link FsqQuantizer} must do as a quantizer. */
class FsqQuantizerTest {
  private static FsqQuantization estimator() {
    return FsqQuantization.of(8, 5, 5, 2, 16);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.normal(300, 5, random);
  }

  @Nested
  class Fitted extends QuantizerContract<FsqQuantizer> {
    @Override
    protected FsqQuantization estimator() {
      return FsqQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return FsqQuantizerTest.rows(random);
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
      return "fsq";
    }

    @Override
    protected double quality(FsqQuantizer quantizer) {
      return kept(quantizer, FsqQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return -0.5;
    }

    @Override
    protected @Nullable Ties ties() {
      // tanh 0 lies on the step between the codes 0 and 1 of two levels, where the larger begins.
      return new Ties(
          FsqQuantization.of(2, 3).quantizer(),
          Dense.of(new float[] {0, 0, -0.0f, -0.0f}, 2, 2),
          new int[][] {{1, 1}, {1, 1}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<FsqQuantizer> {
    @Override
    protected FsqQuantizer subject() {
      return FsqQuantizerTest.estimator().fit(FsqQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
