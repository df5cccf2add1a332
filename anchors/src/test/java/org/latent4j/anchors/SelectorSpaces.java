package org.latent4j.anchors;

import java.util.Arrays;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

/** Spaces that tests of selectors share, and plain forms of what they compute. */
final class SelectorSpaces {
  private SelectorSpaces() {}

  /** Normal values in double. */
  static double[] normals(long seed, int count) {
    RandomStream stream = new RandomStream(seed);
    double[] out = new double[count];
    Arrays.setAll(out, i -> stream.normal());
    return out;
  }

  /** A space of normal rows, in double. */
  static LatentSpace normal(long seed, int n, int d) {
    return TensorSpace.of("normal", Dense.of(normals(seed, n * d), n, d));
  }

  /** A space of the given rows. */
  static LatentSpace of(double[]... rows) {
    int d = rows[0].length;
    double[] values = new double[rows.length * d];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * d, d);
    }
    return TensorSpace.of("rows", Dense.of(values, rows.length, d));
  }

  /** The row of every anchor, by its key. */
  static int[] rows(LatentSpace space, AnchorSet anchors) {
    return anchors.names().stream().mapToInt(key -> (int) space.keys().rowOf(key)).toArray();
  }

  /** Unit rows, one array each; rows of zeros stay. */
  static double[][] unit(LatentSpace space) {
    int d = (int) space.dimension();
    double[] values = Dense.doubles(space.vectors());
    double[][] out = new double[(int) space.size()][];
    for (int i = 0; i < out.length; i++) {
      double[] row = Arrays.copyOfRange(values, i * d, (i + 1) * d);
      double norm = Math.sqrt(dot(row, row));
      out[i] = Arrays.stream(row).map(value -> norm == 0 ? 0 : value / norm).toArray();
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += (a[t] - b[t]) * (a[t] - b[t]);
    }
    return Math.sqrt(sum);
  }

  /** The largest distance of a unit row to its nearest anchor. */
  static double coverRadius(LatentSpace space, List<String> anchors) {
    double[][] unit = unit(space);
    double largest = 0;
    for (double[] row : unit) {
      double least = Double.POSITIVE_INFINITY;
      for (String key : anchors) {
        least = Math.min(least, distance(row, unit[(int) space.keys().rowOf(key)]));
      }
      largest = Math.max(largest, least);
    }
    return largest;
  }
}
