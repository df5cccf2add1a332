package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link QlaeQuantizer} must do as a quantizer. */
class QlaeQuantizerTest {
  private static QlaeQuantization estimator() {
    return QlaeQuantization.of(6);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.normal(300, 5, random);
  }

  @Nested
  class Fitted extends QuantizerContract<QlaeQuantizer> {
    @Override
    protected QlaeQuantization estimator() {
      return QlaeQuantizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return QlaeQuantizerTest.rows(random);
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
      return "qlae";
    }

    @Override
    protected double quality(QlaeQuantizer quantizer) {
      return kept(quantizer, QlaeQuantizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.9;
    }

    @Override
    protected @Nullable Ties ties() {
      QlaeQuantizer quantizer = QlaeQuantizer.of(new float[][] {{1, 0, 2, 0}, {2, 1, 0, 1}});
      // Between 0 and 1 the smaller index is that of 1; equal values go to the first of them.
      return new Ties(
          quantizer,
          Dense.of(new float[] {0.5f, 0.5f, 0, 1, 1.5f, 1.5f, -9, 9}, 4, 2),
          new int[][] {{0, 1}, {1, 1}, {0, 0}, {1, 0}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<QlaeQuantizer> {
    @Override
    protected QlaeQuantizer subject() {
      return QlaeQuantizerTest.estimator().fit(QlaeQuantizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
