package org.latent4j.examples.command;

import org.jspecify.annotations.Nullable;
import org.latent4j.quantize.autoencoder.AutoencoderModel;
import org.latent4j.quantize.autoencoder.AutoencoderSettings;
import picocli.CommandLine.Option;

/** The hyper-parameters of {@link Qlae}; what is not given is what is usual for the model. */
final class TrainingOptions {
  @Option(names = "--batch", paramLabel = "N", description = "Rows of a step (default 128).")
  private @Nullable Integer batch;

  @Option(names = "--latents", paramLabel = "N", description = "Latents (default 12).")
  private @Nullable Integer latents;

  @Option(names = "--levels", paramLabel = "N", description = "Values of a latent (default 10).")
  private @Nullable Integer levels;

  @Option(names = "--hidden", paramLabel = "N", description = "Hidden units (default 256).")
  private @Nullable Integer hidden;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Default 1e-3.")
  private @Nullable Double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Decay of weights (default 0.5; vqvae 0.01).")
  private @Nullable Double weightDecay;

  @Option(
      names = "--beta",
      paramLabel = "X",
      description = "Weight of vae's divergence (default 1).")
  private @Nullable Double beta;

  @Option(
      names = "--quantization-weight",
      paramLabel = "X",
      description = "Draws values to latents (default 0.01; vqvae 1).")
  private @Nullable Double quantizationWeight;

  @Option(
      names = "--commitment-weight",
      paramLabel = "X",
      description = "Draws latents to values (default 0.01; vqvae 0.25).")
  private @Nullable Double commitmentWeight;

  /** The settings of a model. */
  AutoencoderSettings settings(AutoencoderModel model) {
    return over(AutoencoderSettings.of(model));
  }

  /** Whether settings are what the options that were given say. */
  boolean agrees(AutoencoderSettings settings) {
    return over(settings).equals(settings);
  }

  private AutoencoderSettings over(AutoencoderSettings usual) {
    return new AutoencoderSettings(
        usual.model(),
        latents == null ? usual.latents() : latents,
        levels == null ? usual.levels() : levels,
        hidden == null ? usual.hidden() : hidden,
        batch == null ? usual.batch() : batch,
        learningRate == null ? usual.learningRate() : learningRate,
        weightDecay == null ? usual.weightDecay() : weightDecay,
        beta == null ? usual.beta() : beta,
        quantizationWeight == null ? usual.quantizationWeight() : quantizationWeight,
        commitmentWeight == null ? usual.commitmentWeight() : commitmentWeight);
  }
}
