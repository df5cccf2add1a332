package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of one step as doubles.
 *
 * @param values {@code [n, d]} row by row
 * @param n rows
 * @param d columns
 * @param type of the array they came in
 */
record Batch(double[] values, int n, int d, DataType type) {
  /** The values of a finite matrix of that width. */
  static Batch of(String operation, INDArray z, int width) {
    CodedRows.check(operation, z, width);
    return new Batch(Dense.doubles(z), Math.toIntExact(z.size(0)), width, z.dataType());
  }

  /** Other values of the same shape. */
  Batch with(double[] others) {
    return new Batch(others, n, d, type);
  }

  /** The values in an array of the type that they came in. */
  INDArray array() {
    return Dense.of(type, values, n, d);
  }

  /** The values as an array of doubles. */
  INDArray doubles() {
    return Dense.of(values, n, d);
  }

  /** Values of the same shape, finite, such as a gradient. */
  double[] like(String operation, INDArray x) {
    org.latent4j.error.Require.matrix(operation, x, d);
    if (x.size(0) != n) {
      throw new org.latent4j.error.ShapeException(
          operation, "[" + n + ", " + d + "]", java.util.Arrays.toString(x.shape()));
    }
    return Dense.doubles(org.latent4j.kernel.Finite.require(operation, x));
  }

  /** Mean over all values of the squared difference to others; 0 without values. */
  double meanSquare(double[] others) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - others[i];
      sum += difference * difference;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /** Adds the gradient of {@code weight * meanSquare(others)} at the values. */
  void addMeanSquareGradient(double weight, double[] others, double[] gradient) {
    double factor = values.length == 0 ? 0 : 2 * weight / values.length;
    for (int i = 0; i < values.length; i++) {
      gradient[i] += factor * (values[i] - others[i]);
    }
  }
}
