package org.latent4j.examples.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.SparseRows;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

/** Random graphs with fields that words and links tell of, and plain matrices. */
final class SmallGraph {
  private SmallGraph() {}

  /**
   * n papers of {@code classes} fields and 4 words a field: a paper uses words of its field, and
   * cites its own field eight times as often as another.
   */
  static CitationGraph of(int n, int classes, long seed) {
    RandomStream random = new RandomStream(seed);
    int width = 4 * classes;
    double[] words = new double[n * width];
    double[] links = new double[n * n];
    int[] fields = new int[n];
    for (int i = 0; i < n; i++) {
      fields[i] = i % classes;
      for (int t = 0; t < width; t++) {
        words[i * width + t] = random.uniform() < (t / 4 == fields[i] ? 0.6 : 0.1) ? 1 : 0;
      }
      for (int j = 0; j < n; j++) {
        boolean same = j % classes == fields[i];
        links[i * n + j] = i != j && random.uniform() < (same ? 0.16 : 0.02) ? 1 : 0;
      }
    }
    return CitationGraph.of(sparse(words, n, width), sparse(links, n, n), fields, names(n));
  }

  static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(i -> "paper" + i).toList();
  }

  static SparseRows sparse(double[] values, int rows, int columns) {
    return SparseRows.ofDense(Dense.of(values, rows, columns));
  }

  static double[] dense(SparseRows rows) {
    return Dense.doubles(rows.toDense());
  }

  /** A B, entry by entry; A {@code [n, k]}, B {@code [k, m]}. */
  static double[] product(double[] a, double[] b, int n, int k, int m) {
    double[] out = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        for (int t = 0; t < k; t++) {
          out[i * m + j] += a[i * k + t] * b[t * m + j];
        }
      }
    }
    return out;
  }

  static double[] transposed(double[] a, int n, int k) {
    double[] out = new double[a.length];
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < k; t++) {
        out[t * n + i] = a[i * k + t];
      }
    }
    return out;
  }

  static double[] normals(int count, long seed) {
    RandomStream random = new RandomStream(seed);
    return IntStream.range(0, count).mapToDouble(i -> random.normal()).toArray();
  }
}
