package org.latent4j.io;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes an npy file (version 1, little-endian, C order) block by block beside its place; {@link
 * #commit} renames it.
 */
public final class NpyWriter implements Closeable {
  private final SiblingFile file;
  private final ArraySink sink;

  private NpyWriter(SiblingFile file, ArraySink sink) {
    this.file = file;
    this.sink = sink;
  }

  /**
   * Begins a file.
   *
   * @throws FormatException for a type that is not written: {@code BF16}, {@code U16}, {@code U}
   */
  public static NpyWriter create(Path target, ArrayDescription description) {
    byte[] header = header(description, target.toString());
    SiblingFile file = SiblingFile.of(target);
    file.write(ByteBuffer.wrap(header), 0);
    ArraySink sink =
        new ArraySink(
            description,
            (bytes, length, position) ->
                file.write(ByteBuffer.wrap(bytes, 0, length), header.length + position));
    return new NpyWriter(file, sink);
  }

  /** Writes a whole file. */
  public static void write(Path target, StoredArray array) {
    try (NpyWriter writer = create(target, array.description())) {
      writer.sink().append(array);
      writer.commit();
    }
  }

  /** Writes a whole file. */
  public static void write(Path target, INDArray x) {
    write(target, HeldArray.of("", x));
  }

  /** Where the elements go. */
  public ArraySink sink() {
    return sink;
  }

  /** Checks that all elements came, forces the file to disk and gives it its name. */
  public void commit() {
    sink.finish();
    file.commit();
  }

  /** Deletes what was written and not committed. */
  @Override
  public void close() {
    file.close();
  }

  /** The bytes before the elements, as numpy writes them: a multiple of 64. */
  static byte[] header(ArrayDescription description, String place) {
    long[] shape = description.shape();
    String sizes =
        shape.length == 1
            ? shape[0] + ","
            : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '"
            + spelling(description, place)
            + "', 'fortran_order': False, 'shape': ("
            + sizes
            + "), }";
    int length = (10 + dictionary.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(length);
    header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    header.put((byte) (length - 10)).put((byte) ((length - 10) >> 8));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  private static String spelling(ArrayDescription description, String place) {
    ElementType type = description.type();
    return switch (type.name()) {
      case "F64" -> "<f8";
      case "F32" -> "<f4";
      case "F16" -> "<f2";
      case "I64" -> "<i8";
      case "I32" -> "<i4";
      case "I16" -> "<i2";
      case "I8" -> "|i1";
      case "U8" -> "|u1";
      case "BOOL" -> "|b1";
      default -> {
        if (type.kind() != ElementType.Kind.BYTES) {
          throw new FormatException(
              place, "a type that npy files are written with", description.toString());
        }
        yield "|S" + type.bytes();
      }
    };
  }
}
