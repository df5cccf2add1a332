package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.SparseRows;
import org.latent4j.kernel.RandomStream;

class ProductTest {
  private static final int N = 9;
  private static final int D = 5;
  private static final int P = 4;

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int t = 0; t < actual.length; t++) {
      assertThat(actual[t]).as("%d", t).isCloseTo(expected[t], within(1e-12));
    }
  }

  private static void assertProducts(Product product, double[] x) {
    double[] w = SmallGraph.normals(D * P, 1);
    double[] y = SmallGraph.normals(N * P, 2);
    assertClose(product.times(w, P), SmallGraph.product(x, w, N, D, P));
    double[] back = SmallGraph.transposed(x, N, D);
    assertClose(product.transposedTimes(y, P), SmallGraph.product(back, y, D, N, P));
  }

  @Test
  void denseProductsAreThose() {
    double[] x = SmallGraph.normals(N * D, 3);
    assertProducts(Product.of(x, N, D), x);
  }

  @Test
  void sparseProductsAreThose() {
    double[] x = SmallGraph.normals(N * D, 4);
    for (int t = 0; t < x.length; t += 2) {
      x[t] = 0;
    }
    assertProducts(Product.of(SmallGraph.sparse(x, N, D)), x);
  }

  @Test
  void wordsAreWholeOrDropped() {
    double[] x = new double[N * D];
    for (int t = 0; t < x.length; t += 3) {
      x[t] = t + 1;
    }
    SparseRows rows = SmallGraph.sparse(x, N, D);
    Words words = new Words(rows);
    assertProducts(words.whole(), x);
    double[] factors = new Dropout(0.5).factors((int) rows.nonZeros(), new RandomStream(5));
    double[] left = x.clone();
    for (int t = 0, at = 0; t < x.length; t++) {
      left[t] *= x[t] != 0 ? factors[at++] : 0;
    }
    assertThat(left).isNotEqualTo(x);
    assertProducts(words.dropped(new Dropout(0.5), new RandomStream(5)), left);
  }

  @Test
  void wordsOfSinglePrecisionServeToo() {
    SparseRows floats =
        SparseRows.of(D, new long[] {0, 1, 2}, new int[] {4, 0}, new float[] {2, 3});
    double[] w = SmallGraph.normals(D * P, 6);
    double[] x = {0, 0, 0, 0, 2, 3, 0, 0, 0, 0};
    assertClose(new Words(floats).whole().times(w, P), SmallGraph.product(x, w, 2, D, P));
  }
}
