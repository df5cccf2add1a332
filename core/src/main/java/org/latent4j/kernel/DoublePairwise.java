package org.latent4j.kernel;

import org.latent4j.kernel.Gemm.Form;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link Pairwise} in double precision. */
final class DoublePairwise {
  /** Below this part of the squared norms a squared distance is added up from the differences. */
  private static final double CLOSE = 1e-6;

  private DoublePairwise() {}

  static INDArray between(String name, Measure measure, INDArray x, INDArray y, int threads) {
    int n = Math.toIntExact(x.size(0));
    int m = Math.toIntExact(y.size(0));
    int d = Math.toIntExact(x.size(1));
    double[] rowsA = Dense.doubles(x); // [n, d]
    double[] rowsB = Dense.doubles(y); // [m, d]
    double[] mean =
        measure == Measure.SQUARED_EUCLIDEAN
            ? ColumnStatistics.of(y, threads).mean()
            : new double[0];
    double[] normsA = norms(name, centred(rowsA, mean), d);
    double[] normsB = norms(name, centred(rowsB, mean), d);
    boolean cosine = measure == Measure.COSINE;
    double[] a = cosine ? Dense.doubles(RowNorms.unit(x)) : centred(rowsA, mean);
    double[] b = cosine ? Dense.doubles(RowNorms.unit(y)) : centred(rowsB, mean);
    double[] out = new double[Math.multiplyExact(n, m)]; // [n, m]
    if (measure.byProduct()) {
      Gemm.multiply(Form.NT, n, m, d, 1.0, a, b, 0.0, out, threads);
    }
    Parallel.Block task =
        (from, to) -> {
          for (int t = from * m; t < to * m; t++) {
            int i = t / m;
            int j = t % m;
            double norms = normsA[i] + normsB[j];
            out[t] = value(measure, out[t], norms, rowsA, i * d, rowsB, j * d, d);
          }
        };
    Parallel.blocks(n, 64, threads, task);
    return out.length == 0 ? Dense.zeros(DataType.DOUBLE, n, m) : Dense.of(out, n, m);
  }

  /** The value of the measure; {@code product} is the inner product where one was taken. */
  private static double value(
      Measure measure, double product, double norms, double[] a, int i, double[] b, int j, int d) {
    return switch (measure) {
      case COSINE -> Math.max(-1, Math.min(1, product));
      case INNER_PRODUCT -> product;
      case SQUARED_EUCLIDEAN -> squared(product, norms, a, i, b, j, d);
      case MANHATTAN -> manhattan(a, i, b, j, d);
      case CHEBYSHEV -> chebyshev(a, i, b, j, d);
    };
  }

  private static double[] norms(String name, double[] x, int d) {
    double[] norms = new double[x.length / d];
    for (int row = 0; row < norms.length; row++) {
      norms[row] = Scorer.checkNorm(name, Kernels.dot(x, row * d, x, row * d, d), row);
    }
    return norms;
  }

  /** The rows less the mean; the rows themselves where there is none. */
  private static double[] centred(double[] x, double[] mean) {
    if (mean.length == 0) {
      return x;
    }
    double[] out = x.clone();
    for (int t = 0; t < out.length; t++) {
      out[t] -= mean[t % mean.length];
    }
    return out;
  }

  private static double squared(
      double product, double norms, double[] a, int i, double[] b, int j, int d) {
    double distance = norms - 2 * product;
    if (distance > CLOSE * norms) {
      return distance;
    }
    double sum = 0;
    for (int t = 0; t < d; t++) {
      double difference = a[i + t] - b[j + t];
      sum += difference * difference;
    }
    return sum;
  }

  private static double manhattan(double[] a, int i, double[] b, int j, int d) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      sum += Math.abs(a[i + t] - b[j + t]);
    }
    return sum;
  }

  private static double chebyshev(double[] a, int i, double[] b, int j, int d) {
    double largest = 0;
    for (int t = 0; t < d; t++) {
      largest = Math.max(largest, Math.abs(a[i + t] - b[j + t]));
    }
    return largest;
  }
}
