package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Kind;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.IndexOptions;
import org.latent4j.metric.Pair;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.metric.Uncertainty;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The command compare. */
class CompareTest {
  @TempDir private Path folder;

  private final RandomStream random = new RandomStream(51);
  private final INDArray x = rows(60, 6);
  private final INDArray y = x.mul(2).addi(rows(60, 6).muli(0.3));
  private Path a;
  private Path b;
  private Path json;

  @BeforeEach
  void writeSpaces() {
    a = npy("a.npy", x);
    b = npy("b.npy", y);
    json = folder.resolve("out.json");
  }

  private INDArray rows(int n, int d) {
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (1 + i % d) * random.normal() + 0.5;
    }
    return Dense.of(values, n, d);
  }

  private Path npy(String name, INDArray array) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of(name, array));
    return file;
  }

  private JsonObject compare(Object... options) throws IOException {
    Object[] words = Stream.concat(Stream.of("compare"), Stream.of(options)).toArray();
    words = Stream.concat(Stream.of(words), Stream.of("--json", json)).toArray();
    CommandRun run = CommandRun.of(words);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return CommandRun.json(json);
  }

  private static JsonObject score(JsonObject figures, String name) {
    return figures.getAsJsonObject("scores").getAsJsonObject(name);
  }

  private void assertFails(int code, List<String> said, Object... words) throws IOException {
    Object[] all = Stream.concat(Stream.of("compare"), Stream.of(words)).toArray();
    all = Stream.concat(Stream.of(all), Stream.of("--json", json)).toArray();
    CommandRun run = CommandRun.of(all);
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().matches(".*(json|html|part)$"));
    }
  }

  @Test
  void allIndicesAreTheLibrarysOwn() throws IOException {
    JsonObject figures = compare(a, b, "--k", 5, "--batch", 20, "--lambda", 0.1);
    assertThat(figures.keySet()).containsExactly("command", "seconds", "n", "paired", "scores");
    assertThat(figures.get("command").getAsString()).isEqualTo("compare");
    assertThat(figures.get("n").getAsInt()).isEqualTo(60);
    assertThat(figures.get("paired")).hasToString("{\"matched\":60,\"onlyA\":0,\"onlyB\":0}");
    IndexOptions options = IndexOptions.standard().withK(5).withBatch(20).withLambda(0.1);
    List<SimilarityIndex> all = SimilarityIndex.all(options);
    assertThat(figures.getAsJsonObject("scores").keySet())
        .containsExactlyElementsOf(all.stream().map(SimilarityIndex::name).toList());
    Pair pair = Pair.of(x, y);
    for (SimilarityIndex index : all) {
      JsonObject score = score(figures, index.name());
      assertThat(score.keySet())
          .containsExactly("value", "direction", "low", "high", "p", "chance", "note");
      assertThat(score.get("value").getAsDouble())
          .as(index.name())
          .isEqualTo(index.compare(pair).value());
      assertThat(score.get("direction").getAsString()).isEqualTo(index.direction().word());
      assertThat(score.get("low").isJsonNull()).isTrue();
      assertThat(score.get("chance").isJsonNull()).isTrue();
    }
  }

  @Test
  void someIndicesWithIntervalsAndP() throws IOException {
    String names = "mutual-knn,procrustes,mutual-knn";
    JsonObject figures =
        compare(a, b, "--indices", names, "--draws", 12, "--permutations", 9, "--seed", 4);
    assertThat(figures.getAsJsonObject("scores").keySet())
        .containsExactly("mutual-knn", "procrustes");
    List<SimilarityIndex> some =
        List.of(SimilarityIndex.named("mutual-knn"), SimilarityIndex.named("procrustes"));
    List<Score> expected = new Uncertainty(12, 9).compare(some, Pair.of(x, y), Run.of(4));
    for (int t = 0; t < 2; t++) {
      JsonObject score = score(figures, some.get(t).name());
      assertThat(score.get("low").getAsDouble()).isEqualTo(expected.get(t).low());
      assertThat(score.get("high").getAsDouble()).isEqualTo(expected.get(t).high());
      assertThat(score.get("p").getAsDouble()).isEqualTo(0.1);
      assertThat(score.get("chance").getAsDouble()).isEqualTo(expected.get(t).chance());
    }
    JsonObject one =
        compare(
            a,
            b,
            "--indices",
            names,
            "--draws",
            12,
            "--permutations",
            9,
            "--seed",
            4,
            "--threads",
            1);
    assertThat(one.get("scores")).isEqualTo(figures.get("scores"));
  }

  @Test
  void rowsAreJoinedOnKeys() throws IOException {
    Path keysA = folder.resolve("a.txt");
    Path keysB = folder.resolve("b.txt");
    Files.write(keysA, IntStream.range(0, 60).mapToObj(i -> "k" + i).toList());
    Files.write(keysB, IntStream.range(0, 60).mapToObj(i -> "k" + (64 - i)).toList());
    INDArray turned = Dense.zeros(y.dataType(), 60, 6);
    for (int i = 0; i < 60; i++) {
      turned.putRow(i, y.getRow(Math.min(59, 64 - i)));
    }
    Path other = npy("c.npy", turned);
    JsonObject figures =
        compare(a, other, "--keys-a", keysA, "--keys-b", keysB, "--indices", "linear-cka");
    assertThat(figures.get("n").getAsInt()).isEqualTo(55);
    assertThat(figures.get("paired")).hasToString("{\"matched\":55,\"onlyA\":5,\"onlyB\":5}");
    INDArray left = Dense.rows(x, 5, 60);
    assertThat(score(figures, "linear-cka").get("value").getAsDouble())
        .isCloseTo(
            SimilarityIndex.named("linear-cka").compare(left, Dense.rows(y, 5, 60)).value(),
            within(1e-12));
  }

  @Test
  void allSkipsWhatCannotBeCompared() throws IOException {
    JsonObject wide = compare(a, npy("wide.npy", rows(60, 7)), "--k", 3);
    for (String name : List.of("mrr", "top-k", "cross-jaccard", "disagreement", "mean-cosine")) {
      assertThat(score(wide, name).get("value").isJsonNull()).as(name).isTrue();
      assertThat(score(wide, name).get("note").getAsString()).contains("[60, 6] and [60, 7]");
    }
    assertThat(score(wide, "minibatch-cka").get("value").isJsonNull()).isTrue();
    assertThat(score(wide, "minibatch-cka").get("note").getAsString()).contains("256");
    assertThat(score(wide, "linear-cka").get("value").getAsDouble()).isPositive();
    Path three = npy("three.npy", Dense.rows(x, 0, 3).dup());
    JsonObject few = compare(three, three, "--k", 2, "--indices", "all");
    for (String name : List.of("unbiased-cka", "unbiased-rbf-cka", "cknna")) {
      assertThat(score(few, name).get("value").isJsonNull()).as(name).isTrue();
      assertThat(score(few, name).get("note").getAsString()).contains("at least 4 rows");
    }
    assertThat(score(few, "mrr").get("value").getAsDouble()).isEqualTo(1);
  }

  @Test
  void relativeVersionsAreCompared() throws IOException {
    Path anchors = folder.resolve("anchors.txt");
    Files.write(anchors, List.of("3", "50", "17", "8"));
    JsonObject figures =
        compare(a, b, "--relative", anchors, "--center", "none", "--indices", "mean-cosine,mrr");
    AnchorSet set = AnchorSet.of(List.of("3", "50", "17", "8"));
    RelativeProjection projection = RelativeProjection.cosine().uncentred();
    LatentSpace left = TensorSpace.of("a", x);
    LatentSpace right = TensorSpace.of("b", y);
    Pair pair =
        Pair.of(
            projection.fit(left, set).encode(left).vectors(),
            projection.fit(right, set).encode(right).vectors());
    for (String name : List.of("mean-cosine", "mrr")) {
      assertThat(score(figures, name).get("value").getAsDouble())
          .isEqualTo(SimilarityIndex.named(name).compare(pair).value());
    }
    assertThat(figures.getAsJsonObject("relative").get("center").getAsString()).isEqualTo("none");
    assertThat(figures.getAsJsonObject("relative").get("fingerprint").getAsString())
        .isEqualTo(set.fingerprint());
    JsonObject centred = compare(a, b, "--relative", anchors, "--indices", "mean-cosine,mrr");
    assertThat(centred.getAsJsonObject("relative").get("center").getAsString())
        .isEqualTo("anchors");
    assertThat(centred.get("scores")).isNotEqualTo(figures.get("scores"));
  }

  @Test
  void everyProjectionCanBeChosen() throws IOException {
    Path anchors = Files.write(folder.resolve("anchors.txt"), List.of("3", "50", "17", "8"));
    for (Kind kind : Kind.values()) {
      JsonObject figures =
          compare(a, b, "--relative", anchors, "--projection", kind.label(), "--indices", "mrr");
      assertThat(figures.getAsJsonObject("relative").get("projection").getAsString())
          .isEqualTo(kind.label());
      AnchorSet set = AnchorSet.of(List.of("3", "50", "17", "8"));
      LatentSpace left = TensorSpace.of("a", x);
      LatentSpace right = TensorSpace.of("b", y);
      RelativeProjection projection = RelativeProjection.of(kind);
      Pair pair =
          Pair.of(
              projection.fit(left, set).encode(left).vectors(),
              projection.fit(right, set).encode(right).vectors());
      assertThat(score(figures, "mrr").get("value").getAsDouble())
          .as(kind.label())
          .isEqualTo(SimilarityIndex.named("mrr").compare(pair).value());
    }
    Files.delete(json);
    assertFails(
        2,
        List.of("--projection", "mahalanobis"),
        a,
        b,
        "--relative",
        anchors,
        "--projection",
        "x");
    assertFails(
        1, List.of("-2"), a, b, "--relative", anchors, "--projection", "rbf", "--sigma", "-2");
  }

  @Test
  void relativeSpacesOfOtherAnchorsAreRefused() throws IOException {
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    Path same = folder.resolve("same.safetensors");
    CommandRun.of("relate", a, "--select", "uniform", "--count", 9, "--out", first);
    CommandRun.of("relate", b, "--select", "uniform", "--count", 9, "--seed", 1, "--out", second);
    CommandRun.of("relate", b, "--select", "uniform", "--count", 9, "--out", same);
    assertThat(score(compare(first, same, "--indices", "mrr"), "mrr").get("value").getAsDouble())
        .isGreaterThan(0.5);
    Files.delete(json);
    String left = LatentSpace.open(first).lineage().relativeTo().orElseThrow();
    String right = LatentSpace.open(second).lineage().relativeTo().orElseThrow();
    assertFails(1, List.of("first.safetensors", left, right), first, second, "--indices", "mrr");
  }

  @Test
  void theReportIsOnePageWithEscapedKeys() throws IOException {
    Path keys = folder.resolve("keys.txt");
    Files.write(keys, IntStream.range(0, 60).mapToObj(i -> "<script>" + i + "&\"").toList());
    Path page = folder.resolve("page.html");
    compare(
        a, b, "--keys-a", keys, "--keys-b", keys, "--indices", "linear-cka,cknna", "--html", page);
    String html = Files.readString(page);
    assertThat(html)
        .contains("<svg", "linear-cka", "cknna", "&lt;script&gt;", "centring anchors")
        .doesNotContain("<script")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @ParameterizedTest
  @CsvSource({
    "--indices, 'linear-cka,nonsense', 2, nonsense",
    "--indices, '', 2, linear-cka",
    "--center, none, 2, --relative",
    "--draws, x, 2, --draws",
    "--k, 60, 1, fewer than the 60 rows",
    "--k, 0, 1, at least 1",
    "--batch, 3, 1, at least 4",
    "--lambda, -1, 1, -1",
    "--draws, -1, 1, -1",
    "--threads, 0, 1, threads",
    "--keys-a, none.txt, 1, none.txt",
    "--relative, none.txt, 1, none.txt"
  })
  void refusesBadOptions(String option, String value, int code, String said) throws IOException {
    assertFails(code, List.of(said), a, b, option, value);
  }

  @Test
  void refusesSpacesThatDoNotFit() throws IOException {
    assertFails(1, List.of("none.npy"), folder.resolve("none.npy"), b);
    Path short60 = npy("short.npy", Dense.rows(x, 0, 59).dup());
    assertFails(1, List.of("a.npy", "short.npy", "59"), a, short60);
    INDArray bad = y.dup().putScalar(7, 2, Double.NaN);
    assertFails(1, List.of("bad.npy", "row 7", "column 2", "NaN"), a, npy("bad.npy", bad));
    Path wide = npy("wide.npy", rows(60, 7));
    assertFails(1, List.of("mrr", "a.npy", "[60, 7]"), a, wide, "--indices", "cca,mrr");
    Path three = npy("three.npy", Dense.rows(x, 0, 3).dup());
    assertFails(
        1,
        List.of("unbiased-cka", "three.npy", "4 rows"),
        three,
        three,
        "--indices",
        "unbiased-cka");
    Path many = npy("many.npy", rows(65537, 1));
    assertFails(
        1, List.of("rsa: ", "many.npy", "65537"), many, many, "--indices", "linear-cka,rsa");
    assertFails(1, List.of("three.npy", "fewer than the 3 rows"), three, three, "--k", "3");
    assertFails(2, List.of("B"), a);
  }

  @Test
  void refusesKeysAndAnchorsThatDoNotFit() throws IOException {
    Path keysA = Files.write(folder.resolve("ka.txt"), List.of("one", "two"));
    assertFails(1, List.of("ka.txt", "2 keys"), a, b, "--keys-a", keysA);
    List<String> names = IntStream.range(0, 60).mapToObj(i -> "k" + i).toList();
    Path own = Files.write(folder.resolve("own.txt"), names);
    assertFails(1, List.of("a.npy", "b.npy", "shared key"), a, b, "--keys-a", own);
    Path far = Files.write(folder.resolve("far.txt"), List.of("3", "99", "100", "101", "102"));
    assertFails(1, List.of("far.txt", "4 unknown", "99, 100, 101"), a, b, "--relative", far);
    Path some =
        Files.write(
            folder.resolve("some.txt"), IntStream.range(1, 61).mapToObj(i -> "" + i).toList());
    Path zero = Files.write(folder.resolve("zero.txt"), List.of("0", "3"));
    assertFails(1, List.of("zero.txt", "[0]"), a, b, "--keys-b", some, "--relative", zero);
  }
}
