package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The rows a translation is fitted on, checked, in double, with their means taken off or not. */
final class PairedRows {
  private final double[] x; // [n, d]
  private final double[] y; // [n, d']
  private final double[] xMean; // [d]
  private final double[] yMean; // [d']
  private final INDArray left; // [n, d], x - xMean
  private final INDArray right; // [n, d'], y - yMean
  private final int threads;

  private PairedRows(INDArray x, INDArray y, boolean centred, int threads) {
    this.x = Dense.doubles(x);
    this.y = Dense.doubles(y);
    this.xMean = centred ? ColumnMeans.of(x) : new double[(int) x.size(1)];
    this.yMean = centred ? ColumnMeans.of(y) : new double[(int) y.size(1)];
    this.left = without(this.x, xMean, x.size(0));
    this.right = without(this.y, yMean, y.size(0));
    this.threads = threads;
  }

  /**
   * Checks and copies the rows of both sides.
   *
   * @param centred whether the means of both sides are taken off
   */
  static PairedRows of(Translation method, INDArray x, INDArray y, boolean centred, Run run) {
    String operation = method.getClass().getSimpleName() + ".fit";
    check(operation + ": x", x);
    check(operation + ": y", y);
    if (x.size(0) != y.size(0) || x.size(0) < 1) {
      throw new ShapeException(
          operation,
          "as many rows on both sides, at least one",
          x.size(0) + " and " + y.size(0) + " rows");
    }
    return new PairedRows(x, y, centred, run.threads());
  }

  private static void check(String operation, INDArray x) {
    Require.matrix(operation, x, -1);
    if (x.size(1) < 1) {
      throw new ShapeException(
          operation, "[n, d] with a d of at least 1", Arrays.toString(x.shape()));
    }
    Finite.require(operation, x);
  }

  private static INDArray without(double[] rows, double[] mean, long n) {
    double[] out = rows.clone();
    Translator.add(out, mean, -1);
    return Dense.of(out, n, mean.length);
  }

  /** n, the number of pairs. */
  int size() {
    return x.length / xMean.length;
  }

  /** d, the width of the left side. */
  int inputDimension() {
    return xMean.length;
  }

  /** d', the width of the right side. */
  int dimension() {
    return yMean.length;
  }

  int threads() {
    return threads;
  }

  /** The left rows as they came, {@code [n, d]}. */
  double[] x() {
    return x;
  }

  /** The right rows as they came, {@code [n, d']}. */
  double[] y() {
    return y;
  }

  double[] xMean() {
    return xMean;
  }

  double[] yMean() {
    return yMean;
  }

  /** X without its means, {@code [n, d]}. */
  INDArray left() {
    return left;
  }

  /** Y without its means, {@code [n, d']}. */
  INDArray right() {
    return right;
  }

  /** X'Y {@code [d, d']} of the rows without means. */
  INDArray cross() {
    return Gemm.product(Gemm.Form.TN, left, right, threads);
  }

  /** The squared Frobenius norm of {@link #left}. */
  double leftSquares() {
    double sum = 0;
    for (double value : Dense.doubles(left)) {
      sum += value * value;
    }
    return sum;
  }

  /** Says in a note what a map between different widths cannot be. */
  String isometryNote() {
    return inputDimension() == dimension()
        ? ""
        : inputDimension()
            + " to "
            + dimension()
            + " dimensions: only a partial isometry (the narrower side is padded with zeros)";
  }
}
