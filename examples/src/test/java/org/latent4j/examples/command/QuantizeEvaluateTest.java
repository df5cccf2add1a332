package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.StoredArray;

/** The command quantize evaluate. */
class QuantizeEvaluateTest {
  /** Names in golden files that are about the golden file. */
  private static final Set<String> NOTES =
      Set.of("margin", "options", "weights", "reference_clamped", "probability");

  @TempDir private Path folder;

  private static Path golden(String name) {
    try {
      var url = QuantizeEvaluateTest.class.getResource("/fixtures/quantize/" + name + ".npz");
      if (url == null) {
        throw new AssertionError("no golden file " + name);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  private Path out() {
    return folder.resolve("out.npz");
  }

  private CommandRun evaluate(String kind, Path input, Object... options) {
    List<Object> all =
        new ArrayList<>(
            List.of("quantize", "evaluate", "--kind", kind, "--input", input, "--out", out()));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray());
  }

  private static void close(String what, StoredArray found, StoredArray golden) {
    assertThat(found.description().shape()).as(what).isEqualTo(golden.description().shape());
    assertThat(found.description().type()).as(what).isEqualTo(golden.description().type());
    double[] a = found.doubles();
    double[] b = golden.doubles();
    double largest = Arrays.stream(b).map(Math::abs).max().orElse(1);
    for (int i = 0; i < b.length; i++) {
      assertThat(Math.abs(a[i] - b[i]))
          .as("%s at %d", what, i)
          .isLessThanOrEqualTo(1e-12 * largest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "qlae, qlae, ''",
    "qlae-shared, qlae, ''",
    "fsq-reference, fsq, --bound reference",
    "fsq-atanh, fsq, --bound atanh",
    "fsq-symmetric, fsq, ''",
    "lfq, lfq, --commitment-weight 0.25",
    "bsq, bsq, --inverse-temperature 10 --commitment-weight 0.25",
    "vq-straight-through, vq, ''",
    "vq-rotation, vq, --estimator rotation",
    "vq-ema, vq, --decay 0.9 --epsilon 1e-5 --batches 20",
    "simvq, simvq, ''",
    "rvq, rvq, ''",
    "bernoulli, bernoulli, ''"
  })
  void givesTheGoldenArrays(String name, String kind, String options) {
    Object[] words = options.isEmpty() ? new Object[0] : (Object[]) options.split(" ", -1);
    CommandRun run = evaluate(kind, golden(name + "-in"), words);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).hasLineCount(1);
    NpzFile found = NpzFile.open(out());
    NpzFile expected = NpzFile.open(golden(name + "-out"));
    for (String array : expected.names()) {
      if (!NOTES.contains(array)) {
        close(name + " " + array, found.array(array), expected.array(array));
      }
    }
  }

  @Test
  void namesWhatEachKindHas() {
    evaluate("fsq", golden("fsq-symmetric-in"));
    assertThat(NpzFile.open(out()).names())
        .containsExactlyInAnyOrder("output", "codes", "index", "grad_z");
    evaluate("vq", golden("vq-rotation-in"), "--quantization-weight", 0.5);
    assertThat(NpzFile.open(out()).names())
        .containsExactlyInAnyOrder(
            "output", "codes", "commitment_loss", "loss", "grad_z", "grad_codebook");
    evaluate("rvq", golden("rvq-in"), "--quantization-weight", 0.5);
    assertThat(NpzFile.open(out()).array("grad_codebook").description().shape())
        .isEqualTo(NpzFile.open(golden("rvq-in")).array("codebooks").description().shape());
    double[] parts = NpzFile.open(out()).array("commitment_loss").doubles();
    assertThat(NpzFile.open(out()).array("loss").doubles()[0]).isEqualTo(1.5 * parts[0]);
    evaluate("bernoulli", golden("bernoulli-in"));
    assertThat(NpzFile.open(out()).names()).containsExactlyInAnyOrder("output", "codes", "grad_z");
  }

  @Test
  void floatsStayFloats() throws IOException {
    NpzFile in = NpzFile.open(golden("qlae-in"));
    Path narrow = folder.resolve("narrow.npz");
    NpzWriter.write(
        narrow, in.names().stream().map(name -> in.array(name).as(ElementType.F32)).toList());
    Path json = folder.resolve("figures.json");
    assertThat(evaluate("qlae", narrow, "--json", json).code()).isZero();
    NpzFile found = NpzFile.open(out());
    assertThat(found.array("output").description().type()).isEqualTo(ElementType.F32);
    assertThat(found.array("grad_values").description().type()).isEqualTo(ElementType.F32);
    assertThat(found.array("codes").description().type()).isEqualTo(ElementType.I32);
    assertThat(found.array("codes").longs())
        .isEqualTo(NpzFile.open(golden("qlae-out")).array("codes").longs());
    assertThat(CommandRun.json(json).get("command").getAsString()).isEqualTo("quantize evaluate");
    assertThat(CommandRun.json(json).get("rows").getAsInt()).isEqualTo(40);
  }

  @Test
  void writesSafetensorsToo() {
    Path file = folder.resolve("out.safetensors");
    CommandRun run =
        CommandRun.of(
            "quantize", "evaluate", "--kind", "lfq", "--in", golden("lfq-in"), "--out", file);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(SafetensorsFile.open(file).names()).contains("sample_entropy", "index");
  }

  private Path made(StoredArray... arrays) {
    Path file = folder.resolve("made.npz");
    NpzWriter.write(file, List.of(arrays));
    return file;
  }

  private static StoredArray floats(String name, float[] values, long... shape) {
    return HeldArray.of(name, values, shape);
  }

  private void fails(int code, CommandRun run, String... words) throws IOException {
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).hasLineCount(1).contains(words);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .isSubsetOf("made.npz", "narrow.npz");
    }
  }

  @Test
  void refusesBadInput() throws IOException {
    float[] six = {1, 2, 3, 4, 5, 6};
    StoredArray z = floats("z", six, 3, 2);
    StoredArray g = floats("gradient", six, 3, 2);
    fails(1, evaluate("lfq", made(z)), "made.npz", "gradient");
    fails(1, evaluate("lfq", made(z, floats("gradient", six, 2, 3))), "made.npz", "[2, 3]");
    fails(1, evaluate("lfq", made(floats("z", six, 6), g)), "made.npz", "'z'", "[6]");
    float[] bad = {1, 2, 3, Float.NaN, 5, 6};
    fails(
        1, evaluate("lfq", made(floats("z", bad, 3, 2), g)), "made.npz", "NaN", "row 1, column 1");
    fails(1, evaluate("qlae", made(z, g)), "made.npz", "values");
    fails(1, evaluate("qlae", made(z, g, floats("values", six, 3, 2))), "made.npz", "[2, 2]", "[3");
    fails(
        1,
        evaluate("fsq", made(z, g, HeldArray.of("levels", new int[] {5, 1}, 2))),
        "made.npz",
        "got 1");
    fails(
        1,
        evaluate(
            "fsq", made(z, g, HeldArray.of("levels", new int[] {5, 2}, 2)), "--bound", "atanh"),
        "made.npz",
        "SYMMETRIC");
    fails(
        1,
        evaluate("fsq", made(z, g, HeldArray.of("levels", new int[] {5}, 1))),
        "made.npz",
        "[3, 2]");
    fails(
        1,
        evaluate("vq", made(z, g, floats("codebook", six, 2, 3))),
        "made.npz",
        "codebook",
        "[2, 3]");
    fails(
        1,
        evaluate("vq", made(z, g, floats("codebook", six, 3, 2)), "--batches", 2),
        "made.npz",
        "--batches",
        "got 2");
    fails(1, evaluate("lfq", folder.resolve("none.npz")), "none.npz");
  }

  @Test
  void refusesWrongUsage() throws IOException {
    Path in = golden("lfq-in");
    fails(2, evaluate("elephant", in), "elephant", "bernoulli");
    fails(2, evaluate("fsq", in, "--bound", "round"), "round", "reference");
    fails(2, evaluate("vq", in, "--estimator", "gumbel"), "gumbel", "straight-through");
    fails(2, evaluate("lfq", in, "--batches", 4), "--batches");
    fails(2, evaluate("vq", in, "--batches", 4, "--quantization-weight", 1), "exclude");
    fails(2, CommandRun.of("quantize", "evaluate", "--kind", "lfq"), "--input");
    fails(
        2,
        CommandRun.of(
            "quantize",
            "evaluate",
            "--kind",
            "lfq",
            "--input",
            in,
            "--out",
            folder.resolve("o.npy")),
        "o.npy");
    fails(2, CommandRun.of("quantize"), "a command is missing");
    fails(2, CommandRun.of("quantize", "elephants"), "elephants");
    assertThat(CommandRun.of("quantize", "evaluate", "--help").out()).contains("--diversity");
    assertThat(ArrayFile.open(in).names()).contains("z");
  }
}
