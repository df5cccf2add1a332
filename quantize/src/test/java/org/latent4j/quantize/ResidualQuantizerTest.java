package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link ResidualQuantizer} must do as a quantizer. */
class ResidualQuantizerTest {
  private static ResidualQuantization estimator() {
    return ResidualQuantization.of(3, 8).withBeam(2);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.clusters(300, 6, 16, 0.3, random);
  }

  @Nested
  class Fitted extends QuantizerContract<ResidualQuantizer> {
    @Override
    protected ResidualQuantization estimator() {
      return ResidualQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return ResidualQuantizerTest.rows(random);
    }

    @Override
    protected boolean usesSeed() {
      return true;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return false;
    }

    @Override
    protected String kind() {
      return "rvq";
    }

    @Override
    protected double quality(ResidualQuantizer quantizer) {
      return kept(quantizer, ResidualQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.8;
    }

    @Override
    protected @Nullable Ties ties() {
      ResidualQuantizer quantizer =
          new ResidualQuantizer(
              java.util.List.of(new float[] {1, -1}, new float[] {1, -1}), 1, 4, "{}");
      // Zero is 1 - 1 as well as -1 + 1: the smaller codes in lexicographic order.
      return new Ties(quantizer, Dense.of(new float[] {0}, 1, 1), new int[][] {{0, 1}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<ResidualQuantizer> {
    @Override
    protected ResidualQuantizer subject() {
      return ResidualQuantizerTest.estimator()
          .fit(ResidualQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
