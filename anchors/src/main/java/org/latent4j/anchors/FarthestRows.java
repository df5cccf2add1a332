package org.latent4j.anchors;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.SingleBlasThread;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Farthest-point traversal. One pass over all rows scores several rows that are likely to be chosen
 * next, so there are far fewer passes than choices. The passes run in float; whatever is within
 * their rounding of the farthest is judged by exact products, so the answer is that of one product
 * in double for each choice.
 *
 * <p>Likeness takes the place of distance: {@code 1 - |x - a|^2 / 2}, which is the cosine of two
 * unit rows.
 */
final class FarthestRows {
  /** Fewest and most rows scored in one pass: few are not cheaper, many rarely come true. */
  private static final int LEAST = 8;

  private static final int MOST = 32;

  private final TraversalRows rows; // [n, d]
  private final ExactLikeness exact;
  private final float[] inverse; // [n], of the rows' norms
  private final int n;
  private final int d;
  private final int threads;

  /** Rows whose scores differ by less may be ordered wrongly. */
  private final float margin;

  private final int[] chosen; // [m]
  private int count;

  /** The likeness of each row to its most alike anchor; infinity for anchors. */
  private final float[] nearest; // [n]

  private final int[] candidates = new int[MOST];
  private final FloatPointer left; // [MOST, d]
  private final FloatPointer products; // [MOST, n]
  private final float[] scores; // [MOST, n]

  private FarthestRows(
      TraversalRows rows, FloatPointer left, FloatPointer products, int m, int threads) {
    this.rows = rows;
    this.exact = new ExactLikeness(rows);
    this.left = left;
    this.products = products;
    this.n = rows.size();
    this.d = rows.dimension();
    this.threads = threads;
    // Each product is off by at most (d + 4) units in the last place of 1, and two are compared.
    this.margin = 2 * (d + 4) * 0x1p-23f;
    this.chosen = new int[m];
    this.nearest = new float[n];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    this.scores = new float[MOST * n];
    this.inverse = new float[n];
    for (int i = 0; i < n; i++) {
      inverse[i] = rows.norm(i) > 0 ? (float) (1 / rows.norm(i)) : 0;
    }
  }

  /**
   * The rows chosen, in order.
   *
   * @param x {@code [n, d]}
   * @param m 1 to n
   * @param start the first row chosen
   */
  static int[] of(INDArray x, int m, int start, int threads) {
    long n = x.size(0);
    try (TraversalRows rows = TraversalRows.of(x, threads);
        FloatPointer left = new FloatPointer(MOST * x.size(1));
        FloatPointer products = new FloatPointer(MOST * n)) {
      FarthestRows traversal = new FarthestRows(rows, left, products, m, threads);
      SingleBlasThread.run(() -> traversal.run(start));
      return traversal.chosen;
    }
  }

  private void run(int start) {
    int next = start;
    int scored = 0;
    int before = 0;
    while (true) {
      int place = indexOf(next, scored);
      if (place < 0) {
        // About twice as many as came true the last time.
        int wanted = Math.max(LEAST, Math.min(MOST, 2 * (count - before) + 4));
        before = count;
        scored = score(next, wanted);
        place = 0;
      }
      float least = choose(next, place);
      if (count == chosen.length) {
        return;
      }
      next = farthest(least + margin);
    }
  }

  private int indexOf(int row, int scored) {
    for (int c = 0; c < scored; c++) {
      if (candidates[c] == row) {
        return c;
      }
    }
    return -1;
  }

  /** Makes a row an anchor and returns the least likeness of the others to their anchors. */
  private float choose(int row, int place) {
    chosen[count++] = row;
    exact.add(row);
    nearest[row] = Float.POSITIVE_INFINITY;
    int start = place * n;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      float likeness = Math.max(nearest[i], scores[start + i]);
      nearest[i] = likeness;
      least = Math.min(least, likeness);
    }
    return least;
  }

  /** The row that is least alike by exact products, among those that may be. */
  private int farthest(float limit) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      if (nearest[i] <= limit) {
        double likeness = exact.nearest(i);
        if (likeness < least) {
          least = likeness;
          best = i;
        }
      }
    }
    return best;
  }

  /** Scores all rows against {@code first} and the rows that are likely to come next. */
  private int score(int first, int wanted) {
    int scored = likely(first, Math.min(wanted, chosen.length - count));
    float[] row = new float[d];
    for (int c = 0; c < scored; c++) {
      rows.floats().getPointer((long) candidates[c] * d).get(row);
      Kernels.scale(inverse[candidates[c]], row, 0, d);
      left.getPointer((long) c * d).put(row);
    }
    Gemm.multiply(Form.NT, scored, n, d, 1f, left, d, rows.floats(), d, 0f, products, n, threads);
    products.get(scores, 0, scored * n);
    for (int c = 0; c < scored; c++) {
      boolean zero = inverse[candidates[c]] == 0;
      for (int i = 0; i < n; i++) {
        float product = scores[c * n + i] * inverse[i];
        boolean oneIsZero = zero || inverse[i] == 0;
        scores[c * n + i] = !oneIsZero ? product : zero && inverse[i] == 0 ? 1f : 0.5f;
      }
    }
    return scored;
  }

  /** Lists {@code first} and then the least alike rows; returns how many. */
  private int likely(int first, int most) {
    candidates[0] = first;
    int size = 1;
    for (int i = 0; i < n; i++) {
      boolean better = size < most || (most > 1 && nearest[i] < nearest[candidates[size - 1]]);
      if (better && i != first && nearest[i] < Float.POSITIVE_INFINITY) {
        size = Math.min(most, size + 1);
        int p = size - 1;
        for (; p > 1 && nearest[candidates[p - 1]] > nearest[i]; p--) {
          candidates[p] = candidates[p - 1];
        }
        candidates[p] = i;
      }
    }
    return size;
  }
}
