package org.latent4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/**
 * The header of a safetensors file, checked against the file.
 *
 * @param metadata the {@code __metadata__}
 * @param tensors the tensors by name, in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Tensor> tensors) {
  static final String METADATA = "__metadata__";
  static final long LONGEST = 100_000_000;
  static final int MOST_TENSORS = 500_000;

  /** The longest name of a tensor in characters. */
  static final int LONGEST_NAME = 1 << 16;

  /** The most characters of all metadata: what a small heap can hold. */
  static final int LONGEST_METADATA = 1 << 25;

  /** A tensor and where its data lie in the file. */
  record Tensor(ArrayDescription description, long begin, long end) {}

  /** Reads and checks the header. */
  static SafetensorsHeader read(MappedBytes bytes, String file) {
    if (bytes.size() < 8) {
      throw new FormatException(
          file, "8 bytes of header length", "a file of " + bytes.size() + " bytes");
    }
    byte[] first = new byte[8];
    bytes.get(0, first, 0, 8);
    long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > LONGEST) {
      throw new FormatException(
          file, "a header of at most " + LONGEST + " bytes", Long.toUnsignedString(length));
    }
    if (length > bytes.size() - 8) {
      throw new FormatException(
          file,
          "a header inside the file of " + bytes.size() + " bytes",
          "a header length of " + length);
    }
    long data = 8 + length;
    StrictJson json = StrictJson.of(bytes.stream(8, length), file + ": header");
    SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    header.parse(json, file, bytes, length);
    return header.laidOut(file, data, bytes.size() - data);
  }

  private void parse(StrictJson json, String file, MappedBytes bytes, long length) {
    byte[] brace = new byte[1];
    if (length > 0) {
      bytes.get(8, brace, 0, 1);
    }
    if (brace[0] != '{') {
      throw new FormatException(
          file + ": header", "JSON that begins with '{'", "byte " + (brace[0] & 0xFF));
    }
    json.expect('{');
    boolean metadataSeen = false;
    for (boolean more = !json.takeIf('}'); more; more = json.more('}')) {
      String name = json.string();
      json.expect(':');
      if (tensors.containsKey(name) || (metadataSeen && name.equals(METADATA))) {
        throw new FormatException(
            file + ": header", "every key once", "'" + Text.shortened(name) + "' twice");
      }
      if (name.equals(METADATA)) {
        metadataSeen = true;
        parseMetadata(json, file);
      } else {
        String place = file + ": tensor '" + Text.shortened(name) + "'";
        if (name.length() > LONGEST_NAME) {
          throw new FormatException(
              place,
              "a name of at most " + LONGEST_NAME + " characters",
              Integer.toString(name.length()));
        }
        json.at(place);
        tensors.put(name, tensor(json, place, name));
      }
      json.at(file + ": header");
      if (tensors.size() > MOST_TENSORS) {
        throw new FormatException(file, "at most " + MOST_TENSORS + " tensors", "more");
      }
    }
    json.end();
  }

  private void parseMetadata(StrictJson json, String file) {
    if (json.peek() != '{') {
      throw json.refused("an object as " + METADATA);
    }
    json.expect('{');
    long length = 0;
    for (boolean more = !json.takeIf('}'); more; more = json.more('}')) {
      String key = json.string();
      json.expect(':');
      if (json.peek() != '"') {
        throw json.refused(METADATA + " '" + Text.shortened(key) + "' to be a string");
      }
      String value = json.string();
      length += key.length() + (long) value.length();
      if (length > LONGEST_METADATA) {
        throw new FormatException(
            file + ": " + METADATA,
            "at most " + LONGEST_METADATA + " characters",
            "more with '" + Text.shortened(key) + "'");
      }
      if (metadata.put(key, value) != null) {
        throw new FormatException(
            file + ": " + METADATA, "every key once", "'" + Text.shortened(key) + "' twice");
      }
      if (metadata.size() > MOST_TENSORS) {
        throw new FormatException(
            file + ": " + METADATA, "at most " + MOST_TENSORS + " entries", "more");
      }
    }
  }

  private static Tensor tensor(StrictJson json, String place, String name) {
    if (json.peek() != '{') {
      throw new FormatException(
          place, "an object of dtype, shape and data_offsets", json.refused("").got());
    }
    json.expect('{');
    ElementType type = null;
    long[] shape = null;
    long[] offsets = null;
    for (boolean more = !json.takeIf('}'); more; more = json.more('}')) {
      String key = json.string();
      json.expect(':');
      if (key.equals("dtype") && type == null) {
        type = type(json.string(), place);
      } else if (key.equals("shape") && shape == null) {
        shape = counts(json, place, "shape", ArrayDescription.MAXIMUM_RANK);
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = counts(json, place, "data_offsets", 2);
      } else {
        throw new FormatException(
            place, "dtype, shape and data_offsets once each", "'" + Text.shortened(key) + "'");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw new FormatException(
          place,
          "dtype, shape and two data_offsets",
          "dtype " + type + ", shape " + text(shape) + ", data_offsets " + text(offsets));
    }
    ArrayDescription description = ArrayDescription.checked(place, name, type, shape);
    if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != description.bytes()) {
      throw new FormatException(
          place,
          "data_offsets for " + description.bytes() + " bytes of " + type + " " + text(shape),
          text(offsets));
    }
    return new Tensor(description, offsets[0], offsets[1]);
  }

  private static ElementType type(String name, String place) {
    return ElementType.safetensors(name)
        .orElseThrow(
            () ->
                new FormatException(
                    place,
                    "a dtype of " + ElementType.SAFETENSORS,
                    "dtype '" + Text.shortened(name) + "'"));
  }

  private static long[] counts(StrictJson json, String place, String what, int most) {
    List<Long> counts = new ArrayList<>();
    json.expect('[');
    for (boolean more = !json.takeIf(']'); more; more = json.more(']')) {
      counts.add(json.count(what));
      if (counts.size() > most) {
        throw new FormatException(place, "at most " + most + " numbers as " + what, "more");
      }
    }
    return counts.stream().mapToLong(Long::longValue).toArray();
  }

  /** The tensors in the order of their data, which must cover the file to its end. */
  private SafetensorsHeader laidOut(String file, long data, long length) {
    List<Tensor> sorted = new ArrayList<>(tensors.values());
    sorted.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    Map<String, Tensor> ordered = new LinkedHashMap<>(sorted.size() * 2);
    long end = 0;
    for (Tensor tensor : sorted) {
      String name = tensor.description().name();
      if (tensor.begin() != end || tensor.end() > length) {
        throw new FormatException(
            file + ": tensor '" + Text.shortened(name) + "'",
            "data that begin at " + end + " and end within " + length + " bytes of data",
            "data_offsets [" + tensor.begin() + ", " + tensor.end() + "]");
      }
      end = tensor.end();
      ordered.put(
          name, new Tensor(tensor.description(), data + tensor.begin(), data + tensor.end()));
    }
    if (end != length) {
      throw new FormatException(
          file, end + " bytes of data, as the header says", length + " bytes");
    }
    return new SafetensorsHeader(
        Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(ordered));
  }

  private static String text(long @Nullable [] values) {
    return values == null ? "missing" : Arrays.toString(values);
  }
}
