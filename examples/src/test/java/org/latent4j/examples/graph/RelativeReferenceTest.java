package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class RelativeReferenceTest {
  private static final int N = 30;
  private static final int D = 6;
  private static final int[] ROWS = {4, 0, 17, 29, 8};

  private final List<String> names = SmallGraph.names(N);
  private final AnchorSet anchors =
      AnchorSet.of(List.of("paper4", "paper0", "paper17", "paper29", "paper8"));

  private static Checkpoint checkpoint(INDArray hidden) {
    return new Checkpoint("run", 6, 0.5, 0.25, hidden);
  }

  /** The mean cosine of relative rows, written out. */
  private static double naive(double[] x, int dx, double[] y, int dy, boolean centred) {
    double[] left = relative(x, dx, centred);
    double[] right = relative(y, dy, centred);
    double sum = 0;
    for (int i = 0; i < N; i++) {
      sum += cosine(left, i, right, i, ROWS.length);
    }
    return sum / N;
  }

  private static double[] relative(double[] x, int d, boolean centred) {
    double[] moved = x.clone();
    for (int t = 0; t < d && centred; t++) {
      double mean = 0;
      for (int row : ROWS) {
        mean += x[row * d + t] / ROWS.length;
      }
      for (int i = 0; i < N; i++) {
        moved[i * d + t] -= mean;
      }
    }
    double[] out = new double[N * ROWS.length];
    for (int t = 0; t < out.length; t++) {
      out[t] = cosine(moved, t / ROWS.length, moved, ROWS[t % ROWS.length], d);
    }
    return out;
  }

  private static double cosine(double[] a, int i, double[] b, int j, int d) {
    double both = 0;
    double left = 0;
    double right = 0;
    for (int t = 0; t < d; t++) {
      both += a[i * d + t] * b[j * d + t];
      left += a[i * d + t] * a[i * d + t];
      right += b[j * d + t] * b[j * d + t];
    }
    return left == 0 || right == 0 ? 0 : both / Math.sqrt(left * right);
  }

  @Test
  void likenessIsTheMeanCosineOfRelativeRows() {
    double[] x = SmallGraph.normals(N * D, 1);
    double[] y = SmallGraph.normals(N * 4, 2);
    for (int t = 0; t < y.length; t++) {
      y[t] += 1.5 + x[t / 4 * D];
    }
    try (RelativeReference reference =
        new RelativeReference(checkpoint(Dense.of(x, N, D)), names, anchors)) {
      Agreement found = reference.compare(checkpoint(Dense.of(y, N, 4)));
      assertThat(found.uncentred()).isCloseTo(naive(x, D, y, 4, false), within(1e-5));
      assertThat(found.centred()).isCloseTo(naive(x, D, y, 4, true), within(1e-5));
      assertThat(found.run()).isEqualTo("run");
      assertThat(found.epoch()).isEqualTo(6);
      assertThat(found.validationAccuracy()).isEqualTo(0.5);
    }
  }

  @Test
  void aMovedCopyIsAlikeWhenCentred() {
    double[] x = SmallGraph.normals(N * D, 3);
    INDArray rows = Dense.of(x, N, D);
    INDArray turn = Dense.of(new RandomStream(4).orthogonal(D), D, D);
    INDArray moved = rows.mmul(turn).muli(5).addi(2);
    try (RelativeReference reference = new RelativeReference(checkpoint(rows), names, anchors)) {
      Agreement same = reference.compare(checkpoint(rows));
      assertThat(same.uncentred()).isCloseTo(1, within(1e-6));
      assertThat(same.centred()).isCloseTo(1, within(1e-6));
      Agreement copy = reference.compare(checkpoint(moved));
      assertThat(copy.centred()).isCloseTo(1, within(1e-5));
      assertThat(copy.uncentred()).isLessThan(0.9);
      assertThat(Dense.doubles(rows)).containsExactly(x);
    }
  }

  /** Rows that are nearly all one look like any space whose rows lie in one corner. */
  @Test
  void aCollapsedNetworkIsAlikeUnlessCentred() {
    double[] x = SmallGraph.normals(N * D, 5);
    double[] collapsed = SmallGraph.normals(N * D, 6);
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.abs(x[t]) + 1;
      collapsed[t] = 3 + 0.01 * collapsed[t];
    }
    try (RelativeReference reference =
        new RelativeReference(checkpoint(Dense.of(x, N, D)), names, anchors)) {
      Agreement found = reference.compare(checkpoint(Dense.of(collapsed, N, D)));
      assertThat(found.uncentred()).isGreaterThan(0.99);
      assertThat(found.centred()).isLessThan(0.5);
      Agreement dead = reference.compare(checkpoint(Dense.of(new double[N * D], N, D)));
      assertThat(dead.centred()).isZero();
      assertThat(dead.uncentred()).isZero();
    }
  }
}
