package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.latent4j.LatentSpace;
import org.latent4j.Run;

/**
 * Anchors that every row has one alike: greedy maximisation of the sum over all rows of {@code
 * max(0, cosine)} to the most alike anchor; of equal gains the smaller row. Gains only ever fall,
 * so few of them are computed anew for each choice. In double; all n times n cosines are taken
 * once.
 *
 * <p>Source: Nemhauser, Wolsey and Fisher 1978 (greedy maximisation of submodular functions);
 * Minoux 1978 (lazy evaluation).
 */
public record CoverageDiversity() implements AnchorSelector {
  /**
   * Gains that differ by less, relatively, are equal. That is no rare case: two rows that are alike
   * and unlike all others gain the same.
   */
  private static final double ROUNDING = 1e-12;

  /** A row and what it can add at most. */
  private record Bound(int row, double gain) {}

  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    UnitVectors rows = UnitVectors.of(space);
    PriorityQueue<Bound> bounds =
        new PriorityQueue<>(
            n, (a, b) -> a.gain == b.gain ? a.row - b.row : Double.compare(b.gain, a.gain));
    double[] alone = gainsAlone(rows, run.threads());
    for (int i = 0; i < n; i++) {
      bounds.add(new Bound(i, alone[i]));
    }
    int[] chosen = new int[m];
    double[] covered = new double[n];
    for (int t = 0; t < m; t++) {
      chosen[t] = next(rows, bounds, covered, run.threads());
    }
    return Selection.of(space, chosen);
  }

  /** Each row's sum of positive cosines to all rows. */
  private static double[] gainsAlone(UnitVectors rows, int threads) {
    int n = rows.size();
    double[] gains = new double[n];
    ProductBlocks.visit(
        rows.values(),
        rows.values(),
        rows.dimension(),
        threads,
        (from, to, cosines) -> {
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int t = (i - from) * n; t < (i - from + 1) * n; t++) {
              sum += Math.max(0, cosines[t]);
            }
            gains[i] = sum;
          }
        });
    return gains;
  }

  /** Takes the row of the largest gain from the queue and adds what it covers. */
  private static int next(
      UnitVectors rows, PriorityQueue<Bound> bounds, double[] covered, int threads) {
    List<Bound> judged = new ArrayList<>();
    double largest = Double.NEGATIVE_INFINITY;
    while (!bounds.isEmpty() && atMost(bounds.peek().gain, 1e3 * ROUNDING) >= largest) {
      int row = bounds.remove().row;
      double gain = gain(cosines(rows, row, threads), covered);
      judged.add(new Bound(row, gain));
      largest = Math.max(largest, gain);
    }
    Bound best = judged.get(0);
    for (Bound other : judged) {
      boolean equal = atMost(other.gain, ROUNDING) >= largest;
      boolean better = equal && (other.row < best.row || atMost(best.gain, ROUNDING) < largest);
      best = better ? other : best;
    }
    judged.remove(best);
    bounds.addAll(judged);
    cover(cosines(rows, best.row, threads), covered);
    return best.row;
  }

  /** What a gain can be, seen its rounding. */
  private static double atMost(double gain, double rounding) {
    return gain + rounding * (1 + gain);
  }

  private static double[] cosines(UnitVectors rows, int row, int threads) {
    return rows.products(rows.values(), row * rows.dimension(), threads);
  }

  private static double gain(double[] cosines, double[] covered) {
    double sum = 0;
    for (int i = 0; i < cosines.length; i++) {
      sum += Math.max(0, Math.max(0, cosines[i]) - covered[i]);
    }
    return sum;
  }

  private static void cover(double[] cosines, double[] covered) {
    for (int i = 0; i < covered.length; i++) {
      covered[i] = Math.max(covered[i], cosines[i]);
    }
  }
}
