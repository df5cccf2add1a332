package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.InputException;

/**
 * Anchors of a large determinant of their kernel matrix: greedy maximisation, which is a Cholesky
 * decomposition that takes the largest pivot each time; of equal ones the smaller row. In double; n
 * times m values are held.
 *
 * <p>Source: Chen, Zhang and Zhou, "Fast greedy MAP inference for determinantal point process",
 * 2018, arXiv 1709.05135, algorithm 1.
 *
 * @param kernel the likeness of two unit rows
 */
public record Determinantal(Kernel kernel) implements AnchorSelector {
  /** The likeness of two unit rows. */
  public enum Kernel {
    /** {@code exp(-|x - y|^2 / (2 * 0.5^2))}. */
    RBF,
    /** The cosine. Its rank is d at most. */
    LINEAR
  }

  /** The kernel {@link Kernel#RBF}. */
  public Determinantal() {
    this(Kernel.RBF);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException also when the kernel matrix has a rank below m (a pivot under 1e-10)
   */
  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    Selection.requireRows(this, space, m);
    int[] rows = new PivotedCholesky(UnitVectors.of(space), kernel, m, run.threads()).order();
    if (rows.length < m) {
      throw new InputException(
          "Determinantal.select",
          "a " + kernel + " kernel matrix of rank " + m + " or more",
          "rank " + rows.length + " < " + m);
    }
    return Selection.of(space, rows);
  }
}
