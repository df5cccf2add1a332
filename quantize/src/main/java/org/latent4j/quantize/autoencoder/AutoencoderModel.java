package org.latent4j.quantize.autoencoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an autoencoder does to its latents. */
public enum AutoencoderModel {
  /** Latent quantization: each latent takes one of its own learned values. */
  QLAE(true),
  /** Latent quantization with values that all latents share. */
  QLAE_GLOBAL(true),
  /** Nothing: latents are numbers. */
  AE(false),
  /** Latents are normal; what the metrics see is their mean. */
  VAE(false),
  /** Each latent is one of 64 shared vectors of 16 numbers. */
  VQVAE(true),
  /** Each latent is squashed and rounded to even levels. */
  FSQ(true);

  private final boolean discrete;

  AutoencoderModel(boolean discrete) {
    this.discrete = discrete;
  }

  /** Whether latents are codes. */
  public boolean discrete() {
    return discrete;
  }

  /** The name as commands spell it, such as {@code qlae-global}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The model of a name. */
  public static Optional<AutoencoderModel> named(String label) {
    return Arrays.stream(values()).filter(model -> model.label().equals(label)).findFirst();
  }
}
