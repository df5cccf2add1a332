package org.latent4j.quantize;

import java.util.List;
import java.util.function.DoubleToIntFunction;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Ladder} for each column: codes of whole matrices, block by block. */
final class Ladders {
  private static final int VALUES = 1 << 15;

  private final List<DoubleToIntFunction> ladders;

  Ladders(List<? extends DoubleToIntFunction> ladders) {
    this.ladders = List.copyOf(ladders);
  }

  int columns() {
    return ladders.size();
  }

  /** The code of a number in a column. */
  int code(int column, double x) {
    return ladders.get(column).applyAsInt(x);
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
  void codes(double[] x, int[] codes) {
    int columns = columns();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = ladders.get(i % columns).applyAsInt(x[i]);
    }
  }

  /** The codes of rows in one array; see {@link #codes(double[], int[])}. */
  void codes(float[] x, int[] codes) {
    int columns = columns();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = ladders.get(i % columns).applyAsInt(x[i]);
    }
  }
}
