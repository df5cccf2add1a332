package org.latent4j.quantize;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one forward pass gave.
 *
 * @param output {@code [n, d]}, of the type of the rows; what goes to the decoder
 * @param codes the codes; where training dropped the last positions, those that were kept
 * @param losses the losses
 */
public record Step(INDArray output, CodeMatrix codes, Losses losses) {
  /** The code of a row at position p, or -1 where training dropped the position. */
  public int code(long row, int p) {
    return p < codes.space().positions() ? codes.get(row, p) : -1;
  }
}
