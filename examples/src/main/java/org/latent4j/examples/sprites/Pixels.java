package org.latent4j.examples.sprites;

/** Bytes of images as numbers. */
final class Pixels {
  private Pixels() {}

  /** Writes bytes as 255ths. */
  static void read(byte[] bytes, int from, float[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (bytes[from + i] & 0xFF) / 255f;
    }
  }
}
