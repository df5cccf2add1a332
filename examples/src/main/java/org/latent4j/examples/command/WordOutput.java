package org.latent4j.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.io.ElementType;
import org.latent4j.io.StoredArray;
import org.latent4j.io.StoredKeys;
import org.latent4j.io.WordVectorWriter;

/** Writes a matrix and its keys as word vectors, a row at a time. */
final class WordOutput {
  private WordOutput() {}

  /** Writes {@code vectors} [n, d]; without keys the words are the row numbers. */
  static void write(Path file, StoredArray vectors, @Nullable StoredKeys keys) throws IOException {
    long rows = vectors.description().size(0);
    if (keys != null && keys.size() != rows) {
      throw new FormatException(
          keys.offsets().place(),
          (rows + 1) + " offsets for " + rows + " rows",
          Long.toString(keys.size() + 1));
    }
    ElementType type = vectors.description().type();
    boolean single = type.bytes() <= 4 && type.isFloating();
    StoredArray numbers = vectors.as(single ? ElementType.F32 : ElementType.F64);
    try (WordVectorWriter writer =
            WordVectorWriter.create(file, rows, vectors.description().size(1));
        InputStream in = numbers.stream()) {
      int width = (int) vectors.description().size(1);
      byte[] row = new byte[rows == 0 ? 0 : width * (single ? 4 : 8)];
      StoredKeys.Visitor visitor =
          (i, key) -> {
            if (in.readNBytes(row, 0, row.length) < row.length) {
              throw new FormatException(vectors.place(), rows + " rows", i + " rows");
            }
            ByteBuffer values = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
            if (single) {
              float[] floats = new float[width];
              values.asFloatBuffer().get(floats);
              writer.append(key, floats);
            } else {
              double[] doubles = new double[width];
              values.asDoubleBuffer().get(doubles);
              writer.append(key, doubles);
            }
          };
      if (keys != null) {
        keys.forEach(visitor);
      } else {
        for (long i = 0; i < rows; i++) {
          visitor.take(i, Long.toString(i));
        }
      }
      if (in.read() >= 0) {
        throw new FormatException(vectors.place(), rows + " rows", "more");
      }
      writer.commit();
    }
  }
}
