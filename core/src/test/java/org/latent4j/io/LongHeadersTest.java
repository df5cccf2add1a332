package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;

/** Headers at their largest, and files beyond two gibibytes. */
class LongHeadersTest {
  private static final long TWO_GIB = 1L << 31;

  @TempDir private Path folder;

  /**
   * A file of 99 MB of header: {@code begin}, then {@code filler} again and again, then the end.
   */
  private Path tensors(String begin, String filler, String end, byte[] data) throws IOException {
    Path file = folder.resolve("long.safetensors");
    int length = 99_000_000;
    byte[] block = HandMade.utf8(filler.repeat((1 << 16) / filler.length()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      out.write(HandMade.utf8(begin));
      int left = length - begin.length() - end.length();
      for (; left >= block.length; left -= block.length) {
        out.write(block);
      }
      // What is left over is blanks, which may stand between any two parts.
      out.write(HandMade.utf8(" ".repeat(left)));
      out.write(HandMade.utf8(end));
      out.write(data);
    }
    return file;
  }

  private static void assertRefused(Path file, String word) {
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(word)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void blanksInsideAndBehind() throws IOException {
    String tensor = HandMade.tensor("a", "U8", "[2]", 0, 2).replace('\'', '"');
    Path behind = tensors("{" + tensor + "}", " ", " ", new byte[] {1, 2});
    assertThat(SafetensorsFile.open(behind).array("a").longs()).containsExactly(1, 2);
    Path inside = tensors("{", "\n", tensor + "}", new byte[] {3, 4});
    assertThat(SafetensorsFile.open(inside).array("a").longs()).containsExactly(3, 4);
    assertRefused(tensors("{" + tensor + "}", " ", "x", new byte[2]), "the end of the JSON");
    assertRefused(tensors("{" + tensor, " ", " ", new byte[2]), "'}'");
    assertRefused(tensors(" ", " ", "{}", new byte[0]), "begins with '{'");
  }

  @Test
  void oneLongThing() throws IOException {
    assertRefused(tensors("{\"", "a", "\":1}", new byte[0]), "strings of at most");
    assertRefused(tensors("{\"__metadata__\":{\"k\":\"", "é", "\"}}", new byte[0]), "strings");
    assertRefused(tensors("{\"a\":{\"shape\":[", "7", "]}}", new byte[0]), "tensor 'a'");
    assertRefused(tensors("{\"a\":{\"shape\":[1", ",1", "]}}", new byte[0]), "tensor 'a'");
    assertRefused(tensors("{\"a\":", "[", "]}", new byte[0]), "tensor 'a'");
    assertRefused(tensors("{\"a\":", "{\"a\":", "1", new byte[0]), "tensor 'a'");
  }

  @Test
  void namesAreBounded() throws IOException {
    String longest = "n".repeat(1 << 16);
    String entry = HandMade.tensor(longest, "U8", "[0]", 0, 0);
    Path file =
        Broken.file(folder, "n.safetensors", HandMade.safetensors("{" + entry + "}", new byte[0]));
    assertThat(SafetensorsFile.open(file).names()).containsExactly(longest);
    String longer = HandMade.tensor(longest + "n", "U8", "[0]", 0, 0);
    Files.write(file, HandMade.safetensors("{" + longer + "}", new byte[0]));
    assertRefused(file, "65537");
  }

  @Test
  void metadataAreBoundedInAll() throws IOException {
    StringBuilder header = new StringBuilder("{'__metadata__':{'key0':'x'");
    String value = "m".repeat(1 << 20);
    for (int i = 1; i < 32; i++) {
      header.append(",'key").append(i).append("':'").append(value).append("'");
    }
    Path file = folder.resolve("m.safetensors");
    Files.write(file, HandMade.safetensors(header + "}}", new byte[0]));
    assertThat(SafetensorsFile.open(file).metadata()).hasSize(32).containsEntry("key31", value);
    header.append(",'last':'").append(value).append("'");
    Files.write(file, HandMade.safetensors(header + "}}", new byte[0]));
    assertRefused(file, "__metadata__");
    assertRefused(file, "'last'");
  }

  @Test
  void rowsBeyondTwoGibibytesAreRead() throws IOException {
    // A sparse file: its disk space is that of the few rows that are written.
    int width = 1 << 16;
    long rows = TWO_GIB / width + 3;
    byte[] row = new byte[width];
    Arrays.fill(row, (byte) 7);
    row[0] = 1;
    row[width - 1] = 9;
    String header =
        "{" + HandMade.tensor("a", "U8", "[" + rows + "," + width + "]", 0, rows * width) + "}";
    byte[] head = HandMade.safetensors(header, new byte[0]);
    Path file = Broken.file(folder, "large.safetensors", head);
    write(file, head.length + (rows - 1) * width, row);
    // This row lies across the end of the first slice of 2^30 bytes.
    long across = (1L << 30) / width - 1;
    write(file, head.length + across * width, row);
    MappedArray array = SafetensorsFile.open(file).array("a");
    byte[] got = new byte[width];
    for (long at : new long[] {across, rows - 1}) {
      array.bytes(at * width, got, 0, width);
      assertThat(got).as("row " + at).isEqualTo(row);
      assertThat(HandMadeTensors.doubles(array.rows(at, at + 1))).startsWith(1, 7).endsWith(7, 9);
    }
    assertThat(HandMadeTensors.doubles(array.select(rows - 1, across, rows - 2)))
        .startsWith(1, 7)
        .endsWith(0, 0);
    assertThatThrownBy(array::floats)
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(Long.toString(rows * width));
  }

  private static void write(Path file, long position, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }

  @Test
  void anNpyHeaderOfManyBlanksOrNumbersIsBounded() {
    byte[] data = {1, 2};
    String good = HandMade.dictionary("|u1", false, 2);
    byte[] blanks = HandMade.npy(2, good + " ".repeat(1_000_000), data);
    assertThat(NpyFile.open(Broken.file(folder, "b.npy", blanks)).array().longs())
        .containsExactly(1, 2);
    byte[] longer = HandMade.npy(2, good + " ".repeat(2_000_000), data);
    Broken.assertRefused(Broken.file(folder, "l.npy", longer), "header length");
    String many = good.replace("(2,)", "(" + "1,".repeat(400_000) + "2)");
    Broken.assertRefused(Broken.file(folder, "m.npy", HandMade.npy(2, many, data)), "400001");
    String digits = good.replace("(2,)", "(" + "9".repeat(900_000) + ",)");
    Broken.assertRefused(Broken.file(folder, "d.npy", HandMade.npy(2, digits, data)), "2^63");
    String nested = good.replace("(2,)", "(".repeat(900_000) + "2" + ")".repeat(10));
    Broken.assertRefused(Broken.file(folder, "n.npy", HandMade.npy(2, nested, data)), "a size");
  }
}
