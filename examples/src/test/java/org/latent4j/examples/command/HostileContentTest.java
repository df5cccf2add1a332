package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;

/** Files that are whole but hold what an output cannot, and messages about it. */
class HostileContentTest {
  @TempDir private Path folder;

  private Path tensors(StoredArray... arrays) {
    Path file = folder.resolve("in.safetensors");
    SafetensorsWriter.write(file, Map.of(), List.of(arrays));
    return file;
  }

  /** Runs a conversion that must fail; the message names both files and nothing hidden. */
  private String refused(Path in, String out) throws IOException {
    Path target = Files.writeString(folder.resolve(out), "older");
    CommandRun run = CommandRun.of("convert", in, target);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.error()).hasLineCount(1).contains(in.toString()).doesNotContain(".latent4j-");
    assertThat(target).hasContent("older");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(in, target);
    }
    Files.delete(target);
    return run.error();
  }

  private static StoredArray vectors(float... values) {
    return HeldArray.of("vectors", values, values.length, 1);
  }

  private static StoredArray[] keyed(String keys, long... offsets) {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    return new StoredArray[] {
      vectors(1, 2),
      HeldArray.of("keys.bytes", bytes, bytes.length),
      HeldArray.of("keys.offsets", offsets, offsets.length)
    };
  }

  @Test
  void keysThatAreNoWords() throws IOException {
    assertThat(refused(tensors(keyed("aa", 0, 1, 2)), "o.txt")).contains("row 1", "'a' again");
    assertThat(refused(tensors(keyed("a\n", 0, 1, 2)), "o.txt")).contains("row 1", "line breaks");
    assertThat(refused(tensors(keyed(" a", 0, 1, 2)), "o.txt")).contains("row 0", "blanks");
    assertThat(refused(tensors(keyed("ab", 0, 5, 2)), "o.txt")).contains("offset 1", "got 5");
    assertThat(refused(tensors(keyed("ab", 0, 0, 2)), "o.txt")).contains("key 0", "0 bytes");
    assertThat(refused(tensors(keyed("ab", 0, 2)), "o.txt")).contains("3 offsets for 2 rows");
  }

  @Test
  void numbersThatTextCannotHold() throws IOException {
    assertThat(refused(tensors(vectors(1, Float.NaN)), "o.vec.gz")).contains("row 1", "NaN");
    assertThat(refused(tensors(vectors(Float.NEGATIVE_INFINITY)), "o.txt")).contains("-Infinity");
    StoredArray wide = HeldArray.of("vectors", new byte[0], 0, 1L << 40);
    assertThat(refused(tensors(wide), "o.txt")).contains("1099511627776");
    StoredArray narrow = HeldArray.of("vectors", new byte[0], 3, 0);
    assertThat(refused(tensors(narrow), "o.txt")).contains("[3, 0]");
  }

  @Test
  void aNameThatIsReserved() throws IOException {
    Path npz = folder.resolve("in.npz");
    NpzWriter.write(npz, List.of(HeldArray.of("__metadata__", new byte[1], 1)));
    assertThat(refused(npz, "o.safetensors")).contains("'__metadata__'", "reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"o.npz", "o.safetensors"})
  void anArrayWithoutANameBesideVectors(String out) {
    StoredArray unnamed = HeldArray.of("", new float[] {3}, 1);
    Path in = tensors(unnamed, vectors(1, 2));
    Path target = folder.resolve(out);
    assertThat(CommandRun.of("convert", in, target).error()).isEmpty();
    var file = org.latent4j.io.ArrayFile.open(target);
    assertThat(file.names()).containsExactlyInAnyOrder("", "vectors");
    assertThat(file.array("").floats()).containsExactly(3);
    assertThat(file.array("vectors").floats()).containsExactly(1, 2);
  }

  @Test
  void namesThatLookLikePaths() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path npz = inside.resolve("in.npz");
    String[] names = {"../evil", "/tmp/evil", "..\\evil", "a/../../../evil", "C:evil", "~/evil"};
    List<StoredArray> arrays = new ArrayList<>();
    for (String name : names) {
      arrays.add(HeldArray.of(name, new float[] {1}, 1));
    }
    NpzWriter.write(npz, arrays);
    Path out = inside.resolve("out.safetensors");
    assertThat(CommandRun.of("convert", npz, out).error()).isEmpty();
    assertThat(SafetensorsFile.open(out).names()).containsExactlyInAnyOrder(names);
    assertThat(CommandRun.of("convert", out, inside.resolve("again.npz")).code()).isZero();
    assertThat(NpzFile.open(inside.resolve("again.npz")).names()).containsExactlyInAnyOrder(names);
    assertThat(CommandRun.of("convert", npz + "#../evil", inside.resolve("one.npy")).code())
        .isZero();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactly(inside);
    }
    try (Stream<Path> all = Files.list(inside)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("in.npz", "out.safetensors", "again.npz", "one.npy");
    }
  }

  @Test
  void namesThatPlayTricksOnATerminal() throws IOException {
    String name = "a\nb\u001b[2J\u009b31m\u2028c";
    Path in = tensors(HeldArray.of(name, new float[] {1}, 1), HeldArray.of("z", new byte[2], 2));
    CommandRun inspect = CommandRun.of("inspect", in);
    assertThat(inspect.code()).isZero();
    assertThat(inspect.out()).hasLineCount(2).doesNotContain("\u001b", "\u009b", "\u2028");
    CommandRun convert = CommandRun.of("convert", in, folder.resolve("o.npy"));
    assertThat(convert.code()).isEqualTo(1);
    assertThat(convert.error().strip()).doesNotContainPattern("\\p{Cc}|\\R");
  }

  @Test
  void aFullDiskIsNamed() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    CommandRun run = CommandRun.of("inspect", CommandRun.fixture("f4.npy"), "--json", full);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.error()).contains("/dev/full", "space").hasLineCount(1);
  }

  @Test
  void aSmallHeapIsEnoughForAnyFile() throws Exception {
    List<Path> files =
        List.of(
            header("blanks", "{", " ", "x"),
            header("text", "{\"__metadata__\":{\"a\":\"", "m", "\"}}"),
            header("name", "{\"", "n", "\":1}"),
            header("deep", "{\"a\":", "[", "]}"),
            header("digits", "{\"a\":{\"shape\":[", "1", "]}}"),
            Files.write(folder.resolve("line.txt"), filled(90_000_000, ' ')),
            Files.write(folder.resolve("word.txt"), filled(90_000_000, 'w')),
            Files.write(folder.resolve("word.bin"), filled(90_000_000, '1')),
            Files.write(folder.resolve("lines.vec"), filled(90_000_000, '\n')));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Refusals.class.getName());
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    List<String> lines = out.lines().toList();
    assertThat(lines).as(out).hasSize(2 * files.size());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i))
          .startsWith("1 ")
          .contains(files.get(i / 2) + ":")
          .doesNotContain("memory")
          .hasSizeLessThan(600);
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrderElementsOf(files);
    }
  }

  private static byte[] filled(int length, char character) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) character);
    return bytes;
  }

  private Path header(String name, String begin, String filler, String end) throws IOException {
    int length = 90_000_000;
    byte[] bytes = filled(8 + length, filler.charAt(0));
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    all.put(begin.getBytes(StandardCharsets.UTF_8));
    all.position(bytes.length - end.length()).put(end.getBytes(StandardCharsets.UTF_8));
    return Files.write(folder.resolve(name + ".safetensors"), bytes);
  }

  /** A program that inspects and converts files and prints exit codes and messages. */
  static final class Refusals {
    private Refusals() {}

    /** Takes the files. */
    public static void main(String[] files) {
      for (String file : files) {
        CommandRun inspect = CommandRun.of("inspect", file);
        System.out.println(inspect.code() + " " + inspect.error().strip());
        CommandRun convert = CommandRun.of("convert", file, file + ".npz");
        System.out.println(convert.code() + " " + convert.error().strip());
      }
      System.exit(0);
    }
  }
}
