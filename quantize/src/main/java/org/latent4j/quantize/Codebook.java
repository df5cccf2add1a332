package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vectors, and which of them is nearest. Distances are compared as in double arithmetic, whatever
 * the block that a product in floats has found the candidates in; of equal ones the first wins.
 *
 * @param values {@code [codes, width]}
 * @param codes how many
 * @param width columns
 */
record Codebook(float[] values, int codes, int width) {
  private static final int ROWS = 1 << 16;

  /** For each row of a finite matrix the nearest vector. */
  int[] nearest(INDArray x, int threads) {
    return KMeans.assign(x, array(), threads);
  }

  /** For each row the nearest vector, in double arithmetic. */
  static int[] nearest(Batch rows, double[] vectors) {
    INDArray x = rows.doubles();
    return KMeans.assign(x, Dense.of(vectors, vectors.length / rows.d(), rows.d()), Threads.all());
  }

  /** The codes of a checked matrix, in blocks, so that little is copied. */
  CodeMatrix quantize(INDArray x) {
    CodeDraft draft = CodeMatrix.draft(space(), x.size(0));
    for (long from = 0; from < x.size(0); from += ROWS) {
      long to = Math.min(x.size(0), from + ROWS);
      int[] found = nearest(Dense.rows(x, from, to), Threads.all());
      for (int i = 0; i < found.length; i++) {
        draft.put(from + i, 0, found[i]);
      }
    }
    return draft.seal();
  }

  /** The same for rows brought to length 1 first. */
  CodeMatrix quantizeUnit(INDArray x) {
    int n = Math.toIntExact(x.size(0));
    CodeDraft draft = CodeMatrix.draft(space(), n);
    int block = Math.max(1, ROWS / width);
    Parallel.blocks(
        n,
        block,
        1,
        (from, to) -> {
          double[] unit = UnitRows.of(Dense.doubles(x, from, to), width, 1).values();
          int[] found = nearest(Dense.of(unit, to - from, width), Threads.all());
          for (int i = from; i < to; i++) {
            draft.put(i, 0, found[i - from]);
          }
        });
    return draft.seal();
  }

  /** The vectors of checked codes. */
  INDArray reconstruct(CodeMatrix matrix) {
    return CodedRows.decode(
        matrix, width, (row, out, at) -> System.arraycopy(values, row[0] * width, out, at, width));
  }

  /** One position of as many codes as vectors. */
  CodeSpace space() {
    return new CodeSpace(codes);
  }

  /** The vectors in an array of their own. */
  INDArray array() {
    return Dense.of(values, codes, width);
  }
}
