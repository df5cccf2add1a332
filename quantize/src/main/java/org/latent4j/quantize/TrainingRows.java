package org.latent4j.quantize;

import java.util.Arrays;
import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The rows that codebooks of K centroids are trained on. */
final class TrainingRows {
  /** More rows for a centroid teach it nothing; fewer than the least leave it to chance. */
  private static final int MOST = 256;

  private static final int LEAST = 39;

  private TrainingRows() {}

  /**
   * The rows, or 256 K of them drawn by the run's seed, in their order, always a copy.
   *
   * @throws InputException for fewer rows than centroids
   */
  static INDArray of(String operation, INDArray x, int centroids, Run run) {
    CodedRows.training(operation, x);
    long n = x.size(0);
    if (n < centroids) {
      throw new InputException(
          operation, "at least " + centroids + " rows for as many centroids", n + " rows");
    }
    if (n < (long) LEAST * centroids) {
      run.progress()
          .on(
              new Progress.Warned(
                  operation,
                  n
                      + " rows for "
                      + centroids
                      + " centroids; at least "
                      + LEAST
                      + " a centroid are advised"));
    }
    if (n <= (long) MOST * centroids) {
      return copy(x, null);
    }
    int[] order = run.seed().child("sample").stream().permutation(Math.toIntExact(n));
    int[] chosen = Arrays.copyOf(order, MOST * centroids);
    Arrays.sort(chosen);
    return copy(x, chosen);
  }

  private static INDArray copy(INDArray x, int @org.jspecify.annotations.Nullable [] chosen) {
    int d = Math.toIntExact(x.size(1));
    int n = chosen == null ? Math.toIntExact(x.size(0)) : chosen.length;
    if (x.dataType() == DataType.FLOAT) {
      float[] out = new float[Math.multiplyExact(n, d)];
      for (int i = 0; i < n && chosen != null; i++) {
        System.arraycopy(Dense.floats(x, chosen[i], chosen[i] + 1L), 0, out, i * d, d);
      }
      return Dense.of(chosen == null ? Dense.floats(x) : out, n, d);
    }
    double[] out = new double[Math.multiplyExact(n, d)];
    for (int i = 0; i < n && chosen != null; i++) {
      System.arraycopy(Dense.doubles(x, chosen[i], chosen[i] + 1L), 0, out, i * d, d);
    }
    return Dense.of(chosen == null ? Dense.doubles(x) : out, n, d);
  }

  /** Tells of a step of a training. */
  static void step(Run run, String task, long step) {
    run.progress().on(new Progress.Stepped(task, step, Map.of()));
  }
}
