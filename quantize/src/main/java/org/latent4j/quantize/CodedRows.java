package org.latent4j.quantize;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.io.ElementType;
import org.latent4j.io.MappedArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks and conversions of rows that quantizers share. */
final class CodedRows {
  private static final int VALUES = 1 << 15;

  private CodedRows() {}

  /** Returns {@code x} when it is a finite matrix of that width. */
  static INDArray check(String operation, INDArray x, long width) {
    return Finite.require(operation, Require.matrix(operation, x, width));
  }

  /** Returns {@code x} when it is a finite matrix of at least one row and column. */
  static INDArray training(String operation, INDArray x) {
    check(operation, x, -1);
    Require.atLeast(operation + ": rows", 1, x.size(0));
    Require.atLeast(operation + ": columns", 1, x.size(1));
    return x;
  }

  /** Returns {@code codes} when they are of that space. */
  static CodeMatrix check(String operation, CodeMatrix codes, CodeSpace space) {
    if (!codes.space().equals(space)) {
      throw new ShapeException(operation, "codes of " + space, codes.toString());
    }
    return codes;
  }

  /** Writes the values of one row of codes to {@code out} from {@code at} on. */
  @FunctionalInterface
  interface Decoding {
    void decode(int[] row, float[] out, int at);
  }

  /** Decodes all rows, block by block into the new array: {@code [n, width]} {@code FLOAT}. */
  static INDArray decode(CodeMatrix codes, int width, Decoding decoding) {
    long n = codes.rows();
    INDArray out = Dense.zeros(DataType.FLOAT, n, width);
    PackedRows layout = new PackedRows(codes.space());
    int height = Math.max(1, VALUES / width);
    Parallel.blocks(
        Math.toIntExact((n + height - 1) / height),
        1,
        Threads.all(),
        (block, end) -> {
          long from = (long) block * height;
          int rows = (int) Math.min(height, n - from);
          int[] row = new int[codes.space().positions()];
          float[] values = new float[rows * width];
          for (int i = 0; i < rows; i++) {
            layout.read(codes.bytes(), from + i, row, 0);
            decoding.decode(row, values, i * width);
          }
          new FloatPointer(Dense.address(out)).position(from * width).put(values, 0, values.length);
        });
    return out;
  }

  /** Begins the file of a quantizer. */
  static SavedThing.Draft file(Quantizer quantizer, String parameters) {
    return SavedThing.draft(quantizer.kind())
        .parameters(parameters)
        .lineage(new Lineage(List.of(quantizer.step())).json());
  }

  /**
   * A tensor of finite floats; {@code F64} is rounded.
   *
   * @param shape the shape it must have; -1 for any size of at least 1
   */
  static float[] tensor(SavedThing thing, String name, long... shape) {
    MappedArray array = thing.array(name, List.of(ElementType.F32, ElementType.F64), shape);
    for (int axis = 0; axis < shape.length; axis++) {
      if (array.description().size(axis) < 1) {
        throw new FormatException(
            array.place(), "sizes of at least 1", array.description().toString());
      }
    }
    float[] values = array.floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new FormatException(array.place(), "finite values", values[i] + " at position " + i);
      }
    }
    return values;
  }

  /** The values as floats. */
  static float[] rounded(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /** The values as doubles. */
  static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** The values in the other floating type, a new array. */
  static INDArray cast(INDArray x, DataType type) {
    return Dense.of(type, Dense.doubles(x), x.shape());
  }
}
