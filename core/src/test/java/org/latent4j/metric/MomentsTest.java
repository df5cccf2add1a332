package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.RandomStream;

/** Sums over rows against n x n matrices, around the edges of the tiles of the products. */
class MomentsTest {
  private final RandomStream random = new RandomStream(41);

  @ParameterizedTest
  @CsvSource({
    "6, 1, 1",
    "20, 127, 3",
    "20, 384, 384",
    "20, 385, 384",
    "20, 130, 770",
    "20, 2, 300",
    "9, 769, 5",
    "8, 446, 447",
    "8, 1022, 1023",
    "8, 3, 2100"
  })
  void unbiasedEstimatesAreThoseOfTheKernelMatrices(int n, int d, int e) {
    double[] x = normals(n * d);
    double[] y = normals(n * e);
    Moments moments = moments(x, d, y, e, n, 2);
    double[][] k = kernel(x, n, d);
    double[][] l = kernel(y, n, e);
    double scale = Math.sqrt(Math.abs(hsic(k, k) * hsic(l, l)));
    assertThat(moments.unbiasedCross()).isCloseTo(hsic(k, l), within(1e-11 * scale));
    assertThat(moments.unbiasedLeft() / hsic(k, k)).isCloseTo(1, within(1e-11));
    assertThat(moments.unbiasedRight() / hsic(l, l)).isCloseTo(1, within(1e-11));
    assertThat(moments.rows()).isEqualTo(n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 29, 30})
  void blocksAddUp(int block) {
    double[] x = normals(30 * 5);
    double[] y = normals(30 * 4);
    Moments whole = moments(x, 5, y, 4, 30, 1);
    Moments parts = new Moments(5, 4, 1);
    for (int from = 0; from < 30; from += block) {
      int start = from;
      parts.accept(rows(x, 5).from(start), rows(y, 4).from(start), Math.min(block, 30 - from));
    }
    assertThat(parts.rows()).isEqualTo(30);
    assertThat(parts.unbiasedCross()).isCloseTo(whole.unbiasedCross(), within(1e-12));
    assertThat(parts.unbiasedLeft()).isCloseTo(whole.unbiasedLeft(), within(1e-12));
    assertThat(parts.crossNorm()).isCloseTo(whole.crossNorm(), within(1e-11));
    assertThat(parts.leftNorm()).isCloseTo(whole.leftNorm(), within(1e-11));
    assertThat(parts.rightNorm()).isCloseTo(whole.rightNorm(), within(1e-11));
  }

  @Test
  void anOffsetOfAllRowsChangesNothing() {
    double[] x = normals(50 * 3);
    double[] y = normals(50 * 3);
    Moments here = moments(x, 3, y, 3, 50, 1);
    double[] moved = x.clone();
    for (int p = 0; p < moved.length; p++) {
      moved[p] += 10 + p % 3;
    }
    Moments there = moments(moved, 3, y, 3, 50, 1);
    assertThat(there.unbiasedCross()).isCloseTo(here.unbiasedCross(), within(1e-9));
    assertThat(there.unbiasedLeft()).isCloseTo(here.unbiasedLeft(), within(1e-8));
    assertThat(there.crossNorm()).isCloseTo(here.crossNorm(), within(1e-9));
    assertThat(there.leftNorm()).isCloseTo(here.leftNorm(), within(1e-9));
  }

  @Test
  void normsAreThoseOfCentredProducts() {
    double[] x = normals(40 * 3);
    double[] y = normals(40 * 2);
    Moments moments = moments(x, 3, y, 2, 40, 1);
    assertThat(moments.crossNorm()).isCloseTo(centredNorm(x, 3, y, 2, 40), within(1e-11));
    assertThat(moments.leftNorm()).isCloseTo(centredNorm(x, 3, x, 3, 40), within(1e-11));
    assertThat(moments.rightNorm()).isCloseTo(centredNorm(y, 2, y, 2, 40), within(1e-11));
  }

  @Test
  void threadsDoNotChangeABit() {
    double[] x = normals(200 * 900);
    double[] y = normals(200 * 500);
    double[] one = estimates(moments(x, 900, y, 500, 200, 1));
    for (int threads : new int[] {2, 7}) {
      assertThat(estimates(moments(x, 900, y, 500, 200, threads)))
          .as(threads + " threads")
          .isEqualTo(one);
    }
  }

  /** HSIC₁ needs only sums over whole matrices; by hand for four rows. */
  @Test
  void estimateOfFourRowsByHand() {
    // K̃ has 1 between rows 0 and 1, L̃ 1 between rows 2 and 3: trace 0, sums 2, 1ᵀK̃L̃1 = 0.
    assertThat(Hsic.unbiased(4, 0, 2, 2, 0)).isCloseTo(4.0 / (3 * 2) / 4, within(1e-16));
    // The same pair in both: trace 2, 1ᵀK̃L̃1 = 2.
    assertThat(Hsic.unbiased(4, 2, 2, 2, 2)).isCloseTo((2 + 4.0 / 6 - 2) / 4, within(1e-16));
    assertThat(Hsic.ratio(1, 4, 0.25).number()).isEqualTo(1);
    assertThat(Hsic.ratio(-1, 4, 1).number()).isEqualTo(-0.5);
    assertThat(Hsic.ratio(1, 0, 1).number()).isNaN();
    assertThat(Hsic.ratio(1, 1, -2).note()).contains("not above 0").contains("-2.0");
    assertThat(Hsic.ratio(1, Double.NaN, 1).number()).isNaN();
  }

  private static RowSource rows(double[] values, int width) {
    return (from, to, out, stride) -> {
      for (int i = from; i < to; i++) {
        System.arraycopy(values, i * width, out, (i - from) * stride, width);
      }
    };
  }

  private static Moments moments(double[] x, int d, double[] y, int e, int n, int threads) {
    Moments out = new Moments(d, e, threads);
    out.accept(rows(x, d), rows(y, e), n);
    return out;
  }

  private static double[] estimates(Moments moments) {
    return new double[] {
      moments.unbiasedCross(),
      moments.unbiasedLeft(),
      moments.unbiasedRight(),
      moments.crossNorm(),
      moments.leftNorm(),
      moments.rightNorm()
    };
  }

  private static double centredNorm(double[] x, int d, double[] y, int e, int n) {
    double squares = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < e; j++) {
        double sum = 0;
        for (int t = 0; t < n; t++) {
          sum += (x[t * d + i] - mean(x, d, i, n)) * (y[t * e + j] - mean(y, e, j, n));
        }
        squares += sum * sum;
      }
    }
    return Math.sqrt(squares);
  }

  private static double mean(double[] x, int d, int column, int n) {
    double sum = 0;
    for (int t = 0; t < n; t++) {
      sum += x[t * d + column];
    }
    return sum / n;
  }

  private static double[][] kernel(double[] x, int n, int d) {
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int t = 0; t < d && i != j; t++) {
          out[i][j] += x[i * d + t] * x[j * d + t];
        }
      }
    }
    return out;
  }

  private static double hsic(double[][] k, double[][] l) {
    int n = k.length;
    double trace = 0;
    double sumK = 0;
    double sumL = 0;
    double both = 0;
    for (int i = 0; i < n; i++) {
      double rowK = 0;
      double rowL = 0;
      for (int j = 0; j < n; j++) {
        trace += k[i][j] * l[j][i];
        rowK += k[i][j];
        rowL += l[i][j];
      }
      sumK += rowK;
      sumL += rowL;
      both += rowK * rowL;
    }
    return (trace + sumK * sumL / ((n - 1.0) * (n - 2)) - 2 * both / (n - 2)) / (n * (n - 3.0));
  }

  private double[] normals(int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.normal();
    }
    return out;
  }
}
