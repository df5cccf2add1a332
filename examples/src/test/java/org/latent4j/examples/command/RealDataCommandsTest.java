package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.LatentSpace;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpzFile;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.StoredArray;
import org.latent4j.io.WordVectorFile;

/** Inspect and convert on files of real data sets. */
class RealDataCommandsTest {
  private static Path data = Path.of("");

  @TempDir private Path folder;

  @BeforeAll
  static void find() {
    String found = System.getenv("LATENT4J_DATA");
    assumeTrue(found != null, "LATENT4J_DATA is not set: the data sets are not there");
    data = Path.of(found);
  }

  private static void run(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private JsonObject tensors(Path file) throws IOException {
    Path json = folder.resolve("i.json");
    run("inspect", file, "--json", json);
    return CommandRun.json(json).getAsJsonObject("tensors");
  }

  @Test
  void coraIsListedAndConverted() throws IOException {
    Path cora = data.resolve("cora/cora.npz");
    JsonObject tensors = tensors(cora);
    assertThat(tensors.keySet()).hasSize(11);
    assertThat(tensors.get("attr_data")).hasToString("{\"dtype\":\"F32\",\"shape\":[49216]}");
    assertThat(tensors.get("labels")).hasToString("{\"dtype\":\"I8\",\"shape\":[2708]}");
    assertThat(tensors.get("node_names")).hasToString("{\"dtype\":\"U7\",\"shape\":[2708]}");
    Path copy = folder.resolve("copy.npz");
    run("convert", cora, copy);
    NpzFile old = NpzFile.open(cora);
    NpzFile young = NpzFile.open(copy);
    assertThat(young.names()).isEqualTo(old.names());
    for (String name : old.names()) {
      StoredArray array = old.array(name);
      if (array.description().type().isText()) {
        assertThat(young.array(name).strings()).as(name).isEqualTo(array.strings());
      } else {
        assertThat(young.array(name).description()).isEqualTo(array.description());
        assertThat(young.array(name).doubles()).as(name).isEqualTo(array.doubles());
      }
    }
    // Text has no place in safetensors: one array of numbers has.
    Path out = folder.resolve("o.safetensors");
    CommandRun all = CommandRun.of("convert", cora, out);
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.error()).contains(cora.toString(), "_names.npy").hasLineCount(1);
    assertThat(out).doesNotExist();
    run("convert", cora + "#attr_data", out, "--dtype", "F64");
    assertThat(SafetensorsFile.open(out).array("attr_data").description())
        .hasToString("'attr_data' F64 [49216]");
  }

  @ParameterizedTest
  @CsvSource({"documents,35", "queries,5"})
  void embeddingsBesideObjects(String name, int count) {
    Path file = data.resolve("colbert-nanofiqa").resolve(name + ".npz");
    for (CommandRun run :
        List.of(
            CommandRun.of("inspect", file),
            CommandRun.of("convert", file, folder.resolve("all.npz")))) {
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.error()).contains(file.toString(), "'ids.npy'", "O").hasLineCount(1);
    }
    for (int i = 0; i < count; i++) {
      Path out = folder.resolve(i + ".npy");
      run("convert", file + "#emb_" + i, out);
      StoredArray array = NpzFile.open(file).array("emb_" + i);
      assertThat(NpyFile.open(out).array().floats()).isEqualTo(array.floats());
    }
    assertThat(folder.resolve("all.npz")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "t10k-images-idx3-ubyte.gz,'[10000, 28, 28]'",
    "t10k-labels-idx1-ubyte.gz,[10000]",
    "train-images-idx3-ubyte.gz,'[60000, 28, 28]'",
    "train-labels-idx1-ubyte.gz,[60000]"
  })
  void imagesAndLabels(String name, String shape) throws IOException {
    Path file = data.resolve("fashion-mnist").resolve(name);
    String expected = "{\"dtype\":\"U8\",\"shape\":" + shape.replace(" ", "") + "}";
    assertThat(tensors(file).get("")).hasToString(expected);
    for (String out : new String[] {"o.npy", "o.npz", "o.safetensors"}) {
      Path target = folder.resolve(out);
      run("convert", file, target, "--dtype", "F16");
      StoredArray array = ArrayFile.open(target).array("vectors");
      assertThat(array.description().type().name()).as("no floating array").isEqualTo("U8");
      assertThat(array.description()).asString().endsWith(shape);
      long difference =
          org.latent4j.io.IdxFile.open(file).array().stream().transferTo(new Compared(array));
      assertThat(difference).isEqualTo(array.description().bytes());
    }
  }

  /** Refuses bytes that are not those of an array. */
  private static final class Compared extends java.io.OutputStream {
    private final java.io.InputStream expected;

    Compared(StoredArray array) {
      this.expected = array.stream();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] other = expected.readNBytes(length);
      if (!java.util.Arrays.equals(bytes, offset, offset + length, other, 0, other.length)) {
        throw new AssertionError("other bytes");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"glove-twitter-11925x25.txt.gz,25", "w2v-googlenews-8000x300.txt.gz,300"})
  void wordVectorsThereAndBack(String name, int width) throws IOException {
    Path words = data.resolve("word-vectors").resolve(name);
    WordVectorFile expected = WordVectorFile.open(words);
    List<String> keys = expected.keys().toList();
    float[] numbers = expected.array("vectors").floats();
    assertThat(tensors(words).get("vectors"))
        .hasToString("{\"dtype\":\"F32\",\"shape\":[" + keys.size() + "," + width + "]}");
    Path binary = folder.resolve("w.bin");
    writeBinary(binary, keys, numbers, width);
    for (Path source : List.of(words, binary)) {
      Path space = folder.resolve("w.safetensors");
      Path text = folder.resolve("w.vec.gz");
      Path npy = folder.resolve("w.npy");
      run("convert", source, space);
      LatentSpace open = LatentSpace.open(space);
      assertThat(open.keys().asList()).isEqualTo(keys);
      assertThat(open.dimension()).isEqualTo(width);
      run("convert", space, text);
      assertThat(WordVectorFile.open(text).keys().toList()).isEqualTo(keys);
      assertThat(WordVectorFile.open(text).array("vectors").floats()).isEqualTo(numbers);
      run("convert", source, npy);
      assertThat(NpyFile.open(npy).array().floats()).isEqualTo(numbers);
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(5);
    }
  }

  private static void writeBinary(Path file, List<String> keys, float[] numbers, int width)
      throws IOException {
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      out.write((keys.size() + " " + width + "\n").getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < keys.size(); i++) {
        ByteBuffer row = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
        row.asFloatBuffer().put(numbers, i * width, width);
        out.write((keys.get(i) + " ").getBytes(StandardCharsets.UTF_8));
        out.write(row.array());
      }
    }
  }
}
