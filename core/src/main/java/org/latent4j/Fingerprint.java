package org.latent4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for a long text, equal only for equal texts. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the UTF-8 bytes of {@code text}, 64 hex digits. */
  public static String of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256: " + e.getMessage(), e);
    }
  }
}
