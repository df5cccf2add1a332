package org.latent4j.anchors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What the definitions of single kinds need of linear algebra and graphs, in textbook form. */
final class NaiveLinear {
  private NaiveLinear() {}

  static double[][] times(double[][] a, double[][] b) {
    double[][] columns = transposed(b);
    return Arrays.stream(a)
        .map(row -> Arrays.stream(columns).mapToDouble(c -> Definition.dot(row, c)).toArray())
        .toArray(double[][]::new);
  }

  static double[][] transposed(double[][] a) {
    double[][] out = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }

  /** Row by row (Greville 1960): a row that the earlier ones span adds no direction. */
  static double[][] pseudoInverse(double[][] a) {
    int d = a[0].length;
    double[][] inverse = new double[d][0]; // of the rows so far, [d, k]
    for (int k = 0; k < a.length; k++) {
      double[] row = a[k];
      double[] share = new double[k]; // row = share · earlier rows + rest
      double[] rest = row.clone();
      for (int j = 0; j < k; j++) {
        for (int i = 0; i < d; i++) {
          share[j] += row[i] * inverse[i][j];
        }
      }
      for (int j = 0; j < k; j++) {
        for (int i = 0; i < d; i++) {
          rest[i] -= share[j] * a[j][i];
        }
      }
      double[] added = new double[d];
      double squares = Definition.dot(rest, rest);
      boolean isNew = Math.sqrt(squares) > 1e-9 * Definition.norm(row);
      double weight = 1 + Definition.dot(share, share);
      for (int i = 0; i < d; i++) {
        added[i] = isNew ? rest[i] / squares : Definition.dot(inverse[i], share) / weight;
      }
      for (int i = 0; i < d; i++) {
        double[] longer = Arrays.copyOf(inverse[i], k + 1);
        for (int j = 0; j < k; j++) {
          longer[j] -= added[i] * share[j];
        }
        longer[k] = added[i];
        inverse[i] = longer;
      }
    }
    return inverse;
  }

  /** Whitened products or Mahalanobis distances by the covariance (divisor n) of the space. */
  static double[][] byCovariance(Kind kind, double[][] space, double[][] anchors, double[][] x) {
    double[] mean = Definition.mean(space);
    double[][] centred = Definition.minus(space, mean);
    double[][] covariance = times(transposed(centred), centred);
    for (double[] row : covariance) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= space.length;
      }
    }
    double[][] precision = pseudoInverse(covariance);
    double[][] out = new double[x.length][anchors.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < anchors.length; j++) {
        boolean product = kind == Kind.WHITENED;
        double[] left = Definition.minus(x[i], product ? mean : anchors[j]);
        double[] right = Definition.minus(product ? anchors[j] : x[i], mean);
        right = product ? right : left;
        double value = Definition.dot(times(new double[][] {left}, precision)[0], right);
        out[i][j] = product ? value : Math.sqrt(value);
      }
    }
    return out;
  }

  /** Shortest paths by Floyd and Warshall, then the best of the k nearest nodes of each row. */
  static double[][] geodesic(double[][] nodes, double[][] anchors, double[][] x, int k) {
    int n = nodes.length;
    double[][] paths = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(paths[i], Double.POSITIVE_INFINITY);
      paths[i][i] = 0;
    }
    for (int i = 0; i < n; i++) {
      for (int j : nearest(nodes, nodes[i], i, k)) {
        paths[i][j] = Definition.norm(Definition.minus(nodes[i], nodes[j]));
        paths[j][i] = paths[i][j];
      }
    }
    for (int via = 0; via < n; via++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          paths[i][j] = Math.min(paths[i][j], paths[i][via] + paths[via][j]);
        }
      }
    }
    double[][] out = new double[x.length][anchors.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < anchors.length; j++) {
        int goal = nearest(nodes, anchors[j], -1, 1)[0];
        out[i][j] = Double.POSITIVE_INFINITY;
        for (int node : nearest(nodes, x[i], -1, k)) {
          double step = Definition.norm(Definition.minus(x[i], nodes[node]));
          out[i][j] = Math.min(out[i][j], step + paths[node][goal]);
        }
      }
    }
    return out;
  }

  private static int[] nearest(double[][] nodes, double[] x, int except, int k) {
    return IntStream.range(0, nodes.length)
        .filter(i -> i != except)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Definition.norm(Definition.minus(nodes[i], x))))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
