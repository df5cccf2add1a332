package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;

/** Options of the command sprites, one by one. */
class SpritesOptionsTest {
  @TempDir private Path folder;

  private NpzFile drawn(Object... options) {
    Path out = folder.resolve("drawn.npz");
    Object[] words = {"sprites", "--out", out};
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return NpzFile.open(out);
  }

  private CommandRun refused(int code, Object... options) throws IOException {
    Path out = folder.resolve("refused.npz");
    Path json = folder.resolve("refused.json");
    Object[] words = {"sprites", "--out", out, "--json", json};
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).hasLineCount(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("refused") || name.startsWith(".latent4j"));
    }
    return run;
  }

  @Test
  void allImagesInOrder() throws IOException {
    Path json = folder.resolve("all.json");
    NpzFile file = drawn("--all", "--json", json);
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("images").getAsInt()).isEqualTo(98_304);
    assertThat(figures.get("size").getAsInt()).isEqualTo(16);
    // The mean of the whole differs from that of every 97th by chance.
    assertThat(figures.get("meanByte").getAsDouble()).isBetween(112.4, 112.8);
    long[] indices = file.array("indices").longs();
    assertThat(indices).isEqualTo(java.util.stream.LongStream.range(0, 98_304).toArray());
    long[] factors = file.array("factors").longs();
    assertThat(factors).hasSize(98_304 * 6);
    long sum = 0;
    for (int i = 0; i < factors.length; i += 6) {
      sum += factors[i + 3];
    }
    assertThat(sum).isEqualTo(98_304 * 3 / 2); // four shapes alike
    assertThat(file.array("images").description().shape()).containsExactly(98_304, 16, 16, 3);
  }

  @Test
  void noImages() throws IOException {
    Path json = folder.resolve("none.json");
    NpzFile file = drawn("--count=0", "--size=64", "--json=" + json);
    assertThat(file.array("images").description().shape()).containsExactly(0, 64, 64, 3);
    assertThat(file.array("factors").description().shape()).containsExactly(0, 6);
    assertThat(file.array("indices").description().shape()).containsExactly(0);
    assertThat(CommandRun.json(json).get("meanByte").getAsDouble()).isZero();
  }

  @Test
  void theSeedIsZeroUnlessItIsGiven() {
    long[] plain = drawn("--count", 50).array("indices").longs();
    assertThat(drawn("--count", 50, "--seed", 0).array("indices").longs()).isEqualTo(plain);
    assertThat(drawn("--count", 50, "--seed", -7).array("indices").longs()).isNotEqualTo(plain);
    // Fewer are the first of more.
    long[] fewer = drawn("--count", 20).array("indices").longs();
    assertThat(fewer).isEqualTo(java.util.Arrays.copyOf(plain, 20));
  }

  @Test
  void indicesOfAnyWholeTypeAndFile() {
    int[] wanted = {98_303, 0, 777};
    StoredArray ints = HeldArray.of("some", wanted, 3);
    StoredArray other = HeldArray.of("other", new float[] {1}, 1);
    Path npz = folder.resolve("i.npz");
    NpzWriter.write(npz, List.of(ints, other));
    Path tensors = folder.resolve("i.safetensors");
    SafetensorsWriter.write(
        tensors, Map.of(), List.of(HeldArray.of("t", new long[] {98_303, 0, 777}, 3)));
    for (String argument :
        List.of(npz + "#some", npz.toString(), tensors + "#t", tensors.toString())) {
      assertThat(drawn("--indices", argument).array("indices").longs())
          .as(argument)
          .containsExactly(98_303, 0, 777);
    }
    Path bytes = folder.resolve("b.npy");
    NpyWriter.write(bytes, HeldArray.of("b", new byte[] {(byte) 200, 3}, 2));
    assertThat(drawn("--indices", bytes).array("indices").longs()).containsExactly(200, 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 98_304, Integer.MAX_VALUE, 4_294_967_296L, Long.MIN_VALUE})
  void anIndexOutOfRangeIsNamedByRow(long bad) throws IOException {
    Path file = folder.resolve("bad.npy");
    NpyWriter.write(file, HeldArray.of("i", new long[] {5, 6, bad, 7}, 4));
    CommandRun run = refused(1, "--indices", file);
    assertThat(run.error()).contains("bad.npy", "row 2", Long.toString(bad));
  }

  @Test
  void indicesThatAreNoListOfWholeNumbers() throws IOException {
    Path square = folder.resolve("square.npy");
    NpyWriter.write(square, HeldArray.of("i", new int[] {1, 2, 3, 4}, 2, 2));
    assertThat(refused(1, "--indices", square).error()).contains("square.npy", "[2, 2]");
    Path floats = folder.resolve("floats.npy");
    NpyWriter.write(floats, HeldArray.of("i", new float[] {1, 2}, 2));
    assertThat(refused(1, "--indices", floats).error()).contains("floats.npy");
    Path text = folder.resolve("text.npy");
    NpyWriter.write(text, HeldArray.of("i", List.of("1", "2"), 2));
    assertThat(refused(1, "--indices", text).error()).contains("text.npy");
    Path two = folder.resolve("two.npz");
    NpzWriter.write(
        two,
        List.of(HeldArray.of("first", new int[] {1}, 1), HeldArray.of("second", new int[] {2}, 1)));
    assertThat(refused(1, "--indices", two).error()).contains("two.npz", "first", "second");
    assertThat(refused(1, "--indices", two + "#third").error()).contains("two.npz", "third");
  }

  @ParameterizedTest
  @CsvSource({
    "'--count 3 --all', 2",
    "'--count 3 --indices x.npy', 2",
    "'--all --all', 2",
    "'--count 3 --size 0', 1",
    "'--count 3 --size 17', 1",
    "'--count 3 --size -16', 1",
    "'--count 1.5', 2",
    "'--count 3 --seed x', 2",
    "'--count 3 --colour red', 2",
    "'--count 3 extra', 2",
    "'--count', 2"
  })
  void usage(String options, int code) throws IOException {
    refused(code, (Object[]) options.split(" "));
  }

  @Test
  void outIsNeededAndItsFolderToo() {
    CommandRun none = CommandRun.of("sprites", "--count", 3);
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.error()).contains("--out").hasLineCount(1);
    CommandRun nowhere =
        CommandRun.of("sprites", "--count", 3, "--out", folder.resolve("no/f.npz"));
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.error()).contains("f.npz").hasLineCount(1);
  }

  @Test
  void anOlderFileStaysWholeWhenTheCommandFails() throws IOException {
    Path out = folder.resolve("f.npz");
    Files.writeString(out, "older");
    CommandRun run = CommandRun.of("sprites", "--count", 3, "--size", 20, "--out", out);
    assertThat(run.code()).isEqualTo(1);
    assertThat(Files.readString(out)).isEqualTo("older");
    CommandRun good = CommandRun.of("sprites", "--count", 3, "--out", out);
    assertThat(good.code()).isZero();
    assertThat(NpzFile.open(out).names()).containsExactly("images", "factors", "indices");
    assertThat(good.out()).contains("3 images of 16 x 16").hasLineCount(1);
  }
}
