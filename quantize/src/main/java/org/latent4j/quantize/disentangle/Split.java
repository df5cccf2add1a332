package org.latent4j.quantize.disentangle;

import java.util.stream.IntStream;
import org.latent4j.error.Require;
import org.latent4j.kernel.RandomStream;

/** The first two thirds of the rows, which models learn from, and the rest, which tests them. */
record Split(int training, int rows) {
  static Split of(int rows) {
    Require.atLeast("split into training and test: rows", 2, rows);
    return new Split(Math.max(1, (int) (2L * rows / 3)), rows);
  }

  Observations trainingOf(Observations data) {
    return data.select(IntStream.range(0, training).toArray());
  }

  Observations testOf(Observations data) {
    return data.select(IntStream.range(training, rows).toArray());
  }

  /** Rows drawn with replacement; those for the test only from those for the test. */
  int[] resample(RandomStream random) {
    int[] out = new int[rows];
    for (int i = 0; i < rows; i++) {
      out[i] = i < training ? random.below(training) : training + random.below(rows - training);
    }
    return out;
  }
}
