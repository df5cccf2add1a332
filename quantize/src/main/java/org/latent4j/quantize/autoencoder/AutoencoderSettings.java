package org.latent4j.quantize.autoencoder;

import com.google.gson.JsonObject;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * The hyper-parameters of an {@link AutoencoderTraining}.
 *
 * @param model what is done to latents
 * @param latents how many there are, at least 1
 * @param levels values of a latent (QLAE, QLAE_GLOBAL, FSQ), at least 2
 * @param hidden width of the two hidden layers on each side, at least 1
 * @param batch rows of a step, at least 1
 * @param learningRate above 0
 * @param weightDecay of weights alone, at least 0; it acts through learningRate x weightDecay x
 *     steps
 * @param beta weight of the divergence (VAE), at least 0
 * @param quantizationWeight weight of the loss that draws codes to latents, at least 0
 * @param commitmentWeight weight of the loss that draws latents to codes, at least 0
 */
public record AutoencoderSettings(
    AutoencoderModel model,
    int latents,
    int levels,
    int hidden,
    int batch,
    double learningRate,
    double weightDecay,
    double beta,
    double quantizationWeight,
    double commitmentWeight) {
  private static final String NAME = "AutoencoderSettings";

  /** Checks the ranges. */
  public AutoencoderSettings {
    Require.between(NAME + ": latents", 1, 1 << 16, latents);
    Require.between(NAME + ": levels", 2, 1 << 16, levels);
    Require.between(NAME + ": hidden", 1, 1 << 16, hidden);
    Require.between(NAME + ": batch", 1, 1 << 20, batch);
    Require.positive(NAME + ": learningRate", learningRate);
    Require.notNegative(NAME + ": weightDecay", weightDecay);
    Require.notNegative(NAME + ": beta", beta);
    Require.notNegative(NAME + ": quantizationWeight", quantizationWeight);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
  }

  /**
   * A model's usual settings: 12 latents of 10 levels, 256 hidden units, batches of 128, learning
   * rate 1e-3, beta 1; decay 0.5 and both weights 0.01, but for VQVAE decay 0.01 and weights 1 and
   * 0.25.
   */
  public static AutoencoderSettings of(AutoencoderModel model) {
    boolean vectors = model == AutoencoderModel.VQVAE;
    return new AutoencoderSettings(
        model,
        12,
        10,
        256,
        128,
        1e-3,
        vectors ? 0.01 : 0.5,
        1,
        vectors ? 1 : 0.01,
        vectors ? 0.25 : 0.01);
  }

  /** The same with another number of latents. */
  public AutoencoderSettings withLatents(int count) {
    return new AutoencoderSettings(
        model,
        count,
        levels,
        hidden,
        batch,
        learningRate,
        weightDecay,
        beta,
        quantizationWeight,
        commitmentWeight);
  }

  /** The same with other widths of hidden layers. */
  public AutoencoderSettings withHidden(int width) {
    return new AutoencoderSettings(
        model,
        latents,
        levels,
        width,
        batch,
        learningRate,
        weightDecay,
        beta,
        quantizationWeight,
        commitmentWeight);
  }

  /** The same with another decay of weights. */
  public AutoencoderSettings withWeightDecay(double decay) {
    return new AutoencoderSettings(
        model,
        latents,
        levels,
        hidden,
        batch,
        learningRate,
        decay,
        beta,
        quantizationWeight,
        commitmentWeight);
  }

  /** The same with another weight of the divergence. */
  public AutoencoderSettings withBeta(double weight) {
    return new AutoencoderSettings(
        model,
        latents,
        levels,
        hidden,
        batch,
        learningRate,
        weightDecay,
        weight,
        quantizationWeight,
        commitmentWeight);
  }

  /** The settings as a JSON object. */
  JsonObject json() {
    JsonObject out = new JsonObject();
    out.addProperty("model", model.label());
    out.addProperty("latents", latents);
    out.addProperty("levels", levels);
    out.addProperty("hidden", hidden);
    out.addProperty("batch", batch);
    out.addProperty("learningRate", learningRate);
    out.addProperty("weightDecay", weightDecay);
    out.addProperty("beta", beta);
    out.addProperty("quantizationWeight", quantizationWeight);
    out.addProperty("commitmentWeight", commitmentWeight);
    return out;
  }

  /** The settings that {@link #json} gave; {@code place} names the file in errors. */
  static AutoencoderSettings of(JsonObject json, String place) {
    try {
      String label = json.get("model").getAsString();
      return new AutoencoderSettings(
          AutoencoderModel.named(label)
              .orElseThrow(() -> new FormatException(place, "a known model", "'" + label + "'")),
          json.get("latents").getAsInt(),
          json.get("levels").getAsInt(),
          json.get("hidden").getAsInt(),
          json.get("batch").getAsInt(),
          json.get("learningRate").getAsDouble(),
          json.get("weightDecay").getAsDouble(),
          json.get("beta").getAsDouble(),
          json.get("quantizationWeight").getAsDouble(),
          json.get("commitmentWeight").getAsDouble());
    } catch (FormatException e) {
      throw e;
    } catch (InputException e) {
      throw new FormatException(place + ": " + e.operation(), e.expected(), e.got());
    } catch (NullPointerException
        | UnsupportedOperationException
        | IllegalStateException
        | NumberFormatException e) {
      throw new FormatException(place, "the parameters of an autoencoder", json.toString());
    }
  }
}
