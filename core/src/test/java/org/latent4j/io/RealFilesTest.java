package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.FormatException;

/** Files of real data sets; shapes and SHA-256 (8 bytes) of the elements are those of numpy. */
class RealFilesTest {
  private static Path data = Path.of("");

  @TempDir private Path folder;

  @BeforeAll
  static void find() {
    String folder = System.getenv("LATENT4J_DATA");
    assumeTrue(folder != null, "LATENT4J_DATA is not set: the data sets are not there");
    data = Path.of(folder);
  }

  private static String sum(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "adj_data,F32,4b8531a77491f071,5429",
    "adj_indices,I32,cf2f9650c623cf58,5429",
    "adj_indptr,I32,20b8ad343436a991,2709",
    "adj_shape,I64,bbdce8e30bda09e1,2",
    "attr_data,F32,b6b21f88e97b941a,49216",
    "attr_indices,I32,f49c45ccb7790ce6,49216",
    "attr_indptr,I32,842928bf69fe7036,2709",
    "attr_shape,I64,8ee3da8bb08fcaf3,2",
    "labels,I8,42ad0dd15d25faa7,2708",
    "node_names,U7,5281b9e7cdec48bd,2708",
    "class_names,U22,97bacf7bbae7fcfb,7"
  })
  void cora(String name, String type, String sum, long size) {
    NpzFile file = NpzFile.open(data.resolve("cora/cora.npz"));
    file.check();
    StoredArray array = file.array(name);
    assertThat(array.description().type().name()).isEqualTo(type);
    assertThat(array.description().shape()).containsExactly(size);
    assertThat(sum(HandMade.bytes(array))).isEqualTo(sum);
    Path again = folder.resolve("a.npy");
    NpyWriter.write(again, TextArray.asBytes(array));
    StoredArray back = NpyFile.open(again).array();
    if (array.description().type().isText()) {
      assertThat(back.strings()).isEqualTo(array.strings()).hasSize((int) size);
    } else {
      assertThat(HandMade.bytes(back)).isEqualTo(HandMade.bytes(array));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "documents,0,113,e46411468f14546a",
    "documents,8,19,e332f7efc83bf3f5",
    "documents,33,15,5c641e595a567af7",
    "documents,34,152,2618c67852ba8be2",
    "queries,0,32,e4ac2cb309e92554",
    "queries,4,32,55d8ac270eef837c"
  })
  void colbertBesideObjects(String file, int number, long tokens, String sum) {
    NpzFile npz = NpzFile.open(data.resolve("colbert-nanofiqa").resolve(file + ".npz"));
    StoredArray array = npz.array("emb_" + number);
    assertThat(array.description()).hasToString("'emb_" + number + "' F32 [" + tokens + ", 128]");
    assertThat(sum(HandMade.bytes(array))).isEqualTo(sum);
    long count = npz.array("n").longs()[0];
    assertThat(npz.names()).hasSize((int) count + 2).contains("emb_" + (count - 1));
    assertThatThrownBy(() -> npz.array("ids"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(npz.path().toString())
        .hasMessageContaining("'ids.npy'")
        .hasMessageContaining("O");
    assertThatThrownBy(npz::check).hasMessageContaining("'ids.npy'");
  }

  @ParameterizedTest
  @CsvSource({
    "t10k,10000,573469082,c867c93ff9536059,3d0e6c6ea990b53b",
    "train,60000,3431114169,2e487a6c89124f78,657fbd221bfc9f41"
  })
  void fashionMnist(String part, long count, long total, String images, String labels) {
    Path here = data.resolve("fashion-mnist");
    IdxFile pixels = IdxFile.open(here.resolve(part + "-images-idx3-ubyte.gz"));
    pixels.check();
    assertThat(pixels.array().description().shape()).containsExactly(count, 28, 28);
    byte[] bytes = HandMade.bytes(pixels.array());
    assertThat(sum(bytes)).isEqualTo(images);
    long sum = 0;
    for (byte one : bytes) {
      sum += one & 0xFF;
    }
    assertThat(sum).isEqualTo(total);
    IdxFile classes = IdxFile.open(here.resolve(part + "-labels-idx1-ubyte.gz"));
    assertThat(sum(HandMade.bytes(classes.array()))).isEqualTo(labels);
    long[] counts = new long[10];
    Arrays.stream(classes.array().longs()).forEach(label -> counts[(int) label]++);
    assertThat(counts).containsOnly(count / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "glove-twitter-11925x25.txt.gz,11925,25,075cac99c8314f12,c37d29c001ff9315,the,wizards",
    "w2v-googlenews-8000x300.txt.gz,8000,300,be6eab83a2d240f7,42e6a655cffcbda0,in,psychotherapist"
  })
  void wordVectors(
      String name, long rows, long width, String numbers, String keys, String first, String last)
      throws IOException {
    Path gzip = data.resolve("word-vectors").resolve(name);
    WordVectorFile words = WordVectorFile.open(gzip);
    assertThat(words.descriptions().get(0).shape()).containsExactly(rows, width);
    assertThat(sum(HandMade.bytes(words.array("vectors")))).isEqualTo(numbers);
    List<String> all = words.keys().toList();
    assertThat(all).hasSize((int) rows).startsWith(first).endsWith(last);
    assertThat(sum(HandMade.utf8(String.join("\n", all)))).isEqualTo(keys);

    Path plain = folder.resolve("plain.txt");
    try (var in = new GZIPInputStream(Files.newInputStream(gzip))) {
      Files.copy(in, plain);
    }
    assertSame(words, WordVectorFile.open(plain));
    Path bare = folder.resolve("bare.vec");
    try (BufferedReader in = Files.newBufferedReader(plain)) {
      Files.write(bare, in.lines().skip(1).toList());
    }
    assertSame(words, WordVectorFile.open(bare));
    Path binary = folder.resolve("words.bin");
    writeBinary(words, binary);
    assertSame(words, WordVectorFile.open(binary));
  }

  private static void assertSame(WordVectorFile expected, WordVectorFile file) {
    assertThat(file.descriptions()).isEqualTo(expected.descriptions());
    assertThat(file.keys().toList()).isEqualTo(expected.keys().toList());
    assertThat(Arrays.equals(file.array("vectors").floats(), expected.array("vectors").floats()))
        .isTrue();
  }

  /** As word2vec writes them. */
  private static void writeBinary(WordVectorFile words, Path file) throws IOException {
    float[] numbers = words.array("vectors").floats();
    List<String> keys = words.keys().toList();
    int width = numbers.length / keys.size();
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      out.write((keys.size() + " " + width + "\n").getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < keys.size(); i++) {
        ByteBuffer row = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
        row.asFloatBuffer().put(numbers, i * width, width);
        out.write(HandMade.join(HandMade.utf8(keys.get(i) + " "), row.array(), new byte[] {'\n'}));
      }
    }
  }

  @Test
  void numbersOfWordVectorsAreThoseOfTheirText() throws IOException {
    Path gzip = data.resolve("word-vectors/glove-twitter-11925x25.txt.gz");
    float[] numbers = WordVectorFile.open(gzip).array("vectors").floats();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().skip(1).toList();
      IntStream.range(0, lines.size())
          .filter(i -> i % 97 == 0)
          .forEach(
              i -> {
                String[] fields = lines.get(i).strip().split(" ", -1);
                for (int j = 0; j < 25; j++) {
                  float expected = Float.parseFloat(fields[fields.length - 25 + j]);
                  assertThat(numbers[25 * i + j]).as("line " + (i + 2)).isEqualTo(expected);
                }
              });
    }
  }
}
