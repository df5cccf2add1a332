package org.latent4j;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.error.Require;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a sparse matrix: CSR, with the column indices ascending in a row. Immutable. Its file
 * is scipy's {@code .npz} of a {@code csr_matrix}.
 */
public final class SparseRows {
  private final long columns;
  private final long[] starts; // [rows + 1]
  private final int[] indices; // [nonZeros]
  private final double[] values; // [nonZeros]
  private final DataType type;

  private SparseRows(
      String place, long columns, long[] starts, int[] indices, double[] values, DataType type) {
    this.columns = Require.between(place + ": columns", 0, Integer.MAX_VALUE, columns);
    this.starts = starts;
    this.indices = indices;
    this.values = values;
    this.type = type;
    check(place);
  }

  /**
   * Rows of single precision.
   *
   * @param columns the width of the matrix
   * @param starts where each row begins among the values, and where the last ends; copied
   * @param indices the column of each value; copied
   * @param values the values; copied
   * @throws FormatException for starts that do not ascend from 0 to the number of values, and for
   *     columns that do not ascend in a row or lie outside
   */
  public static SparseRows of(long columns, long[] starts, int[] indices, float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return new SparseRows(
        "SparseRows.of", columns, starts.clone(), indices.clone(), wide, DataType.FLOAT);
  }

  /** Rows of double precision; see {@link #of(long, long[], int[], float[])}. */
  public static SparseRows of(long columns, long[] starts, int[] indices, double[] values) {
    return new SparseRows(
        "SparseRows.of", columns, starts.clone(), indices.clone(), values.clone(), DataType.DOUBLE);
  }

  /** The values other than 0 of a dense matrix {@code [rows, columns]}. */
  public static SparseRows ofDense(INDArray x) {
    Require.matrix("SparseRows.ofDense", x, -1);
    int columns = Math.toIntExact(x.size(1));
    double[] all = Dense.doubles(x);
    long[] starts = new long[Math.toIntExact(x.size(0)) + 1];
    int count = (int) Arrays.stream(all).filter(v -> v != 0).count();
    int[] indices = new int[count];
    double[] values = new double[count];
    int at = 0;
    for (int row = 0; row + 1 < starts.length; row++) {
      for (int column = 0; column < columns; column++) {
        double value = all[row * columns + column];
        if (value != 0) {
          indices[at] = column;
          values[at++] = value;
        }
      }
      starts[row + 1] = at;
    }
    return new SparseRows("SparseRows.ofDense", columns, starts, indices, values, x.dataType());
  }

  /** The number of rows. */
  public long rows() {
    return starts.length - 1L;
  }

  /** The width of the matrix. */
  public long columns() {
    return columns;
  }

  /** The number of stored values. */
  public long nonZeros() {
    return values.length;
  }

  /** {@code FLOAT} or {@code DOUBLE}. */
  public DataType dataType() {
    return type;
  }

  /** Where a row's values begin; {@code start(row + 1)} is where they end. */
  public int start(long row) {
    Require.between("SparseRows.start: row", 0, rows(), row);
    return (int) starts[(int) row];
  }

  /** The column of a stored value. */
  public int column(int at) {
    return indices[at];
  }

  /** A stored value. */
  public double value(int at) {
    return values[at];
  }

  /** The transpose of the matrix: its columns as rows. */
  public SparseRows transposed() {
    int n = Math.toIntExact(columns);
    long[] begins = new long[n + 1];
    for (int column : indices) {
      begins[column + 1]++;
    }
    for (int column = 0; column < n; column++) {
      begins[column + 1] += begins[column];
    }
    int[] next = new int[n];
    Arrays.setAll(next, column -> (int) begins[column]);
    int[] rowOf = new int[indices.length];
    double[] moved = new double[indices.length];
    for (int row = 0; row + 1 < starts.length; row++) {
      for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
        int to = next[indices[at]]++;
        rowOf[to] = row;
        moved[to] = values[at];
      }
    }
    return new SparseRows("SparseRows.transposed", rows(), begins, rowOf, moved, type);
  }

  /** The matrix by its products with dense ones, in double inside. */
  public LinearOperator operator() {
    return new SparseOperator(this, transposed());
  }

  /** The dense matrix, {@code [rows, columns]}. */
  public INDArray toDense() {
    double[] all = new double[Math.toIntExact(Math.multiplyExact(rows(), columns))];
    for (int row = 0; row + 1 < starts.length; row++) {
      for (int at = (int) starts[row]; at < starts[row + 1]; at++) {
        all[Math.toIntExact(row * columns + indices[at])] = values[at];
      }
    }
    return Dense.of(type, all, rows(), columns);
  }

  /** Writes the rows as scipy's {@code save_npz} does, beside an older file and renamed. */
  public void save(Path file) {
    long count = values.length;
    StoredArray data = HeldArray.of("data", values, count);
    NpzWriter.write(
        file,
        List.of(
            HeldArray.of("indptr", starts, starts.length),
            HeldArray.of("indices", indices, count),
            type == DataType.FLOAT ? data.as(ElementType.F32) : data,
            HeldArray.of("shape", new long[] {rows(), columns}, 2),
            HeldArray.of("format", List.of("csr"))));
  }

  /**
   * Reads what {@link #save} or scipy wrote.
   *
   * @throws FormatException for a file that is no sparse matrix of format {@code csr}
   */
  public static SparseRows read(Path file) {
    NpzFile npz = NpzFile.open(file);
    String format = String.join(",", npz.array("format").strings());
    if (!format.equals("csr")) {
      throw new FormatException(file.toString(), "format 'csr'", "'" + format + "'");
    }
    long[] shape = vector(npz, "shape").longs();
    long[] starts = vector(npz, "indptr").longs();
    long[] wide = vector(npz, "indices").longs();
    StoredArray data = vector(npz, "data");
    ElementType type = data.description().type();
    if (!type.equals(ElementType.F32) && !type.equals(ElementType.F64)) {
      throw new FormatException(data.place(), "F32 or F64", data.description().toString());
    }
    if (shape.length != 2 || shape[0] != starts.length - 1) {
      throw new FormatException(
          file.toString(),
          "shape [" + (starts.length - 1) + ", columns] for " + starts.length + " row starts",
          Arrays.toString(shape));
    }
    if (shape[1] < 0 || shape[1] > Integer.MAX_VALUE) {
      throw new FormatException(
          file + ": entry 'shape.npy'", "0 to 2^31 - 1 columns", Long.toString(shape[1]));
    }
    int[] indices = new int[wide.length];
    for (int i = 0; i < indices.length; i++) {
      if (wide[i] != (int) wide[i]) {
        throw new FormatException(
            file + ": entry 'indices.npy'", "columns below 2^31", Long.toString(wide[i]));
      }
      indices[i] = (int) wide[i];
    }
    return new SparseRows(
        file.toString(),
        shape[1],
        starts,
        indices,
        data.doubles(),
        type.equals(ElementType.F32) ? DataType.FLOAT : DataType.DOUBLE);
  }

  private static StoredArray vector(NpzFile file, String name) {
    StoredArray array = file.array(name);
    if (array.description().rank() != 1) {
      throw new FormatException(array.place(), "one axis", array.description().toString());
    }
    return array;
  }

  private void check(String place) {
    if (starts.length == 0
        || starts[0] != 0
        || starts[starts.length - 1] != values.length
        || indices.length != values.length) {
      throw new FormatException(
          place,
          "row starts from 0 to the number of values, and a column for each value",
          (starts.length == 0 ? "none" : starts[0] + " to " + starts[starts.length - 1])
              + " with "
              + values.length
              + " values and "
              + indices.length
              + " columns");
    }
    for (int row = 0; row + 1 < starts.length; row++) {
      long from = starts[row];
      long to = starts[row + 1];
      if (to < from || to > values.length) {
        throw new FormatException(
            place, "row starts that ascend", from + " then " + to + " after row " + row);
      }
      for (int at = (int) from; at < to; at++) {
        int before = at == from ? -1 : indices[at - 1];
        if (indices[at] <= before || indices[at] >= columns) {
          throw new FormatException(
              place,
              "ascending columns below " + columns + " in row " + row,
              before + " then " + indices[at]);
        }
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SparseRows that
        && columns == that.columns
        && type == that.type
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(starts) * 31 + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "sparse [" + rows() + ", " + columns + "] with " + nonZeros() + " values";
  }
}
