package org.latent4j.quantize.autoencoder;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.io.SavedThing;

/** Trainings in files: safetensors of kind {@code autoencoder}. */
final class Checkpoint {
  private static final String KIND = "autoencoder";

  private Checkpoint() {}

  static void save(AutoencoderTraining training, Path file) {
    JsonObject parameters = training.settings().json();
    parameters.addProperty("pixels", training.pixels());
    parameters.addProperty("step", training.steps());
    // A seed has 64 bits; not every reader of JSON keeps them in a number.
    parameters.addProperty("seed", Long.toString(training.run().seed().value()));
    SavedThing.Draft draft = SavedThing.draft(KIND).parameters(parameters.toString());
    training.weights().forEach(weight -> weight.save(draft));
    training.codebooks().forEach(codebook -> codebook.save(draft));
    draft.save(file);
  }

  static AutoencoderTraining load(Path file, Run run) {
    SavedThing thing = SavedThing.open(file, KIND);
    JsonObject parameters = thing.parameters();
    String place = file + ": parameters";
    AutoencoderSettings settings = AutoencoderSettings.of(parameters, place);
    int pixels;
    long step;
    long seed;
    try {
      pixels = parameters.get("pixels").getAsInt();
      step = parameters.get("step").getAsLong();
      seed = Long.parseLong(parameters.get("seed").getAsString());
    } catch (NullPointerException
        | UnsupportedOperationException
        | IllegalStateException
        | NumberFormatException e) {
      throw new FormatException(place, "pixels, step and seed", parameters.toString());
    }
    if (pixels < 1 || step < 0) {
      throw new FormatException(
          place, "pixels of at least 1 and a step of at least 0", pixels + " and " + step);
    }
    // A tensor is looked at before memory is taken for what the parameters claim.
    thing.array(
        "encoder.0.weight",
        java.util.List.of(org.latent4j.io.ElementType.F32),
        pixels,
        settings.hidden());
    AutoencoderTraining training =
        AutoencoderTraining.start(
            settings, pixels, new Run(new Seed(seed), run.progress(), run.threads()));
    try {
      training.weights().forEach(weight -> weight.load(thing));
      training.codebooks().forEach(codebook -> codebook.load(thing));
      training.resumeAt(step);
      return training;
    } catch (RuntimeException e) {
      training.close();
      throw e;
    }
  }
}
