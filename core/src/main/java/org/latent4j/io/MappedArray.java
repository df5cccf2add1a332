package org.latent4j.io;

import java.io.InputStream;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array whose bytes lie row by row in a mapped file, so that any rows of it can be read. */
public final class MappedArray implements StoredArray {
  private final ArrayDescription description;
  private final String place;
  private final MappedBytes bytes;
  private final long begin;

  MappedArray(ArrayDescription description, String place, MappedBytes bytes, long begin) {
    this.description = description;
    this.place = place;
    this.bytes = bytes;
    this.begin = begin;
  }

  @Override
  public ArrayDescription description() {
    return description;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public InputStream stream() {
    return bytes.stream(begin, description.bytes());
  }

  /** Copies bytes of the array, from byte {@code from} of it on. */
  public void bytes(long from, byte[] target, int offset, int length) {
    Require.between(place + ": byte", 0, description.bytes() - length, from);
    bytes.get(begin + from, target, offset, length);
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} of an array of rank 1 or more, dense, as {@link
   * #read} gives them; {@code from == to} gives none.
   */
  public INDArray rows(long from, long to) {
    Require.between(place + ": row", 0, description.size(0), to);
    Require.between(place + ": row", 0, to, from);
    long[] shape = description.shape();
    long row = shape[0] == 0 ? 0 : description.bytes() / shape[0];
    shape[0] = to - from;
    ArrayDescription some = ArrayDescription.of(description.name(), description.type(), shape);
    return new MappedArray(some, place, bytes, begin + from * row).read();
  }

  /** Some rows in the order given, as {@link #read} gives them; only these are read. */
  public INDArray select(long... selected) {
    long[] shape = description.shape();
    long row = shape[0] == 0 ? 0 : description.bytes() / shape[0];
    for (long one : selected) {
      Require.between(place + ": row", 0, shape[0] - 1, one);
    }
    shape[0] = selected.length;
    ArrayDescription some = ArrayDescription.of(description.name(), description.type(), shape);
    return new StreamedArray(some, place, true, () -> new RowsStream(row, selected)).read();
  }

  /** The bytes of some rows. */
  private final class RowsStream extends BlockStream {
    private final long row;
    private final long[] selected;
    private int next;
    private long inside;

    RowsStream(long row, long[] selected) {
      super((int) Math.max(1, Math.min(row, BLOCK)));
      this.row = row;
      this.selected = selected;
    }

    @Override
    int fill(byte[] target) {
      if (next == selected.length || row == 0) {
        return -1;
      }
      int count = (int) Math.min(target.length, row - inside);
      bytes.get(begin + selected[next] * row + inside, target, 0, count);
      inside += count;
      if (inside == row) {
        inside = 0;
        next++;
      }
      return count;
    }
  }
}
