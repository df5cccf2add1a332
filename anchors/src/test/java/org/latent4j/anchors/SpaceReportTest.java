package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.IndexOptions;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.metric.Uncertainty;
import org.latent4j.report.HeatMap;
import org.latent4j.report.Panels;
import org.latent4j.report.Report;
import org.latent4j.report.ScatterChart;
import org.latent4j.report.Section;
import org.latent4j.report.Table;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reports on spaces: what is in them, and that their figures are those of the indices. */
class SpaceReportTest {
  private static final SimilarityIndex CKA = SimilarityIndex.named("linear-cka");
  private static final SimilarityIndex REGRESSION = SimilarityIndex.named("linear-regression");
  private static final SimilarityIndex MRR = SimilarityIndex.named("mrr");

  private final RandomStream random = new RandomStream(21);
  private final INDArray x = rows(40, 5);
  private final INDArray y = x.mul(3).addi(rows(40, 5));
  private final LatentSpace a = space("a", x, 0);
  private final LatentSpace b = space("b", y, 0);
  private final LatentSpace c = space("c", rows(40, 7), 4);

  private INDArray rows(int n, int d) {
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.normal() * (1 + i % d) + 1;
    }
    return Dense.of(values, n, d);
  }

  /** A space with keys {@code key<first>} and so on. */
  private static LatentSpace space(String name, INDArray vectors, int first) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < vectors.size(0); i++) {
      keys.add("key<" + (first + i) + ">");
    }
    return TensorSpace.of(name, vectors, keys);
  }

  private static <S extends Section> List<S> sections(Report report, Class<S> kind) {
    List<S> out = new ArrayList<>();
    for (Section section : report.sections()) {
      List<Section> all = section instanceof Panels p ? p.panels() : List.of(section);
      all.stream().filter(kind::isInstance).map(kind::cast).forEach(out::add);
    }
    return out;
  }

  private static Table table(Report report, String title) {
    return sections(report, Table.class).stream()
        .filter(table -> table.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void manyRowsAreComparedByWhatDoesNotLookAtAllPairs() {
    LatentSpace left = TensorSpace.of("left", rows(65537, 1));
    LatentSpace right = TensorSpace.of("right", rows(65537, 1));
    List<Score> scores =
        SpaceReport.of(left, right)
            .indices(SimilarityIndex.named("rsa"), CKA, SimilarityIndex.named("rbf-cka"))
            .scores(0, 1);
    for (int skipped : new int[] {0, 2}) {
      assertThat(scores.get(skipped).value()).isNaN();
      assertThat(scores.get(skipped).note()).startsWith("skipped: ").contains("65536", "65537");
    }
    assertThat(scores.get(1).value()).isBetween(0.0, 0.001);
    assertThat(scores.get(1).note()).isEmpty();
  }

  @Test
  void scoresAreThoseOfTheIndices() {
    SpaceReport report = SpaceReport.of(a, b).indices(CKA, REGRESSION, MRR);
    assertThat(report.scores(0, 1))
        .containsExactly(CKA.compare(x, y), REGRESSION.compare(x, y), MRR.compare(x, y));
    assertThat(report.scores(1, 0).get(1)).isEqualTo(REGRESSION.compare(y, x));
    assertThat(report.scores(0, 1)).isSameAs(report.scores(0, 1));
    assertThat(report.pair(1, 0).left()).isEqualTo(y);
    assertThatThrownBy(() -> report.scores(0, 2)).hasMessageContaining("0 to 1, got 2");
    assertThatThrownBy(() -> report.scores(-1, 0)).hasMessageContaining("-1");
  }

  @Test
  void onlyRowsThatAllShareAreCompared() {
    SpaceReport report = SpaceReport.of(a, b, c).indices(CKA, MRR);
    Score score = report.scores(0, 1).get(0);
    assertThat(score).isEqualTo(CKA.compare(Dense.rows(x, 4, 40), Dense.rows(y, 4, 40)));
    assertThat(score.n()).isEqualTo(36);
    Score skipped = report.scores(0, 2).get(1);
    assertThat(skipped.value()).isNaN();
    assertThat(skipped.note()).contains("skipped").contains("[36, 5] and [36, 7]");
    assertThat(report.paired().left().size()).isEqualTo(40);
  }

  @Test
  void heatMapsHoldEveryPairInBothOrders() {
    Report report = SpaceReport.of(a, b, c).indices(CKA, REGRESSION, MRR).report();
    List<HeatMap> maps = sections(report, HeatMap.class);
    assertThat(maps)
        .extracting(HeatMap::title)
        .containsExactly("linear-cka", "linear-regression", "mrr");
    HeatMap cka = maps.get(0);
    assertThat(cka.rows()).containsExactly("a", "b", "c");
    assertThat(cka.values().get(1).get(1)).isCloseTo(1, within(1e-12));
    assertThat(cka.values().get(0).get(2)).isEqualTo(cka.values().get(2).get(0));
    HeatMap regression = maps.get(1);
    assertThat(regression.values().get(0).get(2)).isNotEqualTo(regression.values().get(2).get(0));
    INDArray left = Dense.rows(c.vectors(), 0, 36);
    assertThat(regression.values().get(2).get(0))
        .isEqualTo(REGRESSION.compare(left, Dense.rows(x, 4, 40)).value());
    assertThat(maps.get(2).values().get(2).get(0)).isNaN();
    assertThat(maps.get(2).values().get(2).get(2)).isEqualTo(1);
  }

  @Test
  void relativeVersionsAreComparedWhenAnchorsAreGiven() {
    AnchorSet anchors = AnchorSet.of(List.of("key<7>", "key<9>", "key<30>"));
    RelativeProjection projection = RelativeProjection.cosine().uncentred();
    SpaceReport report = SpaceReport.of(a, c).indices(MRR).relativeTo(anchors, projection);
    LatentSpace left = projection.fit(a, anchors).encode(a);
    LatentSpace right = projection.fit(c, anchors).encode(c);
    assertThat(report.scores(0, 1).get(0))
        .isEqualTo(
            MRR.compare(Dense.rows(left.vectors(), 4, 40), Dense.rows(right.vectors(), 0, 36)));
    String markdown = report.report().markdown();
    assertThat(markdown)
        .contains("centring none", anchors.fingerprint(), "3 anchors:", "relative versions");
    AnchorSet unknown = AnchorSet.of(List.of("key<1>", "nowhere"));
    assertThatThrownBy(() -> SpaceReport.of(a, c).relativeTo(unknown, projection))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void picturesShowEveryRowWithItsKey() {
    Report report = SpaceReport.of(a, b).indices(CKA).report();
    List<ScatterChart> charts = sections(report, ScatterChart.class);
    assertThat(charts)
        .extracting(ScatterChart::title)
        .containsExactly("a", "b", "a, relative", "b, relative");
    assertThat(charts).allMatch(chart -> chart.groups().get(0).size() == 40);
    assertThat(charts.get(0).groups().get(0).labels()).startsWith("key<0>", "key<1>");
  }

  @Test
  void classesGetColoursAndLongSpacesAreThinned() {
    INDArray many = rows(2500, 3);
    int[] labels = new int[2500];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    LatentSpace classes = TensorSpace.of("classes", many).withLabels(labels);
    Report report = SpaceReport.of(classes, TensorSpace.of("other", many)).indices(CKA).report();
    ScatterChart chart = sections(report, ScatterChart.class).get(0);
    assertThat(chart.groups()).extracting("name").containsExactly("class 0", "class 1", "class 2");
    assertThat(chart.groups().stream().mapToInt(group -> group.size()).sum()).isEqualTo(1000);
    assertThat(chart.caption()).contains("1000 of 2500");
  }

  @Test
  void examplesNameTheNearestRows() {
    Report report = SpaceReport.of(a, a).indices(CKA).report();
    Table within = table(report, "Nearest neighbours");
    assertThat(within.columns()).containsExactly("row", "in a", "in a (2)");
    assertThat(within.rows()).hasSize(8).allMatch(row -> row.get(1).equals(row.get(2)));
    assertThat(within.rows()).allMatch(row -> !words(row.get(1)).contains(words(row.get(0))));
    Table across = table(report, "Nearest neighbours across relative versions");
    assertThat(across.rows()).allMatch(row -> words(row.get(2)).startsWith(words(row.get(0))));
  }

  private static String words(org.latent4j.report.Cell cell) {
    return ((org.latent4j.report.Cell.Words) cell).text();
  }

  @Test
  void intervalsStandInTheTable() {
    Uncertainty draws = new Uncertainty(8, 9);
    SpaceReport report = SpaceReport.of(a, b).indices(CKA).uncertainty(draws, Run.of(2));
    Score expected = draws.compare(List.of(CKA), report.pair(0, 1), Run.of(2)).get(0);
    assertThat(report.scores(0, 1)).containsExactly(expected);
    List<org.latent4j.report.Cell> row = table(report.report(), "Scores").rows().get(0);
    assertThat(row.get(2)).isEqualTo(org.latent4j.report.Cell.of(expected.value()));
    assertThat(row.get(4)).isEqualTo(org.latent4j.report.Cell.of(expected.low()));
    assertThat(row.get(6)).isEqualTo(org.latent4j.report.Cell.of(0.1));
  }

  @Test
  void pageEscapesKeysAndLoadsNothing(@TempDir Path folder) throws IOException {
    SpaceReport report = SpaceReport.of(a, b);
    for (String name : List.of("r.html", "r.md", "r.json")) {
      report.save(folder.resolve(name));
    }
    String html = Files.readString(folder.resolve("r.html"));
    assertThat(html)
        .contains("<svg", "key&lt;0&gt;", "linear-cka", "procrustes", "mutual-knn", "rsa")
        .doesNotContain("key<0>", "<script", "src=\"http", "url(http");
    assertThat(JsonParser.parseString(Files.readString(folder.resolve("r.json"))).isJsonObject())
        .isTrue();
    assertThat(Files.readString(folder.resolve("r.md"))).contains("linear-cka");
    assertThat(SpaceReport.of(a, b).report()).isEqualTo(report.report());
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatThrownBy(() -> SpaceReport.of(a)).hasMessageContaining("1 spaces");
    assertThatThrownBy(() -> SpaceReport.of(a, b).indices()).hasMessageContaining("0");
    LatentSpace other = TensorSpace.of("other", x, space("z", x, 100).keys());
    assertThatThrownBy(() -> SpaceReport.of(a, other)).hasMessageContaining("shared key");
    SimilarityIndex wide = SimilarityIndex.named("jaccard", IndexOptions.standard().withK(40));
    assertThatThrownBy(() -> SpaceReport.of(a, b).indices(wide).scores(0, 1))
        .hasMessageContaining("fewer than the 40 rows, got 40");
    LatentSpace first = relative("aaa");
    LatentSpace second = relative("bbb");
    assertThatThrownBy(() -> SpaceReport.of(first, second).scores(0, 1))
        .hasMessageContaining("aaa and bbb");
  }

  private LatentSpace relative(String fingerprint) {
    Lineage.Step step = new Lineage.Step("RelativeEncoder", "{}", fingerprint);
    return TensorSpace.of("relative", x).withLineage(Lineage.none().plus(step));
  }
}
