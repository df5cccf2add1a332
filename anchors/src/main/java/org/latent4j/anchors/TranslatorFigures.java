package org.latent4j.anchors;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * What a fit found besides the map.
 *
 * @param pairs how many rows it was fitted on
 * @param residual root mean squared error over all their entries; NaN where there were none
 * @param r2 1 - squared error / squared distance from the column means; NaN where that is 0
 * @param scale the isotropic scale, 1 where the method fits none
 * @param rank the rank of the weight
 * @param ridge the relative penalty used, or null
 * @param note what is to be known of this fit, or nothing
 */
record TranslatorFigures(
    long pairs,
    double residual,
    double r2,
    double scale,
    int rank,
    @Nullable Double ridge,
    String note) {
  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("n", pairs);
    object.add("residual", number(residual));
    object.add("r2", number(r2));
    object.addProperty("scale", scale);
    object.addProperty("rank", rank);
    if (ridge != null) {
      object.addProperty("ridge", ridge);
    }
    object.addProperty("note", note);
    return object;
  }

  /** The figures that {@link #json} wrote; those that are missing are NaN, 0 or empty. */
  static TranslatorFigures read(JsonObject object, int rank) {
    boolean ranked = object.has("rank");
    double scale = number(object.get("scale"));
    double ridge = number(object.get("ridge"));
    return new TranslatorFigures(
        object.has("n") ? object.get("n").getAsLong() : 0,
        number(object.get("residual")),
        number(object.get("r2")),
        Double.isNaN(scale) ? 1 : scale,
        ranked ? object.get("rank").getAsInt() : rank,
        Double.isNaN(ridge) ? null : ridge,
        object.has("note") ? object.get("note").getAsString() : "");
  }

  private static JsonElement number(double value) {
    return Double.isNaN(value) ? JsonNull.INSTANCE : new JsonPrimitive(value);
  }

  private static double number(@Nullable JsonElement element) {
    return element == null || element.isJsonNull() ? Double.NaN : element.getAsDouble();
  }

  TranslatorFigures withoutFit(double newScale, String newNote) {
    return new TranslatorFigures(0, Double.NaN, Double.NaN, newScale, rank, ridge, newNote);
  }
}
