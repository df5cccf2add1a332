package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** InfoMEC once more, from the formulas, for every preset and kind of source and latent. */
class PlainInfoMecTest {
  private static final Run RUN = Run.of(3).withThreads(2);

  /** InfoM and InfoC of a matrix of information. */
  private record Scores(double infom, double infoc) {}

  private static boolean[] active(double[][] latents, boolean discrete, Preset preset) {
    double[] spreads = new double[latents.length];
    for (int j = 0; j < spreads.length; j++) {
      boolean quartiles = preset == Preset.TRIPOD;
      spreads[j] =
          Plain.quantile(latents[j], quartiles ? 0.75 : 1)
              - Plain.quantile(latents[j], quartiles ? 0.25 : 0);
    }
    double most = Arrays.stream(spreads).max().orElseThrow();
    boolean[] out = new boolean[latents.length];
    for (int j = 0; j < out.length; j++) {
      out[j] =
          switch (preset) {
            case PAPER -> discrete ? spreads[j] > 0 : spreads[j] > most / 20;
            case TRAINING_LOG -> spreads[j] > most / 8;
            case TRIPOD -> discrete ? spreads[j] > 0.1 : spreads[j] > most / 10;
          };
    }
    return out;
  }

  private static Scores scores(double[][] nmi, boolean[] active) {
    int s = nmi.length;
    int a = 0;
    double modularity = 0;
    for (int j = 0; j < active.length; j++) {
      if (active[j]) {
        double most = 0;
        double sum = 0;
        for (double[] row : nmi) {
          most = Math.max(most, row[j]);
          sum += row[j];
        }
        modularity += sum > 0 ? most / sum : 1.0 / s;
        a++;
      }
    }
    double compactness = 0;
    for (double[] row : nmi) {
      double most = 0;
      double sum = 0;
      for (int j = 0; j < active.length; j++) {
        most = active[j] ? Math.max(most, row[j]) : most;
        sum += active[j] ? row[j] : 0;
      }
      compactness += sum > 0 ? most / sum : 1.0 / a;
    }
    double least = 1.0 / s;
    return new Scores(
        (modularity / a - least) / (1 - least), (compactness / s - 1.0 / a) / (1 - 1.0 / a));
  }

  private static void assertScores(InfoMecScore got, double[][] nmi, boolean[] active) {
    for (int i = 0; i < nmi.length; i++) {
      for (int j = 0; j < nmi[i].length; j++) {
        assertThat(got.nmi()[i][j]).as("%d, %d", i, j).isCloseTo(nmi[i][j], within(1e-11));
      }
    }
    Scores expected = scores(nmi, active);
    assertThat(got.active()).isEqualTo(active);
    assertThat(got.infom()).isCloseTo(expected.infom(), within(1e-11));
    assertThat(got.infoc()).isCloseTo(expected.infoc(), within(1e-11));
    int count = 0;
    for (boolean one : active) {
      count += one ? 1 : 0;
    }
    assertThat(got.activeCount()).isEqualTo(count);
  }

  /**
   * Six latents: of each of two sources, of both, one that all presets drop, one that the training
   * log's drops too, and one whose few large values only the quartiles do not see.
   */
  private static INDArray manyKinds(INDArray sources, long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] s = Plain.columns(sources);
    int n = s[0].length;
    double[] out = new double[n * 6];
    for (int i = 0; i < n; i++) {
      out[i * 6] = s[0][i] + 0.4 * random.normal();
      out[i * 6 + 1] = 10 - s[1][i] - 0.6 * random.normal();
      out[i * 6 + 2] = s[0][i] - s[1][i] + random.normal();
      out[i * 6 + 3] = 0.01 * (s[0][i] + 0.5 * random.uniform());
      out[i * 6 + 4] = 0.3 * (s[1][i] + 0.5 * random.uniform());
      out[i * 6 + 5] = 0.01 * random.normal() + (i % 20 == 0 ? 3 * random.uniform() : 0);
    }
    return Dense.of(out, n, 6);
  }

  @ParameterizedTest
  @EnumSource
  void latentsThatAreNumbers(Preset preset) {
    INDArray sources = Samples.classes(1, 160, 4, 3);
    INDArray latents = manyKinds(sources, 2);
    double[][] z = Plain.columns(latents);
    double[][] nmi = new double[2][6];
    for (int i = 0; i < 2; i++) {
      int[] classes = Plain.classes(Plain.columns(sources)[i]);
      for (int j = 0; j < 6; j++) {
        nmi[i][j] =
            Plain.ross(classes, Plain.scaled(z[j]), preset.neighbours()) / Plain.entropy(classes);
      }
    }
    boolean[] active = active(z, false, preset);
    InfoMecScore got = InfoMec.paper().withPreset(preset).score(sources, latents, false, RUN);
    assertScores(got, nmi, active);
    assertThat(active)
        .isEqualTo(
            switch (preset) {
              case PAPER -> new boolean[] {true, true, true, false, true, true};
              case TRAINING_LOG -> new boolean[] {true, true, true, false, false, true};
              case TRIPOD -> new boolean[] {true, true, true, false, true, false};
            });
  }

  @ParameterizedTest
  @EnumSource
  void latentsThatAreCodes(Preset preset) {
    INDArray sources = Samples.classes(4, 200, 3, 4, 2);
    double[][] s = Plain.columns(sources);
    RandomStream random = new RandomStream(5);
    double[] values = new double[200 * 5];
    for (int i = 0; i < 200; i++) {
      values[i * 5] = 4 * s[0][i] + random.below(4);
      values[i * 5 + 1] = (s[1][i] + (random.below(5) == 0 ? 1 : 0)) * 3;
      values[i * 5 + 2] = s[2][i]; // an eighth of the widest or less
      values[i * 5 + 3] = 6; // collapsed
      values[i * 5 + 4] = i % 10 == 0 ? s[0][i] : 0; // the quartiles agree
    }
    INDArray latents = Dense.of(values, 200, 5);
    double[][] z = Plain.columns(latents);
    double[][] nmi = new double[3][5];
    for (int i = 0; i < 3; i++) {
      int[] classes = Plain.classes(s[i]);
      for (int j = 0; j < 5; j++) {
        nmi[i][j] = Plain.plugIn(classes, Plain.classes(z[j])) / Plain.entropy(classes);
      }
    }
    boolean[] active = active(z, true, preset);
    InfoMecScore got = InfoMec.paper().withPreset(preset).score(sources, latents, true, RUN);
    assertScores(got, nmi, active);
    assertThat(got.activeCount()).isEqualTo(preset == Preset.PAPER ? 4 : 3);
  }

  @Test
  void sourcesAndLatentsThatAreNumbers() {
    INDArray sources = Samples.normals(6, 150, 2);
    INDArray latents = manyKinds(sources, 7);
    double[][] z = Plain.columns(latents);
    double[][] s = Plain.columns(sources);
    double[][] information = new double[2][6];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 6; j++) {
        information[i][j] = Plain.kraskov(Plain.scaled(s[i]), Plain.scaled(z[j]), 10);
      }
    }
    InfoMecScore got = InfoMec.paper().score(sources, latents, false, RUN);
    assertScores(got, information, active(z, false, Preset.PAPER));
    double[][] matrix = InfoMec.paper().nmi(sources, latents, false, RUN);
    assertThat(matrix[0]).containsExactly(got.nmi()[0]);
  }

  @Test
  void sourcesThatAreNumbersAndLatentsThatAreCodes() {
    INDArray sources = Samples.normals(8, 150, 2);
    double[][] s = Plain.columns(sources);
    double[] values = new double[150 * 2];
    for (int i = 0; i < 150; i++) {
      values[i * 2] = Math.rint(2 * s[0][i]) + 0.0;
      values[i * 2 + 1] = Math.rint(s[0][i] + s[1][i]) + 0.0;
    }
    INDArray latents = Dense.of(values, 150, 2);
    double[][] information = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        int[] codes = Plain.classes(Plain.columns(latents)[j]);
        information[i][j] = Plain.ross(codes, Plain.scaled(s[i]), 10);
      }
    }
    InfoMecScore got = InfoMec.paper().score(sources, latents, true, RUN);
    assertScores(got, information, new boolean[] {true, true});
  }

  /** The scaled column and the reference's noise from the seed's child. */
  private static double[] noisy(double[] column, Seed seed) {
    double[] scaled = Plain.scaled(column);
    double size = 0;
    for (double value : scaled) {
      size += Math.abs(value) / scaled.length;
    }
    RandomStream random = seed.stream();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] += 1e-10 * Math.max(1, size) * random.normal();
    }
    return scaled;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "41, 0", "7, 1000"})
  void columnsThatRepeatAValueGetNoiseOfTheirOwn(long seed, double shift) {
    INDArray sources = Samples.classes(9, 180, 3, 2);
    double[][] z = Plain.columns(Samples.noisy(sources, 0.5, 10));
    double[] values = new double[180 * 2];
    for (int i = 0; i < 180; i++) {
      values[i * 2] = z[0][i]; // no value comes twice
      values[i * 2 + 1] = shift + Math.rint(z[1][i] * 5) / 5;
    }
    INDArray latents = Dense.of(values, 180, 2);
    double[][] columns = Plain.columns(latents);
    double[] second = noisy(columns[1], new Seed(seed).child("ties").child(1));
    InfoMecScore got = InfoMec.paper().score(sources, latents, false, Run.of(seed).withThreads(1));
    for (int i = 0; i < 2; i++) {
      int[] classes = Plain.classes(Plain.columns(sources)[i]);
      double entropy = Plain.entropy(classes);
      double first = Plain.ross(classes, Plain.scaled(columns[0]), 10) / entropy;
      assertThat(got.nmi()[i][0]).as("seed %d", seed).isCloseTo(first, within(1e-11));
      // Distances of 1e-10 keep five or six digits; a neighbour may be another one.
      double noisy = Plain.ross(classes, second, 10) / entropy;
      assertThat(got.nmi()[i][1]).as("seed %d", seed).isCloseTo(noisy, within(2e-3));
    }
    assertThat(got.warnings()).hasSize(1).first().asString().contains("latent columns [1]");
    // Without noise the estimate collapses.
    double collapsed =
        Plain.ross(Plain.classes(Plain.columns(sources)[1]), Plain.scaled(columns[1]), 10);
    assertThat(got.nmi()[1][1]).isNotCloseTo(collapsed, within(0.05));
  }

  @Test
  void activityIsJudgedWithoutNoiseOrScale() {
    // One latent repeats its values and is 0.04 of the widest: the paper's preset drops it.
    INDArray sources = Samples.classes(11, 200, 2, 2);
    double[][] s = Plain.columns(sources);
    RandomStream random = new RandomStream(12);
    double[] values = new double[200 * 3];
    for (int i = 0; i < 200; i++) {
      values[i * 3] = i == 0 ? 0 : i == 1 ? 1 : random.uniform();
      values[i * 3 + 1] = 5000 + 0.04 * s[0][i];
      values[i * 3 + 2] = 5000 + 0.06 * s[1][i];
    }
    InfoMecScore got = InfoMec.paper().score(sources, Dense.of(values, 200, 3), false, RUN);
    assertThat(got.active()).containsExactly(true, false, true);
  }

  @Test
  void theBoundOfActivityIsStrict() {
    double[][] columns = {{0, 160, 80, 40}, {0, 8, 4, 2}, {0, 20, 10, 5}, {0, 20.5, 1, 0}};
    assertThat(Preset.PAPER.active(columns, false)).containsExactly(true, false, true, true);
    assertThat(Preset.TRAINING_LOG.active(columns, false))
        .containsExactly(true, false, false, true);
    assertThat(Preset.TRAINING_LOG.active(columns, true)).containsExactly(true, false, false, true);
    double[][] tenths = {{0, 1, 2, 3, 4}, {0, 0.1, 0.2, 0.3, 0.4}, {0, 0.11, 0.22, 0.33, 0.44}};
    assertThat(Preset.TRIPOD.active(tenths, false)).containsExactly(true, false, true);
  }

  @Test
  void aClassOfOneMemberIsLeftOutOfTheEstimateOnly() {
    INDArray sources = Samples.classes(13, 100, 3, 2);
    sources.putScalar(17, 0, 9); // alone in its class
    INDArray latents = Samples.normals(14, 100, 2);
    double[][] z = Plain.columns(latents);
    int[] classes = Plain.classes(Plain.columns(sources)[0]);
    double[][] nmi = InfoMec.paper().nmi(sources.castTo(DataType.INT32), latents, false, RUN);
    for (int j = 0; j < 2; j++) {
      double expected = Plain.ross(classes, Plain.scaled(z[j]), 10) / Plain.entropy(classes);
      assertThat(nmi[0][j]).isCloseTo(expected, within(1e-11));
    }
    int[][] alone = new int[30][2];
    for (int i = 0; i < 30; i++) {
      alone[i] = new int[] {i, i % 2};
    }
    double[][] none =
        InfoMec.paper().nmi(Nd4j.createFromArray(alone), Samples.normals(15, 30, 2), false, RUN);
    assertThat(none[0]).containsExactly(0, 0);
  }
}
