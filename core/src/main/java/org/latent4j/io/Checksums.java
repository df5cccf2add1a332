package org.latent4j.io;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/**
 * Checksums (CRC-32C, 8 hex digits) of the tensors and of the hyper-parameters of a saved thing, a
 * JSON object in its metadata. What has none, such as the file of another program, is not checked.
 */
final class Checksums {
  static final String KEY = "checksums";

  /** The entry of the hyper-parameters; no tensor is called so, for it is no name in the header. */
  private static final String PARAMETERS = SafetensorsHeader.METADATA;

  private static final int BLOCK = 1 << 16;

  private Checksums() {}

  /** The checksums of what is to be written. */
  static String of(List<StoredArray> tensors, @Nullable String parameters) {
    JsonObject sums = new JsonObject();
    if (parameters != null) {
      sums.addProperty(PARAMETERS, of(parameters));
    }
    tensors.forEach(tensor -> sums.addProperty(tensor.description().name(), of(tensor)));
    return sums.toString();
  }

  /** Refuses a tensor whose bytes are not those that were written. */
  static void check(JsonObject sums, StoredArray tensor) {
    JsonElement expected = sums.get(tensor.description().name());
    if (expected != null) {
      check(tensor.place(), text(expected), of(tensor));
    }
  }

  /** Refuses hyper-parameters that are not those that were written. */
  static void checkParameters(JsonObject sums, String place, @Nullable String parameters) {
    JsonElement expected = sums.get(PARAMETERS);
    if (expected != null) {
      check(place + ": parameters", text(expected), of(String.valueOf(parameters)));
    }
  }

  private static void check(String place, String expected, String sum) {
    if (!expected.equals(sum)) {
      throw new FormatException(place, "checksum " + expected, sum);
    }
  }

  private static String of(String text) {
    Checksum sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(sum);
  }

  private static String of(StoredArray tensor) {
    Checksum sum = new CRC32C();
    byte[] block = new byte[BLOCK];
    try (InputStream in = tensor.stream()) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        sum.update(block, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(tensor.place() + ": " + e, e);
    }
    return hex(sum);
  }

  private static String text(JsonElement sum) {
    return sum.isJsonPrimitive() ? sum.getAsString() : sum.toString();
  }

  private static String hex(Checksum sum) {
    return String.format("%08x", sum.getValue());
  }
}
