package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latent4j.examples.command.QuantizeTest.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.RandomStream;

/** What fit, encode, decode and search refuse in one line. */
class QuantizeUsageTest {
  @TempDir private Path folder;

  private Path rows(String name, int n, int d) {
    Path file = folder.resolve(name);
    NpyWriter.write(file, HeldArray.of("x", new RandomStream(n).normals(n * d), n, d));
    return file;
  }

  private void fails(int code, List<?> parts, Object... arguments) throws IOException {
    try (Stream<Path> before = Files.list(folder)) {
      List<Path> files = before.sorted().toList();
      CommandRun run = CommandRun.of(arguments);
      assertThat(run.code()).as(run.error()).isEqualTo(code);
      assertThat(run.error().strip()).hasLineCount(1);
      parts.forEach(part -> assertThat(run.error()).contains(part.toString()));
      try (Stream<Path> after = Files.list(folder)) {
        assertThat(after.sorted().toList()).isEqualTo(files);
      }
    }
  }

  @Test
  void whatFitRefuses() throws IOException {
    Path x = rows("x.npy", 40, 12);
    Path out = folder.resolve("q.safetensors");
    fails(
        2,
        List.of("pq", "nothing"),
        "quantize",
        "fit",
        "--kind",
        "nothing",
        "--input",
        x,
        "--out",
        out);
    fails(2, List.of("--levels"), "quantize", "fit", "--kind", "fsq", "--input", x, "--out", out);
    fails(
        1,
        List.of("SYMMETRIC", "2"),
        "quantize",
        "fit",
        "--kind",
        "fsq",
        "--levels",
        "2,2,2,2,2,2,2,2,2,2,2,2",
        "--bound",
        "atanh",
        "--input",
        x,
        "--out",
        out);
    fails(
        1,
        List.of("levels", "1"),
        "quantize",
        "fit",
        "--kind",
        "qlae",
        "--levels",
        1,
        "--input",
        x,
        "--out",
        out);
    fails(
        1,
        List.of(x, "256", "40 rows"),
        "quantize",
        "fit",
        "--kind",
        "pq",
        "--input",
        x,
        "--out",
        out);
    fails(
        1,
        List.of(x, "divisible", "12"),
        "quantize",
        "fit",
        "--kind",
        "pq",
        "--bits",
        4,
        "--positions",
        5,
        "--input",
        x,
        "--out",
        out);
    fails(
        1,
        List.of("bits", "5"),
        "quantize",
        "fit",
        "--kind",
        "pq",
        "--bits",
        5,
        "--input",
        x,
        "--out",
        out);
    fails(
        1,
        List.of("bits", "9"),
        "quantize",
        "fit",
        "--kind",
        "osq",
        "--bits",
        9,
        "--input",
        x,
        "--out",
        out);
    Path none = rows("none.npy", 0, 12);
    fails(1, List.of(none), "quantize", "fit", "--kind", "sq", "--input", none, "--out", out);
    Path flat = folder.resolve("flat.npy");
    NpyWriter.write(flat, HeldArray.of("x", new float[6], 6));
    fails(1, List.of(flat), "quantize", "fit", "--kind", "sq", "--input", flat, "--out", out);
    Path nan = folder.resolve("nan.npy");
    NpyWriter.write(nan, HeldArray.of("x", new float[] {0, 1, 2, Float.NaN}, 2, 2));
    fails(
        1,
        List.of(nan, "row 1, column 1"),
        "quantize",
        "fit",
        "--kind",
        "sq",
        "--input",
        nan,
        "--out",
        out);
  }

  @Test
  void whatTheOthersRefuse() throws IOException {
    Path pq = golden("pq8.safetensors");
    Path wide = rows("wide.npy", 3, 130);
    Path codes = folder.resolve("c.npz");
    fails(
        1,
        List.of(wide, "128", "130"),
        "quantize",
        "encode",
        "--quantizer",
        pq,
        "--input",
        wide,
        "--codes",
        codes);
    Path vectors = golden("vectors.npz");
    fails(
        1,
        List.of("c.npy", "lower"),
        "quantize",
        "encode",
        "--quantizer",
        golden("osq4-dot.safetensors"),
        "--input",
        vectors + "#x",
        "--codes",
        folder.resolve("c.npy"));
    Path other = folder.resolve("other.npy");
    NpyWriter.write(other, HeldArray.of("codes", new byte[14], 2, 7));
    Path values = folder.resolve("v.npy");
    fails(
        1,
        List.of(other, "8", "7"),
        "quantize",
        "decode",
        "--quantizer",
        pq,
        "--codes",
        other,
        "--values",
        values);
    Path high = folder.resolve("high.npy");
    NpyWriter.write(high, HeldArray.of("codes", new int[] {1, 2, 3, 4, 5, 6, 7, 256}, 1, 8));
    fails(
        1,
        List.of(high, "row 0, position 7", "256"),
        "quantize",
        "decode",
        "--quantizer",
        pq,
        "--codes",
        high,
        "--values",
        values);
    Path good = folder.resolve("good.npy");
    NpyWriter.write(good, HeldArray.of("codes", new byte[16], 2, 8));
    Path ids = folder.resolve("ids.npy");
    Path distances = folder.resolve("d.npy");
    Object[] search = {
      "quantize",
      "search",
      "--quantizer",
      pq,
      "--codes",
      good,
      "--queries",
      vectors + "#queries",
      "--ids",
      ids,
      "--distances",
      distances
    };
    fails(1, List.of("4-bit"), with(search, "--fast-scan"));
    fails(1, List.of("query-bits", "pq"), with(search, "--query-bits", 4));
    fails(1, List.of("k", "0"), with(search, "--k", 0));
    fails(
        2,
        List.of("--ids"),
        "quantize",
        "search",
        "--quantizer",
        pq,
        "--codes",
        good,
        "--queries",
        vectors,
        "--distances",
        distances);
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }
}
