package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.kernel.RandomStream;

/** Codes, estimates and rankings in plain loops, written from the definitions alone. */
final class PlainScan {
  private PlainScan() {}

  /** Whole numbers from {@code -most} to {@code most}: sums and squares of them are exact. */
  static float[] whole(RandomStream random, int count, int most) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.below(2 * most + 1) - most;
    }
    return out;
  }

  /** The first of the nearest centroids of each slice {@code [n, m]}. */
  static int[] productCodes(double[] rows, float[] centroids, int m, int levels) {
    int width = centroids.length / m / levels;
    int n = rows.length / (m * width);
    int[] codes = new int[n * m];
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < m; s++) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < levels; k++) {
          double distance = 0;
          for (int j = 0; j < width; j++) {
            double difference =
                rows[(i * m + s) * width + j] - centroids[(s * levels + k) * width + j];
            distance += difference * difference;
          }
          if (distance < least) {
            least = distance;
            codes[i * m + s] = k;
          }
        }
      }
    }
    return codes;
  }

  /** T: squared distances, or inner products, of the slices of a query {@code [m][levels]}. */
  static double[][] tables(float[] query, float[] centroids, int m, int levels, boolean distance) {
    int width = centroids.length / m / levels;
    double[][] tables = new double[m][levels];
    for (int s = 0; s < m; s++) {
      for (int k = 0; k < levels; k++) {
        for (int j = 0; j < width; j++) {
          double q = query[s * width + j];
          double c = centroids[(s * levels + k) * width + j];
          tables[s][k] += distance ? (q - c) * (q - c) : q * c;
        }
      }
    }
    return tables;
  }

  /** The sum of the entries of a row of codes. */
  static double look(double[][] tables, int[] codes) {
    double sum = 0;
    for (int s = 0; s < tables.length; s++) {
      sum += tables[s][codes[s]];
    }
    return sum;
  }

  /** The similarity of a query and the row {@code rows[at ...]}; a cosine with zero is 0. */
  static double similarity(Similarity similarity, float[] q, float[] rows, int at) {
    double product = 0;
    double distance = 0;
    double left = 0;
    double right = 0;
    for (int j = 0; j < q.length; j++) {
      double x = rows[at + j];
      product += q[j] * x;
      distance += (q[j] - x) * (q[j] - x);
      left += (double) q[j] * q[j];
      right += x * x;
    }
    if (similarity == Similarity.L2) {
      return distance;
    }
    if (similarity == Similarity.DOT) {
      return product;
    }
    return left * right == 0 ? 0 : product / Math.sqrt(left * right);
  }

  /** The first k of all ids by their scores {@code [from, from + n)}; of equal ones the smaller. */
  static int[] ranked(boolean ascending, float[] scores, int from, int n, int k) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(i);
    }
    ids.sort(
        (a, b) -> {
          double left = scores[from + a] + 0.0; // negative zero is zero
          double right = scores[from + b] + 0.0;
          int order = ascending ? Double.compare(left, right) : Double.compare(right, left);
          return order != 0 ? order : Integer.compare(a, b);
        });
    return ids.stream().limit(k).mapToInt(Integer::intValue).toArray();
  }

  /** {@code x R}, or with {@code back} {@code x Rᵀ}, for rows of the size of R. */
  static double[] turned(double[] x, float[] r, int size, boolean back) {
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += size) {
      for (int j = 0; j < size; j++) {
        for (int i = 0; i < size; i++) {
          out[row + j] += x[row + i] * r[back ? j * size + i : i * size + j];
        }
      }
    }
    return out;
  }

  /** The largest row sum of {@code |R Rᵀ - I|}. */
  static double deviation(float[] r, int size) {
    double most = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        double product = 0;
        for (int t = 0; t < size; t++) {
          product += (double) r[i * size + t] * r[j * size + t];
        }
        sum += Math.abs(product - (i == j ? 1 : 0));
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** A row of a matrix in one array. */
  static float[] row(float[] rows, int i, int d) {
    return Arrays.copyOfRange(rows, i * d, (i + 1) * d);
  }

  /** The mean squared difference of two arrays. */
  static double meanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }
}
