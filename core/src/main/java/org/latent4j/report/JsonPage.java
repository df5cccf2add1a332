package org.latent4j.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/** A report as a JSON object: two blanks a level, plain lists on one line. */
final class JsonPage {
  private JsonPage() {}

  /** The whole object and a line end. */
  static String of(Report report) {
    JsonObject page = new JsonObject();
    page.addProperty("title", report.title());
    page.addProperty("subtitle", report.subtitle());
    JsonArray sections = new JsonArray();
    JsonSections reader = new JsonSections();
    report.sections().forEach(section -> sections.add(section.read(reader)));
    page.add("sections", sections);
    StringBuilder out = new StringBuilder();
    write(out, page, "\n");
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, JsonElement element, String line) {
    String inner = line + "  ";
    if (element instanceof JsonObject object && object.size() > 0) {
      char before = '{';
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        out.append(before).append(inner).append('"').append(entry.getKey()).append("\": ");
        write(out, entry.getValue(), inner);
        before = ',';
      }
      out.append(line).append('}');
    } else if (element instanceof JsonArray array && !plain(array)) {
      char before = '[';
      for (JsonElement entry : array) {
        out.append(before).append(inner);
        write(out, entry, inner);
        before = ',';
      }
      out.append(line).append(']');
    } else {
      append(out, element.toString());
    }
  }

  private static boolean plain(JsonArray array) {
    for (JsonElement element : array) {
      if (element.isJsonArray() || element.isJsonObject()) {
        return false;
      }
    }
    return true;
  }

  /** Half a pair of surrogates has no UTF-8: it is kept as an escape. */
  private static void append(StringBuilder out, String json) {
    json.codePoints()
        .forEach(
            c -> {
              if (c >= 0xD800 && c <= 0xDFFF) {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
  }
}
