package org.latent4j.anchors;

import java.util.Arrays;

/** The formulas of the projections, entry by entry, as slowly and plainly as can be. */
final class Definition {
  private Definition() {}

  /** Rows of a matrix. */
  static double[][] rows(double[] values, int d) {
    double[][] rows = new double[values.length / d][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * d, (i + 1) * d);
    }
    return rows;
  }

  static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    return mean;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * y[j];
    }
    return sum;
  }

  static double[] minus(double[] x, double[] y) {
    double[] out = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      out[j] = x[j] - y[j];
    }
    return out;
  }

  static double[][] minus(double[][] rows, double[] y) {
    return Arrays.stream(rows).map(row -> minus(row, y)).toArray(double[][]::new);
  }

  /** Rows divided by what the scaling says, measured on {@code measured}. */
  static double[][] scaled(Scaling scaling, double[][] rows, double[][] measured) {
    double[][] out = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      out[i] = rows[i].clone();
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] /=
            switch (scaling) {
              case NONE -> 1;
              case STD -> deviation(measured, j);
              case ISOTROPIC ->
                  Arrays.stream(measured).mapToDouble(Definition::norm).average().orElseThrow();
              case L2 -> norm(rows[i]);
            };
      }
    }
    return out;
  }

  private static double deviation(double[][] rows, int column) {
    double mean = mean(rows)[column];
    double squares = 0;
    for (double[] row : rows) {
      squares += (row[column] - mean) * (row[column] - mean);
    }
    return Math.sqrt(squares / (rows.length - 1));
  }

  /** A kind that looks at two rows alone. */
  static double of(Kind kind, double[] x, double[] a, double[][] anchors) {
    return switch (kind) {
      case COSINE -> dot(x, a) / (norm(x) * norm(a));
      case INNER -> dot(x, a);
      case ANGULAR -> Math.acos(Math.min(1, of(Kind.COSINE, x, a, anchors))) / Math.PI;
      case EUCLIDEAN -> norm(minus(x, a));
      case L1 -> Arrays.stream(minus(x, a)).map(Math::abs).sum();
      case LINF -> Arrays.stream(minus(x, a)).map(Math::abs).max().orElseThrow();
      case LP -> Math.cbrt(Arrays.stream(minus(x, a)).map(v -> Math.abs(v * v * v)).sum());
      case RBF -> {
        double sigma = median(anchors);
        double distance = norm(minus(x, a));
        yield Math.exp(-distance * distance / (2 * sigma * sigma));
      }
      default -> throw new AssertionError(kind + " looks at more than two rows");
    };
  }

  private static double median(double[][] anchors) {
    int m = anchors.length;
    double[] distances = new double[m * (m - 1) / 2];
    int at = 0;
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        distances[at++] = norm(minus(anchors[i], anchors[j]));
      }
    }
    Arrays.sort(distances);
    return at % 2 == 1 ? distances[at / 2] : (distances[at / 2 - 1] + distances[at / 2]) / 2;
  }
}
