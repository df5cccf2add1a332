package org.latent4j.kernel;

import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;

/**
 * Rows of bytes laid out for scanning: in blocks of {@value #BLOCK} rows, column by column, so that
 * one table of a column serves a whole block from the registers. Rows of a quantizer's codes, 8
 * bits or two times 4 bits a byte, are scanned against tables of one query. Immutable.
 *
 * <p>Where the Vector API runs ({@link Kernels#vectorized}) it does the work. Same bits either way.
 */
public final class CodeColumns {
  /** Rows of a block. */
  public static final int BLOCK = 64;

  private static final String NAME = "CodeColumns";

  private final int rows;
  private final int width;
  private final byte[] columns; // [blocks, width, 64]

  private CodeColumns(int rows, int width, byte[] columns) {
    this.rows = rows;
    this.width = width;
    this.columns = columns;
  }

  /**
   * Lays rows out.
   *
   * @param packed {@code rows} times {@code width} bytes, row by row; copied
   * @throws ShapeException for another number of bytes
   * @throws org.latent4j.error.InputException for more than 2^31 - 64 bytes
   */
  public static CodeColumns of(byte[] packed, int rows, int width) {
    if ((long) rows * width != packed.length) {
      throw new ShapeException(
          NAME, rows + " rows of " + width + " bytes", packed.length + " bytes");
    }
    long size = (rows + BLOCK - 1L) / BLOCK * BLOCK * width;
    Require.between(NAME + ": bytes", 0, Integer.MAX_VALUE - 64L, size);
    byte[] columns = new byte[(int) size];
    for (int row = 0; row < rows; row++) {
      int place = row / BLOCK * BLOCK * width + 4 * (row % 16) + row % BLOCK / 16;
      for (int t = 0; t < width; t++) {
        columns[place + t * BLOCK] = packed[row * width + t];
      }
    }
    return new CodeColumns(rows, width, columns);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Bytes of a row. */
  public int width() {
    return width;
  }

  /**
   * Writes {@code offset} plus the sum over the columns t of {@code tables[256 t + byte]} for the
   * rows {@code from} to {@code to} to the head of {@code out}.
   *
   * @param tables {@code [width, 256]}
   * @throws ShapeException for tables of another length
   */
  public void sum(float[] tables, float offset, int from, int to, float[] out) {
    if (tables.length != width << 8) {
      throw new ShapeException(NAME + ".sum", width + " tables of 256", tables.length + " values");
    }
    CodeLoops loops = Kernels.codeLoops();
    run(
        from,
        to,
        out,
        (first, last, target, at) ->
            loops.sum(tables, width, columns, first, last, offset, target, at));
  }

  /**
   * Writes {@code base + step sum} for the rows {@code from} to {@code to} to the head of {@code
   * out}; the sum is that over the columns t of {@code tables[32 t + low nibble]} and {@code
   * tables[32 t + 16 + high nibble]}, unsigned bytes.
   *
   * @param tables {@code [width, 2, 16]}, followed by 64 bytes that are not used; the largest bytes
   *     of all tables must add up to less than 2^16 (width up to 128 always does)
   * @throws ShapeException for tables of another length
   */
  public void sumNibbles(byte[] tables, float base, float step, int from, int to, float[] out) {
    if (tables.length != (width << 5) + BLOCK) {
      throw new ShapeException(
          NAME + ".sumNibbles",
          width + " pairs of tables of 16 and 64 bytes more",
          tables.length + " bytes");
    }
    CodeLoops loops = Kernels.codeLoops();
    run(
        from,
        to,
        out,
        (first, last, target, at) ->
            loops.sumNibbles(tables, width, columns, first, last, base, step, target, at));
  }

  /** What does whole blocks. */
  @FunctionalInterface
  private interface Loop {
    void run(int fromBlock, int toBlock, float[] out, int at);
  }

  /** Whole blocks go straight to their place, the ragged ends by way of a block of their own. */
  private void run(int from, int to, float[] out, Loop loop) {
    Require.between(NAME + ": from", 0, rows, from);
    Require.between(NAME + ": to", from, rows, to);
    Require.atLeast(NAME + ": length of the output", to - (long) from, out.length);
    int row = from;
    while (row < to) {
      int block = row / BLOCK;
      int whole = row % BLOCK == 0 ? (to - row) / BLOCK : 0;
      if (whole > 0) {
        loop.run(block, block + whole, out, row - from);
        row += whole * BLOCK;
      } else {
        float[] edge = new float[BLOCK];
        loop.run(block, block + 1, edge, 0);
        int count = Math.min(to - row, BLOCK - row % BLOCK);
        System.arraycopy(edge, row % BLOCK, out, row - from, count);
        row += count;
      }
    }
  }
}
