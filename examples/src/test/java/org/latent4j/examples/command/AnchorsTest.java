package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.ConditionPruned;
import org.latent4j.anchors.FarthestPoint;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

/** The command anchors. */
class AnchorsTest {
  private static final int ROWS = 40;

  @TempDir private Path folder;
  private Path space;
  private Path out;
  private Path json;
  private TensorSpace rows;

  @BeforeEach
  void write() {
    rows = TensorSpace.of("x", Dense.of(new RandomStream(1).normals(ROWS * 8), ROWS, 8));
    space = folder.resolve("x.npy");
    out = folder.resolve("a.npy");
    json = folder.resolve("a.json");
    NpyWriter.write(space, HeldArray.of("x", rows.vectors()));
    int[] labels = IntStream.range(0, ROWS).map(i -> i % 3).toArray();
    NpyWriter.write(folder.resolve("labels.npy"), HeldArray.of("l", labels, ROWS));
    NpyWriter.write(folder.resolve("short.npy"), HeldArray.of("l", new int[3], 3));
    NpyWriter.write(folder.resolve("reference.npy"), HeldArray.of("r", new int[] {3, 1, 4}, 3));
    float[] other = new RandomStream(2).normals(ROWS * 5);
    NpyWriter.write(folder.resolve("y.npy"), HeldArray.of("y", Dense.of(other, ROWS, 5)));
  }

  private CommandRun run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("anchors", space));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", json));
    return CommandRun.of(all.toArray());
  }

  private Object[] needed(AnchorMethod method) {
    return new Object[] {
      "--method",
      method,
      "--count",
      6,
      "--out",
      out,
      "--labels",
      folder.resolve("labels.npy"),
      "--other",
      folder.resolve("y.npy"),
      "--reference",
      folder.resolve("reference.npy")
    };
  }

  @ParameterizedTest
  @EnumSource(AnchorMethod.class)
  void everyMethodWritesDistinctRows(AnchorMethod method) throws IOException {
    CommandRun run = run(needed(method));
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.keySet())
        .containsExactly(
            "command", "seconds", "method", "count", "rows", "keys", "coverRadius", "condition");
    assertThat(figures.get("command").getAsString()).isEqualTo("anchors");
    assertThat(figures.get("method").getAsString()).isEqualTo(method.toString());
    int count = figures.get("count").getAsInt();
    long[] written = NpyFile.open(out).array("").longs();
    assertThat(written).hasSize(count).doesNotHaveDuplicates();
    if (method != AnchorMethod.CONDITION) {
      assertThat(count).isEqualTo(6);
    }
    for (int i = 0; i < count; i++) {
      assertThat(figures.get("rows").getAsJsonArray().get(i).getAsLong()).isEqualTo(written[i]);
      assertThat(figures.get("keys").getAsJsonArray().get(i).getAsString())
          .isEqualTo("" + written[i]);
    }
    assertThat(figures.get("coverRadius").getAsDouble()).isBetween(0.1, 2.0);
    assertThat(figures.get("condition").getAsDouble()).isGreaterThanOrEqualTo(1);
    assertThat(NpyFile.open(out).descriptions().get(0).type()).hasToString("I32");
  }

  @ParameterizedTest
  @EnumSource(AnchorMethod.class)
  void relateChoosesTheSameAnchors(AnchorMethod method) throws IOException {
    run(needed(method));
    Path given = folder.resolve("given.npy");
    Path chosen = folder.resolve("chosen.npy");
    assertThat(CommandRun.of("relate", space, "--anchors", out, "--out", given).error()).isEmpty();
    Object[] options = needed(method);
    options[0] = "--select";
    options[5] = chosen;
    List<Object> all = new ArrayList<>(List.of("relate", space));
    all.addAll(List.of(options));
    assertThat(CommandRun.of(all.toArray()).error()).isEmpty();
    assertThat(chosen).hasSameBinaryContentAs(given);
  }

  @Test
  void keysGoToTextAndOptionsReachTheSelector() throws IOException {
    List<String> names = IntStream.range(0, ROWS).mapToObj(i -> "wörd " + i).toList();
    Path keys = Files.write(folder.resolve("keys.txt"), names);
    Path text = folder.resolve("a.txt");
    CommandRun run =
        run("--method=farthest", "--count=5", "--start=7", "--out", text, "--keys", keys);
    assertThat(run.error()).isEmpty();
    List<String> expected =
        new FarthestPoint(7)
            .select(rows, 5, Run.of(0)).names().stream().map(row -> "wörd " + row).toList();
    assertThat(Files.readAllLines(text)).isEqualTo(expected);
    assertThat(run.out()).contains("5 of 40 rows by farthest", "a.txt");
  }

  @Test
  void conditionNeedsNoCount() throws IOException {
    CommandRun run = run("--method", "condition", "--tau", "2.5", "--out", out);
    assertThat(run.error()).isEmpty();
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("count").getAsInt())
        .isEqualTo(new ConditionPruned(2.5).select(rows, 1, Run.of(0)).size());
    assertThat(figures.get("condition").getAsDouble()).isLessThanOrEqualTo(2.5);
    run("--method", "condition", "--tau", "1e9", "--out", out);
    assertThat(CommandRun.json(json).get("count").getAsInt()).isEqualTo(8);
  }

  @Test
  void allRowsCoverEverything() throws IOException {
    run("--method", "coverage", "--count", ROWS, "--out", out);
    assertThat(CommandRun.json(json).get("coverRadius").getAsDouble()).isCloseTo(0, within(1e-12));
  }

  @Test
  void topDefaultsToTheFirstRows() throws IOException {
    run("--method", "top", "--count", 3, "--out", out);
    assertThat(NpyFile.open(out).array("").longs()).containsExactly(0, 1, 2);
    run("--method", "top", "--count", 3, "--first", 9, "--seed", 5, "--out", out);
    assertThat(LongStream.of(NpyFile.open(out).array("").longs())).allMatch(row -> row < 9);
  }

  @ParameterizedTest
  @CsvSource({
    "--method farthest --count 41,x.npy;1 to 40;41",
    "--method farthest --count 0,x.npy;0",
    "--method kmeans --count 3 --start 40,x.npy;0 to 39;40",
    "--method determinantal --kernel linear --count 9,x.npy;rank 8 < 9",
    "--method stratified --count 3 --labels short.npy,short.npy;40 labels;3 labels",
    "--method top --count 3 --first 50,x.npy;1 to 40;50",
    "--method condition --tau 0.5,0.5",
    "--method best-aligned --count 3 --other no.npy --reference reference.npy,no.npy",
    "--method uniform --count 3 --keys short.txt,short.txt;40 keys;2 keys"
  })
  void badInputIsToldInOneLine(String words, String parts) throws IOException {
    Files.writeString(folder.resolve("short.txt"), "a\nb\n");
    List<Object> arguments = new ArrayList<>(List.of("--out", out));
    for (String word : List.of(words.split(" ", -1))) {
      arguments.add(word.endsWith(".npy") || word.endsWith(".txt") ? folder.resolve(word) : word);
    }
    CommandRun run = run(arguments.toArray());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.error()).hasLineCount(1).contains(parts.split(";", -1));
    assertThat(out).doesNotExist();
    assertThat(json).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(n -> n.startsWith("."));
    }
  }

  @Test
  void usageErrorsAreTwo() {
    CommandRun unknown = run("--method", "best", "--count", 3, "--out", out);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.error()).contains("best-aligned", "stream-farthest", "'best'");
    assertThat(run("--method", "uniform", "--out", out).code()).isEqualTo(2);
    assertThat(run("--method", "stratified", "--count", 3, "--out", out).error())
        .contains("--labels");
    assertThat(run("--method", "best-aligned", "--count", 3, "--out", out).error())
        .contains("--reference");
    assertThat(run("--method", "uniform", "--count", 3).code()).isEqualTo(2);
    CommandRun ending = run("--method", "uniform", "--count", 3, "--out", folder.resolve("a.csv"));
    assertThat(ending.code()).isEqualTo(1);
    assertThat(ending.error()).contains(".npy or .txt", "a.csv");
  }
}
