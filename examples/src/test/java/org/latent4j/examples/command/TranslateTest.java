package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Translator;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;
import org.latent4j.metric.SimilarityIndex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The command translate, against golden results and by its promises. */
class TranslateTest {
  @TempDir private Path folder;
  private Path spaces;
  private Path pairs;
  private Path out;
  private Path json;
  private Path saved;

  @BeforeEach
  void prepare() {
    spaces = golden("small-spaces.npz");
    pairs = folder.resolve("pairs.npy");
    NpyWriter.write(pairs, NpzFile.open(spaces).array("pairs"));
    out = folder.resolve("out.npy");
    json = folder.resolve("figures.json");
    saved = folder.resolve("map.safetensors");
  }

  private static Path golden(String name) {
    try {
      var url = TranslateTest.class.getResource("/fixtures/anchors/" + name);
      if (url == null) {
        throw new AssertionError("no fixture " + name);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  private static CommandRun translate(Object... arguments) {
    return CommandRun.of(Stream.concat(Stream.of("translate"), Stream.of(arguments)).toArray());
  }

  private static void done(Object... arguments) {
    CommandRun run = translate(arguments);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private String error(int code, Object... arguments) throws IOException {
    List<String> before = names();
    CommandRun run = translate(arguments);
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).hasLineCount(1);
    assertThat(names()).isEqualTo(before);
    return run.error();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private Path space(String name, INDArray x) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of("x", x));
    return file;
  }

  private static double difference(double[] got, double[] wanted) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      difference = Math.max(difference, Math.abs(wanted[i] - got[i]));
    }
    return difference / largest;
  }

  private static INDArray read(Path file) {
    return LatentSpace.open(file).vectors();
  }

  @ParameterizedTest
  @CsvSource({
    "identity, --method=identity",
    "linear, --method=linear",
    "affine, --method=affine",
    "ridge-gcv, --method=ridge",
    "ridge-gcv, --method=ridge --ridge=gcv",
    "ridge-0.1, --method=ridge --ridge=0.1",
    "orthogonal, --method=orthogonal",
    "centred-orthogonal, --method=centred-orthogonal",
    "unit-centred-orthogonal, --method=centred-orthogonal --unit-rows",
    "similarity, --method=similarity",
    "rigid, --method=rigid",
    "l-ortho, --method=l-ortho",
    "cca-0.5, --method=cca",
    "cca-0, --method=cca --alpha=0",
    "permutation, --method=permutation",
    "low-rank-4, --method=low-rank --rank=4",
    "affine-sgd, --method=affine-sgd",
    "affine-sgd, --method=affine-sgd --steps=300 --learning-rate=0.001",
    "procrustes-csls, --method=procrustes-csls",
    "procrustes-csls, --method=procrustes-csls --rounds=5 --threads=1 --seed=7",
    "inverse-relative, --method=inverse-relative",
    "inverse-relative-uncentred, --method=inverse-relative --center=none"
  })
  void everyMethodGivesTheGoldenRows(String golden, String options) throws IOException {
    String x = spaces + "#x";
    Object[] fixed = {
      x,
      spaces + "#y",
      "--anchors",
      pairs,
      "--apply",
      x,
      "--out",
      out,
      "--save",
      saved,
      "--json",
      json
    };
    done(Stream.concat(Stream.of(fixed), Stream.of(options.split(" "))).toArray());
    double[] expected =
        NpzFile.open(golden("small-translators.npz")).array("out-" + golden).doubles();
    INDArray got = read(out);
    assertThat(got.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(difference(Dense.doubles(got), expected)).isLessThan(1e-8);
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("command").getAsString()).isEqualTo("translate");
    assertThat(figures.get("seconds").getAsDouble()).isPositive();
    assertThat("--method=" + figures.get("method").getAsString())
        .isEqualTo(options.replaceAll(" .*", ""));
    assertThat(figures.get("n").getAsInt()).isGreaterThanOrEqualTo(40);
    assertThat(figures.get("inputDimension").getAsInt()).isEqualTo(16);
    assertThat(figures.get("dimension").getAsInt()).isEqualTo(12);
    for (String key : List.of("residual", "r2", "scale", "rank")) {
      assertThat(figures.get(key).getAsDouble()).as(key).isFinite();
    }
    assertThat(figures.get("ridge").isJsonNull()).isEqualTo(!golden.startsWith("ridge"));
    Path again = folder.resolve("again.npy");
    done("--with", saved, "--apply", x, "--out", again);
    assertThat(Dense.doubles(read(again))).isEqualTo(Dense.doubles(got));
  }

  @ParameterizedTest
  @CsvSource({"affine, ''", "centred-orthogonal, --unit-rows", "orthogonal, ''"})
  void heldOutFiguresAreThoseOfTheRowsLeftOver(String method, String option) throws IOException {
    String x = spaces + "#x";
    String y = spaces + "#y";
    done(
        Stream.of(
                x,
                y,
                "--anchors",
                pairs,
                "--method",
                method,
                "--json",
                json,
                "--save",
                saved,
                option)
            .filter(word -> !word.toString().isEmpty())
            .toArray());
    JsonObject heldOut = CommandRun.json(json).getAsJsonObject("heldOut");
    assertThat(heldOut.get("n").getAsInt()).isEqualTo(80);
    long[] fitted = NpzFile.open(spaces).array("pairs").longs();
    long[] rows =
        IntStream.range(0, 120)
            .asLongStream()
            .filter(row -> java.util.Arrays.stream(fitted).noneMatch(each -> each == row))
            .toArray();
    Translator map = Translator.load(saved);
    INDArray from = LatentSpace.open(spaces, "x").select(rows).vectors();
    INDArray to = map.target(LatentSpace.open(spaces, "y").select(rows).vectors());
    INDArray mapped = map.encode(from);
    assertThat(heldOut.get("meanSquaredError").getAsDouble())
        .isCloseTo(
            mapped.sub(to).norm2Number().doubleValue()
                * mapped.sub(to).norm2Number().doubleValue()
                / 960,
            within(1e-9));
    mapped.subiRowVector(map.yMean());
    to.subiRowVector(map.yMean());
    Map<String, String> indices =
        Map.of("mrr", "mrr", "top1", "top-1", "meanCosine", "mean-cosine");
    indices.forEach(
        (key, index) ->
            assertThat(heldOut.get(key).getAsDouble())
                .as(key)
                .isCloseTo(
                    SimilarityIndex.named(index).compare(mapped, to).value(), within(1e-12)));
    assertThat(heldOut.get("mrr").getAsDouble()).isBetween(0.2, 1.0);
    assertThat(heldOut.keySet())
        .containsExactlyInAnyOrder("n", "mrr", "top1", "meanCosine", "meanSquaredError");
  }

  @Test
  void withoutAnchorsAllSharedRowsAreFitted() throws IOException {
    done(spaces + "#x", spaces + "#w", "--method", "similarity", "--json", json);
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("n").getAsInt()).isEqualTo(120);
    assertThat(figures.has("heldOut")).isFalse();
    assertThat(figures.get("scale").getAsDouble()).isCloseTo(1.7, within(0.1));
  }

  @Test
  void rowsAreJoinedOnKeys() throws IOException {
    INDArray x = Dense.of(new double[] {1, 0, 0, 1, 2, 5, 7, 7}, 4, 2);
    INDArray y = Dense.of(new double[] {5, 2, 1, 0, 0, 1, 9, 9}, 4, 2);
    Path a = space("a.npy", x);
    Path b = space("b.npy", y);
    Path keysA = Files.write(folder.resolve("a.txt"), List.of("one", "two", "three", "mine"));
    Path keysB = Files.write(folder.resolve("b.txt"), List.of("three", "two", "one", "yours"));
    done(a, b, "--keys-a", keysA, "--keys-b", keysB, "--method", "linear", "--json", json);
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("n").getAsInt()).isEqualTo(3);
    assertThat(figures.get("residual").getAsDouble()).isLessThan(1e-12);
    Path anchors = Files.write(folder.resolve("anchors.txt"), List.of("three", "one"));
    done(
        a,
        b,
        "--keys-a",
        keysA,
        "--keys-b",
        keysB,
        "--method",
        "linear",
        "--json",
        json,
        "--anchors",
        anchors);
    figures = CommandRun.json(json);
    assertThat(figures.get("n").getAsInt()).isEqualTo(2);
    assertThat(figures.getAsJsonObject("heldOut").get("n").getAsInt()).isEqualTo(1);
    assertThat(figures.getAsJsonObject("heldOut").get("mrr").getAsDouble()).isEqualTo(1);
    assertThat(
            error(
                1,
                a,
                b,
                "--keys-a",
                keysA,
                "--keys-b",
                keysB,
                "--method",
                "affine",
                "--anchors",
                Files.write(folder.resolve("u.txt"), List.of("one", "mine"))))
        .contains("u.txt")
        .contains("[mine]");
    assertThat(error(1, a, b, "--keys-a", keysA, "--method", "affine")).contains("shared key");
  }

  @Test
  void groupsStandForTheirMeans() throws IOException {
    Path x = space("x.npy", Dense.of(new double[] {1, 0, 3, 0, 0, 1, 0, 5, 2, 2}, 5, 2));
    Path groups = folder.resolve("groups.safetensors");
    AnchorSet.ofGroups(Map.of("a", List.of("0", "1"), "b", List.of("2", "3"))).save(groups);
    done(x, x, "--anchors", groups, "--method", "linear", "--json", json);
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("n").getAsInt()).isEqualTo(2);
    assertThat(figures.getAsJsonObject("heldOut").get("n").getAsInt()).isEqualTo(1);
    assertThat(error(1, x, x, "--anchors", groups, "--method", "procrustes-csls"))
        .contains("single keys");
  }

  @Test
  void spacesKeepTheirKeysAndFloatsStayFloats() {
    INDArray x = read(space("f.npy", Dense.of(new float[] {1, 2, 3, 4, 5, 7}, 3, 2)));
    Path named = folder.resolve("named.safetensors");
    TensorSpace.of("s", x, List.of("p", "q", "r")).save(named);
    Path target = folder.resolve("t.safetensors");
    done(named, named, "--method", "affine", "--apply", named, "--out", target);
    LatentSpace translated = LatentSpace.open(target);
    assertThat(translated.vectors().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(translated.keys().asList()).containsExactly("p", "q", "r");
    assertThat(translated.lineage().steps()).hasSize(1);
  }

  @Test
  void wrongUsageIsTold() throws IOException {
    String x = spaces + "#x";
    assertThat(error(2, x, x, "--method", "magic"))
        .contains("magic")
        .contains("l-ortho")
        .contains("procrustes-csls");
    assertThat(error(2, x, x)).contains("--method").contains("inverse-relative");
    assertThat(error(2, x, "--method", "affine")).contains("A and B");
    assertThat(error(2, x, x, "--method", "low-rank")).contains("--rank");
    assertThat(error(2, x, x, "--method", "ridge", "--ridge", "much")).contains("much");
    assertThat(error(2, x, x, "--method", "affine", "--out", out)).contains("--apply");
    assertThat(error(2, x, x, "--method", "affine", "--apply", x)).contains("--out");
    assertThat(error(2, "--with", saved)).contains("--apply");
    assertThat(error(2, x, x, "--with", saved, "--apply", x, "--out", out)).contains("--with");
    assertThat(error(2, x, x, "--method", "inverse-relative", "--center", "space"))
        .contains("anchors, none");
  }

  @Test
  void badInputIsToldByFileOperationAndValue() throws IOException {
    String x = spaces + "#x";
    String y = spaces + "#y";
    assertThat(error(1, x, y, "--method", "low-rank", "--rank", 13, "--json", json))
        .contains("small-spaces.npz")
        .contains("1 to 12, got 13");
    assertThat(error(1, x, y, "--method", "ridge", "--ridge", -1, "--save", saved)).contains("-1");
    assertThat(error(1, x, y, "--method", "cca", "--alpha", 1.5)).contains("1.5");
    assertThat(error(1, folder.resolve("no.npy"), y, "--method", "affine")).contains("no.npy");
    Path short5 = space("short.npy", Dense.zeros(DataType.DOUBLE, 5, 3));
    assertThat(error(1, x, short5, "--method", "affine"))
        .contains("short.npy")
        .contains("120")
        .contains("5 rows without keys");
    assertThat(error(1, short5, short5, "--method", "cca"))
        .contains("short.npy")
        .contains("covariance")
        .contains("rank 0 of 3");
    INDArray broken = Dense.of(new double[] {1, 2, 3, Double.NaN, 5, 6}, 3, 2);
    Path nan = space("nan.npy", broken);
    assertThat(error(1, nan, nan, "--method", "affine"))
        .contains("nan.npy")
        .contains("row 1")
        .contains("column 1");
    Path far = folder.resolve("far.npy");
    NpyWriter.write(far, HeldArray.of("rows", new int[] {0, 120}, 2));
    assertThat(error(1, x, y, "--method", "affine", "--anchors", far))
        .contains("far.npy")
        .contains("120");
    NpyWriter.write(far, HeldArray.of("rows", new int[] {3, 3}, 2));
    assertThat(error(1, x, y, "--method", "affine", "--anchors", far)).contains("duplicate row 3");
    NpyWriter.write(far, HeldArray.of("rows", new int[0], 0));
    assertThat(error(1, x, y, "--method", "affine", "--anchors", far)).contains("0 anchors");
    done(x, y, "--method", "affine", "--save", saved);
    assertThat(error(1, "--with", saved, "--apply", y, "--out", out))
        .contains("small-spaces.npz#y")
        .contains("map.safetensors")
        .contains("[n, 16]")
        .contains("[120, 12]");
    assertThat(error(1, x, y, "--method", "affine", "--apply", y, "--out", out, "--save", saved))
        .contains("[n, 16], got [120, 12]");
    byte[] whole = Files.readAllBytes(saved);
    Path cut = Files.write(folder.resolve("cut.safetensors"), java.util.Arrays.copyOf(whole, 900));
    assertThat(error(1, "--with", cut, "--apply", x, "--out", out)).contains("cut.safetensors");
    assertThat(error(1, "--with", pairs, "--apply", x, "--out", out)).contains("pairs.npy");
  }
}
