package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A space of 4 GB in a JVM of 512 MB; it writes 4 GB, so it is no part of an ordinary build. */
@Tag("reproduction")
@EnabledOnOs(OS.LINUX)
class LargeSpaceTest {
  private static final long ROWS = 1 << 20;
  private static final int WIDTH = 1024;

  @TempDir private Path folder;

  @Test
  void aSpaceOfFourGigabytesIsEncodedUnderASmallHeap() throws Exception {
    Path file = folder.resolve("large.safetensors");
    Path encoded = folder.resolve("encoded.safetensors");
    write(file, 0, ROWS / 2, ROWS - 1);
    List<String> options = List.of("-Xmx512m");
    String out =
        ChildJvm.run(folder, options, LargeEncoding.class, file.toString(), encoded.toString());
    System.out.println("4 GB under -Xmx512m: " + out.replace('\n', ' '));
    assertThat(ChildJvm.figure(out, "rows")).isEqualTo(ROWS);
    assertThat(ChildJvm.figure(out, "width")).isEqualTo(WIDTH);
    assertThat(ChildJvm.figure(out, "row0")).isEqualTo(1);
    assertThat(ChildJvm.figure(out, "row1")).isEqualTo(1);
    assertThat(ChildJvm.figure(out, "row" + ROWS / 2)).isEqualTo(ROWS / 2 + 1);
    assertThat(ChildJvm.figure(out, "row" + (ROWS - 1))).isEqualTo(ROWS);
    assertThat(ChildJvm.figure(out, "heap")).isLessThanOrEqualTo(512L << 20);
    assertThat(ChildJvm.figure(out, "anonymous")).isLessThan(1L << 30);
    assertThat(Files.size(encoded)).isGreaterThan(ROWS * WIDTH * Float.BYTES);
  }

  /** A header and holes; in some rows the last value is the number of the row. */
  private static void write(Path file, long... rows) throws IOException {
    long bytes = ROWS * WIDTH * Float.BYTES;
    String header =
        "{\"__metadata__\":{\"format\":\"latent4j\",\"version\":\"1\",\"kind\":\"space\"},"
            + "\"vectors\":{\"dtype\":\"F32\",\"shape\":["
            + ROWS
            + ","
            + WIDTH
            + "],\"data_offsets\":[0,"
            + bytes
            + "]}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] length = new byte[8];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(length);
      out.write(text);
      long begin = 8L + text.length;
      out.setLength(begin + bytes);
      for (long row : rows) {
        byte[] value = new byte[Float.BYTES];
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putFloat((float) row);
        out.seek(begin + (row + 1) * WIDTH * Float.BYTES - Float.BYTES);
        out.write(value);
      }
    }
  }
}
