package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class CslsTest {
  private static double[] normals(long seed, int n) {
    RandomStream stream = new RandomStream(seed);
    double[] out = new double[n];
    Arrays.setAll(out, i -> stream.normal());
    return out;
  }

  /** The definition, entry by entry. */
  private static double[][] scores(double[] x, double[] y, int d, int k) {
    int n = x.length / d;
    int m = y.length / d;
    double[][] cosines = new double[n][m];
    double[][] transposed = new double[m][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int t = 0; t < d; t++) {
          xy += x[i * d + t] * y[j * d + t];
          xx += x[i * d + t] * x[i * d + t];
          yy += y[j * d + t] * y[j * d + t];
        }
        cosines[i][j] = xx * yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
        transposed[j][i] = cosines[i][j];
      }
    }
    double[][] out = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        out[i][j] = 2 * cosines[i][j] - mean(cosines[i], k) - mean(transposed[j], k);
      }
    }
    return out;
  }

  private static double mean(double[] cosines, int k) {
    double[] sorted = cosines.clone();
    Arrays.sort(sorted);
    return Arrays.stream(sorted).skip(Math.max(0, sorted.length - k)).average().orElseThrow();
  }

  private static List<String> mutual(double[][] scores) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      int best = 0;
      for (int j = 1; j < scores[i].length; j++) {
        best = scores[i][j] > scores[i][best] ? j : best;
      }
      boolean mutual = true;
      for (double[] row : scores) {
        mutual &= row[best] <= scores[i][best];
      }
      if (mutual) {
        found.add(i + "-" + best);
      }
    }
    return found;
  }

  @Test
  void findsWhatTheDefinitionFinds() {
    for (int seed = 0; seed < 20; seed++) {
      double[] x = normals(seed, 61 * 5);
      double[] y = normals(seed + 100, 47 * 5);
      double[][] scores = scores(x, y, 5, 10);

      List<Csls.Match> matches = Csls.of(x, y, 5, 10, 2).mutual();

      assertThat(matches.stream().map(match -> match.left() + "-" + match.right()))
          .as("seed %d", seed)
          .containsExactlyElementsOf(mutual(scores));
      for (Csls.Match match : matches) {
        assertThat(match.score())
            .as("seed %d", seed)
            .isCloseTo(scores[match.left()][match.right()], within(1e-13));
      }
    }
  }

  @Test
  void theMeansAreThoseOfTheNearest() {
    double[] x = {1, 0, 0, 2, 0, 0}; // the last row is zero
    double[] y = {3, 0, 0, 1, 1, 1};
    Csls csls = Csls.of(x, y, 2, 2, 1);

    double half = Math.sqrt(0.5);
    assertThat(csls.leftMeans())
        .containsExactly(new double[] {(1 + half) / 2, (1 + half) / 2, 0}, within(1e-15));
    assertThat(csls.rightMeans()).containsExactly(new double[] {0.5, 0.5, half}, within(1e-15));
  }

  @Test
  void fewerRowsThanNeighboursAreAllTaken() {
    double[] x = {1, 0, 0, 1};
    assertThat(Csls.of(x, x, 2, 10, 1).leftMeans()).containsExactly(0.5, 0.5);
    assertThat(Csls.of(x, x, 2, 10, 1).mutual())
        .containsExactly(new Csls.Match(0, 0, 1), new Csls.Match(1, 1, 1));
  }

  @Test
  void equalRowsMatchTheSmallest() {
    double[] x = {1, 0, 1, 0, 0, 1};
    double[] y = {0, 1, 1, 0, 1, 0};
    assertThat(Csls.of(x, y, 2, 1, 1).mutual())
        .extracting(Csls.Match::left, Csls.Match::right)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1), org.assertj.core.groups.Tuple.tuple(2, 0));
  }

  @Test
  void threadsChangeNothing() {
    double[] x = normals(1, 1500 * 8);
    double[] y = normals(2, 1100 * 8);
    double[] before = x.clone();
    List<Csls.Match> one = Csls.of(x, y, 8, 10, 1).mutual();
    assertThat(one).hasSizeGreaterThan(100);
    assertThat(Csls.of(x, y, 8, 10, 2).mutual()).isEqualTo(one);
    assertThat(Csls.of(x, y, 8, 10, 7).mutual()).isEqualTo(one);
    assertThat(x).isEqualTo(before);
  }
}
