package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A translator in a file: tensors {@code weight}, {@code x_mean}, {@code y_mean} and, with unit
 * rows, {@code x_centre}, {@code y_centre}; what the fit found is under {@code fitted} in the
 * parameters.
 */
final class TranslatorFile {
  private static final String KIND = "translator";
  private static final String FITTED = "fitted";

  static final String X_CENTRE = "x_centre";
  static final String Y_CENTRE = "y_centre";
  static final String X_MEAN = "x_mean";
  static final String Y_MEAN = "y_mean";

  private TranslatorFile() {}

  /**
   * Writes a translator.
   *
   * @param vectors by their names in the file
   */
  static void save(
      Path file,
      JsonObject parameters,
      Map<String, double[]> vectors,
      INDArray weight,
      TranslatorFigures figures) {
    JsonObject all = parameters.deepCopy();
    all.add(FITTED, figures.json());
    Lineage lineage =
        Lineage.none().plus(new Lineage.Step("Translator", parameters.toString(), null));
    SavedThing.Draft draft =
        SavedThing.draft(KIND)
            .parameters(all.toString())
            .lineage(lineage.json())
            .tensor("weight", weight);
    vectors.forEach((name, vector) -> draft.tensor(HeldArray.of(name, vector, vector.length)));
    draft.save(file);
  }

  static Translator load(Path file) {
    SavedThing thing = SavedThing.open(file, KIND);
    JsonObject parameters = thing.parameters();
    if (!parameters.has("method") || !parameters.get("method").isJsonPrimitive()) {
      throw new FormatException(file + ": parameters", "a method", parameters.toString());
    }
    INDArray weight = thing.tensor("weight", -1, -1);
    Finite.require(file + ": tensor 'weight'", weight);
    long d = weight.size(0);
    long width = weight.size(1);
    if (d < 1 || width < 1) {
      throw new FormatException(
          file + ": tensor 'weight'", "rows and columns", Arrays.toString(weight.shape()));
    }
    INDArray wide = Dense.of(Dense.doubles(weight), d, width);
    boolean unit = thing.has(X_CENTRE) || thing.has(Y_CENTRE);
    return new Translator(
        without(parameters, FITTED),
        unit ? vector(thing, X_CENTRE, d) : null,
        unit ? vector(thing, Y_CENTRE, width) : null,
        vector(thing, X_MEAN, d),
        wide,
        vector(thing, Y_MEAN, width),
        figures(file, parameters, wide));
  }

  private static double[] vector(SavedThing thing, String name, long length) {
    INDArray vector = thing.tensor(name, length);
    return Dense.doubles(Finite.require(thing.file().path() + ": tensor '" + name + "'", vector));
  }

  private static JsonObject without(JsonObject object, String key) {
    JsonObject copy = object.deepCopy();
    copy.remove(key);
    return copy;
  }

  /** A file of another program may lack them. */
  private static TranslatorFigures figures(Path file, JsonObject parameters, INDArray weight) {
    boolean found = parameters.has(FITTED) && parameters.get(FITTED).isJsonObject();
    JsonObject fitted = found ? parameters.getAsJsonObject(FITTED) : new JsonObject();
    int rank = fitted.has("rank") ? 0 : LinearAlgebra.rank(weight);
    try {
      return TranslatorFigures.read(fitted, rank);
    } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
      throw new FormatException(file + ": parameters", "figures of a fit", fitted.toString());
    }
  }
}
