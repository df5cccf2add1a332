package org.latent4j.quantize;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.io.SavedThing;

/**
 * The hyper-parameters in a file, read one by one; each may be missing.
 *
 * @param object the JSON object
 * @param place the file, as errors name it
 */
record SavedParameters(JsonObject object, String place) {
  static SavedParameters of(SavedThing thing) {
    return new SavedParameters(thing.parameters(), thing.file().path() + ": parameters");
  }

  /** The parameters of a part. */
  SavedParameters part(String key) {
    JsonElement part = object.get(key);
    return new SavedParameters(
        part instanceof JsonObject inner ? inner : new JsonObject(), place + ": " + key);
  }

  /** A word. */
  String word(String key, String otherwise) {
    JsonPrimitive value = primitive(key);
    if (value != null && !value.isString()) {
      throw refused(key, "a word", value);
    }
    return value == null ? otherwise : value.getAsString();
  }

  /** A truth value. */
  boolean flag(String key, boolean otherwise) {
    JsonPrimitive value = primitive(key);
    if (value != null && !value.isBoolean()) {
      throw refused(key, "true or false", value);
    }
    return value == null ? otherwise : value.getAsBoolean();
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(String key, int least, int most, int otherwise) {
    JsonPrimitive value = primitive(key);
    if (value == null) {
      return otherwise;
    }
    double number = value.isNumber() ? value.getAsDouble() : Double.NaN;
    if (!(number >= least && number <= most) || number != Math.rint(number)) {
      throw refused(key, "a whole number of " + least + " to " + most, value);
    }
    return (int) number;
  }

  private @Nullable JsonPrimitive primitive(String key) {
    JsonElement value = object.get(key);
    if (value != null && !(value instanceof JsonPrimitive)) {
      throw refused(key, "a value", value);
    }
    return (JsonPrimitive) value;
  }

  private FormatException refused(String key, String expected, JsonElement value) {
    return new FormatException(place + ": " + key, expected, value.toString());
  }
}
