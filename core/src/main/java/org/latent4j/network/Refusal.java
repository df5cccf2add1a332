package org.latent4j.network;

import org.latent4j.error.FormatException;

/** Refusals of files by the libraries that read them, in this library's words. */
final class Refusal {
  private Refusal() {}

  /** A refusal of ours as it is, any other as the cause of one. */
  static FormatException of(String place, String expected, Exception cause) {
    if (cause instanceof FormatException refusal) {
      return refusal;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String first = message.lines().findFirst().orElse(cause.toString());
    FormatException refusal = new FormatException(place, expected, "one refused: " + first);
    refusal.initCause(cause);
    return refusal;
  }
}
