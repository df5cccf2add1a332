package org.latent4j.anchors;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
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
  /** Rows scored in one pass. */
  private static final int CANDIDATES = 24;

  private final ExactLikeness exact;
  private final FloatPointer rows; // [n, d], unit
  private final int n;
  private final int d;
  private final int threads;

  /** Rows whose scores differ by less may be ordered wrongly. */
  private final float margin;

  private final int[] chosen; // [m]
  private int count;

  /** The likeness of each row to its most alike anchor; infinity for anchors. */
  private final float[] nearest; // [n]

  private final int[] candidates = new int[CANDIDATES];
  private final float[] scores; // [CANDIDATES, n]

  private FarthestRows(ExactLikeness exact, FloatPointer rows, int m, int threads) {
    this.exact = exact;
    this.rows = rows;
    this.n = exact.size();
    this.d = exact.dimension();
    this.threads = threads;
    // Each product is off by at most (d + 2) units in the last place of 1, and two are compared.
    this.margin = 2 * (d + 4) * 0x1p-23f;
    this.chosen = new int[m];
    this.nearest = new float[n];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    this.scores = new float[CANDIDATES * n];
  }

  /**
   * The rows chosen, in order.
   *
   * @param x {@code [n, d]}
   * @param m 1 to n
   * @param start the first row chosen
   */
  static int[] of(INDArray x, int m, int start, int threads) {
    ExactLikeness exact = ExactLikeness.of(x, threads);
    try (FloatPointer rows = exact.floats(threads)) {
      FarthestRows traversal = new FarthestRows(exact, rows, m, threads);
      SingleBlasThread.run(() -> traversal.run(start));
      return traversal.chosen;
    }
  }

  private void run(int start) {
    int next = start;
    int scored = 0;
    while (true) {
      int place = indexOf(next, scored);
      if (place < 0) {
        scored = score(next);
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
  private int score(int first) {
    int scored = likely(first);
    try (FloatPointer left = new FloatPointer((long) scored * d);
        FloatPointer products = new FloatPointer((long) scored * n)) {
      float[] row = new float[d];
      for (int c = 0; c < scored; c++) {
        rows.getPointer((long) candidates[c] * d).get(row);
        left.getPointer((long) c * d).put(row);
      }
      Gemm.multiply(Form.NT, scored, n, d, 1f, left, d, rows, d, 0f, products, n, threads);
      products.get(scores, 0, scored * n);
    }
    exact.correctZeros(scores, candidates, scored);
    return scored;
  }

  /** Lists {@code first} and then the least alike rows; returns how many. */
  private int likely(int first) {
    candidates[0] = first;
    int most = Math.min(CANDIDATES, chosen.length - count);
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
