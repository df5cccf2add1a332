package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows and their codes while {@link ResidualCodebooks} are learned. */
final class RefinedTraining {
  private static final int BLOCK = 256;

  /** How firmly a centroid stays where it is, in rows: it makes the solution unique. */
  private static final double TIE = 1e-3;

  private final double[] rows; // [n, d]
  private final int beam;
  private final int threads;
  private int[][] codes = new int[0][];

  RefinedTraining(double[] rows, int beam, int threads) {
    this.rows = rows;
    this.beam = beam;
    this.threads = threads;
  }

  /** Codes all rows; returns the mean squared error of all entries. */
  double code(ResidualCodebooks books) {
    int d = books.width();
    int n = rows.length / d;
    int[][] found = new int[n][];
    Parallel.blocks(
        n,
        BLOCK,
        threads,
        (from, to) -> {
          ResidualCodebooks.Coder coder = books.coder(beam);
          for (int i = from; i < to; i++) {
            found[i] = coder.code(rows, i * d);
          }
        });
    codes = found;
    double sum = 0;
    for (double value : rest(books)) {
      sum += value * value;
    }
    return sum / rows.length;
  }

  /** What the codes leave of the rows {@code [n, d]}. */
  double[] rest(ResidualCodebooks books) {
    int d = books.width();
    double[] rest = rows.clone();
    for (int i = 0; i < codes.length; i++) {
      for (int s = 0; s < codes[i].length; s++) {
        int centroid = (s * books.levels() + codes[i][s]) * d;
        for (int j = 0; j < d; j++) {
          rest[i * d + j] -= books.centroids()[centroid + j];
        }
      }
    }
    return rest;
  }

  /** The centroids of all stages that are best for the codes, held weakly to those before. */
  ResidualCodebooks solve(ResidualCodebooks books) {
    int d = books.width();
    int count = books.stages() * books.levels();
    double[] gram = new double[count * count]; // [count, count]
    double[] sums = new double[count * d]; // [count, d]
    for (int c = 0; c < count; c++) {
      gram[c * count + c] = TIE;
      for (int j = 0; j < d; j++) {
        sums[c * d + j] = TIE * books.centroids()[c * d + j];
      }
    }
    for (int i = 0; i < codes.length; i++) {
      for (int s = 0; s < books.stages(); s++) {
        int c = s * books.levels() + codes[i][s];
        for (int t = 0; t < books.stages(); t++) {
          gram[c * count + t * books.levels() + codes[i][t]]++;
        }
        for (int j = 0; j < d; j++) {
          sums[c * d + j] += rows[i * d + j];
        }
      }
    }
    INDArray left = Dense.of(gram, count, count);
    INDArray right = Dense.of(sums, count, d);
    INDArray solution = LinearAlgebra.solve(left, right); // [count, d]
    double[] centroids = Dense.doubles(solution);
    left.close();
    right.close();
    solution.close();
    return new ResidualCodebooks(centroids, books.stages(), books.levels(), d);
  }
}
