package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link GroupedQuantizer} must do as a quantizer. */
class GroupedQuantizerTest {
  private static GroupedQuantization estimator() {
    return GroupedQuantization.of(3, 12);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.clusters(300, 6, 16, 0.3, random);
  }

  @Nested
  class Fitted extends QuantizerContract<GroupedQuantizer> {
    @Override
    protected GroupedQuantization estimator() {
      return GroupedQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return GroupedQuantizerTest.rows(random);
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
      return "gvq";
    }

    @Override
    protected double quality(GroupedQuantizer quantizer) {
      return kept(quantizer, GroupedQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.8;
    }

    @Override
    protected @Nullable Ties ties() {
      VqQuantizer one = VqQuantizer.of(Dense.of(new float[] {1, -1, 1}, 3, 1));
      GroupedQuantizer quantizer = new GroupedQuantizer(java.util.List.of(one, one), "{}");
      return new Ties(
          quantizer, Dense.of(new float[] {0, 1, -1, 0}, 2, 2), new int[][] {{0, 0}, {1, 0}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<GroupedQuantizer> {
    @Override
    protected GroupedQuantizer subject() {
      return GroupedQuantizerTest.estimator()
          .fit(GroupedQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
