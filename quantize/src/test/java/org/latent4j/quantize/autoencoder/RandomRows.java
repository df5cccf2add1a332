package org.latent4j.quantize.autoencoder;

import org.latent4j.kernel.RandomStream;

/** Rows of uniform numbers in which a few sources show. */
final class RandomRows implements TrainingRows {
  private final float[] values;
  private final int width;

  RandomRows(long seed, int count, int width) {
    this.width = width;
    RandomStream random = new RandomStream(seed);
    values = new float[count * width];
    for (int row = 0; row < count; row++) {
      int a = random.below(4);
      int b = random.below(3);
      for (int j = 0; j < width; j++) {
        double shown = j < width / 2 ? a / 3.0 : b / 2.0;
        values[row * width + j] = (float) (0.8 * shown + 0.2 * random.uniform());
      }
    }
  }

  @Override
  public int count() {
    return values.length / width;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(int index, float[] out, int start) {
    System.arraycopy(values, index * width, out, start, width);
  }
}
