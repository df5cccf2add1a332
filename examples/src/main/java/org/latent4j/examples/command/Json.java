package org.latent4j.examples.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Writes maps, lists, records, numbers, words piece by piece: what a file holds may be long. */
  static void write(Path file, Object value) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      GSON.toJson(value, out);
      out.write("\n");
    }
  }
}
