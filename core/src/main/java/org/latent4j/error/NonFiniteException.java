package org.latent4j.error;

/** A NaN or an infinity where finite numbers are required; names its row and column. */
public class NonFiniteException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * Message: {@code operation: expected ..., got ...}.
   *
   * @param operation the operation or, for files, the file and the entry in it
   * @param expected what was expected
   * @param got what came
   */
  public NonFiniteException(String operation, String expected, String got) {
    super(operation, expected, got);
  }
}
