package org.latent4j.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;

/** Each section as a JSON object with its {@code kind}. */
final class JsonSections implements Section.Reader<JsonObject> {
  @Override
  public JsonObject text(Text section) {
    JsonObject out = object("text", section, "");
    out.add("paragraphs", words(section.paragraphs()));
    return out;
  }

  @Override
  public JsonObject keyFigures(KeyFigures section) {
    JsonObject out = object("keyFigures", section, "");
    out.add(
        "figures",
        array(
            section.figures(),
            figure -> {
              JsonObject entry = new JsonObject();
              entry.addProperty("label", figure.label());
              entry.add("value", cell(figure.value()));
              entry.addProperty("note", figure.note());
              return entry;
            }));
    return out;
  }

  @Override
  public JsonObject table(Table section) {
    JsonObject out = object("table", section, section.caption());
    out.add("columns", words(section.columns()));
    out.add("rows", array(section.rows(), row -> array(row, JsonSections::cell)));
    return out;
  }

  @Override
  public JsonObject lines(LineChart section) {
    JsonObject out = object("lines", section, section.caption());
    return points(out, section.x(), section.y(), section.lines());
  }

  @Override
  public JsonObject scatter(ScatterChart section) {
    JsonObject out = object("scatter", section, section.caption());
    return points(out, section.x(), section.y(), section.groups());
  }

  @Override
  public JsonObject bars(BarChart section) {
    JsonObject out = object("bars", section, section.caption());
    out.add("axis", axis(section.axis()));
    out.add("categories", words(section.categories()));
    out.add("series", array(section.series(), JsonSections::bars));
    return out;
  }

  @Override
  public JsonObject heatMap(HeatMap section) {
    JsonObject out = object("heatMap", section, section.caption());
    out.add("rows", words(section.rows()));
    out.add("columns", words(section.columns()));
    out.add("values", array(section.values(), JsonSections::numbers));
    return out;
  }

  /** The images as the one PNG that the HTML page shows. */
  @Override
  public JsonObject images(ImageGrid section) {
    JsonObject out = object("images", section, section.caption());
    out.add("rows", words(section.rows()));
    out.add("columns", words(section.columns()));
    out.addProperty("height", section.height());
    out.addProperty("width", section.width());
    out.addProperty("count", section.count());
    out.addProperty("across", section.across());
    out.addProperty("png", section.count() == 0 ? "" : Png.dataUri(new Mosaic(section).png()));
    return out;
  }

  @Override
  public JsonObject panels(Panels section) {
    JsonObject out = object("panels", section, "");
    out.add("panels", array(section.panels(), panel -> panel.read(this)));
    return out;
  }

  private static JsonObject object(String kind, Section section, String caption) {
    JsonObject out = new JsonObject();
    out.addProperty("kind", kind);
    out.addProperty("title", section.title());
    if (!caption.isEmpty()) {
      out.addProperty("caption", caption);
    }
    return out;
  }

  private static JsonObject points(JsonObject out, Axis x, Axis y, List<Series> series) {
    out.add("x", axis(x));
    out.add("y", axis(y));
    out.add(
        "series",
        array(
            series,
            one -> {
              JsonObject entry = new JsonObject();
              entry.addProperty("name", one.name());
              entry.add("x", numbers(one.x()));
              entry.add("y", numbers(one.y()));
              entry.add("labels", words(one.labels()));
              return entry;
            }));
    return out;
  }

  private static JsonObject bars(Bars bars) {
    JsonObject entry = new JsonObject();
    entry.addProperty("name", bars.name());
    entry.add("values", numbers(bars.values()));
    if (!bars.low().isEmpty()) {
      entry.add("low", numbers(bars.low()));
      entry.add("high", numbers(bars.high()));
    }
    return entry;
  }

  private static JsonObject axis(Axis axis) {
    JsonObject out = new JsonObject();
    out.addProperty("label", axis.label());
    out.addProperty("logarithmic", axis.logarithmic());
    return out;
  }

  private static JsonElement cell(Cell cell) {
    if (cell instanceof Cell.Figure figure) {
      return number(figure.value());
    }
    if (cell instanceof Cell.Count count) {
      return new JsonPrimitive(count.value());
    }
    return cell instanceof Cell.Words words ? new JsonPrimitive(words.text()) : JsonNull.INSTANCE;
  }

  private static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  private static JsonArray numbers(List<Double> values) {
    return array(values, JsonSections::number);
  }

  private static JsonArray words(List<String> texts) {
    return array(texts, JsonPrimitive::new);
  }

  private static <T> JsonArray array(List<T> values, Function<T, JsonElement> element) {
    JsonArray out = new JsonArray(values.size());
    values.forEach(value -> out.add(element.apply(value)));
    return out;
  }
}
