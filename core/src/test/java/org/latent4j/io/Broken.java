package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.latent4j.error.FormatException;

/** Makes broken files and checks that they are refused. */
public final class Broken {
  private Broken() {}

  /** Reads a file as far as it can be read. */
  public static void readAll(Path file) {
    ArrayFile arrays = ArrayFile.open(file);
    arrays.check();
    for (String name : arrays.names()) {
      StoredArray array = arrays.array(name);
      Elements.drain(array::stream);
      if (array.description().type().isText()) {
        array.strings();
      } else if (array.description().elements() < 10_000) {
        array.doubles();
      }
    }
    StoredKeys.of(arrays).ifPresent(StoredKeys::toList);
  }

  /** Checks that the file is refused with its name and the words. */
  public static void assertRefused(Path file, String... words) {
    Throwable thrown = catchThrowable(() -> readAll(file));
    assertThat(thrown)
        .as(file.toString())
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString());
    assertThat(thrown.getMessage()).doesNotContain("\n");
    for (String word : words) {
      assertThat(thrown.getMessage()).contains(word);
    }
    assertThat(thrown.getMessage().length()).isLessThan(1000);
  }

  /** Reads it, or refuses it; returns whether it was read. Nothing else may happen. */
  public static boolean readOrRefused(Path file, String what) {
    try {
      readAll(file);
      return true;
    } catch (FormatException e) {
      assertThat(e.getMessage()).as(what).contains(file.toString());
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + ": neither read nor refused", e);
    }
  }

  /** Writes bytes. */
  public static Path file(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A safetensors file of a header and {@code data} bytes of zeros. */
  public static byte[] safetensors(String header, int data) {
    return safetensors(header.getBytes(StandardCharsets.UTF_8), data);
  }

  /** A safetensors file of a header and {@code data} bytes of zeros. */
  public static byte[] safetensors(byte[] header, int data) {
    ByteBuffer all = ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
    return all.putLong(header.length).put(header).array();
  }

  /** An npy file of a header and {@code data} bytes of zeros. */
  public static byte[] npy(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(10 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    return all.putShort((short) text.length).put(text).array();
  }

  /** Bytes in gzip. */
  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
