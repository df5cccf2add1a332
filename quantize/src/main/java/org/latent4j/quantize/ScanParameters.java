package org.latent4j.quantize;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import org.latent4j.error.FormatException;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The hyper-parameters and rotations in the files of quantizers that are searched. */
final class ScanParameters {
  /** The largest deviation of R Rᵀ from the identity, in the maximum norm of the row sums. */
  private static final double ORTHOGONAL = 1e-3;

  private ScanParameters() {}

  /** A JSON object of the names and numbers given in turn, and the similarity. */
  static JsonObject json(Similarity similarity, Object... namesAndNumbers) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      object.addProperty((String) namesAndNumbers[i], (Number) namesAndNumbers[i + 1]);
    }
    object.addProperty("similarity", similarity.word());
    return object;
  }

  /** The parameter {@code bits}, which must be one of those allowed. */
  static int bits(SavedThing thing, Integer... allowed) {
    JsonElement bits = thing.parameters().get("bits");
    String text = bits == null ? "missing" : bits.toString();
    for (int each : allowed) {
      if (text.equals(Integer.toString(each))) {
        return each;
      }
    }
    throw new FormatException(
        thing.file().path() + ": parameters", "bits of " + Arrays.toString(allowed), text);
  }

  /** The parameter {@code similarity}; {@code l2} where it is absent. */
  static Similarity similarity(SavedThing thing) {
    JsonElement word = thing.parameters().get("similarity");
    if (word == null) {
      return Similarity.L2;
    }
    for (Similarity each : Similarity.values()) {
      if (word.isJsonPrimitive() && word.getAsString().equals(each.word())) {
        return each;
      }
    }
    throw new FormatException(
        thing.file().path() + ": parameters", "a similarity of l2, dot, cosine", word.toString());
  }

  /**
   * The tensor {@code rotation [d, d]}.
   *
   * @throws FormatException when it is missing, misshapen or not orthogonal
   */
  static float[] rotation(SavedThing thing, int d) {
    float[] rotation = CodedRows.tensor(thing, "rotation", d, d);
    double deviation = deviation(rotation, d);
    if (!(deviation <= ORTHOGONAL)) {
      throw new FormatException(
          thing.file().path() + ": tensor 'rotation'",
          "an orthogonal matrix (R Rᵀ - I of at most " + ORTHOGONAL + ")",
          "a deviation of " + deviation);
    }
    return rotation;
  }

  private static double deviation(float[] rotation, int d) {
    INDArray r = doubles(rotation, d, d); // [d, d]
    INDArray product = Gemm.product(Gemm.Form.NT, r, r, Threads.all()); // [d, d]
    double[] gram = Dense.doubles(product);
    r.close();
    product.close();
    double most = 0;
    for (int i = 0; i < d; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        sum += Math.abs(gram[i * d + j] - (i == j ? 1 : 0));
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** Floats as a {@code DOUBLE} matrix. */
  static INDArray doubles(float[] values, int rows, int columns) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return Dense.of(wide, rows, columns);
  }
}
