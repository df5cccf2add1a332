package org.latent4j.examples.stitch;

/**
 * Numbers that are learned.
 *
 * @param value what they are; both sides are kept equal
 * @param gradient the derivative of the loss by them, on the heap
 */
record Parameter(Matrix value, Matrix gradient) implements AutoCloseable {
  /** Zeros {@code [rows, columns]}. */
  static Parameter of(int rows, int columns) {
    return new Parameter(new Matrix(rows, columns), new Matrix(rows, columns));
  }

  @Override
  public void close() {
    value.close();
    gradient.close();
  }
}
