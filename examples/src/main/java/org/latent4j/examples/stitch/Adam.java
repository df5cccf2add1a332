package org.latent4j.examples.stitch;

import java.util.List;

/**
 * Adam with beta 0.9 and 0.999 and epsilon 1e-8.
 *
 * <p>Source: Kingma and Ba 2014, arXiv 1412.6980, algorithm 1.
 */
final class Adam {
  private static final float FIRST = 0.9f;
  private static final float SECOND = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final List<Parameter> parameters;
  private final List<float[]> means;
  private final List<float[]> squares;
  private final double rate;
  private int steps;

  /** Learns {@code parameters} with the given learning rate. */
  Adam(List<Parameter> parameters, double rate) {
    this.parameters = parameters;
    this.means = parameters.stream().map(Adam::zeros).toList();
    this.squares = parameters.stream().map(Adam::zeros).toList();
    this.rate = rate;
  }

  private static float[] zeros(Parameter parameter) {
    return new float[parameter.value().values().length];
  }

  /** Moves every parameter against its gradient, on both sides. */
  void step() {
    steps++;
    float factor = (float) (rate / (1 - Math.pow(FIRST, steps)));
    float spread = (float) (1 / Math.sqrt(1 - Math.pow(SECOND, steps)));
    for (int i = 0; i < parameters.size(); i++) {
      Matrix value = parameters.get(i).value();
      float[] gradient = parameters.get(i).gradient().values();
      update(value.values(), gradient, means.get(i), squares.get(i), factor, spread);
      value.toNative();
    }
  }

  private static void update(
      float[] value, float[] gradient, float[] mean, float[] square, float factor, float spread) {
    for (int t = 0; t < value.length; t++) {
      float g = gradient[t];
      float m = FIRST * mean[t] + (1 - FIRST) * g;
      float s = SECOND * square[t] + (1 - SECOND) * g * g;
      mean[t] = m;
      square[t] = s;
      value[t] -= factor * m / ((float) Math.sqrt(s) * spread + EPSILON);
    }
  }
}
