package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * As many anchors as stay well conditioned: all rows in the order of a pivoted Cholesky
 * decomposition of their cosines, and of that order the longest beginning whose unit rows have a
 * condition (largest by smallest singular value) of at most tau. The data decide how many there
 * are; m is checked like everyone's, and otherwise not used. In double; n times the rank values are
 * held.
 *
 * @param tau the largest condition, at least 1
 */
public record ConditionPruned(double tau) implements AnchorSelector {
  /** Checks tau. */
  public ConditionPruned {
    if (!(tau >= 1)) {
      throw new InputException("ConditionPruned: tau", "at least 1", Double.toString(tau));
    }
  }

  /** A condition of at most 100. */
  public ConditionPruned() {
    this(100);
  }

  /**
   * Chooses as many anchors as the condition allows, at least one.
   *
   * @param m 1 to n; not the number of anchors
   * @throws InputException for an m outside its range, and for a space of zeros
   */
  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    UnitVectors rows = UnitVectors.of(space);
    int most = Math.min(n, rows.dimension());
    int[] order =
        new PivotedCholesky(rows, Determinantal.Kernel.LINEAR, most, run.threads()).order();
    if (order.length == 0) {
      throw new InputException(
          "ConditionPruned.select", "a row other than zeros", n + " rows of zeros");
    }
    return Selection.of(space, Arrays.copyOf(order, longest(rows, order)));
  }

  /** A further row never lowers the condition (interlacing), so the search is binary. */
  private int longest(UnitVectors rows, int[] order) {
    int fits = 1;
    int exceeds = order.length + 1;
    int next = order.length;
    while (exceeds - fits > 1) {
      INDArray anchors = rows.select(Arrays.copyOf(order, next)); // [next, d]
      if (LinearAlgebra.condition(anchors) <= tau) {
        fits = next;
      } else {
        exceeds = next;
      }
      anchors.close();
      next = (fits + exceeds) >>> 1;
    }
    return fits;
  }
}
