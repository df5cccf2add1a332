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

  /** Runs {@code quantize} with words, of which {@code @name} is a file of the folder. */
  private void fails(int code, List<?> parts, String words) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("quantize"));
    for (String word : List.of(words.split(" ", -1))) {
      arguments.add(word.startsWith("@") ? at(word.substring(1)) : word);
    }
    List<Path> before;
    try (Stream<Path> files = Files.list(folder)) {
      before = files.sorted().toList();
    }
    CommandRun run = CommandRun.of(arguments.toArray());
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
        "encode --quantizer @q.safetensors --input @x.npy --codes @out.npz"
            + " --values @out.npy --json @out.json");
    fails(1, parts, "decode --quantizer @q.safetensors --codes @c.npy --values @out.npy");
    fails(
        1,
        parts,
        "search --quantizer @q.safetensors --codes @c.npy --queries @x.npy --ids @out.npy"
            + " --distances @out2.npy");
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
        "decode --quantizer @q.safetensors --codes @"
            + name
            + " --values @out.npy"
            + " --json @out.json");
    fails(
        1,
        parts,
        "search --quantizer @q.safetensors --codes @"
            + name
            + " --queries @x.npy"
            + " --ids @out.npy --distances @out2.npy --all-distances @out3.npy");
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
        "encode --quantizer @q.safetensors --input @y.npy --codes @out.npy --json @out.json");
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
        "encode --quantizer @q.safetensors --input @"
            + name
            + " --codes @out.npz"
            + " --values @out.npy --packed @out2.npy");
    fails(
        1,
        parts,
        "search --quantizer @q.safetensors --codes @c.npy --queries @"
            + name
            + ""
            + " --ids @out.npy --distances @out2.npy");
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
    String fit = "fit --kind " + words + " --out @out.safetensors --json @out.json --input @";
    float[] values = new float[160];
    values[4 * 39 + 3] = Float.NaN;
    NpyWriter.write(at("b.npy"), HeldArray.of("", values, 40, 4));
    fails(1, List.of("b.npy", "row 39, column 3"), fit + "b.npy");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[0], 0, 4));
    fails(1, List.of("b.npy", "0"), fit + "b.npy");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[160], 160));
    fails(1, List.of("b.npy", "[160]"), fit + "b.npy");
    NpyWriter.write(at("b.npy"), HeldArray.of("", new float[160], 10, 4, 4));
    fails(1, List.of("b.npy", "[10, 4, 4]"), fit + "b.npy");
    fails(1, List.of("missing.npy"), fit + "missing.npy");
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
    fails(1, List.of(one, other), "fit --kind " + words + " --out @out.safetensors --input @x.npy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit --kind pqq --input @x.npy --out @O.safetensors | pqq",
        "fit --kind pq --out @O.safetensors | --input",
        "fit --kind pq --input @x.npy | --out",
        "fit --input @x.npy --out @O.safetensors | --kind",
        "fit --kind pq --bits four --input @x.npy --out @O.safetensors | four",
        "fit --kind pq --similarity ip --input @x.npy --out @O.safetensors | ip",
        "fit --kind fsq --input @x.npy --out @O.safetensors | --levels",
        "encode --input @x.npy --codes @O.npz | --quantizer",
        "encode --quantizer @q.safetensors --codes @O.npz | --input",
        "encode --quantizer @q.safetensors --input @x.npy | --codes",
        "decode --quantizer @q.safetensors --codes @c.npy | --values",
        "search --quantizer @q.safetensors --codes @c.npy --queries @x.npy --ids @O.npy |"
            + " --distances",
        "search --quantizer @q.safetensors --codes @c.npy --queries @x.npy --ids @O.npy"
            + " --distances @P.npy --k ten | ten",
        "search --quantizer @q.safetensors --codes @c.npy --ids @O.npy"
            + " --distances @P.npy | --queries",
        "search --quantizer @q.safetensors --codes @c.npy --queries @x.npy --ids @O.npy"
            + " --distances @P.npy --best 3 | --best"
      })
  void wrongUsage(String words, String part) throws IOException {
    fails(2, List.of(part), words);
  }

  @Test
  void searchesThatAKindHasNot() throws IOException {
    String search =
        "search --quantizer @q.safetensors --codes @c.npy --queries @x.npy --ids @out.npy"
            + " --distances @out2.npy ";
    fails(1, List.of("query-bits", "pq"), search + "--query-bits 4");
    fails(1, List.of("k", "-2"), search + "--k -2");
    quantizer(
        Map.of("kind", "rq"),
        HeldArray.of("codebooks", new RandomStream(3).normals(128), 2, 16, 4));
    fails(1, List.of("fast-scan", "rq"), search + "--fast-scan");
    quantizer(
        Map.of("parameters", "{\"bits\":8}"),
        HeldArray.of("centroids", new RandomStream(3).normals(1024), 2, 256, 2));
    fails(1, List.of("4-bit", "8-bit"), search + "--fast-scan");
  }
}
