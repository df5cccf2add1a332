package org.latent4j.quantize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A safetensors file put together byte by byte, as another program would write it. */
final class HandmadeFile {
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> contents = new LinkedHashMap<>();

  /** A file of a kind with the metadata that the specification asks for. */
  static HandmadeFile of(String kind, String parameters) {
    HandmadeFile file = new HandmadeFile();
    file.metadata.put("format", "latent4j");
    file.metadata.put("version", "1");
    file.metadata.put("kind", kind);
    file.metadata.put("parameters", parameters);
    file.metadata.put("lineage", "made by hand");
    return file;
  }

  /** Sets an entry of the metadata, or with null leaves it out. */
  HandmadeFile with(String key, @Nullable String value) {
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }
    return this;
  }

  HandmadeFile floats(String name, float[] values, long... shape) {
    byte[] bytes = new byte[4 * values.length];
    ByteBuffer out = little(bytes);
    for (float value : values) {
      out.putFloat(value);
    }
    return add(name, "F32", bytes, shape);
  }

  HandmadeFile doubles(String name, float[] values, long... shape) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer out = little(bytes);
    for (float value : values) {
      out.putDouble(value);
    }
    return add(name, "F64", bytes, shape);
  }

  HandmadeFile ints(String name, float[] values, long... shape) {
    byte[] bytes = new byte[4 * values.length];
    ByteBuffer out = little(bytes);
    for (float value : values) {
      out.putInt((int) value);
    }
    return add(name, "I32", bytes, shape);
  }

  HandmadeFile without(String name) {
    headers.remove(name);
    contents.remove(name);
    return this;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private HandmadeFile add(String name, String type, byte[] bytes, long... shape) {
    headers.put(name, "{\"dtype\":\"" + type + "\",\"shape\":" + Arrays.toString(shape));
    contents.put(name, bytes);
    return this;
  }

  byte[] bytes() {
    StringBuilder json = new StringBuilder("{\"__metadata__\":{");
    String comma = "";
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String value = entry.getValue().replace("\"", "\\\"");
      json.append(comma).append('"').append(entry.getKey()).append("\":\"");
      json.append(value).append('"');
      comma = ",";
    }
    json.append('}');
    int offset = 0;
    for (Map.Entry<String, String> entry : headers.entrySet()) {
      int end = offset + contents.get(entry.getKey()).length;
      json.append(",\"").append(entry.getKey()).append("\":").append(entry.getValue());
      json.append(",\"data_offsets\":[").append(offset).append(',').append(end).append("]}");
      offset = end;
    }
    json.append('}');
    while (json.length() % 8 != 0) {
      json.append(' ');
    }
    byte[] header = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + header.length + offset];
    ByteBuffer out = little(file);
    out.putLong(header.length).put(header);
    contents.values().forEach(out::put);
    return file;
  }

  Path write(Path file) {
    return write(file, bytes());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
