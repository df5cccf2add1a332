package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.Invariance;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random changes of a space to try an encoder or a projection with. */
public enum Transformation {
  /** Haar rotations and reflections. */
  ORTHOGONAL,
  /** Other orders of the columns. */
  PERMUTATION,
  /** One factor for all: 1e-3, 1, 1e3 in turn. */
  ISOTROPIC_SCALE,
  /** One vector added to every row, some three times as long as a row deviates from the mean. */
  TRANSLATION,
  /** Invertible matrices of condition 10. */
  INVERTIBLE_LINEAR,
  /** Invertible matrices of condition 10, then a translation. */
  AFFINE;

  private static final double[] SCALES = {1e-3, 1, 1e3};
  private static final double CONDITION = 10;
  private static final double SHIFT = 3;

  /** The class of maps that this one draws from. */
  public Invariance invariance() {
    return Invariance.valueOf(name());
  }

  /**
   * Changes a space.
   *
   * @param x {@code [n, d]}, n of at least 1; not modified
   * @param random where the map is drawn from
   * @param number the number of the case, which chooses the scale
   * @return {@code [n, d]}, new, of the type of {@code x}
   */
  public INDArray apply(INDArray x, RandomStream random, int number) {
    int d = Math.toIntExact(x.size(1));
    double[] rows = Dense.doubles(x);
    double[] out =
        switch (this) {
          case ORTHOGONAL -> times(rows, random.orthogonal(d), d);
          case PERMUTATION -> permuted(rows, random.permutation(d));
          case ISOTROPIC_SCALE -> scaled(rows, SCALES[number % SCALES.length]);
          case TRANSLATION -> moved(rows, d, random);
          case INVERTIBLE_LINEAR -> times(rows, invertible(d, random), d);
          case AFFINE -> moved(times(rows, invertible(d, random), d), d, random);
        };
    return Dense.of(x.dataType(), out, x.size(0), d);
  }

  private static double[] times(double[] rows, double[] matrix, int d) {
    double[] out = new double[rows.length];
    for (int start = 0; start < rows.length; start += d) {
      for (int k = 0; k < d; k++) {
        double value = rows[start + k];
        for (int j = 0; j < d; j++) {
          out[start + j] += value * matrix[k * d + j];
        }
      }
    }
    return out;
  }

  private static double[] permuted(double[] rows, int[] order) {
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = rows[i / order.length * order.length + order[i % order.length]];
    }
    return out;
  }

  private static double[] scaled(double[] rows, double factor) {
    return Arrays.stream(rows).map(value -> value * factor).toArray();
  }

  private static double[] moved(double[] rows, int d, RandomStream random) {
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      mean[i % d] += rows[i] * d / rows.length;
    }
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      squares += (rows[i] - mean[i % d]) * (rows[i] - mean[i % d]);
    }
    double deviation = Math.sqrt(squares / rows.length);
    double[] offset = new double[d];
    for (int j = 0; j < d; j++) {
      offset[j] = SHIFT * (deviation > 0 ? deviation : 1) * random.normal();
    }
    double[] out = rows.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += offset[i % d];
    }
    return out;
  }

  /** Q D P with singular values from 1 to 10. */
  private static double[] invertible(int d, RandomStream random) {
    double[] left = random.orthogonal(d);
    for (int i = 0; i < left.length; i++) {
      left[i] *= 1 + (CONDITION - 1) * (i % d) / Math.max(1, d - 1);
    }
    return times(left, random.orthogonal(d), d);
  }
}
