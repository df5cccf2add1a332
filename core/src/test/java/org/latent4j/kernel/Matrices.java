package org.latent4j.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Matrices for tests and plain arithmetic on them, all in doubles and row-major order. */
final class Matrices {
  private Matrices() {}

  static double[] normal(long seed, int count) {
    RandomStream stream = new RandomStream(seed);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = stream.normal();
    }
    return out;
  }

  static INDArray normal(long seed, DataType type, int m, int n) {
    return Dense.of(type, normal(seed, m * n), m, n);
  }

  /** The product of normal matrices [m, r] and [r, n]. */
  static INDArray ofRank(long seed, DataType type, int m, int n, int r) {
    double[] product = multiply(normal(seed, m * r), normal(seed + 1, r * n), m, r, n);
    return Dense.of(type, product, m, n);
  }

  static double[] multiply(double[] a, double[] b, int m, int k, int n) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int t = 0; t < k; t++) {
        for (int j = 0; j < n; j++) {
          c[i * n + j] += a[i * k + t] * b[t * n + j];
        }
      }
    }
    return c;
  }

  static double[] transpose(double[] a, int m, int n) {
    double[] t = new double[a.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        t[j * m + i] = a[i * n + j];
      }
    }
    return t;
  }

  static double[] identity(int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      out[i * n + i] = 1;
    }
    return out;
  }

  /** Largest absolute difference. */
  static double difference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new AssertionError(a.length + " and " + b.length + " values");
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs(a[i] - b[i]);
      largest = d > largest || Double.isNaN(d) ? d : largest;
    }
    return largest;
  }

  /** How far the columns of q [m, r] are from orthonormal. */
  static double orthonormality(INDArray q) {
    int m = (int) q.size(0);
    int r = (int) q.size(1);
    double[] values = Dense.doubles(q);
    return difference(multiply(transpose(values, m, r), values, r, m, r), identity(r));
  }

  /** The same values as every other column of a larger array. */
  static INDArray view(INDArray x) {
    INDArray wide =
        Nd4j.create(x.dataType(), new long[] {x.size(0) + 2, 2 * x.size(1) + 1}, 'c').addi(7);
    INDArray view =
        wide.get(
            NDArrayIndex.interval(1, x.size(0) + 1),
            NDArrayIndex.interval(1, 2, 2 * x.size(1) + 1));
    view.assign(x);
    return view;
  }

  static INDArray fortran(INDArray x) {
    return x.dup('f');
  }
}
