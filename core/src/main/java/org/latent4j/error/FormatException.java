package org.latent4j.error;

/** A file that breaks its format: cut short, tampered with, or of another kind. */
public class FormatException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * Message: {@code operation: expected ..., got ...}.
   *
   * @param operation the operation or, for files, the file and the entry in it
   * @param expected what was expected
   * @param got what came
   */
  public FormatException(String operation, String expected, String got) {
    super(operation, expected, got);
  }
}
