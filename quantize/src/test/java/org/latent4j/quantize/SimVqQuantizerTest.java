package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link SimVqQuantizer} must do as a quantizer. */
class SimVqQuantizerTest {
  private static SimVqQuantization estimator() {
    return SimVqQuantization.of(64);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.clusters(300, 6, 16, 0.3, random);
  }

  @Nested
  class Fitted extends QuantizerContract<SimVqQuantizer> {
    @Override
    protected SimVqQuantization estimator() {
      return SimVqQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return SimVqQuantizerTest.rows(random);
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
      return "simvq";
    }

    @Override
    protected double quality(SimVqQuantizer quantizer) {
      return kept(quantizer, SimVqQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.5;
    }

    @Override
    protected @Nullable Ties ties() {
      SimVqQuantizer quantizer =
          SimVqQuantizer.of(new double[] {0, 1, 0, -1, 1, 0}, new double[] {0, 1, 1, 0}, 2, "{}");
      // W exchanges the columns: the vectors are (1, 0), (-1, 0) and (0, 1).
      return new Ties(
          quantizer,
          Dense.of(new float[] {0, 0, 0, -3, 0.5f, 0.5f, -1, 1}, 4, 2),
          new int[][] {{0}, {0}, {0}, {1}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<SimVqQuantizer> {
    @Override
    protected SimVqQuantizer subject() {
      return SimVqQuantizerTest.estimator().fit(SimVqQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
