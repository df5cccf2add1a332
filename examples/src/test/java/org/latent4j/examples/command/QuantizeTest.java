package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.RandomStream;

/** Fit, encode, decode and search on the command line. */
class QuantizeTest {
  @TempDir private Path folder;

  static Path golden(String name) {
    URL url =
        Objects.requireNonNull(QuantizeTest.class.getResource("/fixtures/quantize/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static void done(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.error()).isEmpty();
  }

  private static double[] numbers(Path file, String array) {
    return ArrayFile.open(file).array(array).doubles();
  }

  private static double[] only(Path file) {
    ArrayFile arrays = ArrayFile.open(file);
    return arrays.array(arrays.names().get(0)).doubles();
  }

  private static ArrayDescription description(Path file) {
    return ArrayFile.open(file).descriptions().get(0);
  }

  private Path encoded(String name, String suffix) {
    Path codes = folder.resolve("codes" + suffix);
    done(
        "quantize",
        "encode",
        "--quantizer",
        golden(name + ".safetensors"),
        "--input",
        golden("vectors.npz") + "#x",
        "--codes",
        codes,
        "--values",
        folder.resolve("values.npy"),
        "--packed",
        folder.resolve("packed.npy"),
        "--json",
        folder.resolve("encode.json"));
    return codes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq8", "pq4", "opq4", "sq8", "rabitq"})
  void codesOfTheGoldenFiles(String name) throws IOException {
    Path codes = encoded(name, ".npz");
    double[] ours = numbers(codes, "codes");
    double[] theirs = numbers(golden(name + "-out.npz"), "codes");
    double[] margin = numbers(golden(name + "-out.npz"), "margin");
    for (int i = 0; i < ours.length; i++) {
      if (margin[i] > 1e-3) {
        assertThat(ours[i]).as("%s %d", name, i).isEqualTo(theirs[i]);
      }
    }
    assertThat(description(codes).toString()).contains("U8");
    JsonObject json = CommandRun.json(folder.resolve("encode.json"));
    assertThat(json.get("command").getAsString()).isEqualTo("quantize encode");
    assertThat(json.get("rows").getAsInt()).isEqualTo(384);
    assertThat(json.get("mse").getAsDouble()).isPositive();
    int positions = (int) description(codes).size(1);
    assertThat(json.getAsJsonArray("perplexity")).hasSize(positions);
    assertThat(json.get("active").getAsInt()).isPositive();
    assertThat(json.get("dead").getAsInt()).isNotNegative();
    assertThat(json.has("seconds")).isTrue();
    ArrayDescription packed = description(folder.resolve("packed.npy"));
    assertThat(packed.size(1)).isEqualTo(json.get("bytesPerRow").getAsLong());
    assertThat(packed.type()).hasToString("U8");
    assertThat(description(folder.resolve("values.npy")).type()).hasToString("F32");
    Path values = folder.resolve("decoded.npy");
    done(
        "quantize",
        "decode",
        "--quantizer",
        golden(name + ".safetensors"),
        "--codes",
        codes,
        "--values",
        values);
    assertThat(Files.readAllBytes(values))
        .isEqualTo(Files.readAllBytes(folder.resolve("values.npy")));
  }

  private double[] searched(String name, Path codes, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "quantize",
                "search",
                "--quantizer",
                golden(name + ".safetensors"),
                "--codes",
                codes,
                "--queries",
                golden("vectors.npz") + "#queries",
                "--k",
                5,
                "--ids",
                folder.resolve("ids.npy"),
                "--distances",
                folder.resolve("distances.npy"),
                "--all-distances",
                folder.resolve("all.npy")));
    arguments.addAll(List.of(more));
    done(arguments.toArray());
    return only(folder.resolve("all.npy"));
  }

  private void ranked(double[] all, boolean ascending) {
    double[] ids = only(folder.resolve("ids.npy"));
    double[] distances = only(folder.resolve("distances.npy"));
    assertThat(description(folder.resolve("ids.npy")).toString()).contains("I32", "[8, 5]");
    assertThat(description(folder.resolve("distances.npy")).toString()).contains("F32");
    int rows = all.length / 8;
    for (int i = 0; i < ids.length; i++) {
      double score = all[i / 5 * rows + (int) ids[i]];
      assertThat(distances[i]).isEqualTo(score);
      int better = 0;
      for (int r = 0; r < rows; r++) {
        double other = all[i / 5 * rows + r];
        better += ascending ? (other < score ? 1 : 0) : (other > score ? 1 : 0);
      }
      assertThat(better).isLessThanOrEqualTo(i % 5);
    }
  }

  @ParameterizedTest
  @CsvSource({"pq8,distances", "pq4,distances", "opq4,distances", "rabitq,distances"})
  void distancesOfTheGoldenFiles(String name, String array) {
    double[] ours = searched(name, encoded(name, ".safetensors"));
    double[] theirs = numbers(golden(name + "-out.npz"), array);
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4 * Math.max(1, Math.abs(theirs[i]))));
    }
    ranked(ours, true);
  }

  @Test
  void queriesInFewBits() {
    double[] ours = searched("rabitq", encoded("rabitq", ".npz"), "--query-bits", 4);
    double[] theirs = numbers(golden("rabitq-out.npz"), "distances_query4");
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4 * Math.max(1, Math.abs(theirs[i]))));
    }
  }

  @Test
  void fastScansStayWithinTheirBounds() {
    double[] fast = searched("pq4", encoded("pq4", ".npy"), "--fast-scan");
    double[] theirs = numbers(golden("pq4-out.npz"), "distances");
    double[] bounds = numbers(golden("pq4-out.npz"), "fast_scan_bound");
    for (int i = 0; i < fast.length; i++) {
      assertThat(fast[i]).isCloseTo(theirs[i], within(bounds[i / 384] + 1e-5));
    }
  }

  @Test
  void scoresDescendForInnerProducts() {
    Path codes = folder.resolve("first.npz");
    Path first = folder.resolve("x.npy");
    float[] rows = ArrayFile.open(golden("vectors.npz")).array("x").floats();
    NpyWriter.write(first, HeldArray.of("x", java.util.Arrays.copyOf(rows, 200 * 128), 200, 128));
    done(
        "quantize",
        "encode",
        "--quantizer",
        golden("osq4-dot.safetensors"),
        "--in",
        first,
        "--codes",
        codes);
    double[] ours = searched("osq4-dot", codes);
    double[] theirs = numbers(golden("osq4-dot-out.npz"), "distances");
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4));
    }
    ranked(ours, false);
    for (String name : new String[] {"codes", "lower", "upper", "correction", "sum"}) {
      double[] golden = numbers(golden("osq4-dot-out.npz"), name);
      double[] mine = numbers(codes, name);
      for (int i = 0; i < golden.length; i++) {
        assertThat(mine[i]).isCloseTo(golden[i], within(1e-5));
      }
    }
  }

  private Path rows(String name, int n, int d) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of("x", new RandomStream(n).normals(n * d), n, d));
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "pq --positions 4 --bits 4, 4, 16",
    "pq --positions 6, 6, 48",
    "opq --positions 4 --bits 4 --iterations 3, 4, 16",
    "rq --stages 3 --codes 20 --beam 2 --iterations 3, 3, 15",
    "sq, 12, 96",
    "sq --bits 4 --similarity dot, 12, 48",
    "osq, 12, 48",
    "osq --bits 1 --similarity cosine, 12, 12",
    "rabitq --seed 4, 64, 64",
    "qlae, 12, 48",
    "fsq --levels 8;5;5;5;8;5;5;5;8;5;5;5 --bound reference, 12, 36",
    "lfq, 12, 12",
    "bsq, 12, 12",
    "vq --codes 30, 1, 5",
    "simvq --codes 30 --iterations 3, 1, 5",
    "rvq --codes 16 --stages 3, 3, 12",
    "gvq --codes 16 --positions 4, 4, 16",
    "bernoulli, 12, 12",
    "tokenizer --codes 30, 1, 5"
  })
  void fitsEveryKind(String words, int positions, int bits) throws IOException {
    Path x = rows("x.npy", 300, 12);
    Path quantizer = folder.resolve("q.safetensors");
    Path json = folder.resolve("fit.json");
    List<Object> arguments = new ArrayList<>(List.of("quantize", "fit", "--kind"));
    arguments.addAll(List.of((Object[]) words.replace(';', ',').split(" ")));
    arguments.addAll(List.of("--input", x, "--out", quantizer, "--json", json));
    done(arguments.toArray());
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("kind").getAsString()).isEqualTo(words.split(" ")[0]);
    assertThat(figures.get("dimension").getAsInt()).isEqualTo(12);
    assertThat(figures.get("positions").getAsInt()).isEqualTo(positions);
    assertThat(figures.get("bitsPerVector").getAsInt()).isEqualTo(bits);
    assertThat(figures.get("mse").getAsDouble()).isBetween(0.0, 2.0);
    assertThat(figures.getAsJsonArray("perplexity")).hasSize(positions);
    assertThat(figures.has("dead")).isTrue();
    Path again = folder.resolve("again.safetensors");
    arguments.set(arguments.indexOf(quantizer), again);
    arguments.addAll(List.of("--threads", 3));
    done(arguments.toArray());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(quantizer));
    Path none = rows("none.npy", 0, 12);
    Path codes = folder.resolve("none.npz");
    done("quantize", "encode", "--quantizer", quantizer, "--input", none, "--codes", codes);
    done(
        "quantize",
        "decode",
        "--quantizer",
        quantizer,
        "--codes",
        codes,
        "--values",
        folder.resolve("values.npy"));
    assertThat(description(folder.resolve("values.npy")).toString()).contains("[0, 12]");
    done(
        "quantize",
        "search",
        "--quantizer",
        quantizer,
        "--codes",
        codes,
        "--queries",
        x,
        "--ids",
        folder.resolve("ids.npy"),
        "--distances",
        folder.resolve("d.npy"));
    assertThat(description(folder.resolve("ids.npy")).toString()).contains("[300, 0]");
  }
}
