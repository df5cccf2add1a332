package org.latent4j.examples.tour;

import org.latent4j.Seed;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images drawn by the program: soft-edged pieces of clothing of ten kinds, with patterns, at other
 * places, sizes and angles. The same seed gives the same bits on every machine, and image i does
 * not depend on how many are drawn.
 *
 * @param pixels {@code [n, 784]}, rows of 28 x 28 gray values in [0, 1]
 * @param labels n kinds, 0 to 9
 */
public record TourImages(INDArray pixels, int[] labels) {
  /** Pixels of a side. */
  public static final int SIDE = 28;

  /** Kinds of things. */
  public static final int KINDS = Wardrobe.values().length;

  /**
   * Draws images, one kind after the other in a random order.
   *
   * @param n how many, at least 1
   */
  public static TourImages draw(Seed seed, int n) {
    Require.atLeast("TourImages.draw: n", 1, n);
    int area = SIDE * SIDE;
    float[] pixels = new float[Math.multiplyExact(n, area)];
    int[] labels = new int[n];
    Wardrobe[] kinds = Wardrobe.values();
    for (int i = 0; i < n; i++) {
      RandomStream random = seed.child(i).stream();
      labels[i] = random.below(KINDS);
      paint(kinds[labels[i]], random, pixels, i * area);
    }
    return new TourImages(Dense.of(pixels, n, area), labels);
  }

  private static void paint(Wardrobe kind, RandomStream random, float[] pixels, int start) {
    Shape shape =
        kind.draw(random)
            .placed(
                Wardrobe.between(random, -0.15, 0.15),
                Wardrobe.between(random, 0.8, 1.1),
                Wardrobe.between(random, -0.12, 0.12),
                Wardrobe.between(random, -0.12, 0.12));
    Cloth cloth = Cloth.draw(random);
    double softness = Wardrobe.between(random, 0.08, 0.2);
    for (int row = 0; row < SIDE; row++) {
      double y = (2 * row + 1.0) / SIDE - 1;
      for (int column = 0; column < SIDE; column++) {
        double x = (2 * column + 1.0) / SIDE - 1;
        double cover = clip(0.5 - shape.distance(x, y) / softness);
        double value = cover == 0 ? 0 : cover * clip(cloth.brightness(x, y, random));
        pixels[start + row * SIDE + column] = (float) value;
      }
    }
  }

  private static double clip(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
