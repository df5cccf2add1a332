package org.latent4j.quantize.autoencoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.ParameterGroup;

/**
 * Normal latents with a divergence from the standard normal. The encoder gives means and raw
 * deviations; a deviation is softplus(s) + 1e-6.
 *
 * <p>Source: Kingma and Welling 2013, arXiv 1312.6114, equation 10.
 */
final class NormalBottleneck implements Bottleneck {
  private static final double LEAST = 1e-6;

  private final int width;
  private final double weight;
  private double[] means = new double[0];
  private double[] deviations = new double[0];
  private double[] slopes = new double[0];
  private double[] noise = new double[0];
  private double loss;

  /**
   * A bottleneck.
   *
   * @param weight what the mean divergence of a latent counts in the loss
   */
  NormalBottleneck(int width, double weight) {
    this.width = width;
    this.weight = weight;
  }

  @Override
  public int encodedWidth() {
    return 2 * width;
  }

  @Override
  public int decodedWidth() {
    return width;
  }

  @Override
  public void forward(float[] encoded, int n, @Nullable Seed seed, float[] out) {
    int count = n * width;
    means = new double[count];
    deviations = new double[count];
    slopes = new double[count];
    noise = new double[count];
    RandomStream random = seed == null ? null : seed.stream();
    double sum = 0;
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < width; j++) {
        int i = row * width + j;
        double mean = encoded[row * 2 * width + j];
        double raw = encoded[row * 2 * width + width + j];
        double tail = Math.exp(-Math.abs(raw));
        double deviation = Math.max(0, raw) + Math.log1p(tail) + LEAST;
        means[i] = mean;
        deviations[i] = deviation;
        slopes[i] = (raw >= 0 ? 1 : tail) / (1 + tail);
        noise[i] = random == null ? 0 : random.normal();
        sum += (mean * mean + deviation * deviation - 1) / 2 - Math.log(deviation);
        out[i] = (float) (mean + deviation * noise[i]);
      }
    }
    loss = count == 0 ? 0 : weight * sum / count;
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public void backward(float[] gradient, float[] out) {
    double factor = weight / means.length;
    for (int i = 0; i < means.length; i++) {
      int at = i / width * 2 * width + i % width;
      out[at] = (float) (gradient[i] + factor * means[i]);
      double byDeviation = gradient[i] * noise[i] + factor * (deviations[i] - 1 / deviations[i]);
      out[at + width] = (float) (byDeviation * slopes[i]);
    }
  }

  @Override
  public List<ParameterGroup> parameters() {
    return List.of();
  }

  @Override
  public float[] latents() {
    float[] out = new float[means.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) means[i];
    }
    return out;
  }
}
