package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is known of some items, column by column: their sources and their latents. */
final class Observations {
  /** How many bins numbers are put into where classes are wanted. */
  static final int BINS = 20;

  private final double[][] sources; // [s][n]
  private final double[][] latents; // [z][n]
  private final boolean continuous;
  private final boolean discrete;
  private final Labels[] labels;

  private Observations(
      double[][] sources, double[][] latents, boolean continuous, boolean discrete, Labels[] own) {
    this.sources = sources;
    this.latents = latents;
    this.continuous = continuous;
    this.discrete = discrete;
    this.labels = own;
  }

  /**
   * Takes and checks sources and latents.
   *
   * @param sources {@code [n, s]}: of a whole-number type they are classes, else numbers
   * @param latents {@code [n, z]}
   * @param discrete whether latents are codes
   */
  static Observations of(String operation, INDArray sources, INDArray latents, boolean discrete) {
    INDArray right = floating(operation + ": latents", latents);
    INDArray left = floating(operation + ": sources", sources);
    if (left.size(0) != right.size(0)) {
      throw new ShapeException(
          operation,
          "as many rows of latents as of sources, " + left.size(0),
          Arrays.toString(right.shape()));
    }
    boolean continuous = sources.dataType().isFPType();
    double[][] columns = columns(left);
    double[][] z = columns(right);
    for (int i = 0; i < columns.length; i++) {
      refuseConstant(operation, columns[i], i);
    }
    if (discrete) {
      requireWhole(operation, z);
    }
    Labels[] labels = new Labels[columns.length];
    Arrays.setAll(
        labels, i -> continuous ? Labels.binned(columns[i], BINS) : Labels.of(columns[i]));
    return new Observations(columns, z, continuous, discrete, labels);
  }

  private static INDArray floating(String operation, INDArray x) {
    if (x.rank() != 2 || x.size(0) < 1 || x.size(1) < 1) {
      throw new ShapeException(operation, "[n, d], neither 0", Arrays.toString(x.shape()));
    }
    boolean wide = x.dataType() == DataType.DOUBLE || x.dataType() == DataType.FLOAT;
    return Finite.require(operation, wide ? x : x.castTo(DataType.DOUBLE));
  }

  private static double[][] columns(INDArray x) {
    int n = Math.toIntExact(x.size(0));
    int d = Math.toIntExact(x.size(1));
    double[] all = Dense.doubles(x);
    double[][] out = new double[d][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        out[j][i] = all[i * d + j];
      }
    }
    return out;
  }

  private static void refuseConstant(String operation, double[] column, int index) {
    double first = column[0];
    if (Arrays.stream(column).allMatch(value -> value == first)) {
      throw new InputException(
          operation,
          "sources that vary",
          "a constant source: column "
              + index
              + " is "
              + first
              + " in all "
              + column.length
              + " rows");
    }
  }

  private static void requireWhole(String operation, double[][] latents) {
    for (int i = 0; i < latents[0].length; i++) {
      for (int j = 0; j < latents.length; j++) {
        double value = latents[j][i];
        if (value != Math.rint(value)) {
          throw new InputException(
              operation,
              "whole numbers as discrete latents",
              value + " at row " + i + ", column " + j);
        }
      }
    }
  }

  /** How many items there are. */
  int rows() {
    return sources[0].length;
  }

  /** The sources as numbers, {@code [s][n]}; not to be modified. */
  double[][] sources() {
    return sources;
  }

  /** The latents as numbers, {@code [z][n]}; not to be modified. */
  double[][] latents() {
    return latents;
  }

  /** Whether the sources are numbers, not classes. */
  boolean continuous() {
    return continuous;
  }

  /** Whether the latents are codes. */
  boolean discrete() {
    return discrete;
  }

  /** The sources as classes; numbers are in 20 bins of equal width. */
  Labels[] labels() {
    return labels;
  }

  /** Some rows, which may come more than once; classes keep their numbers. */
  Observations select(int[] rows) {
    Labels[] some = new Labels[labels.length];
    Arrays.setAll(some, i -> labels[i].select(rows));
    return new Observations(
        select(sources, rows), select(latents, rows), continuous, discrete, some);
  }

  private static double[][] select(double[][] columns, int[] rows) {
    double[][] out = new double[columns.length][rows.length];
    for (int j = 0; j < columns.length; j++) {
      double[] column = columns[j];
      Arrays.setAll(out[j], i -> column[rows[i]]);
    }
    return out;
  }
}
