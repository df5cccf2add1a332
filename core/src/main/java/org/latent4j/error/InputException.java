package org.latent4j.error;

/**
 * An input that an operation cannot accept: it names the operation, what was expected and what
 * came. The object that refused it stays usable.
 */
public class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String expected;
  private final String got;

  /**
   * Message: {@code operation: expected ..., got ...}.
   *
   * @param operation the operation, such as {@code RelativeEncoder.encode}, or the file
   * @param expected what was expected, such as {@code [n, 768]}
   * @param got what came, such as {@code [32, 512]}
   */
  public InputException(String operation, String expected, String got) {
    super(operation + ": expected " + expected + ", got " + got);
    this.operation = operation;
    this.expected = expected;
    this.got = got;
  }

  /** The operation that refused its input. */
  public String operation() {
    return operation;
  }

  /** What the operation expected. */
  public String expected() {
    return expected;
  }

  /** What came instead. */
  public String got() {
    return got;
  }
}
