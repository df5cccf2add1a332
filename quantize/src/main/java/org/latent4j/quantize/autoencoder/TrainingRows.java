package org.latent4j.quantize.autoencoder;

/** The rows that an autoencoder learns from, such as images as numbers in [0, 1]. */
public interface TrainingRows {
  /** How many there are, at least 1. */
  int count();

  /** How many numbers a row has. */
  int width();

  /** Writes a row at {@code out[start, start + width)}; numbers in [0, 1]. */
  void read(int index, float[] out, int start);
}
