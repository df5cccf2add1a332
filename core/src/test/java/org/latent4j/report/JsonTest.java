package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void aReportIsAnObject() {
    Report report =
        Report.of("Stitching")
            .with(
                Text.of("Q", "a", "b"),
                Table.of("T", "space", "MSE").row("x", 0.1f).row(null, Double.NaN),
                LineChart.of(
                    "L",
                    Axis.of("epoch"),
                    Axis.log("loss"),
                    Series.of("A", new double[] {1e-300, Double.POSITIVE_INFINITY})));
    assertThat(report.json())
        .isEqualTo(
            """
            {
              "title": "Stitching",
              "subtitle": "",
              "sections": [
                {
                  "kind": "text",
                  "title": "Q",
                  "paragraphs": ["a","b"]
                },
                {
                  "kind": "table",
                  "title": "T",
                  "columns": ["space","MSE"],
                  "rows": [
                    ["x",0.1],
                    [null,null]
                  ]
                },
                {
                  "kind": "lines",
                  "title": "L",
                  "x": {
                    "label": "epoch",
                    "logarithmic": false
                  },
                  "y": {
                    "label": "loss",
                    "logarithmic": true
                  },
                  "series": [
                    {
                      "name": "A",
                      "x": [1.0,2.0],
                      "y": [1.0E-300,null],
                      "labels": []
                    }
                  ]
                }
              ]
            }
            """);
  }

  @Test
  void figuresAreExact() {
    double[] values = {Math.PI, Double.MIN_VALUE, Double.MAX_VALUE, -0.1, 1 / 3.0};
    Table table = Table.of("", "a", "b", "c", "d", "e", "f");
    table = table.row(values[0], values[1], values[2], values[3], values[4], Long.MAX_VALUE);
    JsonArray row =
        section(Report.of("").with(table)).getAsJsonArray("rows").get(0).getAsJsonArray();
    for (int i = 0; i < values.length; i++) {
      assertThat(row.get(i).getAsDouble()).isEqualTo(values[i]);
    }
    assertThat(row.get(5).getAsString()).isEqualTo("9223372036854775807");
  }

  @Test
  void everyKindHasItsFields() {
    JsonArray sections = parse(Samples.everything("w")).getAsJsonArray("sections");
    List<String> kinds =
        sections.asList().stream()
            .map(section -> section.getAsJsonObject().get("kind").getAsString())
            .toList();
    assertThat(kinds)
        .containsExactly(
            "keyFigures",
            "text",
            "table",
            "lines",
            "scatter",
            "bars",
            "heatMap",
            "images",
            "panels");
    JsonObject bars =
        sections.get(5).getAsJsonObject().getAsJsonArray("series").get(1).getAsJsonObject();
    assertThat(bars.toString())
        .isEqualTo("{\"name\":\"w\",\"values\":[3.0,4.0],\"low\":[2.0,3.0],\"high\":[4.0,5.0]}");
    assertThat(sections.get(6).getAsJsonObject().get("values").toString())
        .isEqualTo("[[0.5,1.0],[null,-1.0]]");
    JsonObject images = sections.get(7).getAsJsonObject();
    assertThat(images.get("count").getAsInt()).isEqualTo(3);
    assertThat(images.get("png").getAsString()).startsWith("data:image/png;base64,iVBOR");
    assertThat(sections.get(8).getAsJsonObject().getAsJsonArray("panels")).hasSize(4);
  }

  @Test
  void wordsComeBackAsTheyWent() {
    String json = Samples.everything(Samples.HOSTILE).json();
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    JsonObject back =
        JsonParser.parseString(new String(utf8, StandardCharsets.UTF_8)).getAsJsonObject();
    assertThat(back.get("title").getAsString()).isEqualTo(Samples.HOSTILE);
    assertThat(json).doesNotContain("\u0000", "\u001b");
  }

  @Test
  void emptySectionsAreThere() {
    assertThat(parse(MarkdownTest.empty()).getAsJsonArray("sections")).hasSize(9);
  }

  private static JsonObject section(Report report) {
    return parse(report).getAsJsonArray("sections").get(0).getAsJsonObject();
  }

  private static JsonObject parse(Report report) {
    return JsonParser.parseString(report.json()).getAsJsonObject();
  }
}
