package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.LatentSpace;
import org.latent4j.SparseRows;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzFile;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.kernel.Dense;

/** The command relate. */
class RelateTest {
  @TempDir private Path folder;
  private Path out;
  private Path json;

  @BeforeEach
  void name() {
    out = folder.resolve("out.npy");
    json = folder.resolve("figures.json");
  }

  private static Path golden(String name) {
    return CommandRun.fixture("../anchors/" + name + ".npz");
  }

  private Path anchors(String set) {
    long[] rows = NpzFile.open(golden(set + "-spaces")).array("anchors").longs();
    return rows(rows);
  }

  private Path rows(long... rows) {
    Path file = folder.resolve("rows.npy");
    NpyWriter.write(file, HeldArray.of("", rows, rows.length));
    return file;
  }

  private Path text(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static void relate(Object... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).hasLineCount(1);
  }

  private static CommandRun run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("relate"));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray());
  }

  private String error(int code, Object... arguments) throws IOException {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--out", out, "--json", json));
    CommandRun run = run(all.toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).hasLineCount(1);
    assertThat(out).doesNotExist();
    assertThat(json).doesNotExist();
    return run.error();
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("cosine", ""),
        Arguments.of("cosine-uncentred", "--center none"),
        Arguments.of("cosine-space", "--center space"),
        Arguments.of("cosine-std", "--scale std"),
        Arguments.of("inner", "--projection inner"),
        Arguments.of(
            "inner-isotropic-space",
            "--projection inner --center space --scale isotropic --fit-on space"),
        Arguments.of("angular", "--projection angular"),
        Arguments.of("euclidean", "--projection euclidean"),
        Arguments.of("l1", "--projection l1"),
        Arguments.of("linf", "--projection=linf"),
        Arguments.of("lp3", "--projection lp --p 3"),
        Arguments.of("rbf", "--projection rbf"),
        Arguments.of("rbf-sigma2", "--projection rbf --sigma 2"),
        Arguments.of("geodesic", "--projection geodesic --neighbors 10"),
        Arguments.of("basis", "--projection basis --center none"),
        Arguments.of("whitened", "--projection whitened --ridge 0"),
        Arguments.of("mahalanobis", "--projection mahalanobis"),
        Arguments.of("quantize-bin", "--quantize bin --bin 0.1"),
        Arguments.of("quantize-smooth", "--quantize smooth --bin 0.25"),
        Arguments.of("product-concat", "--product cosine,euclidean,l1,linf"),
        Arguments.of("product-mean", "--product cosine,euclidean --aggregate mean"),
        Arguments.of("heads-concat", "--heads 4"),
        Arguments.of("heads-max", "--heads 2 --pool max"),
        Arguments.of("post-l2", "--post l2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheGoldenRows(String name, String options) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(golden("small-spaces") + "#x", "--anchors", anchors("small")));
    arguments.addAll(List.of("--out", out));
    Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).forEach(arguments::add);
    relate(arguments.toArray());
    double[] expected = NpzFile.open(golden("small-projections")).array(name).doubles();
    assertThat(NpyFile.open(out).array().description().type().name()).isEqualTo("F64");
    double[] got = NpyFile.open(out).array().doubles();
    for (int t = 0; t < expected.length; t++) {
      assertThat(Math.abs(got[t] - expected[t])).as(name + " " + t).isLessThan(1e-7);
    }
  }

  @Test
  void sparseRowsGoToNpz() throws IOException {
    out = folder.resolve("out.npz");
    Object space = golden("words-spaces") + "#x";
    relate(space, "--anchors", anchors("words"), "--out", out, "--top-k", 5, "--exponent", 2);
    SparseRows rows = SparseRows.read(out);
    double[] expected = NpzFile.open(golden("words-projections")).array("sparse-top5-p2").doubles();
    double[] got = Dense.doubles(rows.toDense());
    for (int t = 0; t < expected.length; t++) {
      assertThat(Math.abs(got[t] - expected[t])).isLessThan(3e-5);
    }
    assertThat(rows.rows()).isEqualTo(120);
    assertThat(NpzFile.open(out).names())
        .containsExactlyInAnyOrder("indptr", "indices", "data", "shape", "format");
    Files.delete(out);
    out = folder.resolve("out.npy");
    assertThat(error(2, space, "--anchors", anchors("words"), "--top-k", 5)).contains(".npz");
    assertThat(error(2, space, "--anchors", anchors("words"), "--top-k", "x")).contains("--top-k");
    out = folder.resolve("out.npz");
    assertThat(error(1, space, "--anchors", anchors("words"), "--top-k", 21)).contains("21");
  }

  @Test
  void figuresSayWhatWasDone() throws IOException {
    Object space = golden("small-spaces") + "#x";
    relate(space, "--anchors", anchors("small"), "--out", out, "--json", json);
    JsonObject figures = CommandRun.json(json);
    long[] rows = NpzFile.open(golden("small-spaces")).array("anchors").longs();
    List<String> keys = IntStream.range(0, rows.length).mapToObj(i -> "" + rows[i]).toList();
    assertThat(figures.get("command").getAsString()).isEqualTo("relate");
    assertThat(figures.get("n").getAsInt()).isEqualTo(120);
    assertThat(figures.get("dimension").getAsInt()).isEqualTo(16);
    assertThat(figures.get("anchors").getAsInt()).isEqualTo(20);
    assertThat(figures.get("projection").getAsString()).isEqualTo("cosine");
    assertThat(figures.get("center").getAsString()).isEqualTo("anchors");
    assertThat(figures.get("condition").getAsDouble()).isGreaterThan(1);
    assertThat(figures.get("fingerprint").getAsString())
        .isEqualTo(AnchorSet.of(keys).fingerprint());
    relate(space, "--anchors", rows(5), "--out", out, "--json", json, "--product", "l1,linf");
    assertThat(CommandRun.json(json).get("projection").getAsString()).isEqualTo("l1,linf");
    assertThat(CommandRun.json(json).get("condition").isJsonNull())
        .as("one centred anchor is zero")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--projection cosine",
        "--projection geodesic",
        "--projection whitened",
        "--product l1,rbf --post standard",
        "--heads 2 --pool sum --scale std"
      })
  void whatIsSavedGivesTheSameRows(String options) throws IOException {
    Path saved = folder.resolve("encoder.safetensors");
    List<Object> arguments = new ArrayList<>();
    Object space = golden("small-spaces") + "#x";
    arguments.addAll(List.of(space, "--anchors", anchors("small")));
    arguments.addAll(List.of("--out", out, "--save", saved));
    arguments.addAll(List.of(options.split(" ")));
    relate(arguments.toArray());
    byte[] first = Files.readAllBytes(out);
    Files.delete(out);
    relate(space, "--with", saved, "--out", out, "--json", json);
    assertThat(Files.readAllBytes(out)).isEqualTo(first);
    assertThat(SafetensorsFile.open(saved).metadata()).containsEntry("kind", "relative");
    assertThat(CommandRun.json(json).get("anchors").getAsInt()).isEqualTo(20);
    Files.delete(out);
    Files.delete(json);
    assertThat(error(1, golden("small-spaces") + "#y", "--with", saved))
        .contains("encoder.safetensors", "[n, 12]", "16]");
    assertThat(error(2, space, "--with", saved, "--anchors", rows(1))).contains("--anchors");
  }

  @Test
  void anchorsComeAsKeysSetsAndVectors() throws IOException {
    Path words = text("w.vec", "a 1 2 3", "b 2 1 0", "c 0 -1 4", "d 5 1 1");
    Path keys = text("keys.txt", "c", "a");
    relate(words, "--anchors", keys, "--out", out, "--json", json);
    String fingerprint = CommandRun.json(json).get("fingerprint").getAsString();
    assertThat(fingerprint).isEqualTo(AnchorSet.of(List.of("c", "a")).fingerprint());
    byte[] expected = Files.readAllBytes(out);
    Path set = folder.resolve("set.safetensors");
    AnchorSet.of(List.of("c", "a")).save(set);
    relate(words, "--anchors", set, "--out", out);
    assertThat(Files.readAllBytes(out)).isEqualTo(expected);
    relate(words, "--anchors", rows(2, 0), "--out", out, "--json", json);
    assertThat(Files.readAllBytes(out)).isEqualTo(expected);
    assertThat(CommandRun.json(json).get("fingerprint").getAsString()).isEqualTo(fingerprint);
    Path vectors = folder.resolve("vectors.npy");
    NpyWriter.write(vectors, HeldArray.of("", new float[] {0, -1, 4, 1, 2, 3}, 2, 3));
    relate(words, "--anchor-vectors", vectors, "--out", out, "--json", json);
    assertThat(Files.readAllBytes(out)).isEqualTo(expected);
    assertThat(CommandRun.json(json).get("fingerprint").getAsString())
        .isEqualTo(AnchorSet.of(List.of("0", "1")).fingerprint());
    relate(vectors, "--anchors", keys, "--keys", text("own.txt", "c", "a"), "--out", out);
  }

  @Test
  void aSpaceFileKeepsItsKeysAndSaysWhatMadeIt() throws IOException {
    Path words = text("w.vec", "a 1 2 3", "b 2 1 0", "c 0 -1 4", "d 5 1 1");
    out = folder.resolve("out.safetensors");
    relate(words, "--select", "uniform", "--count", 3, "--seed", 7, "--out", out, "--json", json);
    LatentSpace relative = LatentSpace.open(out);
    assertThat(relative.keys().asList()).containsExactly("a", "b", "c", "d");
    assertThat(relative.lineage().relativeTo())
        .contains(CommandRun.json(json).get("fingerprint").getAsString());
    byte[] first = Files.readAllBytes(out);
    relate(words, "--select", "uniform", "--count", 3, "--seed", 7, "--threads", 1, "--out", out);
    assertThat(Files.readAllBytes(out)).isEqualTo(first);
    Files.delete(out);
    Files.delete(json);
    assertThat(error(2, words, "--select", "uniform")).contains("--count");
    assertThat(error(2, words, "--select", "best", "--count", 2)).contains("uniform", "frequent");
    assertThat(error(2, words, "--select", "stratified", "--count", 2)).contains("--labels");
    assertThat(error(1, words, "--select", "uniform", "--count", 5)).contains("5");
    assertThat(error(1, words, "--select", "uniform", "--count", 0)).contains("0");
  }

  @Test
  void theFitSpaceMayBeAnother() throws IOException {
    Object x = golden("small-spaces") + "#x";
    Object w = golden("small-spaces") + "#w";
    Object[] space = {x, "--anchors", anchors("small"), "--center", "space", "--out", out};
    relate(space);
    double[] own = NpyFile.open(out).array().doubles();
    List<Object> other = new ArrayList<>(List.of(space));
    other.addAll(List.of("--fit-space", w));
    relate(other.toArray());
    assertThat(NpyFile.open(out).array().doubles()).isNotEqualTo(own);
    // Nodes are of the fit space, and so are geodesic anchors.
    relate(x, "--anchors", rows(3), "--projection", "geodesic", "--fit-space", w, "--out", out);
    Path self = folder.resolve("self.npy");
    relate(w, "--anchors", rows(3), "--projection", "geodesic", "--out", self);
    assertThat(NpyFile.open(self).array().doubles()[3]).isZero();
    Files.delete(out);
    assertThat(error(1, x, "--anchors", rows(3), "--fit-space", golden("small-spaces") + "#y"))
        .contains("--fit-space", "16", "12");
  }

  @Test
  void badAnchorsAreNamed() throws IOException {
    Object x = golden("small-spaces") + "#x";
    assertThat(error(1, x, "--anchors", rows(0, 120))).contains("rows.npy", "row 120", "119");
    assertThat(error(1, x, "--anchors", rows(-1))).contains("rows.npy", "row -1");
    assertThat(error(1, x, "--anchors", rows(4, 2, 4))).contains("rows.npy", "duplicate", "4");
    assertThat(error(1, x, "--anchors", rows())).contains("rows.npy", "0 anchors");
    assertThat(error(1, x, "--anchors", text("k.txt", "7", "a", "b", "c", "d")))
        .contains("k.txt", "4 unknown: [a, b, c]");
    assertThat(error(1, x, "--anchors", text("k.txt", "7", "8", "7")))
        .contains("k.txt", "duplicate '7'", "lines 1 and 3");
    assertThat(error(1, x, "--anchors", text("k.txt", "7", "", "8"))).contains("k.txt", "2");
    assertThat(error(1, x, "--anchors", text("k.txt"))).contains("k.txt", "0 anchors");
    assertThat(error(1, x, "--anchors", folder.resolve("no.npy"))).contains("no.npy");
    assertThat(error(1, x, "--anchors", golden("small-spaces"))).contains("small-spaces");
    Path wide = folder.resolve("wide.npy");
    NpyWriter.write(wide, HeldArray.of("", new float[6], 2, 3));
    assertThat(error(1, x, "--anchor-vectors", wide)).contains("wide.npy", "[2, 3]", "[120, 16]");
    NpyWriter.write(wide, HeldArray.of("", new float[0], 0, 16));
    assertThat(error(1, x, "--anchor-vectors", wide)).contains("wide.npy", "0 rows");
    assertThat(error(2, x)).contains("--anchors");
    Files.write(folder.resolve("bad.txt"), new byte[] {'a', (byte) 0xff, '\n'});
    assertThat(error(1, x, "--anchors", folder.resolve("bad.txt"))).contains("bad.txt", "UTF-8");
  }

  @Test
  void badSpacesAreNamed() throws IOException {
    Path space = folder.resolve("s.npy");
    Path one = rows(0);
    float[] values = new float[5000 * 2];
    values[2 * 4999 + 1] = Float.NaN;
    NpyWriter.write(space, HeldArray.of("", values, 5000, 2));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy", "NaN", "row 4999", "column 1");
    NpyWriter.write(space, HeldArray.of("", new float[6], 6));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy", "[6]");
    NpyWriter.write(space, HeldArray.of("", new float[8], 2, 2, 2));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy", "[2, 2, 2]");
    NpyWriter.write(space, HeldArray.of("", new int[6], 3, 2));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy", "I32");
    NpyWriter.write(space, HeldArray.of("", new float[0], 3, 0));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy", "[3, 0]");
    assertThat(error(1, folder.resolve("none.npy"), "--anchors", one)).contains("none.npy");
    NpyWriter.write(space, HeldArray.of("", new float[6], 3, 2));
    Files.write(space, java.util.Arrays.copyOf(Files.readAllBytes(space), 140));
    assertThat(error(1, space, "--anchors", one)).contains("s.npy");
    Object x = golden("small-spaces") + "#x";
    assertThat(error(1, golden("small-spaces"), "--anchors", one)).contains("anchors", "pairs");
    assertThat(error(1, x, "--anchors", one, "--keys", text("k.txt", "a", "b")))
        .contains("k.txt", "120", "2 keys");
  }

  @Test
  void badOptionsAreNamed() throws IOException {
    Object x = golden("small-spaces") + "#x";
    Object[] start = {x, "--anchors", rows(0, 1, 2, 3)};
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("--projection lp --p 0.5", "0.5"),
            Map.entry("--projection rbf --sigma 0", "sigma"),
            Map.entry("--projection whitened --ridge -1", "-1.0"),
            Map.entry("--quantize bin --bin 0", "bin"),
            Map.entry("--heads 3", "a divisor of 16, got 3"),
            Map.entry("--heads 0", "heads"),
            Map.entry("--projection geodesic --neighbors 120", "1 to 119, got 120"),
            Map.entry("--top-k 0", "top-k"),
            Map.entry("--product cosine,cosine", "COSINE"));
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      List<Object> arguments = new ArrayList<>(List.of(start));
      arguments.addAll(List.of(entry.getKey().split(" ")));
      out = folder.resolve(entry.getKey().startsWith("--top-k") ? "out.npz" : "out.npy");
      assertThat(error(1, arguments.toArray())).contains(entry.getValue());
    }
    Map<String, String> words =
        Map.of(
            "--projection manhattan", "mahalanobis",
            "--center mean", "space",
            "--scale max", "isotropic",
            "--fit-on rows", "anchors",
            "--quantize cluster", "smooth",
            "--aggregate sum", "mean",
            "--pool min", "concat",
            "--post l1", "standard",
            "--product cosine,l3", "linf",
            "--product l1 --heads 2", "exclude");
    for (Map.Entry<String, String> entry : words.entrySet()) {
      List<Object> arguments = new ArrayList<>(List.of(start));
      arguments.addAll(List.of(entry.getKey().split(" ")));
      assertThat(error(2, arguments.toArray())).contains(entry.getValue());
    }
    out = folder.resolve("out.bin");
    assertThat(error(2, start)).contains(".npz");
  }

  @Test
  void singularCovariancesAndGraphsInPartsAreNamed() throws IOException {
    Path space = folder.resolve("s.npy");
    float[] values = new float[30 * 3];
    for (int i = 0; i < 30; i++) {
      values[3 * i] = i;
      values[3 * i + 1] = 2 * i;
      values[3 * i + 2] = i % 2 == 0 ? 0 : 10_000;
    }
    NpyWriter.write(space, HeldArray.of("", values, 30, 3));
    assertThat(error(1, space, "--anchors", rows(0, 1), "--projection", "whitened"))
        .contains("rank 2", "ridge");
    assertThat(error(1, space, "--anchors", rows(0, 1), "--projection", "geodesic"))
        .contains("2 components");
    relate(
        space, "--anchors", rows(0, 1), "--projection", "whitened", "--ridge", 0.1, "--out", out);
  }

  @Test
  void savedThingsOfOtherKindsAndNewerVersionsAreRefused() throws IOException {
    Object x = golden("small-spaces") + "#x";
    Path other = folder.resolve("other.safetensors");
    TensorSpace.of("s", Dense.of(new float[] {1}, 1, 1)).save(other);
    assertThat(error(1, x, "--with", other)).contains("other.safetensors", "relative", "space");
    assertThat(error(1, x, "--anchors", other)).contains("other.safetensors", "anchors");
    AnchorSet.of(List.of("1")).save(other);
    String text = Files.readString(other, java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.writeString(
        other,
        text.replace("\"version\":\"1\"", "\"version\":\"2\""),
        java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(error(1, x, "--anchors", other)).contains("newer version");
  }
}
