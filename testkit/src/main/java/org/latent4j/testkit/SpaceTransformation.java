package org.latent4j.testkit;

import java.util.Set;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to move one space that a similarity index may not notice. The names are those of the
 * classes of invariance in Klabunde et al., "Similarity of neural network models", 2023, arXiv
 * 2305.06329.
 */
public enum SpaceTransformation {
  /** A rotation or reflection. */
  ORTHOGONAL,
  /** Another order of the columns. */
  PERMUTATION,
  /** One factor above 0 for all entries. */
  ISOTROPIC_SCALE,
  /** One vector added to all rows. */
  TRANSLATION,
  /** An invertible matrix, of condition 4. */
  INVERTIBLE_LINEAR,
  /** An invertible matrix and a translation. */
  AFFINE;

  /**
   * A random transformation of this class.
   *
   * @param x {@code [n, d]}; not modified
   * @return {@code [n, d]}, new, of the type of {@code x}
   */
  public INDArray apply(INDArray x, RandomStream random) {
    int d = (int) x.size(1);
    return switch (this) {
      case ORTHOGONAL -> times(x, orthogonal(d, random));
      case PERMUTATION -> times(x, permutation(d, random));
      case ISOTROPIC_SCALE -> x.mul(3.7);
      case TRANSLATION -> moved(x, random);
      case INVERTIBLE_LINEAR -> times(x, invertible(d, random));
      case AFFINE -> moved(times(x, invertible(d, random)), random);
    };
  }

  /** Whether an index that is invariant to the declared classes must be invariant to this one. */
  boolean follows(Set<SpaceTransformation> declared) {
    if (declared.contains(this) || declared.contains(AFFINE)) {
      return true;
    }
    boolean linear = declared.contains(INVERTIBLE_LINEAR);
    return switch (this) {
      case ORTHOGONAL, ISOTROPIC_SCALE -> linear;
      case PERMUTATION -> linear || declared.contains(ORTHOGONAL);
      case AFFINE -> linear && declared.contains(TRANSLATION);
      default -> false;
    };
  }

  private static INDArray moved(INDArray x, RandomStream random) {
    double[] offset = new double[(int) x.size(1)];
    for (int j = 0; j < offset.length; j++) {
      offset[j] = 1 + 2 * random.uniform();
    }
    return x.addRowVector(Dense.of(x.dataType(), offset, 1, offset.length));
  }

  /** {@code x matrix}, summed in double in plain Java. */
  private static INDArray times(INDArray x, double[][] matrix) {
    int n = (int) x.size(0);
    int d = matrix.length;
    double[] out = new double[n * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        double value = x.getDouble(i, k);
        for (int j = 0; j < d; j++) {
          out[i * d + j] += value * matrix[k][j];
        }
      }
    }
    return Dense.of(x.dataType(), out, n, d);
  }

  private static double[][] permutation(int d, RandomStream random) {
    double[][] matrix = new double[d][d];
    int[] order = random.permutation(d);
    for (int i = 0; i < d; i++) {
      matrix[i][order[(i + 1) % d]] = 1;
    }
    return matrix;
  }

  /** Rows of a normal matrix, made orthonormal one after the other (modified Gram-Schmidt). */
  private static double[][] orthogonal(int d, RandomStream random) {
    double[][] rows = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = random.normal();
      }
      for (int pass = 0; pass < 2; pass++) { // the second pass removes what rounding left
        for (int k = 0; k < i; k++) {
          add(rows[i], -dot(rows[i], rows[k]), rows[k]);
        }
      }
      add(rows[i], 1 / Math.sqrt(dot(rows[i], rows[i])) - 1, rows[i].clone());
    }
    return rows;
  }

  /** Q D P with singular values from 1 to 4. */
  private static double[][] invertible(int d, RandomStream random) {
    double[][] left = orthogonal(d, random);
    double[][] right = orthogonal(d, random);
    double[][] out = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        double singular = 1 + 3.0 * k / Math.max(1, d - 1);
        add(out[i], left[i][k] * singular, right[k]);
      }
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] row) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * row[i];
    }
  }
}
