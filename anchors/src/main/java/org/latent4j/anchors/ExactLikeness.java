package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.kernel.Kernels;

/**
 * The likeness of rows to anchors, {@code 1 - |x - a|^2 / 2} of rows at length one (a row of zeros
 * stays), in double and from the values of the two rows alone. What was found for a row is kept, so
 * no product is taken twice.
 */
final class ExactLikeness {
  /** Products of unit rows nearer to 1 than rounding are 1. */
  private static final double ONE = 1 - 1e-14;

  private final TraversalRows rows;
  private final List<double[]> anchors = new ArrayList<>(); // unit rows
  private final List<Boolean> zeros = new ArrayList<>();
  private final double[] nearest; // [n], to the first anchors
  private final int[] judged; // [n], how many those are

  ExactLikeness(TraversalRows rows) {
    this.rows = rows;
    this.nearest = new double[rows.size()];
    Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
    this.judged = new int[rows.size()];
  }

  /** Takes a row as a further anchor. */
  void add(int row) {
    anchors.add(rows.unit(row));
    zeros.add(rows.norm(row) == 0);
  }

  /** The likeness of a row to its most alike anchor, at most 1. */
  double nearest(int row) {
    double[] unit = rows.unit(row);
    boolean zero = rows.norm(row) == 0;
    for (; judged[row] < anchors.size(); judged[row]++) {
      int anchor = judged[row];
      nearest[row] = Math.max(nearest[row], likeness(unit, zero, anchor));
    }
    return nearest[row];
  }

  private double likeness(double[] unit, boolean zero, int anchor) {
    if (zero || zeros.get(anchor)) {
      return zero == zeros.get(anchor) ? 1 : 0.5;
    }
    double product = Kernels.dot(unit, 0, anchors.get(anchor), 0, unit.length);
    return product > ONE ? 1 : product;
  }
}
