package org.latent4j.quantize;

import java.util.List;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Ladder} for each column, or another function to codes: codes of whole matrices, block by
 * block.
 */
final class Ladders {
  private static final int VALUES = 1 << 15;

  private final List<DoubleToIntFunction> each;
  private final @Nullable LadderTable table;

  Ladders(List<? extends DoubleToIntFunction> each) {
    this.each = List.copyOf(each);
    this.table = LadderTable.of(this.each);
  }

  int columns() {
    return each.size();
  }

  /** Codes all rows of a checked matrix. */
  CodeMatrix quantize(INDArray x, CodeSpace space) {
    long n = x.size(0);
    CodeDraft draft = CodeMatrix.draft(space, n);
    int height = Math.max(1, VALUES / columns());
    int blocks = Math.toIntExact((n + height - 1) / height);
    Parallel.blocks(
        blocks,
        1,
        Threads.all(),
        (block, end) -> {
          long from = (long) block * height;
          put(x, from, Math.min(n, from + height), draft);
        });
    return draft.seal();
  }

  private void put(INDArray x, long from, long to, CodeDraft draft) {
    int[] codes = new int[(int) (to - from) * columns()];
    if (x.dataType() == DataType.FLOAT) {
      codes(Dense.floats(x, from, to), codes);
    } else {
      codes(Dense.doubles(x, from, to), codes);
    }
    for (long row = from; row < to; row++) {
      draft.put(row, codes, (int) (row - from) * columns());
    }
  }

  /** The codes of rows in one array. */
  private void codes(double[] x, int[] codes) {
    int columns = columns();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = each.get(i % columns).applyAsInt(x[i]);
    }
  }

  /**
   * The codes of rows in one array.
   *
   * @throws ShapeException when the lengths differ or hold no whole rows
   */
  void codes(float[] x, int[] codes) {
    int columns = columns();
    if (x.length != codes.length || x.length % columns != 0) {
      throw new ShapeException(
          "codes",
          "rows of " + columns + " numbers and as many codes",
          x.length + " and " + codes.length);
    }
    if (table != null) {
      table.codes(x, codes);
      return;
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = each.get(i % columns).applyAsInt(x[i]);
    }
  }
}
