package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link VqQuantizer} must do as a quantizer. */
class VqQuantizerTest {
  private static VqQuantization estimator() {
    return VqQuantization.of(24);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.clusters(300, 6, 16, 0.3, random);
  }

  @Nested
  class Fitted extends QuantizerContract<VqQuantizer> {
    @Override
    protected VqQuantization estimator() {
      return VqQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return VqQuantizerTest.rows(random);
    }

    @Override
    protected boolean usesSeed() {
      return true;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return true;
    }

    @Override
    protected String kind() {
      return "vq";
    }

    @Override
    protected double quality(VqQuantizer quantizer) {
      return kept(quantizer, VqQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.8;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(
          VqQuantizer.of(Dense.of(new float[] {1, 0, -1, 0, 0, 1, 1, 0}, 4, 2)),
          Dense.of(new float[] {0, 0, 1, 0, 0, -5, 0.5f, 0.5f}, 4, 2),
          new int[][] {{0}, {0}, {0}, {0}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<VqQuantizer> {
    @Override
    protected VqQuantizer subject() {
      return VqQuantizerTest.estimator().fit(VqQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
