package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;

/** Latents that are numbers, each column centred and divided by its population deviation. */
final class NumberFeatures implements Features {
  private final double[][] columns; // the last one is all ones

  private NumberFeatures(double[][] columns) {
    this.columns = columns;
  }

  /** Standardises columns; a constant one becomes 0. */
  static NumberFeatures of(double[][] latents) {
    double[][] columns = new double[latents.length + 1][];
    for (int j = 0; j < latents.length; j++) {
      columns[j] = standardised(latents[j]);
    }
    double[] ones = new double[latents[0].length];
    Arrays.fill(ones, 1);
    columns[latents.length] = ones;
    return new NumberFeatures(columns);
  }

  private static double[] standardised(double[] column) {
    double deviation = MutualInformation.deviation(column);
    double mean = 0;
    for (double value : column) {
      mean += value - column[0];
    }
    mean /= column.length;
    double[] out = new double[column.length];
    for (int i = 0; i < out.length && deviation > 0; i++) {
      out[i] = (column[i] - column[0] - mean) / deviation;
    }
    return out;
  }

  @Override
  public int rows() {
    return columns[0].length;
  }

  @Override
  public int width() {
    return columns.length;
  }

  @Override
  public double[] moments() {
    int width = width();
    double[] out = new double[width * width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = Kernels.dot(columns[a], 0, columns[b], 0, rows()) / rows();
        out[a * width + b] = sum;
        out[b * width + a] = sum;
      }
    }
    return out;
  }

  @Override
  public void scores(double[] weights, int lanes, int from, int to, double[] out) {
    int width = width();
    int m = to - from;
    double[] one = new double[m];
    for (int c = 0; c < lanes; c++) {
      Arrays.fill(one, weights[(width - 1) * lanes + c]);
      for (int j = 0; j + 1 < width; j++) {
        Kernels.axpy(weights[j * lanes + c], columns[j], from, one, 0, m);
      }
      for (int i = 0; i < m; i++) {
        out[i * lanes + c] = one[i];
      }
    }
  }

  @Override
  public void addProducts(double[] residuals, int lanes, int from, int to, double[] gradient) {
    int m = to - from;
    double[] one = new double[m];
    for (int c = 0; c < lanes; c++) {
      for (int i = 0; i < m; i++) {
        one[i] = residuals[i * lanes + c];
      }
      for (int j = 0; j < columns.length; j++) {
        gradient[j * lanes + c] += Kernels.dot(columns[j], from, one, 0, m);
      }
    }
  }

  @Override
  public double[] offsets(Labels labels) {
    return new double[labels.count() * width()];
  }

  @Override
  public Features select(int[] rows) {
    double[][] some = new double[columns.length][rows.length];
    for (int j = 0; j < some.length; j++) {
      double[] column = columns[j];
      Arrays.setAll(some[j], i -> column[rows[i]]);
    }
    return new NumberFeatures(some);
  }
}
