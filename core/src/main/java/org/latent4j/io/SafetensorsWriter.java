package org.latent4j.io;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/**
 * Writes a safetensors file, tensor by tensor and block by block, beside its place; {@link #commit}
 * renames it. Wide elements come first in the file, so that every tensor is aligned.
 */
public final class SafetensorsWriter implements Closeable {
  private final SiblingFile file;
  private final Map<String, ArraySink> sinks = new LinkedHashMap<>();

  private SafetensorsWriter(SiblingFile file) {
    this.file = file;
  }

  /**
   * Begins a file.
   *
   * @param target where it will be
   * @param metadata the {@code __metadata__}; left out when empty
   * @param tensors all tensors that will be written
   * @throws InputException for a type that the format has not, a name twice or the name {@code
   *     __metadata__}
   */
  public static SafetensorsWriter create(
      Path target, Map<String, String> metadata, List<ArrayDescription> tensors) {
    List<ArrayDescription> laidOut = new ArrayList<>(tensors);
    laidOut.sort(Comparator.comparingInt((ArrayDescription a) -> a.type().bytes()).reversed());
    byte[] header = header(target, metadata, laidOut);
    SafetensorsWriter writer = new SafetensorsWriter(SiblingFile.of(target));
    writer.file.write(ByteBuffer.wrap(header), 0);
    long at = header.length;
    for (ArrayDescription tensor : laidOut) {
      long begin = at;
      ArraySink sink =
          new ArraySink(
              tensor,
              (bytes, length, position) ->
                  writer.file.write(ByteBuffer.wrap(bytes, 0, length), begin + position));
      writer.sinks.put(tensor.name(), sink);
      at += tensor.bytes();
    }
    return writer;
  }

  /** Writes a whole file. */
  public static void write(Path target, Map<String, String> metadata, List<StoredArray> tensors) {
    List<ArrayDescription> all = tensors.stream().map(StoredArray::description).toList();
    try (SafetensorsWriter writer = create(target, metadata, all)) {
      tensors.forEach(tensor -> writer.sink(tensor.description().name()).append(tensor));
      writer.commit();
    }
  }

  /** Where the elements of a tensor go; tensors may be written in any order. */
  public ArraySink sink(String name) {
    ArraySink sink = sinks.get(name);
    if (sink == null) {
      throw new InputException(
          "write tensor '" + name + "'", "one of " + sinks.keySet(), "'" + name + "'");
    }
    return sink;
  }

  /** Checks that every tensor is complete, forces the file to disk and gives it its name. */
  public void commit() {
    sinks.values().forEach(ArraySink::finish);
    file.commit();
  }

  /** Deletes what was written and not committed. */
  @Override
  public void close() {
    file.close();
  }

  private static byte[] header(
      Path target, Map<String, String> metadata, List<ArrayDescription> tensors) {
    StringBuilder json = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      json.append("\"").append(SafetensorsHeader.METADATA).append("\":{");
      metadata.forEach(
          (key, value) -> {
            comma(json);
            quote(json, key);
            quote(json.append(':'), value);
          });
      json.append('}');
    }
    Map<String, ArrayDescription> seen = new LinkedHashMap<>();
    long at = 0;
    for (ArrayDescription tensor : tensors) {
      String name = tensor.name();
      if (name.equals(SafetensorsHeader.METADATA)) {
        throw new InputException(
            target.toString(), "names that are not reserved", "'" + Text.shortened(name) + "'");
      }
      if (seen.put(name, tensor) != null) {
        throw new InputException(
            target.toString(), "every name once", "'" + Text.shortened(name) + "'");
      }
      if (ElementType.safetensors(tensor.type().name()).isEmpty()) {
        throw new FormatException(
            target.toString(), "types of " + ElementType.SAFETENSORS, tensor.toString());
      }
      comma(json);
      quote(json, name);
      json.append(":{\"dtype\":\"").append(tensor.type()).append("\",\"shape\":");
      json.append(java.util.Arrays.toString(tensor.shape()).replace(" ", ""));
      json.append(",\"data_offsets\":[").append(at).append(',').append(at += tensor.bytes());
      json.append("]}");
    }
    return framed(Text.utf8(json.append('}').toString(), target.toString()), target);
  }

  private static byte[] framed(byte[] json, Path target) {
    int length = (json.length + 7) / 8 * 8;
    if (length > SafetensorsHeader.LONGEST) {
      throw new InputException(
          target.toString(),
          "a header of at most " + SafetensorsHeader.LONGEST + " bytes",
          length + " bytes");
    }
    ByteBuffer framed = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    framed.putLong(length).put(json);
    while (framed.hasRemaining()) {
      framed.put((byte) ' ');
    }
    return framed.array();
  }

  private static void comma(StringBuilder json) {
    if (json.charAt(json.length() - 1) != '{') {
      json.append(',');
    }
  }

  private static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }
}
