package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.disentangle.DisentanglementOptions;
import org.latent4j.quantize.disentangle.DisentanglementReport;
import org.latent4j.quantize.disentangle.Metric;
import org.latent4j.quantize.disentangle.Preset;

/** Options of the command disentangle, one by one. */
class DisentangleOptionsTest {
  private static final int ROWS = 150;

  @TempDir private Path folder;
  private final int[] sources = new int[ROWS * 2];
  private final double[] latents = new double[ROWS * 3];
  private Path sourceFile;
  private Path latentFile;

  @BeforeEach
  void writeFiles() {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < ROWS; i++) {
      sources[2 * i] = random.below(4);
      sources[2 * i + 1] = random.below(3);
      latents[3 * i] = sources[2 * i] + 0.5 * random.normal();
      latents[3 * i + 1] = sources[2 * i + 1] + 0.5 * random.normal();
      latents[3 * i + 2] = 0.15 * random.uniform();
    }
    sourceFile = npy("sources.npy", HeldArray.of("s", sources, ROWS, 2));
    latentFile = npy("latents.npy", HeldArray.of("z", latents, ROWS, 3));
  }

  private Path npy(String name, StoredArray array) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, array);
    return file;
  }

  private JsonObject run(Object sourcesGiven, Object latentsGiven, Object... options)
      throws IOException {
    Path json = folder.resolve("out.json");
    Object[] words = {
      "disentangle", "--sources", sourcesGiven, "--latents", latentsGiven, "--json", json
    };
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return CommandRun.json(json);
  }

  private static JsonObject timeless(JsonObject figures) {
    assertThat(figures.remove("seconds").getAsDouble()).isPositive();
    return figures;
  }

  @ParameterizedTest
  @EnumSource
  void eachMetricIsThatOfTheLibraryUnderItsKey(Metric metric) throws IOException {
    JsonObject figures =
        timeless(run(sourceFile, latentFile, "--metrics", metric.label(), "--seed", 5));
    DisentanglementReport report =
        DisentanglementReport.of(
            NpyFile.open(sourceFile).array().read(),
            NpyFile.open(latentFile).array().read(),
            DisentanglementOptions.standard()
                .withMetrics(java.util.Set.of(metric))
                .withRun(Run.of(5)));
    JsonObject holder = metric == Metric.DCI ? figures.getAsJsonObject("dci") : figures;
    report
        .figures()
        .forEach(
            (name, value) -> assertThat(holder.get(name).getAsDouble()).as(name).isEqualTo(value));
    int keys = metric == Metric.INFOMEC ? 6 : 1; // with nmi, active and nActive, or the figure
    assertThat(figures.keySet()).hasSize(keys + 3).contains("command", "intervals", "warnings");
    assertThat(figures.getAsJsonObject("intervals").keySet()).isEmpty();
  }

  @Test
  void allMetricsInAnyOrderAndTwice() throws IOException {
    JsonObject all =
        run(
            sourceFile,
            latentFile,
            "--metrics=irs,betavae,factorvae,dci,sap,explicitness,modularity,mig,infomec,irs");
    assertThat(all.keySet())
        .containsExactlyInAnyOrder(
            "command",
            "seconds",
            "infom",
            "infoe",
            "infoc",
            "nmi",
            "active",
            "nActive",
            "mig",
            "modularity",
            "explicitnessAuc",
            "sap",
            "dci",
            "factorvae",
            "betavae",
            "irs",
            "intervals",
            "warnings");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void threadsChangeNoBit(int threads) throws IOException {
    Object[] options = {
      "--metrics", "infomec,mig,explicitness,dci,factorvae,betavae", "--bootstrap", 3
    };
    JsonObject plain = timeless(run(sourceFile, latentFile, options));
    Object[] more = Stream.concat(Stream.of(options), Stream.of("--threads", threads)).toArray();
    assertThat(timeless(run(sourceFile, latentFile, more))).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void presetsChangeWhatIsActive(Preset preset) throws IOException {
    JsonObject figures = run(sourceFile, latentFile, "--preset", preset.label());
    // 0.15 of about 5 is below a twentieth of the largest range for all of them.
    assertThat(figures.get("active")).hasToString("[true,true,false]");
    double[] wider = latents.clone();
    for (int i = 2; i < wider.length; i += 3) {
      wider[i] *= 3.7;
    }
    Path wide = npy("wide.npy", HeldArray.of("z", wider, ROWS, 3));
    JsonObject other = run(sourceFile, wide, "--preset", preset.label());
    assertThat(other.get("nActive").getAsInt()).isEqualTo(preset == Preset.TRAINING_LOG ? 2 : 3);
    assertThat(other.getAsJsonArray("active")).hasSize(3);
  }

  @Test
  void theSeedMattersWhereValuesRepeat() throws IOException {
    JsonObject exact = timeless(run(sourceFile, latentFile));
    assertThat(timeless(run(sourceFile, latentFile, "--seed", 9))).isEqualTo(exact);
    double[] rounded = latents.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.rint(rounded[i] * 5) / 5;
    }
    Path file = npy("rounded.npy", HeldArray.of("z", rounded, ROWS, 3));
    JsonObject zero = timeless(run(sourceFile, file, "--seed", 0));
    assertThat(timeless(run(sourceFile, file))).isEqualTo(zero);
    JsonObject nine = run(sourceFile, file, "--seed", 9);
    assertThat(nine.get("infom")).isNotEqualTo(zero.get("infom"));
    assertThat(nine.get("infoe")).isEqualTo(zero.get("infoe"));
    assertThat(zero.getAsJsonArray("warnings").get(0).getAsString()).contains("more than once");
  }

  @Test
  void arraysOfAnyFile() throws IOException {
    JsonObject plain = timeless(run(sourceFile, latentFile));
    StoredArray s = HeldArray.of("codes", sources, ROWS, 2);
    StoredArray z = HeldArray.of("means", latents, ROWS, 3);
    Path npz = folder.resolve("both.npz");
    NpzWriter.write(npz, List.of(s, z));
    Path tensors = folder.resolve("both.safetensors");
    SafetensorsWriter.write(tensors, Map.of(), List.of(s, z));
    assertThat(timeless(run(npz + "#codes", npz + "#means"))).isEqualTo(plain);
    assertThat(timeless(run(tensors + "#codes", npz + "#means"))).isEqualTo(plain);
    byte[] small = new byte[sources.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = (byte) sources[i];
    }
    Path bytes = npy("bytes.npy", HeldArray.of("s", small, ROWS, 2));
    assertThat(timeless(run(bytes, latentFile))).isEqualTo(plain);
    Path named = folder.resolve("named.npz");
    NpzWriter.write(named, List.of(s, HeldArray.of("vectors", latents, ROWS, 3)));
    assertThat(timeless(run(npz + "#codes", named))).isEqualTo(plain);
    assertRefused(1, List.of("both.npz", "codes", "means"), npz, latentFile);
    assertRefused(1, List.of("both.npz", "nothing"), npz + "#nothing", latentFile);
  }

  @Test
  void sourcesOfAFloatingTypeAreNumbers() throws IOException {
    double[] numbers = new double[sources.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sources[i] + 1e-3 * Math.sin(i);
    }
    Path file = npy("numbers.npy", HeldArray.of("s", numbers, ROWS, 2));
    Path nmi = folder.resolve("nmi.npy");
    JsonObject figures = run(file, latentFile, "--nmi", nmi);
    double entropy = Math.log(4);
    double told = NpyFile.open(nmi).array().doubles()[0];
    JsonObject classes = run(sourceFile, latentFile);
    double share = classes.getAsJsonArray("nmi").get(0).getAsJsonArray().get(0).getAsDouble();
    // In nats, not as a share of the entropy.
    assertThat(told).isGreaterThan(0.75 * share * entropy);
    assertThat(told)
        .isEqualTo(figures.getAsJsonArray("nmi").get(0).getAsJsonArray().get(0).getAsDouble());
    JsonObject both = run(file, latentFile, "--metrics", "infomec,mig");
    assertThat(both.getAsJsonArray("warnings").toString()).contains("20 bins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n.npz", "n.safetensors"})
  void theMatrixIsWrittenBySuffix(String name) throws IOException {
    Path nmi = folder.resolve(name);
    JsonArray matrix = run(sourceFile, latentFile, "--nmi", nmi).getAsJsonArray("nmi");
    var file = org.latent4j.io.ArrayFile.open(nmi);
    StoredArray written = file.array(file.names().get(0));
    assertThat(file.names()).hasSize(1);
    assertThat(written.description().shape()).containsExactly(2, 3);
    assertThat(written.description().toString()).contains("F64");
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(written.doubles()[i * 3 + j])
            .isEqualTo(matrix.get(i).getAsJsonArray().get(j).getAsDouble());
      }
    }
    if (name.endsWith("safetensors")) {
      assertThat(SafetensorsFile.open(nmi).names()).hasSize(1);
    }
  }

  @Test
  void codesMayBeOfAnyTypeThatHoldsWholeNumbers() throws IOException {
    int[] ints = new int[latents.length];
    float[] floats = new float[latents.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) Math.rint(latents[i]);
      floats[i] = (float) Math.rint(latents[i]); // minus zero too
    }
    Path whole = npy("whole.npy", HeldArray.of("z", ints, ROWS, 3));
    Path floating = npy("floating.npy", HeldArray.of("z", floats, ROWS, 3));
    JsonObject expected = timeless(run(sourceFile, whole, "--discrete"));
    assertThat(timeless(run(sourceFile, floating, "--discrete"))).isEqualTo(expected);
    assertThat(expected.get("active")).hasToString("[true,true,false]");
    // The same as numbers: values repeat.
    assertThat(run(sourceFile, whole).getAsJsonArray("warnings")).isNotEmpty();
  }

  @Test
  void intervalsHoldTwoEndsOfEveryFigure() throws IOException {
    JsonObject figures =
        run(sourceFile, latentFile, "--metrics", "infomec,mig,dci", "--bootstrap", 5);
    JsonObject intervals = figures.getAsJsonObject("intervals");
    assertThat(intervals.keySet())
        .containsExactly(
            "infom", "infoe", "infoc", "mig", "disentanglement", "completeness", "informativeness");
    for (String key : intervals.keySet()) {
      JsonArray ends = intervals.getAsJsonArray(key);
      assertThat(ends).hasSize(2);
      assertThat(ends.get(0).getAsDouble()).isLessThanOrEqualTo(ends.get(1).getAsDouble());
    }
    assertThat(intervals.getAsJsonArray("infoe").get(1).getAsDouble())
        .isCloseTo(figures.get("infoe").getAsDouble(), within(0.2));
  }

  @Test
  void calibratedIsAnotherExplicitnessAlone() throws IOException {
    JsonObject strict = run(sourceFile, latentFile, "--explicitness", "strict");
    JsonObject calibrated = run(sourceFile, latentFile, "--explicitness", "calibrated");
    assertThat(calibrated.get("infoe")).isNotEqualTo(strict.get("infoe"));
    assertThat(calibrated.get("infom")).isEqualTo(strict.get("infom"));
    assertThat(run(sourceFile, latentFile).get("infoe")).isEqualTo(strict.get("infoe"));
  }

  private void assertRefused(
      int code, List<String> said, Object sourcesGiven, Object latentsGiven, Object... options)
      throws IOException {
    Path json = folder.resolve("refused.json");
    Files.writeString(json, "older");
    Object[] words = {
      "disentangle", "--sources", sourcesGiven, "--latents", latentsGiven, "--json", json
    };
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    assertThat(Files.readString(json)).isEqualTo("older");
    assertThat(folder.resolve("left.npy")).doesNotExist();
  }

  @Test
  void numbersThatAreNotFiniteAreNamedByFileRowAndColumn() throws IOException {
    double[] bad = latents.clone();
    bad[3 * 77 + 2] = Double.NEGATIVE_INFINITY;
    Path file = npy("bad.npy", HeldArray.of("z", bad, ROWS, 3));
    Path left = folder.resolve("left.npy");
    assertRefused(
        1, List.of("bad.npy", "-Infinity", "row 77", "column 2"), sourceFile, file, "--nmi", left);
    double[] numbers = new double[sources.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i == 9 ? Double.NaN : sources[i];
    }
    Path other = npy("nan.npy", HeldArray.of("s", numbers, ROWS, 2));
    assertRefused(1, List.of("nan.npy", "NaN", "row 4", "column 1"), other, latentFile);
  }

  @Test
  void textAndWidthsOfNothing() throws IOException {
    Path text = npy("text.npy", HeldArray.of("s", List.of("a", "b", "c", "d"), 2, 2));
    assertRefused(1, List.of("text.npy"), text, latentFile);
    assertRefused(1, List.of("text.npy"), sourceFile, text);
    Path none = npy("none.npy", HeldArray.of("z", new double[0], ROWS, 0));
    assertRefused(1, List.of("none.npy", "[150, 0]"), sourceFile, none);
  }

  @ParameterizedTest
  @CsvSource({"-0.5, '-0.5'", "NaN, NaN", "Infinity, Infinity"})
  void importancesThatAreNone(double value, String said) throws IOException {
    Path file = npy("r.npy", HeldArray.of("r", new double[] {1, 0, 0, value, 1, 0}, 3, 2));
    assertRefused(
        1,
        List.of("r.npy", said, "row 1", "column 1"),
        sourceFile,
        latentFile,
        "--metrics",
        "dci",
        "--importances",
        file);
  }

  @Test
  void importancesAreReadInsteadOfLearned() throws IOException {
    Path file = npy("r.npy", HeldArray.of("r", new float[] {3, 0, 0, 2, 0, 0}, 3, 2));
    JsonObject dci =
        run(sourceFile, latentFile, "--metrics", "dci", "--importances", file)
            .getAsJsonObject("dci");
    assertThat(dci.get("disentanglement").getAsDouble()).isCloseTo(1, within(1e-8));
    assertThat(dci.get("completeness").getAsDouble()).isCloseTo(1, within(1e-8));
    assertThat(dci.get("informativeness").isJsonNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'--metrics INFOMEC'",
    "'--preset Paper'",
    "'--explicitness none'",
    "'--seed 1.5'",
    "'--threads many'",
    "'--discrete=maybe'",
    "'--nmi left.npy --metrics mig'",
    "'--nonsense 1'"
  })
  void usage(String options) throws IOException {
    String option = options.replaceFirst("[ =].*", "");
    assertRefused(2, List.of(option), sourceFile, latentFile, (Object[]) options.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sources", "--latents"})
  void bothFilesAreNeeded(String missing) {
    String given = missing.equals("--sources") ? "--latents" : "--sources";
    CommandRun run = CommandRun.of("disentangle", given, sourceFile);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains(missing).hasLineCount(1);
  }
}
