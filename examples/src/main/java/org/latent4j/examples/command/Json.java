package org.latent4j.examples.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/** JSON as the commands write it: NaN and infinity become null, nothing else is left out. */
final class Json {
  private static final JsonSerializer<Double> FINITE =
      (value, type, context) ->
          Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  private static final JsonSerializer<Float> FINITE_FLOAT =
      (value, type, context) ->
          Float.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(Double.class, FINITE)
          .registerTypeAdapter(double.class, FINITE)
          .registerTypeAdapter(Float.class, FINITE_FLOAT)
          .registerTypeAdapter(float.class, FINITE_FLOAT)
          .serializeNulls()
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  private Json() {}

  /** The JSON text of maps, lists, records, numbers, words. */
  static String text(Object value) {
    return GSON.toJson(value);
  }
}
