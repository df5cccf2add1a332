package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.RandomStream;

/** Every bad input of the specification: one line with the values, and no file left behind. */
class QuantizeRefusalsTest {
  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  @BeforeEach
  void write() {
    NpyWriter.write(at("x.npy"), HeldArray.of("x", new RandomStream(1).normals(160), 40, 4));
    quantizer(Map.of());
    NpyWriter.write(at("c.npy"), HeldArray.of("", new byte[] {0, 15, 3, 4}, 2, 2));
  }

  /** Writes q.safetensors, a pq of width 4 with some entries of its metadata changed. */
  private void quantizer(Map<String, String> changes, StoredArray... tensors) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "latent4j");
    metadata.put("version", "1");
    metadata.put("kind", "pq");
    metadata.put("parameters", "{\"bits\":4}");
    metadata.putAll(changes);
    List<StoredArray> all = new ArrayList<>(List.of(tensors));
    if (all.isEmpty()) {
      all.add(HeldArray.of("centroids", new RandomStream(2).normals(64), 2, 16, 2));
    }
    SafetensorsWriter.write(at("q.safetensors"), metadata, all);
  }

  private void fails(int code, List<?> parts, Object... arguments) throws IOException {
    List<Path> before;
    try (Stream<Path> files = Files.list(folder)) {
      before = files.sorted().toList();
    }
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error().strip()).isNotEmpty().hasLineCount(1);
    parts.forEach(part -> assertThat(run.error()).contains(part.toString()));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.sorted().toList()).as("files after " + run.error()).isEqualTo(before);
    }
  }

  /** encode, decode and search all refuse the quantizer, naming its file. */
  private void badQuantizer(String... words) throws IOException {
    List<String> parts = new ArrayList<>(List.of(words));
    parts.add("q.safetensors");
    fails(
        1,
        parts,
        "quantize",
        "encode",
        "--quantizer",
        at("q.safetensors"),
        "--input",
        at("x.npy"),
        "--codes",
        at("out.npz"),
        "--values",
        at("out.npy"),
        "--json",
        at("out.json"));
    fails(
        1,
        parts,
        "quantize",
        "decode",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at("c.npy"),
        "--values",
        at("out.npy"));
    fails(
        1,
        parts,
        "quantize",
        "search",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at("c.npy"),
        "--queries",
        at("x.npy"),
        "--ids",
        at("out.npy"),
        "--distances",
        at("out2.npy"));
  }

  @Test
  void quantizersThatAreNone() throws IOException {
    quantizer(Map.of("kind", "hnsw"));
    badQuantizer("hnsw");
    quantizer(Map.of("version", "2"));
    badQuantizer("version", "2");
    quantizer(Map.of("format", "pt"));
    badQuantizer("pt");
    quantizer(Map.of("parameters", "{\"bits\":6}"));
    badQuantizer("bits", "6");
    quantizer(Map.of(), HeldArray.of("centroid", new float[4], 4));
    badQuantizer("centroids");
    quantizer(Map.of(), HeldArray.of("centroids", new float[60], 2, 15, 2));
    badQuantizer("centroids", "[2, 15, 2]", "16");
    StoredArray whole = HeldArray.of("centroids", new float[64], 2, 16, 2);
    quantizer(Map.of("kind", "opq"), whole);
    badQuantizer("rotation");
    float[] twice = new float[16];
    for (int i = 0; i < 4; i++) {
      twice[5 * i] = 2;
    }
    quantizer(Map.of("kind", "opq"), whole, HeldArray.of("rotation", twice, 4, 4));
    badQuantizer("rotation", "orthogonal", "3.0");
    quantizer(Map.of());
    byte[] bytes = Files.readAllBytes(at("q.safetensors"));
    for (int length : new int[] {0, 6, 60, bytes.length - 4}) {
      Files.write(at("q.safetensors"), Arrays.copyOf(bytes, length));
      badQuantizer();
    }
    Files.write(at("q.safetensors"), Files.readAllBytes(at("x.npy")));
    badQuantizer();
    Files.delete(at("q.safetensors"));
    badQuantizer();
  }

  private void badCodes(String name, String... words) throws IOException {
    List<String> parts = new ArrayList<>(List.of(words));
    parts.add(name);
    fails(
        1,
        parts,
        "quantize",
        "decode",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at(name),
        "--values",
        at("out.npy"),
        "--json",
        at("out.json"));
    fails(
        1,
        parts,
        "quantize",
        "search",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at(name),
        "--queries",
        at("x.npy"),
        "--ids",
        at("out.npy"),
        "--distances",
        at("out2.npy"),
        "--all-distances",
        at("out3.npy"));
  }

  @Test
  void codesThatAreNone() throws IOException {
    NpyWriter.write(at("b.npy"), HeldArray.of("", new byte[] {0, 1, 2, 16}, 2, 2));
    badCodes("b.npy", "row 1, position 1", "16");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new int[] {0, -1, 2, 3}, 2, 2));
    badCodes("b.npy", "row 0, position 1", "-1");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new byte[6], 2, 3));
    badCodes("b.npy", "[2, 3]", "[n, 2]");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new byte[4], 4));
    badCodes("b.npy", "[4]");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[4], 2, 2));
    badCodes("b.npy", "whole numbers", "F32");
    NpzWriter.write(at("b.npz"), List.of(HeldArray.of("code", new byte[4], 2, 2)));
    badCodes("b.npz", "codes");
    Files.write(at("b.npz"), Arrays.copyOf(Files.readAllBytes(at("b.npz")), 40));
    badCodes("b.npz");
    Files.writeString(at("b.txt"), "1 2");
    badCodes("b.txt");
    badCodes("missing.npz");
  }

  @Test
  void codesWithoutTheirFactors() throws IOException {
    quantizer(
        Map.of("kind", "osq", "parameters", "{\"bits\":4}"),
        HeldArray.of("centroid", new float[2], 2));
    badCodes("c.npy", "lower");
    StoredArray codes = HeldArray.of("codes", new byte[4], 2, 2);
    NpzWriter.write(at("b.npz"), List.of(codes, HeldArray.of("lower", new float[2], 2)));
    badCodes("b.npz", "upper");
    NpzWriter.write(at("b.npz"), List.of(codes, HeldArray.of("lower", new float[3], 3)));
    badCodes("b.npz", "lower", "[3]", "[2]");
    NpyWriter.write(at("y.npy"), HeldArray.of("", new float[4], 2, 2));
    fails(
        1,
        List.of("out.npy", "lower"),
        "quantize",
        "encode",
        "--quantizer",
        at("q.safetensors"),
        "--input",
        at("y.npy"),
        "--codes",
        at("out.npy"),
        "--json",
        at("out.json"));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void vectorsThatAreNotFinite(String bad) throws IOException {
    float[] values = new float[160];
    values[4 * 7 + 2] = Float.parseFloat(bad);
    NpyWriter.write(at("b.npy"), HeldArray.of("", values, 40, 4));
    badVectors("b.npy", "row 7, column 2");
  }

  private void badVectors(String name, String... words) throws IOException {
    List<String> parts = new ArrayList<>(List.of(words));
    parts.add(name);
    fails(
        1,
        parts,
        "quantize",
        "encode",
        "--quantizer",
        at("q.safetensors"),
        "--input",
        at(name),
        "--codes",
        at("out.npz"),
        "--values",
        at("out.npy"),
        "--packed",
        at("out2.npy"));
    fails(
        1,
        parts,
        "quantize",
        "search",
        "--quantizer",
        at("q.safetensors"),
        "--codes",
        at("c.npy"),
        "--queries",
        at(name),
        "--ids",
        at("out.npy"),
        "--distances",
        at("out2.npy"));
  }

  @Test
  void vectorsOfAnotherShape() throws IOException {
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[15], 3, 5));
    badVectors("b.npy", "4", "5");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[4], 4));
    badVectors("b.npy", "[4]");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[8], 1, 2, 4));
    badVectors("b.npy", "[1, 2, 4]");
    badVectors("missing.npy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pq --bits 4 --positions 2",
        "opq --bits 4 --positions 2",
        "rq --codes 4",
        "sq",
        "osq",
        "rabitq"
      })
  void fitsWhoseRowsDoNotDo(String words) throws IOException {
    List<Object> fit = new ArrayList<>(List.of("quantize", "fit", "--kind"));
    fit.addAll(List.of((Object[]) words.split(" ")));
    fit.addAll(List.of("--out", at("out.safetensors"), "--json", at("out.json"), "--input"));
    float[] values = new float[160];
    values[4 * 39 + 3] = Float.NaN;
    NpyWriter.write(at("b.npy"), HeldArray.of("", values, 40, 4));
    fails(1, List.of("b.npy", "row 39, column 3"), with(fit, at("b.npy")));
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[0], 0, 4));
    fails(1, List.of("b.npy", "0"), with(fit, at("b.npy")));
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[160], 160));
    fails(1, List.of("b.npy", "[160]"), with(fit, at("b.npy")));
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[160], 10, 4, 4));
    fails(1, List.of("b.npy", "[10, 4, 4]"), with(fit, at("b.npy")));
    fails(1, List.of("missing.npy"), with(fit, at("missing.npy")));
  }

  private static Object[] with(List<Object> arguments, Object last) {
    List<Object> all = new ArrayList<>(arguments);
    all.add(last);
    return all.toArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pq --positions 2 | 256 | 40 rows",
        "opq --positions 2 | 256 | 40 rows",
        "rq | 256 | 40 rows",
        "tokenizer --codes 41 | 41 | 40",
        "pq --bits 4 --positions 3 | 3 | 4",
        "opq --bits 4 | 8 | 4",
        "pq --bits 4 --positions 0 | positions | 0",
        "pq --bits 6 --positions 2 | bits | 6",
        "sq --bits 1 | bits | 1",
        "osq --bits 0 | bits | 0",
        "osq --bits 12 | bits | 12",
        "rq --codes 4 --beam 0 | beam | 0",
        "rq --codes 4 --stages 0 | stages | 0",
        "pq --bits 4 --positions 2 --iterations 0 | iterations | 0",
        "qlae --levels 1 | levels | 1",
        "fsq --levels 8,5,5 | 3 | 4",
        "fsq --levels 8,5,5,2 --bound reference | SYMMETRIC | 2",
        "fsq --levels 8,5,5,2 --bound atanh | SYMMETRIC | 2",
        "fsq --levels 8,5,5,1 | levels | 1"
      })
  void optionsThatDoNotDo(String words, String one, String other) throws IOException {
    List<Object> fit = new ArrayList<>(List.of("quantize", "fit", "--kind"));
    fit.addAll(List.of((Object[]) words.split(" ")));
    fit.addAll(List.of("--out", at("out.safetensors"), "--input", at("x.npy")));
    fails(1, List.of(one, other), fit.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit --kind pqq --input X --out O.safetensors | pqq",
        "fit --kind pq --out O.safetensors | --input",
        "fit --kind pq --input X | --out",
        "fit --input X --out O.safetensors | --kind",
        "fit --kind pq --bits four --input X --out O.safetensors | four",
        "fit --kind pq --similarity ip --input X --out O.safetensors | ip",
        "fit --kind fsq --input X --out O.safetensors | --levels",
        "encode --input X --codes O.npz | --quantizer",
        "encode --quantizer Q --codes O.npz | --input",
        "encode --quantizer Q --input X | --codes",
        "decode --quantizer Q --codes C | --values",
        "search --quantizer Q --codes C --queries X --ids O.npy | --distances",
        "search --quantizer Q --codes C --queries X --ids O.npy --distances P.npy --k ten | ten",
        "search --quantizer Q --codes C --ids O.npy --distances P.npy | --queries",
        "search --quantizer Q --codes C --queries X --ids O.npy --distances P.npy --best 3 | --best"
      })
  void wrongUsage(String words, String part) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("quantize"));
    for (String word : words.split(" ")) {
      arguments.add(
          switch (word) {
            case "X" -> at("x.npy");
            case "Q" -> at("q.safetensors");
            case "C" -> at("c.npy");
            default -> word.matches("[OP]\\..*") ? at(word) : word;
          });
    }
    fails(2, List.of(part), arguments.toArray());
  }

  @Test
  void searchesThatAKindHasNot() throws IOException {
    Object[] search = {
      "quantize",
      "search",
      "--quantizer",
      at("q.safetensors"),
      "--codes",
      at("c.npy"),
      "--queries",
      at("x.npy"),
      "--ids",
      at("out.npy"),
      "--distances",
      at("out2.npy")
    };
    List<Object> base = List.of(search);
    fails(1, List.of("query-bits", "pq"), with(and(base, "--query-bits"), 4));
    fails(1, List.of("k", "-2"), with(and(base, "--k"), -2));
    quantizer(
        Map.of("kind", "rq"),
        HeldArray.of("codebooks", new RandomStream(3).normals(128), 2, 16, 4));
    fails(1, List.of("fast-scan", "rq"), with(base, "--fast-scan"));
    quantizer(
        Map.of("parameters", "{\"bits\":8}"),
        HeldArray.of("centroids", new RandomStream(3).normals(1024), 2, 256, 2));
    fails(1, List.of("4-bit", "8-bit"), with(base, "--fast-scan"));
  }

  private static List<Object> and(List<Object> arguments, Object last) {
    return List.of(with(arguments, last));
  }
}
