package org.latent4j.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numeric arrays of an npz file of the golden numbers. */
final class GoldenFile {
  private static final Pattern DESCRIPTION = Pattern.compile("'descr': '<([fi][48])'");
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");

  private final Map<String, INDArray> arrays = new TreeMap<>();

  private GoldenFile() {}

  /** Reads {@code anchors/NAME.npz} of the test resources. */
  static GoldenFile of(String name) {
    GoldenFile out = new GoldenFile();
    try (InputStream file = GoldenFile.class.getResourceAsStream("/anchors/" + name + ".npz");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(file, name))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        out.arrays.put(e.getName().replaceFirst("\\.npy$", ""), array(zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  private static INDArray array(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = buffer.getShort(8);
    String header = new String(bytes, 10, length, StandardCharsets.ISO_8859_1);
    Matcher type = DESCRIPTION.matcher(header);
    Matcher sizes = SHAPE.matcher(header);
    if (!type.find() || !sizes.find() || header.contains("'fortran_order': True")) {
      throw new IllegalArgumentException("unexpected header " + header);
    }
    long[] shape =
        Arrays.stream(sizes.group(1).split(","))
            .map(String::trim)
            .filter(s -> !s.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    buffer.position(10 + length);
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type.group(1)) {
            case "f4" -> buffer.getFloat();
            case "f8" -> buffer.getDouble();
            case "i4" -> buffer.getInt();
            default -> buffer.getLong();
          };
    }
    return Dense.of(values, shape.length == 0 ? new long[] {1} : shape);
  }

  /** The names of all arrays. */
  Iterable<String> names() {
    return arrays.keySet();
  }

  boolean has(String name) {
    return arrays.containsKey(name);
  }

  /** An array as {@code DOUBLE}. */
  INDArray get(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  double number(String name) {
    return get(name).getDouble(0);
  }
}
