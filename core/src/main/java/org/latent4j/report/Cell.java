package org.latent4j.report;

import org.jspecify.annotations.Nullable;

/** What stands in one place of a table: words, a count, a measured figure, or nothing. */
public sealed interface Cell {
  /** The cell of a value: numbers become figures or counts, null is empty, the rest words. */
  static Cell of(@Nullable Object value) {
    if (value == null) {
      return new Empty();
    }
    if (value instanceof Cell cell) {
      return cell;
    }
    if (value instanceof Double || value instanceof Float) {
      return new Figure(exact((Number) value));
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return new Count(((Number) value).longValue());
    }
    return new Words(value.toString());
  }

  /** A float's shortest decimal, as a double: 0.1f is shown and saved as 0.1. */
  private static double exact(Number value) {
    return value instanceof Float ? Double.parseDouble(value.toString()) : value.doubleValue();
  }

  /**
   * A measured figure; shown rounded, kept exactly in JSON.
   *
   * @param value any double
   */
  record Figure(double value) implements Cell {}

  /**
   * A whole number; shown with all its digits.
   *
   * @param value the number
   */
  record Count(long value) implements Cell {}

  /**
   * Words.
   *
   * @param text plain text
   */
  record Words(String text) implements Cell {}

  /** Nothing. */
  record Empty() implements Cell {}
}
