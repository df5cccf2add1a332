package org.latent4j.error;

/** An array of a wrong shape. */
public class ShapeException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * Message: {@code operation: expected ..., got ...}.
   *
   * @param operation the operation or, for files, the file and the entry in it
   * @param expected what was expected
   * @param got what came
   */
  public ShapeException(String operation, String expected, String got) {
    super(operation, expected, got);
  }
}
