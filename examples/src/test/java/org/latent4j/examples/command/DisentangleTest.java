package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzFile;

/** The command disentangle. */
class DisentangleTest {
  @TempDir private Path folder;

  private static Path golden(String name) {
    try {
      var url = DisentangleTest.class.getResource("/fixtures/quantize/metrics-" + name + ".npz");
      if (url == null) {
        throw new AssertionError("no golden file " + name);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  private static double number(String name, String array) {
    return NpzFile.open(golden(name)).array(array).doubles()[0];
  }

  private JsonObject run(Object... options) throws IOException {
    Path json = folder.resolve("out.json");
    Object[] words = Stream.concat(Stream.of("disentangle"), Stream.of(options)).toArray();
    CommandRun run =
        CommandRun.of(Stream.concat(Stream.of(words), Stream.of("--json", json)).toArray());
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return CommandRun.json(json);
  }

  @Test
  void infomecIsTheDefault() throws IOException {
    Path nmi = folder.resolve("n.npy");
    JsonObject figures =
        run(
            "--sources",
            golden("discrete") + "#sources",
            "--latents",
            golden("discrete") + "#latents",
            "--discrete",
            "--nmi",
            nmi);
    assertThat(figures.keySet())
        .containsExactly(
            "command",
            "seconds",
            "infom",
            "infoe",
            "infoc",
            "nmi",
            "active",
            "nActive",
            "intervals",
            "warnings");
    assertThat(figures.get("infom").getAsDouble())
        .isCloseTo(number("discrete", "infom"), within(1e-9));
    assertThat(figures.get("infoe").getAsDouble())
        .isCloseTo(number("discrete", "infoe_strict"), within(1e-6));
    assertThat(figures.get("infoc").getAsDouble())
        .isCloseTo(number("discrete", "infoc"), within(1e-9));
    JsonArray matrix = figures.getAsJsonArray("nmi");
    assertThat(matrix).hasSize(3);
    assertThat(matrix.get(0).getAsJsonArray()).hasSize(5);
    assertThat(figures.get("active")).hasToString("[true,true,true,true,true]");
    assertThat(figures.get("nActive").getAsInt()).isEqualTo(5);
    assertThat(figures.get("warnings").getAsJsonArray()).isEmpty();
    assertThat(NpyFile.open(nmi).array("vectors").description().toString()).contains("F64");
    assertThat(NpyFile.open(nmi).array("vectors").doubles()[1])
        .isEqualTo(matrix.get(0).getAsJsonArray().get(1).getAsDouble());
  }

  @Test
  void onlyAskedMetricsAppear() throws IOException {
    Object[] files = {
      "--sources",
      golden("continuous") + "#sources",
      "--latents",
      golden("continuous") + "#latents",
      "--threads",
      2
    };
    Object[] few = {
      "--metrics", "mig,irs,dci", "--importances", golden("continuous") + "#importances"
    };
    JsonObject figures = run(Stream.concat(Stream.of(files), Stream.of(few)).toArray());
    assertThat(figures.keySet())
        .containsExactly("command", "seconds", "mig", "irs", "dci", "intervals", "warnings");
    assertThat(figures.get("mig").getAsDouble())
        .isCloseTo(number("continuous", "mig"), within(1e-9));
    JsonObject dci = figures.getAsJsonObject("dci");
    assertThat(dci.keySet()).containsExactly("disentanglement", "completeness", "informativeness");
    assertThat(dci.get("completeness").getAsDouble())
        .isCloseTo(number("continuous", "dci_completeness"), within(1e-9));
    assertThat(dci.get("informativeness").isJsonNull()).isTrue();
    Path page = folder.resolve("p.html");
    Object[] more = {
      "--metrics",
      "infomec,modularity,explicitness,sap,factorvae,betavae",
      "--preset",
      "training-log",
      "--explicitness",
      "calibrated",
      "--bootstrap",
      2,
      "--html",
      page
    };
    JsonObject all = run(Stream.concat(Stream.of(files), Stream.of(more)).toArray());
    assertThat(all.keySet())
        .contains("modularity", "explicitnessAuc", "sap", "factorvae", "betavae");
    assertThat(all.get("infom").getAsDouble())
        .isCloseTo(number("continuous", "training_log_infom"), within(1e-9));
    assertThat(all.get("infoe").getAsDouble())
        .isCloseTo(number("continuous", "infoe_calibrated"), within(1e-6));
    assertThat(all.getAsJsonObject("intervals").getAsJsonArray("sap")).hasSize(2);
    assertThat(Files.readString(page)).contains("training-log", "calibrated", "<svg");
  }

  private Path npy(String name, double[] values, long... shape) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of(name, values, shape));
    return file;
  }

  private Path npy(String name, int[] values, long... shape) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of(name, values, shape));
    return file;
  }

  private void assertFails(int code, List<String> said, Object... options) throws IOException {
    Path json = folder.resolve("out.json");
    Path nmi = folder.resolve("n.npy");
    Object[] words = Stream.concat(Stream.of("disentangle"), Stream.of(options)).toArray();
    CommandRun run =
        CommandRun.of(Stream.concat(Stream.of(words), Stream.of("--json", json)).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    assertThat(json).doesNotExist();
    assertThat(nmi).doesNotExist();
  }

  @Test
  void refusesBadArrays() throws IOException {
    Path sources = npy("s.npy", new int[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Path latents = npy("l.npy", new double[] {0.5, 1, 2, 3}, 4, 1);
    assertFails(
        1,
        List.of("s.npy", "l.npy", "whole numbers", "0.5"),
        "--sources",
        sources,
        "--latents",
        latents,
        "--discrete");
    Path bad = npy("bad.npy", new double[] {0, 1, Double.NaN, 3}, 4, 1);
    assertFails(
        1, List.of("bad.npy", "NaN", "row 2", "column 0"), "--sources", sources, "--latents", bad);
    Path few = npy("few.npy", new double[] {0, 1, 2}, 3, 1);
    assertFails(1, List.of("few.npy", "4", "[3, 1]"), "--sources", sources, "--latents", few);
    Path flat = npy("flat.npy", new double[] {0, 1, 2, 3}, 4);
    assertFails(1, List.of("flat.npy", "2-D"), "--sources", sources, "--latents", flat);
    Path deep = npy("deep.npy", new double[] {0, 1, 2, 3}, 4, 1, 1);
    assertFails(1, List.of("deep.npy", "2-D"), "--sources", sources, "--latents", deep);
    Path constant = npy("c.npy", new int[] {0, 7, 0, 7, 1, 7, 1, 7}, 4, 2);
    assertFails(
        1, List.of("c.npy", "column 1", "constant"), "--sources", constant, "--latents", latents);
    Path one = npy("one.npy", new int[] {0, 1, 0, 1}, 4, 1);
    assertFails(
        1, List.of("one.npy", "at least 2 sources"), "--sources", one, "--latents", latents);
    Path empty = npy("empty.npy", new int[0], 0, 2);
    assertFails(1, List.of("empty.npy", "[0, 2]"), "--sources", empty, "--latents", latents);
    assertFails(1, List.of("none.npy"), "--sources", sources, "--latents", "none.npy");
    Path wide = npy("wide.npy", new double[] {1, 2, 3, 4}, 2, 2);
    assertFails(
        1,
        List.of("wide.npy", "[1, 2]", "[2, 2]"),
        "--sources",
        sources,
        "--latents",
        latents,
        "--metrics",
        "dci",
        "--importances",
        wide);
  }

  @ParameterizedTest
  @CsvSource({
    "--preset, nonsense, 2, training-log",
    "--explicitness, loose, 2, calibrated",
    "--metrics, 'mig,nonsense', 2, factorvae",
    "--bootstrap, -3, 1, -3",
    "--bootstrap, x, 2, --bootstrap",
    "--threads, 0, 1, threads",
    "--importances, r.npy, 2, dci"
  })
  void refusesBadOptions(String option, String value, int code, String said) throws IOException {
    Path sources = npy("s.npy", new int[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Path latents = npy("l.npy", new double[] {0.5, 1, 2, 3}, 4, 1);
    assertFails(code, List.of(said), "--sources", sources, "--latents", latents, option, value);
  }
}
