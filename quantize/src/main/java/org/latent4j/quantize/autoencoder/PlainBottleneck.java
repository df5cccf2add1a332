package org.latent4j.quantize.autoencoder;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.quantize.ParameterGroup;

/** Latents as they are. */
final class PlainBottleneck implements Bottleneck {
  private final int width;
  private float[] last = new float[0];

  PlainBottleneck(int width) {
    this.width = width;
  }

  @Override
  public int encodedWidth() {
    return width;
  }

  @Override
  public int decodedWidth() {
    return width;
  }

  @Override
  public void forward(float[] encoded, int n, @Nullable Seed seed, float[] out) {
    System.arraycopy(encoded, 0, out, 0, n * width);
    last = Arrays.copyOf(encoded, n * width);
  }

  @Override
  public double loss() {
    return 0;
  }

  @Override
  public void backward(float[] gradient, float[] out) {
    System.arraycopy(gradient, 0, out, 0, last.length);
  }

  @Override
  public List<ParameterGroup> parameters() {
    return List.of();
  }

  @Override
  public float[] latents() {
    return last;
  }
}
