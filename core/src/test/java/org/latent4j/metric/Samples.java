package org.latent4j.metric;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random spaces and changes of spaces for the tests of the indices, in plain Java. */
final class Samples {
  private Samples() {}

  /** Options that suit spaces of some twenty rows. */
  static IndexOptions options() {
    return IndexOptions.standard().withK(5).withBatch(8).withSigma(0.7);
  }

  static INDArray array(double[][] rows) {
    double[] out = new double[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, out, i * rows[0].length, rows[0].length);
    }
    return Dense.of(out, rows.length, rows[0].length);
  }

  static double[][] normals(int n, int d, RandomStream random) {
    double[][] out = new double[n][d];
    for (double[] row : out) {
      for (int j = 0; j < d; j++) {
        row[j] = random.normal();
      }
    }
    return out;
  }

  /** Columns of unequal scale, away from the origin. */
  static double[][] space(int n, int d, RandomStream random) {
    double[][] out = normals(n, d, random);
    for (double[] row : out) {
      for (int j = 0; j < d; j++) {
        row[j] = (0.3 + 0.2 * j) * row[j] + 0.2 * j - 0.3;
      }
    }
    return out;
  }

  /** Another space of {@code d} columns that shares something with {@code x}. */
  static double[][] related(double[][] x, int d, double noise, RandomStream random) {
    double[][] out = times(x, normals(x[0].length, d, random));
    for (double[] row : out) {
      for (int j = 0; j < d; j++) {
        row[j] = 0.5 * row[j] + noise * random.normal() + 0.1 * j;
      }
    }
    return out;
  }

  static double[][] times(double[][] x, double[][] m) {
    double[][] out = new double[x.length][m[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < m.length; k++) {
        for (int j = 0; j < m[0].length; j++) {
          out[i][j] += x[i][k] * m[k][j];
        }
      }
    }
    return out;
  }

  /** Rows of a normal matrix made orthonormal, twice for the sake of rounding. */
  static double[][] orthogonal(int d, RandomStream random) {
    double[][] q = normals(d, d, random);
    for (int i = 0; i < d; i++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          double dot = dot(q[i], q[k]);
          for (int j = 0; j < d; j++) {
            q[i][j] -= dot * q[k][j];
          }
        }
      }
      double norm = Math.sqrt(dot(q[i], q[i]));
      for (int j = 0; j < d; j++) {
        q[i][j] /= norm;
      }
    }
    return q;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /** A random change of the class. */
  static double[][] change(Invariance invariance, double[][] x, RandomStream random) {
    int d = x[0].length;
    return switch (invariance) {
      case ORTHOGONAL -> times(x, orthogonal(d, random));
      case PERMUTATION -> times(x, permutation(d, random));
      case ISOTROPIC_SCALE -> times(x, scaled(d, Math.pow(10, 4 * random.uniform() - 2)));
      case TRANSLATION -> moved(x, random);
      case INVERTIBLE_LINEAR -> times(x, invertible(d, random));
      case AFFINE -> moved(times(x, invertible(d, random)), random);
    };
  }

  private static double[][] permutation(int d, RandomStream random) {
    double[][] out = new double[d][d];
    int[] order = random.permutation(d);
    for (int i = 0; i < d; i++) {
      out[i][order[(i + 1) % d]] = 1;
    }
    return out;
  }

  private static double[][] scaled(int d, double factor) {
    double[][] out = new double[d][d];
    for (int i = 0; i < d; i++) {
      out[i][i] = factor;
    }
    return out;
  }

  /** Singular values from 1 to 4. */
  private static double[][] invertible(int d, RandomStream random) {
    double[][] stretch = new double[d][d];
    for (int i = 0; i < d; i++) {
      stretch[i][i] = 1 + 3 * random.uniform();
    }
    return times(times(orthogonal(d, random), stretch), orthogonal(d, random));
  }

  private static double[][] moved(double[][] x, RandomStream random) {
    double[][] out = new double[x.length][];
    double[] by = normals(1, x[0].length, random)[0];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i].clone();
      for (int j = 0; j < by.length; j++) {
        out[i][j] += 2 * by[j];
      }
    }
    return out;
  }
}
