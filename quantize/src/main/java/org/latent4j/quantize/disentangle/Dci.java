package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Disentanglement, completeness and informativeness, from how important trees find each latent for
 * each source.
 *
 * <p>Source: Eastwood and Williams 2018, "A framework for the quantitative evaluation of
 * disentangled representations", ICLR, section 2; the sums of disentanglement_lib.
 *
 * @param disentanglement near 1 when each latent matters to one source
 * @param completeness near 1 when one latent matters to each source
 * @param informativeness the accuracy on rows that the trees did not see, NaN where importances
 *     were given
 */
public record Dci(double disentanglement, double completeness, double informativeness) {
  private static final String NAME = "Dci";
  private static final double LEAST = 1e-11;

  /**
   * Learns importances from the first two thirds of the rows and tests on the rest.
   *
   * @param sources {@code [n, s]}, s at least 2; numbers are put into 20 bins
   * @param latents {@code [n, z]}
   */
  public static Dci of(INDArray sources, INDArray latents, Importances trees, Run run) {
    return of(Observations.of(NAME, sources, latents, false), trees, run);
  }

  /**
   * From importances that were found elsewhere.
   *
   * @param importances {@code [z, s]}, none below 0, s at least 2
   */
  public static Dci of(INDArray importances) {
    return of(matrix(importances), Double.NaN);
  }

  static Dci of(Observations data, Importances trees, Run run) {
    int s = data.labels().length;
    if (s < 2) {
      throw new InputException(NAME, "at least 2 sources", s + " source");
    }
    Importances.Learned learned = trees.learn(data, run);
    return of(learned.matrix(), Arrays.stream(learned.accuracy()).average().orElse(0));
  }

  static double[][] matrix(INDArray importances) {
    if (importances.rank() != 2 || importances.size(0) < 1 || importances.size(1) < 2) {
      throw new ShapeException(
          NAME + ": importances",
          "[z, s] with at least 2 sources",
          Arrays.toString(importances.shape()));
    }
    int z = Math.toIntExact(importances.size(0));
    int s = Math.toIntExact(importances.size(1));
    double[] all = Dense.doubles(importances);
    double[][] out = new double[z][];
    for (int j = 0; j < z; j++) {
      out[j] = Arrays.copyOfRange(all, j * s, (j + 1) * s);
      for (int i = 0; i < s; i++) {
        String place = out[j][i] + " at row " + j + ", column " + i;
        if (!Double.isFinite(out[j][i])) {
          throw new NonFiniteException(NAME + ": importances", "finite values", place);
        }
        if (out[j][i] < 0) {
          throw new InputException(NAME + ": importances", "values of at least 0", place);
        }
      }
    }
    return out;
  }

  static Dci of(double[][] importances, double informativeness) {
    int z = importances.length;
    int s = importances[0].length;
    double[][] turned = new double[s][z];
    for (int j = 0; j < z; j++) {
      for (int i = 0; i < s; i++) {
        turned[i][j] = importances[j][i];
      }
    }
    return new Dci(concentration(importances), concentration(turned), informativeness);
  }

  /** One less the entropy of each row, weighted by the share of the row in the total. */
  private static double concentration(double[][] rows) {
    double total = Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum();
    double out = 0;
    for (double[] row : rows) {
      double share = total == 0 ? 1.0 / rows.length : Arrays.stream(row).sum() / total;
      out += share * (1 - entropy(row));
    }
    return out;
  }

  /** To the base of the length of the row; 0 for a row of one. */
  private static double entropy(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value + LEAST;
    }
    double entropy = 0;
    for (double value : row) {
      double share = (value + LEAST) / sum;
      entropy -= share * Math.log(share);
    }
    return row.length > 1 ? entropy / Math.log(row.length) : 0;
  }
}
