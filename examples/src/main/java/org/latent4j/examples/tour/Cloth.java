package org.latent4j.examples.tour;

import org.latent4j.kernel.RandomStream;

/**
 * The brightness inside a figure: a tone with stripes or a gradient and a little grain.
 *
 * @param tone brightness in [0, 1]
 * @param depth how far stripes and gradient go from it
 * @param right the pattern's phase grows by this for each unit to the right
 * @param down and by this for each unit down
 * @param waves whether the pattern repeats (stripes) or not (a gradient)
 * @param grain how far single pixels go from the pattern
 */
record Cloth(double tone, double depth, double right, double down, boolean waves, double grain) {
  static Cloth draw(RandomStream random) {
    double tone = Wardrobe.between(random, 0.4, 0.9);
    double angle = (Math.PI / 4) * random.below(4);
    boolean waves = random.below(3) == 0;
    double pace = waves ? Wardrobe.between(random, 4, 12) : 1;
    double depth = Wardrobe.between(random, 0, 0.3);
    return new Cloth(
        tone, depth, pace * StrictMath.cos(angle), pace * StrictMath.sin(angle), waves, 0.03);
  }

  double brightness(double x, double y, RandomStream random) {
    double phase = x * right + y * down;
    double pattern = waves ? StrictMath.sin(phase) : phase;
    return tone + depth * pattern + grain * (2 * random.uniform() - 1);
  }
}
