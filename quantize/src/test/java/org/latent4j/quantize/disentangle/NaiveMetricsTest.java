package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The metrics once more, written out as their definitions read. */
class NaiveMetricsTest {
  /** Sources and latents of a random kind. */
  private record Drawn(INDArray sources, INDArray latents, boolean discrete) {
    double[] latent(int j) {
      return column(latents, j);
    }

    double[] source(int i) {
      return column(sources.castTo(DataType.DOUBLE), i);
    }

    int s() {
      return (int) sources.size(1);
    }

    int z() {
      return (int) latents.size(1);
    }
  }

  private static double[] column(INDArray x, int j) {
    double[] all = Dense.doubles(x);
    int d = (int) x.size(1);
    return IntStream.range(0, all.length / d).mapToDouble(i -> all[i * d + j]).toArray();
  }

  private static Drawn draw(long seed, boolean discrete) {
    INDArray sources = Samples.classes(seed, 300, 4, 2, 6);
    INDArray mixed = Samples.noisy(sources, 0.8, seed + 100);
    RandomStream random = new RandomStream(seed + 200);
    double[] values = Dense.doubles(mixed);
    double[] out = new double[300 * 4];
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 4; j++) {
        double value =
            j < 3 ? values[i * 3 + j] - 0.4 * values[i * 3 + (j + 1) % 3] : random.normal();
        out[i * 4 + j] = discrete ? Math.rint(value) + 0.0 : value; // no -0
      }
    }
    return new Drawn(sources, Dense.of(out, 300, 4), discrete);
  }

  private static double entropy(List<?> values) {
    Map<Object, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.values().stream()
        .mapToDouble(count -> (double) count / values.size())
        .map(share -> -share * Math.log(share))
        .sum();
  }

  /** H(a) + H(b) - H(a, b). */
  private static double information(double[] a, double[] b) {
    List<Double> left = Arrays.stream(a).boxed().toList();
    List<Double> right = Arrays.stream(b).boxed().toList();
    List<String> both = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      both.add(a[i] + " " + b[i]);
    }
    return entropy(left) + entropy(right) - entropy(both);
  }

  private static double entropy(double[] values) {
    return entropy(Arrays.stream(values).boxed().toList());
  }

  private static double[] binned(double[] values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    double width = (most - least) / 20;
    return Arrays.stream(values)
        .map(
            value -> {
              int bin = 0;
              for (int edge = 1; edge < 20; edge++) {
                bin += value >= least + edge * width ? 1 : 0;
              }
              return bin;
            })
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "4, true"})
  void migAndModularity(long seed, boolean discrete) {
    Drawn drawn = draw(seed, discrete);
    double gaps = 0;
    double[] modularities = new double[drawn.z()];
    double[][] all = new double[drawn.z()][drawn.s()];
    for (int j = 0; j < drawn.z(); j++) {
      for (int i = 0; i < drawn.s(); i++) {
        all[j][i] = information(binned(drawn.latent(j)), drawn.source(i));
      }
      double[] squares = Arrays.stream(all[j]).map(v -> v * v).sorted().toArray();
      double most = squares[drawn.s() - 1];
      modularities[j] = 1 - (Arrays.stream(squares).sum() - most) / most / (drawn.s() - 1);
    }
    for (int i = 0; i < drawn.s(); i++) {
      int source = i;
      double[] sorted = Arrays.stream(all).mapToDouble(row -> row[source]).sorted().toArray();
      double gap = sorted[drawn.z() - 1] - sorted[drawn.z() - 2];
      gaps += gap / entropy(drawn.source(i)) / drawn.s();
    }
    assertThat(Mig.score(drawn.sources(), drawn.latents()))
        .as("seed %d", seed)
        .isCloseTo(gaps, within(1e-10));
    assertThat(Modularity.score(drawn.sources(), drawn.latents()))
        .as("seed %d", seed)
        .isCloseTo(Arrays.stream(modularities).average().orElseThrow(), within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"5", "6", "7"})
  void infomecOfCodes(long seed) {
    Drawn drawn = draw(seed, true);
    int s = drawn.s();
    int z = drawn.z();
    double[][] nmi = new double[s][z];
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < z; j++) {
        nmi[i][j] = information(drawn.source(i), drawn.latent(j)) / entropy(drawn.source(i));
      }
    }
    double infom = 0;
    for (int j = 0; j < z; j++) {
      int latent = j;
      double[] of = Arrays.stream(nmi).mapToDouble(row -> row[latent]).toArray();
      infom += Arrays.stream(of).max().orElseThrow() / Arrays.stream(of).sum() / z;
    }
    double infoc = 0;
    for (double[] of : nmi) {
      infoc += Arrays.stream(of).max().orElseThrow() / Arrays.stream(of).sum() / s;
    }
    InfoMecScore score =
        InfoMec.paper().score(drawn.sources(), drawn.latents(), true, Run.of(seed));
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < z; j++) {
        assertThat(score.nmi()[i][j]).as("seed %d", seed).isCloseTo(nmi[i][j], within(1e-10));
      }
    }
    assertThat(score.infom()).isCloseTo((infom - 1.0 / s) / (1 - 1.0 / s), within(1e-10));
    assertThat(score.infoc()).isCloseTo((infoc - 1.0 / z) / (1 - 1.0 / z), within(1e-10));
    assertThat(score.toString()).contains("4 of 4 latents active");
    assertThat(score.heatMap().columns()).containsExactly("z0 ●", "z1 ●", "z2 ●", "z3 ●");
  }

  @ParameterizedTest
  @CsvSource({"8, false", "9, true"})
  void robustness(long seed, boolean discrete) {
    Drawn drawn = draw(seed, discrete);
    double sum = 0;
    double weights = 0;
    for (int j = 0; j < drawn.z(); j++) {
      double[] latent = drawn.latent(j);
      double mean = Arrays.stream(latent).average().orElseThrow();
      double most = Arrays.stream(latent).map(v -> Math.abs(v - mean)).max().orElseThrow();
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < drawn.s(); i++) {
        double[] source = drawn.source(i);
        double[] values = Arrays.stream(source).distinct().toArray();
        double percentiles = 0;
        for (double value : values) {
          double[] group =
              IntStream.range(0, 300)
                  .filter(t -> source[t] == value)
                  .mapToDouble(t -> latent[t])
                  .toArray();
          double centre = Arrays.stream(group).average().orElseThrow();
          double[] far = Arrays.stream(group).map(v -> Math.abs(v - centre)).sorted().toArray();
          double at = 0.99 * (far.length - 1);
          int low = (int) at;
          double high = far[Math.min(low + 1, far.length - 1)];
          percentiles += (far[low] + (at - low) * (high - far[low])) / values.length;
        }
        best = Math.max(best, 1 - percentiles / most);
      }
      sum += most * best;
      weights += most;
    }
    assertThat(Irs.score(drawn.sources(), drawn.latents()))
        .as("seed %d", seed)
        .isCloseTo(sum / weights, within(1e-10));
  }

  @Test
  void predictabilityOfNumbers() {
    Drawn drawn = draw(10, false);
    double gaps = 0;
    for (int i = 0; i < drawn.s(); i++) {
      double[] scores = new double[drawn.z()];
      for (int j = 0; j < drawn.z(); j++) {
        double correlation = correlation(drawn.latent(j), drawn.source(i));
        scores[j] = correlation * correlation;
      }
      Arrays.sort(scores);
      gaps += (scores[drawn.z() - 1] - scores[drawn.z() - 2]) / drawn.s();
    }
    INDArray numbers = drawn.sources().castTo(DataType.FLOAT);
    assertThat(Sap.score(numbers, drawn.latents())).isCloseTo(gaps, within(1e-10));
    // As classes the same sources are predicted by machines, which is another figure.
    assertThat(Sap.score(drawn.sources(), drawn.latents())).isNotCloseTo(gaps, within(1e-6));
  }

  private static double correlation(double[] a, double[] b) {
    double x = Arrays.stream(a).average().orElseThrow();
    double y = Arrays.stream(b).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < a.length; i++) {
      xy += (a[i] - x) * (b[i] - y);
      xx += (a[i] - x) * (a[i] - x);
      yy += (b[i] - y) * (b[i] - y);
    }
    return xy / Math.sqrt(xx * yy);
  }

  @ParameterizedTest
  @CsvSource({"11", "12"})
  void concentrationOfImportances(long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] r = new double[5][3];
    double total = 0;
    for (double[] row : r) {
      for (int i = 0; i < 3; i++) {
        row[i] = random.uniform() < 0.3 ? 0 : random.uniform();
        total += row[i];
      }
    }
    double disentanglement = 0;
    for (double[] row : r) {
      double sum = Arrays.stream(row).map(v -> v + 1e-11).sum();
      double entropy =
          Arrays.stream(row)
              .map(v -> (v + 1e-11) / sum)
              .map(p -> -p * Math.log(p) / Math.log(3))
              .sum();
      disentanglement += Arrays.stream(row).sum() / total * (1 - entropy);
    }
    double[] flat = Arrays.stream(r).flatMapToDouble(Arrays::stream).toArray();
    Dci dci = Dci.of(Dense.of(flat, 5, 3));
    assertThat(dci.disentanglement()).as("seed %d", seed).isCloseTo(disentanglement, within(1e-9));
  }

  @Test
  void numbersAsSourcesAreBinnedWhereClassesAreWanted() {
    Drawn drawn = draw(13, false);
    // Whole numbers from 0 to 5 fall into bins of their own.
    INDArray numbers = drawn.sources().castTo(DataType.DOUBLE);
    INDArray z = drawn.latents();
    assertThat(Mig.score(numbers, z)).isEqualTo(Mig.score(drawn.sources(), z));
    assertThat(Irs.score(numbers, z)).isEqualTo(Irs.score(drawn.sources(), z));
    assertThat(ExplicitnessAuc.score(numbers, z, 1))
        .isEqualTo(ExplicitnessAuc.score(drawn.sources(), z, 1));
    assertThat(Dci.of(numbers, z, Importances.BOOSTED, Run.of(0)))
        .isEqualTo(Dci.of(drawn.sources(), z, Importances.BOOSTED, Run.of(0)));
  }
}
