package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Intervals hold the true value about as often as they say; p is uniform without a relation. */
class UncertaintyCoverageTest {
  private static final long SEED = 77;
  private static final int SAMPLES = 80;

  /** For one column, {@code cca} is the absolute correlation, whose true value is planted. */
  @Test
  void intervalsHoldThePlantedCorrelation() {
    double truth = 0.6;
    SimilarityIndex cca =
        new Uncertainty(100, 0).of(CanonicalCorrelation.cca(), Run.of(1).withThreads(1));
    int held = 0;
    double width = 0;
    for (int c = 0; c < SAMPLES; c++) {
      RandomStream random = random("planted", c);
      double[][] x = Samples.normals(100, 1, random);
      double[][] y = Samples.normals(100, 1, random);
      for (int i = 0; i < 100; i++) {
        y[i][0] = truth * x[i][0] + Math.sqrt(1 - truth * truth) * y[i][0];
      }
      Score score = cca.compare(Samples.array(x), Samples.array(y));
      held += score.low() <= truth && truth <= score.high() ? 1 : 0;
      width += (score.high() - score.low()) / SAMPLES;
    }
    assertThat(held / (double) SAMPLES).as("coverage, seed " + SEED).isBetween(0.86, 1.0);
    // The standard error of a correlation is (1 - r²) / sqrt(n) = 0.064.
    assertThat(width).as("mean width, seed " + SEED).isBetween(3 * 0.064, 5.2 * 0.064);
  }

  @Test
  void pIsUniformForUnrelatedSpaces() {
    SimilarityIndex index =
        new Uncertainty(0, 19).of(Neighbourhoods.mutualKnn(5), Run.of(2).withThreads(1));
    int low = 0;
    double mean = 0;
    for (int c = 0; c < SAMPLES; c++) {
      RandomStream random = random("unrelated", c);
      INDArray x = Samples.array(Samples.space(30, 3, random));
      INDArray y = Samples.array(Samples.space(30, 3, random));
      Score score = index.compare(x, y);
      assertThat(score.p()).isBetween(0.05, 1.0);
      low += score.p() <= 0.1 ? 1 : 0;
      mean += score.p() / SAMPLES;
    }
    assertThat(low / (double) SAMPLES).as("p up to 0.1, seed " + SEED).isLessThan(0.22);
    assertThat(mean).as("mean p, seed " + SEED).isBetween(0.38, 0.68);
  }

  /** A list of 5 of 29 rows shares 5/29 of any other by chance. */
  @Test
  void chanceIsTheExpectedShareOfNeighbours() {
    RandomStream random = random("chance", 0);
    INDArray x = Samples.array(Samples.space(30, 3, random));
    Score score =
        new Uncertainty(0, 300)
            .of(Neighbourhoods.mutualKnn(5), Run.of(3).withThreads(2))
            .compare(x, x.dup());
    assertThat(score.value()).isEqualTo(1);
    assertThat(score.chance()).as("seed " + SEED).isBetween(5 / 29.0 - 0.02, 5 / 29.0 + 0.02);
    assertThat(score.p()).isEqualTo(1.0 / 301);
  }

  @Test
  void moreRowsGiveNarrowerIntervals() {
    double wide = width(40);
    double narrow = width(640);
    assertThat(narrow).as("seed " + SEED).isLessThan(wide / 2);
  }

  private static double width(int n) {
    RandomStream random = random("rows", n);
    double[][] x = Samples.space(n, 4, random);
    Score score =
        new Uncertainty(60, 0)
            .of(Cka.unbiased(), Run.of(4).withThreads(2))
            .compare(Samples.array(x), Samples.array(Samples.related(x, 4, 1, random)));
    return score.high() - score.low();
  }

  private static RandomStream random(String task, int number) {
    return new Seed(SEED).child(task).child(number).stream();
  }
}
