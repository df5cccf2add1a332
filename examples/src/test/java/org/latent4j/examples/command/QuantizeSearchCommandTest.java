package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.RandomStream;

/** {@code quantize search} beside distances and orders computed in plain loops. */
class QuantizeSearchCommandTest {
  private static final int D = 6;

  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static void done(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.error()).isEmpty();
  }

  private static double[] only(Path file) {
    ArrayFile arrays = ArrayFile.open(file);
    return arrays.array(arrays.names().get(0)).doubles();
  }

  /** Whole numbers of which many rows are equal. */
  private Path rows(String name, int seed, int n) {
    RandomStream random = new RandomStream(seed);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.below(3) - 1;
    }
    NpyWriter.write(at(name), HeldArray.of("x", values, n, D));
    return at(name);
  }

  /** Fits and encodes; the codes and their values stand in c.npz and v.npy. */
  private void prepare(String words, int n) {
    List<Object> arguments = new ArrayList<>(List.of("quantize", "fit", "--kind"));
    arguments.addAll(List.of((Object[]) words.split(" ")));
    arguments.addAll(List.of("--input", rows("t.npy", 1, 60), "--out", at("q.safetensors")));
    done(arguments.toArray());
    done(
        "quantize",
        "encode",
        "--quantizer",
        at("q.safetensors"),
        "--input",
        rows("x.npy", 2, n),
        "--codes",
        at("c.npz"),
        "--values",
        at("v.npy"));
  }

  private void search(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "quantize",
                "search",
                "--quantizer",
                at("q.safetensors"),
                "--codes",
                at("c.npz"),
                "--queries",
                rows("y.npy", 3, 4),
                "--ids",
                at("i.npy"),
                "--distances",
                at("d.npy"),
                "--all-distances",
                at("a.npy"),
                "--json",
                at("s.json")));
    arguments.addAll(List.of(more));
    done(arguments.toArray());
  }

  private static double similarity(String word, double[] q, int at, double[] x, int from) {
    double product = 0;
    double distance = 0;
    double left = 0;
    double right = 0;
    for (int j = 0; j < D; j++) {
      product += q[at + j] * x[from + j];
      distance += (q[at + j] - x[from + j]) * (q[at + j] - x[from + j]);
      left += q[at + j] * q[at + j];
      right += x[from + j] * x[from + j];
    }
    return switch (word) {
      case "l2" -> distance;
      case "dot" -> product;
      default -> left * right == 0 ? 0 : product / Math.sqrt(left * right);
    };
  }

  /** ids and distances are the first k of all, sorted, of equal ones the smaller id. */
  private void sorted(String word, int n, int k) {
    double[] all = only(at("a.npy"));
    double[] ids = only(at("i.npy"));
    double[] distances = only(at("d.npy"));
    int kept = Math.min(n, k);
    assertThat(ArrayFile.open(at("i.npy")).descriptions().get(0).toString())
        .contains("I32", "[4, " + kept + "]");
    assertThat(ArrayFile.open(at("d.npy")).descriptions().get(0).toString())
        .contains("F32", "[4, " + kept + "]");
    assertThat(ArrayFile.open(at("a.npy")).descriptions().get(0).toString())
        .contains("F32", "[4, " + n + "]");
    for (int q = 0; q < 4; q++) {
      int query = q;
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        order.add(i);
      }
      int sign = word.equals("l2") ? 1 : -1;
      order.sort(
          (a, b) -> {
            double left = sign * all[query * n + a] + 0.0;
            double right = sign * all[query * n + b] + 0.0;
            return left != right ? Double.compare(left, right) : Integer.compare(a, b);
          });
      for (int place = 0; place < kept; place++) {
        assertThat((int) ids[q * kept + place])
            .as("query %d place %d", q, place)
            .isEqualTo(order.get(place));
        assertThat(distances[q * kept + place] + 0.0)
            .isEqualTo(all[q * n + order.get(place)] + 0.0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pq --positions 3 --bits 4,l2",
    "pq --positions 2 --bits 4,dot",
    "pq --positions 1 --bits 4,cosine",
    "opq --positions 3 --bits 4 --iterations 2,l2",
    "opq --positions 2 --bits 4 --iterations 2,dot",
    "rq --stages 2 --codes 9,l2",
    "rq --stages 3 --codes 4,cosine",
    "sq,l2",
    "sq --bits 4,dot",
    "sq --bits 8,cosine"
  })
  void distancesAreThoseOfTheValues(String words, String word) throws IOException {
    prepare(words + " --similarity " + word, 70);
    double[] values = only(at("v.npy"));
    for (int k : new int[] {10, 1, 70, 500}) {
      if (k == 10) {
        search(); // ten unless it is said
      } else {
        search("--k", k);
      }
      sorted(word, 70, k);
      JsonObject json = CommandRun.json(at("s.json"));
      assertThat(json.get("command").getAsString()).isEqualTo("quantize search");
    }
    double[] all = only(at("a.npy"));
    double[] queries = only(at("y.npy"));
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i])
          .as("%s estimate %d", words, i)
          .isCloseTo(similarity(word, queries, i / 70 * D, values, i % 70 * D), within(1e-4));
    }
  }

  /** Kinds that are not made for search are searched by their values, in squared distances. */
  @ParameterizedTest
  @CsvSource({"qlae", "lfq", "vq --codes 8", "gvq --positions 2 --codes 5", "tokenizer --codes 12"})
  void otherKindsAreSearchedByTheirValues(String words) {
    prepare(words, 33);
    search("--k", 40);
    sorted("l2", 33, 40);
    double[] all = only(at("a.npy"));
    double[] queries = only(at("y.npy"));
    double[] values = only(at("v.npy"));
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i])
          .isCloseTo(similarity("l2", queries, i / 33 * D, values, i % 33 * D), within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "osq --bits 1,l2",
    "osq --bits 4,dot",
    "osq --bits 8,cosine",
    "rabitq,l2",
    "rabitq,dot"
  })
  void kindsWithFactorsAreSorted(String words, String word) throws IOException {
    prepare(words + " --similarity " + word, 41);
    search("--k", 12);
    sorted(word, 41, 12);
    byte[] plain = Files.readAllBytes(at("a.npy"));
    boolean signs = words.startsWith("rabitq");
    search("--query-bits", signs ? 32 : Integer.parseInt(words.substring(11)), "--k", 12);
    assertThat(Files.readAllBytes(at("a.npy"))).as("what holds unless it is said").isEqualTo(plain);
    search("--query-bits", signs ? 4 : 6, "--k", 12);
    sorted(word, 41, 12);
    assertThat(Files.readAllBytes(at("a.npy"))).as("fewer bits").isNotEqualTo(plain);
  }

  /**
   * Integer tables: fast scans are exact sums of rounded entries, within half a step a position.
   */
  @ParameterizedTest
  @CsvSource({"l2", "dot"})
  void fastScansRoundTheTables(String word) {
    prepare("pq --positions 3 --bits 4 --similarity " + word, 90);
    search("--k", 9);
    double[] exact = only(at("a.npy"));
    search("--k", 9, "--fast-scan");
    sorted(word, 90, 9);
    double[] fast = only(at("a.npy"));
    // Entries lie between -16 and 16 for whole numbers up to 1: a step is at most 32 / 255.
    for (int i = 0; i < fast.length; i++) {
      assertThat(fast[i]).isCloseTo(exact[i], within(3 * 32 / 255.0 / 2));
    }
    assertThat(fast).isNotEqualTo(exact);
  }

  @Test
  void noCodesAndNoQueriesAreFine() {
    prepare("rabitq", 0);
    search();
    assertThat(ArrayFile.open(at("i.npy")).descriptions().get(0).shape()).containsExactly(4, 0);
    assertThat(ArrayFile.open(at("a.npy")).descriptions().get(0).shape()).containsExactly(4, 0);
    prepare("pq --positions 2 --bits 4", 9);
    done(
        "quantize",
        "search",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at("c.npz"),
        "--queries",
        rows("none.npy", 1, 0),
        "--k",
        3,
        "--ids",
        at("i.npy"),
        "--distances",
        at("d.npy"),
        "--all-distances",
        at("a.npy"));
    assertThat(ArrayFile.open(at("i.npy")).descriptions().get(0).shape()).containsExactly(0, 3);
    assertThat(ArrayFile.open(at("a.npy")).descriptions().get(0).shape()).containsExactly(0, 9);
  }

  /** A quantizer and codes that no command of ours has written. */
  @Test
  void filesOfOtherProgramsAreSearched() {
    float[] centroids = new float[16];
    for (int k = 0; k < 16; k++) {
      centroids[k] = 10 * k;
    }
    Map<String, String> metadata =
        Map.of("format", "latent4j", "version", "1", "kind", "pq", "parameters", "{\"bits\": 4}");
    StoredArray tensor = HeldArray.of("centroids", centroids, 1, 16, 1);
    SafetensorsWriter.write(at("theirs.safetensors"), metadata, List.of(tensor));
    NpyWriter.write(at("theirs.npy"), HeldArray.of("", new long[] {3, 0, 4, 3}, 4, 1));
    NpyWriter.write(at("y.npy"), HeldArray.of("", new double[] {31, 500}, 2, 1));
    done(
        "quantize",
        "search",
        "--quantizer",
        at("theirs.safetensors"),
        "--codes",
        at("theirs.npy"),
        "--queries",
        at("y.npy"),
        "--k",
        3,
        "--ids",
        at("i.npy"),
        "--distances",
        at("d.npy"));
    assertThat(only(at("i.npy"))).containsExactly(0, 3, 2, 2, 0, 3);
    assertThat(only(at("d.npy"))).containsExactly(1, 1, 81, 460 * 460, 470 * 470, 470 * 470);
    done(
        "quantize",
        "decode",
        "--quantizer",
        at("theirs.safetensors"),
        "--codes",
        at("theirs.npy"),
        "--values",
        at("v.npy"));
    assertThat(only(at("v.npy"))).containsExactly(30, 0, 40, 30);
  }
}
