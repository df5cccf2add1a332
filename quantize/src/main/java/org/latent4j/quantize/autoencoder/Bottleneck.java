package org.latent4j.quantize.autoencoder;

import java.util.List;
import org.latent4j.Seed;
import org.latent4j.quantize.ParameterGroup;

/** What stands between encoder and decoder. For one thread; of the last forward pass alone. */
interface Bottleneck {
  /** How many numbers the encoder gives for a row. */
  int encodedWidth();

  /** How many numbers the decoder takes for a row. */
  int decodedWidth();

  /**
   * What the decoder reads.
   *
   * @param encoded {@code [n, encodedWidth]}
   * @param seed of the step, or null for evaluation, where nothing is drawn
   * @param out receives {@code [n, decodedWidth]}
   */
  void forward(float[] encoded, int n, @org.jspecify.annotations.Nullable Seed seed, float[] out);

  /** The loss of the last forward pass, weighted. */
  double loss();

  /**
   * The derivative of all losses by what the encoder gave; adds to the gradients of parameters.
   *
   * @param gradient {@code [n, decodedWidth]}, of the reconstruction loss
   * @param out receives {@code [n, encodedWidth]}
   */
  void backward(float[] gradient, float[] out);

  /** What it learns. */
  List<ParameterGroup> parameters();

  /** What the metrics see of the last forward pass: {@code [n, latents]}, numbers or codes. */
  float[] latents();
}
