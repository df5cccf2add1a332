package org.latent4j.quantize.disentangle;

/** Multinomial logistic regression by Newton's method in plain loops, to the last bits. */
final class PlainLogistic {
  private static final double SAFETY = 1e-9;

  private final double[][] x; // [n][p], the last of which is 1
  private final int[] y;
  private final int classes;
  private final double[] rowWeights;
  private final double ridge;
  private double[] point; // [classes * p]

  private PlainLogistic(double[][] x, int[] y, int classes, double[] rowWeights, double ridge) {
    this.x = x;
    this.y = y;
    this.classes = classes;
    this.rowWeights = rowWeights;
    this.ridge = ridge;
    this.point = new double[classes * x[0].length];
  }

  /**
   * Minimises the weighted sum of log losses and half the ridge times the squares of all weights
   * but those of the last feature.
   */
  static PlainLogistic fit(double[][] x, int[] y, int classes, double[] rowWeights, double ridge) {
    PlainLogistic model = new PlainLogistic(x, y, classes, rowWeights, ridge);
    for (int step = 0; step < 100 && model.improve(); step++) {
      // One step of Newton after the other.
    }
    return model;
  }

  private boolean improve() {
    int p = x[0].length;
    int size = classes * p;
    double[] gradient = new double[size];
    double[][] curvature = new double[size][size];
    for (int a = 0; a < size; a++) {
      boolean penalised = a % p != p - 1;
      gradient[a] = penalised ? ridge * point[a] : 0;
      curvature[a][a] = SAFETY * x.length + (penalised ? ridge : 0);
    }
    for (int i = 0; i < x.length; i++) {
      double[] shares = shares(x[i]);
      for (int c = 0; c < classes; c++) {
        double rest = shares[c] - (y[i] == c ? 1 : 0);
        for (int j = 0; j < p; j++) {
          gradient[c * p + j] += rowWeights[i] * rest * x[i][j];
        }
        for (int d = 0; d < classes; d++) {
          double w = rowWeights[i] * shares[c] * ((c == d ? 1 : 0) - shares[d]);
          for (int j = 0; j < p; j++) {
            for (int t = 0; t < p; t++) {
              curvature[c * p + j][d * p + t] += w * x[i][j] * x[i][t];
            }
          }
        }
      }
    }
    double[] step = Plain.solve(curvature, gradient);
    double before = objective(point);
    for (double length = 1; length > 1e-9; length /= 2) {
      double[] next = point.clone();
      for (int a = 0; a < size; a++) {
        next[a] -= length * step[a];
      }
      if (objective(next) < before) {
        point = next;
        return true;
      }
    }
    return false;
  }

  private double objective(double[] at) {
    double[] kept = point;
    point = at;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum -= rowWeights[i] * Math.log(shares(x[i])[y[i]]);
    }
    int p = x[0].length;
    for (int a = 0; a < at.length; a++) {
      sum += a % p == p - 1 ? 0 : ridge / 2 * at[a] * at[a];
    }
    point = kept;
    return sum;
  }

  /** The probability of each class for a row. */
  double[] shares(double[] row) {
    double[] out = new double[classes];
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < row.length; j++) {
        out[c] += point[c * row.length + j] * row[j];
      }
      most = Math.max(most, out[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      out[c] = Math.exp(out[c] - most);
      sum += out[c];
    }
    for (int c = 0; c < classes; c++) {
      out[c] /= sum;
    }
    return out;
  }

  /** The mean log loss of the rows it learned from, not weighted. */
  double logLoss() {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum -= Math.log(shares(x[i])[y[i]]) / x.length;
    }
    return sum;
  }
}
