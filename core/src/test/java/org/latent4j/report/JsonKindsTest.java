package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.Dense;

/** The JSON of every kind of section, field by field. */
class JsonKindsTest {
  private static final double NAN = Double.NaN;

  private static JsonObject json(Section section) {
    return JsonParser.parseString(Report.of("r", section).json())
        .getAsJsonObject()
        .getAsJsonArray("sections")
        .get(0)
        .getAsJsonObject();
  }

  private static JsonElement parsed(String json) {
    return JsonParser.parseString(json.replace('\'', '"'));
  }

  @Test
  void textsHaveParagraphs() {
    assertThat(json(Text.of("t", "a", "", "b\nc")))
        .isEqualTo(parsed("{'kind':'text','title':'t','paragraphs':['a','','b\\nc']}"));
    assertThat(json(Text.of(""))).isEqualTo(parsed("{'kind':'text','title':'','paragraphs':[]}"));
  }

  @Test
  void keyFiguresHaveValuesOfTheirKind() {
    KeyFigures figures =
        KeyFigures.of("k")
            .figure("ratio", 1.5, "times")
            .figure("count", 7)
            .figure("best", "relative")
            .figure("none", null)
            .figure("broken", Double.POSITIVE_INFINITY);
    assertThat(json(figures))
        .isEqualTo(
            parsed(
                "{'kind':'keyFigures','title':'k','figures':["
                    + "{'label':'ratio','value':1.5,'note':'times'},"
                    + "{'label':'count','value':7,'note':''},"
                    + "{'label':'best','value':'relative','note':''},"
                    + "{'label':'none','value':null,'note':''},"
                    + "{'label':'broken','value':null,'note':''}]}"));
  }

  @Test
  void tablesHaveColumnsRowsAndACaption() {
    Table table = Table.of("t", "a", "b").row(1, 2.5f).row(null, "x").withCaption("c");
    assertThat(json(table))
        .isEqualTo(
            parsed(
                "{'kind':'table','title':'t','caption':'c','columns':['a','b'],"
                    + "'rows':[[1,2.5],[null,'x']]}"));
    assertThat(json(Table.of("t")))
        .isEqualTo(parsed("{'kind':'table','title':'t','columns':[],'rows':[]}"));
  }

  @Test
  void linesAndScattersHaveAxesAndSeries() {
    Series series =
        Series.of("s", new double[] {1, NAN}, new double[] {-2, 3}).withLabels(List.of("p", "q"));
    String rest =
        "'x':{'label':'X','logarithmic':true},'y':{'label':'','logarithmic':false},"
            + "'series':[{'name':'s','x':[1.0,null],'y':[-2.0,3.0],'labels':['p','q']}]}";
    assertThat(json(LineChart.of("l", Axis.log("X"), Axis.of(""), series).withCaption("c")))
        .isEqualTo(parsed("{'kind':'lines','title':'l','caption':'c'," + rest));
    assertThat(json(ScatterChart.of("l", Axis.log("X"), Axis.of(""), series)))
        .isEqualTo(parsed("{'kind':'scatter','title':'l'," + rest));
  }

  @Test
  void barsHaveCategoriesAndIntervalsWhereGiven() {
    Bars with = Bars.of("w", 1, 2).withIntervals(new double[] {0, NAN}, new double[] {3, 4});
    BarChart chart = BarChart.of("b", List.of("x", "y"), Axis.of("%"), Bars.of("v", 5, 6), with);
    assertThat(json(chart))
        .isEqualTo(
            parsed(
                "{'kind':'bars','title':'b','axis':{'label':'%','logarithmic':false},"
                    + "'categories':['x','y'],'series':[{'name':'v','values':[5.0,6.0]},"
                    + "{'name':'w','values':[1.0,2.0],'low':[0.0,null],'high':[3.0,4.0]}]}"));
  }

  @Test
  void heatMapsHaveNamesAndValues() {
    HeatMap map =
        HeatMap.of("h", List.of("r"), List.of("a", "b"), Dense.of(new double[] {0.1, NAN}, 1, 2));
    assertThat(json(map.withCaption("c")))
        .isEqualTo(
            parsed(
                "{'kind':'heatMap','title':'h','caption':'c','rows':['r'],'columns':['a','b'],"
                    + "'values':[[0.1,null]]}"));
  }

  @Test
  void imagesHaveSizesAndAPicture() {
    JsonObject images = json(Samples.images("i"));
    String png = images.remove("png").getAsString();
    assertThat(images)
        .isEqualTo(
            parsed(
                "{'kind':'images','title':'i','caption':'i','rows':['i','i'],'columns':['i','i'],"
                    + "'height':2,'width':2,'count':3,'across':2}"));
    assertThat(png).isEqualTo(Png.dataUri(new Mosaic(Samples.images("i")).png()));
  }

  @Test
  void panelsHaveSectionsInside() {
    Panels panels = Panels.of("p", Text.of("a", "x"), Table.of("b", "c").row(1));
    JsonArray inside = json(panels).getAsJsonArray("panels");
    assertThat(inside.get(0)).isEqualTo(json(Text.of("a", "x")));
    assertThat(inside.get(1)).isEqualTo(json(Table.of("b", "c").row(1)));
    assertThat(json(Panels.of("p")).getAsJsonArray("panels")).isEmpty();
  }

  @Test
  void doublesKeepEveryBit() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values =
        DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
            .limit(2000)
            .toArray();
    JsonArray y =
        json(LineChart.of("", Axis.of(""), Axis.of(""), Series.of("", values)))
            .getAsJsonArray("series")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("y");
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        assertThat(Double.doubleToLongBits(y.get(i).getAsDouble()))
            .as("seed 3, value %s", values[i])
            .isEqualTo(Double.doubleToLongBits(values[i]));
      } else {
        assertThat(y.get(i).isJsonNull()).as("seed 3, value %s", values[i]).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void countsKeepEveryDigit(long count) {
    assertThat(Report.of("r", Table.of("", "n").row(count)).json()).contains("[" + count + "]");
  }

  /** What a strict reader takes, too: no NaN, no bare control character, nothing behind the end. */
  @Test
  void pagesAreStrictJson() throws Exception {
    for (long seed = 500; seed < 560; seed++) {
      String page = new RandomReports(seed, true).report().json();
      try (JsonReader reader = new JsonReader(new StringReader(page))) {
        reader.setStrictness(Strictness.STRICT);
        reader.skipValue();
        assertThat(reader.peek()).as("seed %d", seed).isEqualTo(JsonToken.END_DOCUMENT);
      }
      assertThat(page).as("seed %d", seed).endsWith("}\n").doesNotContain("\t", "\r");
    }
  }

  @Test
  void levelsAreIndentedByTwoBlanks() {
    String page = Report.of("r", Panels.of("p", Text.of("a", "x", "y"))).json();
    assertThat(page.lines())
        .containsExactly(
            "{",
            "  \"title\": \"r\",",
            "  \"subtitle\": \"\",",
            "  \"sections\": [",
            "    {",
            "      \"kind\": \"panels\",",
            "      \"title\": \"p\",",
            "      \"panels\": [",
            "        {",
            "          \"kind\": \"text\",",
            "          \"title\": \"a\",",
            "          \"paragraphs\": [\"x\",\"y\"]",
            "        }",
            "      ]",
            "    }",
            "  ]",
            "}");
    assertThat(Report.of("r").json()).contains("\"sections\": []");
  }
}
