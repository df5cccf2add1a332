package org.latent4j.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.latent4j.error.FormatException;

/** Reads small JSON texts, such as parameters in metadata: strictly, no key twice, not too deep. */
public final class JsonText {
  private static final int DEEPEST = 64;

  private JsonText() {}

  /**
   * Reads one JSON value.
   *
   * @param text the whole text
   * @param place what an error names, such as file and key
   * @throws FormatException for anything that is not JSON, a key twice or nesting deeper than 64
   */
  public static JsonElement parse(String text, String place) {
    StrictJson json = StrictJson.of(text, place);
    JsonElement value = value(json, place, 0);
    json.end();
    return value;
  }

  /** Reads one JSON object; see {@link #parse}. */
  public static JsonObject object(String text, String place) {
    if (parse(text, place) instanceof JsonObject object) {
      return object;
    }
    throw new FormatException(place, "a JSON object", Text.shortened(text));
  }

  private static JsonElement value(StrictJson json, String place, int depth) {
    if (depth > DEEPEST) {
      throw new FormatException(place, "nesting of at most " + DEEPEST, "deeper");
    }
    int first = json.peek();
    if (first == '{') {
      return object(json, place, depth);
    }
    if (first == '[') {
      json.expect('[');
      JsonArray array = new JsonArray();
      for (boolean more = !json.takeIf(']'); more; more = json.more(']')) {
        array.add(value(json, place, depth + 1));
      }
      return array;
    }
    if (first == '"') {
      return new JsonPrimitive(json.string());
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return JsonParser.parseString(json.number()); // keeps its digits as they are
    }
    String word = json.word();
    return word.equals("null") ? JsonNull.INSTANCE : new JsonPrimitive(Boolean.parseBoolean(word));
  }

  private static JsonObject object(StrictJson json, String place, int depth) {
    JsonObject object = new JsonObject();
    json.expect('{');
    for (boolean more = !json.takeIf('}'); more; more = json.more('}')) {
      String key = json.string();
      json.expect(':');
      if (object.has(key)) {
        throw new FormatException(place, "every key once", "'" + Text.shortened(key) + "' twice");
      }
      object.add(key, value(json, place, depth + 1));
    }
    return object;
  }
}
