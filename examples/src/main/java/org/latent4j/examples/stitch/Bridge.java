package org.latent4j.examples.stitch;

/** What stands between the encoder of a model in training and its head. */
interface Bridge extends AutoCloseable {
  /** How many rows of the codes are anchors; they come first. */
  int anchors();

  /**
   * What the head reads.
   *
   * @param codes {@code [anchors + n, d]} on both sides
   * @return {@code [n, width]} in native memory
   */
  Matrix forward(Matrix codes);

  /**
   * The derivative by the codes.
   *
   * @param gradient by what the head read, {@code [n, width]} on the heap; overwritten
   * @return {@code [anchors + n, d]} on the heap
   */
  Matrix backward(Matrix gradient);

  @Override
  void close();

  /** The head reads the codes as they are. */
  static Bridge absolute() {
    return new Bridge() {
      @Override
      public int anchors() {
        return 0;
      }

      @Override
      public Matrix forward(Matrix codes) {
        return codes;
      }

      @Override
      public Matrix backward(Matrix gradient) {
        return gradient;
      }

      @Override
      public void close() {}
    };
  }
}
