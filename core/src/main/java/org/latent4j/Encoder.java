package org.latent4j;

import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maps rows of one space to rows of another. Fitted, immutable, safe for use by many threads.
 *
 * <p>A {@code FLOAT} input gives a {@code FLOAT} output; a {@code DOUBLE} input is accepted and
 * stays {@code DOUBLE} where the class says so.
 */
public interface Encoder {
  /** The width of the rows it takes. */
  long inputDimension();

  /** The width of the rows it gives. */
  long dimension();

  /**
   * Encodes each row by itself.
   *
   * @param x {@code [n, inputDimension]}; n may be 0; any order, views too; not modified
   * @return {@code [n, dimension]}, new, dense, in {@code c} order
   * @throws org.latent4j.error.ShapeException for another shape, naming both
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity, naming row and column
   */
  INDArray encode(INDArray x);

  /** How this encoder appears in the lineage of what it makes. */
  default Lineage.Step step() {
    return Lineage.Step.of(getClass().getSimpleName());
  }

  /** Encodes a space block by block; keys and labels stay, the lineage grows by {@link #step}. */
  default LatentSpace encode(LatentSpace space) {
    return Encoding.of(this, space);
  }

  /**
   * Encodes a space block by block into a file, so that neither space need fit into memory.
   *
   * @return the new space, mapped
   */
  default LatentSpace encode(LatentSpace space, Path file) {
    return Encoding.to(this, space, file);
  }

  /**
   * This encoder followed by {@code next}.
   *
   * @throws org.latent4j.error.ShapeException at once when {@code next} takes another width
   */
  default Encoder andThen(Encoder next) {
    return new Chain(this, next);
  }
}
