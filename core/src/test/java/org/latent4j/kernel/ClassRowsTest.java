package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassRowsTest {
  private static final List<ClassLoops> BOTH =
      List.of(new ScalarClassLoops(), Kernels.classLoops());
  private static final int ROWS = 37;

  private static double[] normals(RandomStream random, int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = random.normal();
    }
    return out;
  }

  @Test
  void theVectorPathRunsHere() {
    assertThat(Kernels.classLoops().getClass().getSimpleName()).isEqualTo("VectorClassLoops");
  }

  @Test
  void lanesAreWholeVectors() {
    assertThat(List.of(1, 7, 8, 9, 16, 17).stream().map(ClassRows::lanes))
        .containsExactly(8, 8, 8, 16, 16, 24);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void sumsAndSpreadsAreTheDefinitions(int lanes) {
    RandomStream random = new RandomStream(lanes);
    int each = 5;
    int from = 3;
    int n = ROWS - from - 2;
    int width = 11;
    double[] table = normals(random, width * lanes);
    int[] chosen = new int[ROWS * each];
    for (int t = 0; t < chosen.length; t++) {
      chosen[t] = random.below(width);
    }
    double[] x = normals(random, ROWS * lanes);
    for (ClassLoops loops : BOTH) {
      double[] out = new double[n * lanes + 8];
      loops.sum(table, lanes, chosen, each, from, n, out);
      double[] spread = table.clone();
      double[] expected = table.clone();
      loops.add(x, lanes, chosen, each, from, n, spread);
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < lanes; c++) {
          double sum = 0;
          for (int t = 0; t < each; t++) {
            int row = chosen[(from + i) * each + t];
            sum += table[row * lanes + c];
            expected[row * lanes + c] += x[i * lanes + c];
          }
          assertThat(out[i * lanes + c]).isEqualTo(sum);
        }
      }
      assertThat(spread).isEqualTo(expected);
      assertThat(out[n * lanes]).as("nothing behind the rows").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void softmaxIsTheDefinitionWithTheSameBits(int lanes) {
    RandomStream random = new RandomStream(100 + lanes);
    double[] x = normals(random, ROWS * lanes);
    for (int i = 0; i < x.length; i++) {
      x[i] *= 30;
      x[i] = i % 13 == 0 ? -1e300 : x[i];
    }
    double[] weights = normals(random, ROWS);
    double[] first = x.clone();
    for (ClassLoops loops : BOTH) {
      double[] out = x.clone();
      double[] tops = new double[ROWS];
      double[] sums = new double[ROWS];
      loops.softmax(out, lanes, ROWS, weights, tops, sums);
      for (int i = 0; i < ROWS; i++) {
        double sum = 0;
        for (int c = 0; c < lanes; c++) {
          sum += StrictMath.exp(x[i * lanes + c]);
        }
        assertThat(tops[i] + Math.log(sums[i])).isCloseTo(Math.log(sum), within(1e-12));
        for (int c = 0; c < lanes; c++) {
          double share = weights[i] * StrictMath.exp(x[i * lanes + c]) / sum;
          assertThat(out[i * lanes + c]).as("row %d", i).isCloseTo(share, within(1e-14));
        }
      }
      if (loops instanceof ScalarClassLoops) {
        first = out;
      }
      assertThat(out).isEqualTo(first);
    }
  }

  @Test
  void theExponentialIsRightToTheLastBits() {
    RandomStream random = new RandomStream(8);
    for (int i = 0; i < 20_000; i++) {
      double x = -700 * random.uniform() * random.uniform() * random.uniform();
      double expected = StrictMath.exp(x);
      assertThat(Exponential.of(x)).as("exp(%s)", x).isCloseTo(expected, within(1e-15 * expected));
    }
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-1e300)).isBetween(0.0, 1e-300);
  }
}
