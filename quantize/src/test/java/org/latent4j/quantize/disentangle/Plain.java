package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.TreeMap;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The definitions of the metrics in plain loops over all pairs, slow and easy to read. */
final class Plain {
  private Plain() {}

  /** The columns {@code [d][n]} of a matrix of any type. */
  static double[][] columns(INDArray x) {
    int n = (int) x.size(0);
    int d = (int) x.size(1);
    double[] all = Dense.doubles(x.castTo(DataType.DOUBLE));
    double[][] out = new double[d][n];
    for (int i = 0; i < n * d; i++) {
      out[i % d][i / d] = all[i];
    }
    return out;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** With the sum of squares divided by n less {@code ddof}. */
  static double variance(double[] values, int ddof) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - ddof);
  }

  /** Divided by the population standard deviation. */
  static double[] scaled(double[] values) {
    double deviation = Math.sqrt(variance(values, 0));
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i] / deviation;
    }
    return out;
  }

  /** The classes of a column as 0, 1, ... in ascending order of their values. */
  static int[] classes(double[] column) {
    TreeMap<Double, Integer> numbers = new TreeMap<>();
    for (double value : column) {
      numbers.put(value, 0);
    }
    int next = 0;
    for (double value : numbers.keySet().toArray(Double[]::new)) {
      numbers.put(value, next++);
    }
    int[] out = new int[column.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = numbers.get(column[i]);
    }
    return out;
  }

  static int count(int[] classes) {
    return Arrays.stream(classes).max().orElseThrow() + 1;
  }

  static int size(int[] classes, int member) {
    int size = 0;
    for (int c : classes) {
      size += c == member ? 1 : 0;
    }
    return size;
  }

  static double entropy(int[] classes) {
    double sum = 0;
    for (int c = 0; c < count(classes); c++) {
      double share = (double) size(classes, c) / classes.length;
      sum -= share > 0 ? share * Math.log(share) : 0;
    }
    return sum;
  }

  static double plugIn(int[] a, int[] b) {
    double sum = 0;
    for (int u = 0; u < count(a); u++) {
      for (int v = 0; v < count(b); v++) {
        int both = 0;
        for (int i = 0; i < a.length; i++) {
          both += a[i] == u && b[i] == v ? 1 : 0;
        }
        double share = (double) both / a.length;
        double left = (double) size(a, u) / a.length;
        double right = (double) size(b, v) / a.length;
        sum += both > 0 ? share * Math.log(share / (left * right)) : 0;
      }
    }
    return sum;
  }

  static double digamma(int m) {
    double sum = -0.5772156649015329;
    for (int i = 1; i < m; i++) {
      sum += 1.0 / i;
    }
    return sum;
  }

  /** Ross's estimate for values that are scaled already. */
  static double ross(int[] classes, double[] z, int k) {
    int kept = 0;
    double near = 0;
    double sizes = 0;
    double reached = 0;
    for (int i = 0; i < z.length; i++) {
      int size = size(classes, classes[i]);
      if (size < 2) {
        continue;
      }
      int own = Math.min(k, size - 1);
      double[] distances = new double[size - 1];
      int at = 0;
      for (int t = 0; t < z.length; t++) {
        if (t != i && classes[t] == classes[i]) {
          distances[at++] = Math.abs(z[t] - z[i]);
        }
      }
      Arrays.sort(distances);
      double radius = Math.nextDown(distances[own - 1]);
      int m = 0;
      for (int t = 0; t < z.length; t++) {
        m += size(classes, classes[t]) > 1 && Math.abs(z[t] - z[i]) <= radius ? 1 : 0;
      }
      kept++;
      near += digamma(own);
      sizes += digamma(size);
      reached += digamma(m);
    }
    return kept == 0 ? 0 : Math.max(0, digamma(kept) + near / kept - sizes / kept - reached / kept);
  }

  /** The first estimate of Kraskov and others for values that are scaled already. */
  static double kraskov(double[] x, double[] y, int k) {
    int n = x.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double[] distances = new double[n - 1];
      int at = 0;
      for (int t = 0; t < n; t++) {
        if (t != i) {
          distances[at++] = Math.max(Math.abs(x[t] - x[i]), Math.abs(y[t] - y[i]));
        }
      }
      Arrays.sort(distances);
      double radius = Math.nextDown(distances[k - 1]);
      int left = 0;
      int right = 0;
      for (int t = 0; t < n; t++) {
        left += Math.abs(x[t] - x[i]) <= radius ? 1 : 0;
        right += Math.abs(y[t] - y[i]) <= radius ? 1 : 0;
      }
      sum += digamma(left) + digamma(right);
    }
    return Math.max(0, digamma(k) + digamma(n) - sum / n);
  }

  /** Numpy's percentile with linear interpolation. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int low = (int) at;
    return low + 1 == sorted.length
        ? sorted[low]
        : sorted[low] * (1 - (at - low)) + sorted[low + 1] * (at - low);
  }

  /** The bin of each value: how many of the 19 inner edges are at most the value. */
  static int[] bins(double[] column) {
    double least = Arrays.stream(column).min().orElseThrow();
    double most = Arrays.stream(column).max().orElseThrow();
    double width = (most - least) / 20;
    int[] out = new int[column.length];
    for (int i = 0; i < out.length; i++) {
      for (int edge = 1; edge < 20; edge++) {
        out[i] += column[i] >= least + edge * width ? 1 : 0;
      }
    }
    return out;
  }

  /** Solves a square system by elimination with pivots. */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOf(matrix[i], n + 1);
      a[i][n] = right[i];
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int i = column + 1; i < n; i++) {
        pivot = Math.abs(a[i][column]) > Math.abs(a[pivot][column]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[column];
      a[column] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == column ? 0 : a[i][column] / row[column];
        for (int t = column; t <= n && factor != 0; t++) {
          a[i][t] -= factor * row[t];
        }
      }
    }
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = a[i][n] / a[i][i];
    }
    return out;
  }
}
