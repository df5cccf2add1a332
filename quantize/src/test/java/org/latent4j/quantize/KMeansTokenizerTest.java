package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link KMeansTokenizer} must do as a quantizer. */
class KMeansTokenizerTest {
  private static TokenizerQuantization estimator() {
    return TokenizerQuantization.of(24);
  }

  private static INDArray rows(RandomStream random) {
    return Planted.clusters(300, 6, 16, 0.3, random);
  }

  @Nested
  class Fitted extends QuantizerContract<KMeansTokenizer> {
    @Override
    protected TokenizerQuantization estimator() {
      return KMeansTokenizerTest.estimator();
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return KMeansTokenizerTest.rows(random);
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
      return "tokenizer";
    }

    @Override
    protected double quality(KMeansTokenizer quantizer) {
      return kept(quantizer, KMeansTokenizerTest.rows(random("training")));
    }

    @Override
    protected double qualityFloor() {
      return 0.8;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(
          KMeansTokenizer.of(Dense.of(new float[] {1, 0, -1, 0, 1, 0}, 3, 2)),
          Dense.of(new float[] {0, 0, 1, 0}, 2, 2),
          new int[][] {{0}, {0}});
    }
  }

  @Nested
  class Saved extends QuantizerFileContract<KMeansTokenizer> {
    @Override
    protected KMeansTokenizer subject() {
      return KMeansTokenizerTest.estimator()
          .fit(KMeansTokenizerTest.rows(random("rows")), Run.of(7));
    }
  }
}
