package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The FactorVAE and BetaVAE scores with their votes and pairs counted in plain loops. */
class PlainVotesTest {
  private static final int BATCH = 64;

  private static List<Integer> like(double[] source, int row) {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < source.length; i++) {
      if (source[i] == source[row]) {
        out.add(i);
      }
    }
    return out;
  }

  private static int[][] votes(double[][] s, double[][] z, int count, RandomStream random) {
    int n = z[0].length;
    int[][] votes = new int[z.length][s.length];
    for (int vote = 0; vote < count; vote++) {
      int source = random.below(s.length);
      List<Integer> same = like(s[source], random.below(n));
      int[] rows = new int[BATCH];
      for (int t = 0; t < BATCH; t++) {
        rows[t] = same.get(random.below(same.size()));
      }
      int steadiest = -1;
      double least = 0;
      for (int j = 0; j < z.length; j++) {
        double[] own = z[j];
        double global = Plain.variance(own, 1);
        double local = Plain.variance(Arrays.stream(rows).mapToDouble(r -> own[r]).toArray(), 1);
        if (Math.sqrt(global) >= 0.05 && (steadiest < 0 || local / global < least)) {
          steadiest = j;
          least = local / global;
        }
      }
      votes[steadiest][source]++;
    }
    return votes;
  }

  private static double factorVae(double[][] s, double[][] z, Seed seed) {
    int[][] training = votes(s, z, 10_000, seed.child("training").stream());
    int[][] fresh = votes(s, z, 5_000, seed.child("evaluation").stream());
    double right = 0;
    for (int j = 0; j < z.length; j++) {
      int best = 0;
      for (int i = 0; i < s.length; i++) {
        best = training[j][i] > training[j][best] ? i : best;
      }
      right += fresh[j][best];
    }
    return right / 5_000;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSteadiestLatentVotesForItsSource(long seed) {
    INDArray sources = Samples.classes(seed, 60, 3, 2, 4);
    INDArray noisy = Samples.noisy(sources, 0.9, seed + 10);
    // The second latent is too narrow to vote although it tells most.
    INDArray latents = Samples.columns(noisy, new int[] {0, 1, 2, 0}, 1, 0.03, -2, 0.5);
    FactorVae got = FactorVae.of(sources, latents, new Seed(seed));
    double expected = factorVae(Plain.columns(sources), Plain.columns(latents), new Seed(seed));
    assertThat(got.active()).isEqualTo(3);
    // Two latents of the same shares may swap a vote by rounding.
    assertThat(got.score()).as("seed %d", seed).isCloseTo(expected, within(2e-3));
    assertThat(expected).isBetween(0.35, 0.95);
  }

  @Test
  void aLoneLatentVotesForTheCommonestSourceOnly() {
    INDArray sources = Samples.classes(3, 200, 3, 3, 3, 3);
    INDArray latents = Samples.normals(4, 200, 1);
    FactorVae got = FactorVae.of(sources, latents, new Seed(5));
    assertThat(got.active()).isEqualTo(1);
    assertThat(got.score()).isBetween(0.22, 0.28);
  }

  @Test
  void perfectLatentsWinEveryVoteWhateverTheirScale() {
    INDArray sources = Samples.classes(6, 400, 3, 5);
    INDArray latents = Samples.columns(Samples.noisy(sources, 0, 7), new int[] {1, 0}, 100, -3);
    assertThat(FactorVae.of(sources, latents, new Seed(8))).isEqualTo(new FactorVae(1, 2));
  }

  @Test
  void theBoundOfActivityCountsRowsLessOne() {
    // Two rows a apart have a deviation of a / sqrt 2 with ddof 1, of a / 2 with ddof 0.
    INDArray sources = Samples.classes(9, 2, 1, 1);
    sources.putScalar(1, 0, 1);
    sources.putScalar(1, 1, 1);
    assertThat(FactorVae.of(sources, two(0.0708), new Seed(1)).active()).isEqualTo(1);
    assertThat(FactorVae.of(sources, two(0.0706), new Seed(1)).active()).isZero();
  }

  private static INDArray two(double distance) {
    return Dense.of(new double[] {5, 5 + distance}, 2, 1);
  }

  private static double[][] differences(
      double[][] s, double[][] z, int[] asked, RandomStream random) {
    int n = z[0].length;
    double[][] out = new double[asked.length][z.length + 1];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = random.below(s.length);
      for (int t = 0; t < BATCH; t++) {
        int left = random.below(n);
        List<Integer> same = like(s[asked[i]], left);
        int right = same.get(random.below(same.size()));
        for (int j = 0; j < z.length; j++) {
          out[i][j] += Math.abs(z[j][left] - z[j][right]) / BATCH;
        }
      }
      out[i][z.length] = 1;
    }
    return out;
  }

  @Test
  void pairsThatShareASourceAreToldByALinearModel() {
    INDArray sources = Samples.classes(10, 40, 2, 3, 2);
    INDArray latents = Samples.noisy(sources, 1.5, 11);
    double[][] s = Plain.columns(sources);
    double[][] z = Plain.columns(latents);
    Seed seed = new Seed(12);
    int[] asked = new int[10_000];
    double[][] x = differences(s, z, asked, seed.child("training").stream());
    double[] ones = new double[asked.length];
    Arrays.fill(ones, 1);
    PlainLogistic model = PlainLogistic.fit(x, asked, 3, ones, 1);
    int[] fresh = new int[5_000];
    double[][] y = differences(s, z, fresh, seed.child("evaluation").stream());
    int right = 0;
    for (int i = 0; i < fresh.length; i++) {
      double[] shares = model.shares(y[i]);
      int best = shares[1] > shares[0] ? 1 : 0;
      best = shares[2] > shares[best] ? 2 : best;
      right += best == fresh[i] ? 1 : 0;
    }
    double expected = right / 5_000.0;
    double got = BetaVae.score(sources, latents, new Run(seed, Run.of(0).progress(), 2));
    assertThat(got).isCloseTo(expected, within(2e-3));
    assertThat(expected).isBetween(0.34, 0.99);
  }

  @Test
  void pairsOfLatentsThatTellNothingAreGuessed() {
    INDArray sources = Samples.classes(13, 2000, 4, 4);
    double score = BetaVae.score(sources, Samples.normals(14, 2000, 2), Run.of(0));
    assertThat(score).isBetween(0.45, 0.55);
  }

  @Test
  void rowsThatShareAValueAreDrawnEvenly() {
    Labels[] labels = {Labels.of(new int[] {4, 9, 4, 4, 9, 1})};
    RowsByValue rows = new RowsByValue(labels);
    RandomStream random = new RandomStream(15);
    int[] counts = new int[6];
    for (int t = 0; t < 9000; t++) {
      counts[rows.like(0, 2, random)]++;
      assertThat(rows.like(0, 5, random)).isEqualTo(5);
      assertThat(rows.source(random)).isZero();
    }
    assertThat(counts[1] + counts[4] + counts[5]).isZero();
    for (int row : new int[] {0, 2, 3}) {
      assertThat(counts[row]).isBetween(2800, 3200);
    }
  }
}
