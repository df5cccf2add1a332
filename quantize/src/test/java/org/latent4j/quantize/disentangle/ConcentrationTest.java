package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The entropies of DCI on matrices of importances, and IRS on groups that are known. */
class ConcentrationTest {
  private static double entropy(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value + 1e-11;
    }
    double entropy = 0;
    for (double value : row) {
      double share = (value + 1e-11) / sum;
      entropy -= share * Math.log(share) / Math.log(row.length);
    }
    return entropy;
  }

  private static double weighted(double[][] rows) {
    double total = 0;
    for (double[] row : rows) {
      for (double value : row) {
        total += value;
      }
    }
    double out = 0;
    for (double[] row : rows) {
      double own = 0;
      for (double value : row) {
        own += value;
      }
      out += own / total * (1 - entropy(row));
    }
    return out;
  }

  private static double[][] turned(double[][] r) {
    double[][] out = new double[r[0].length][r.length];
    for (int j = 0; j < r.length; j++) {
      for (int i = 0; i < r[0].length; i++) {
        out[i][j] = r[j][i];
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 3, 0", "2, 7, 2, 0.5", "3, 2, 6, 0.3", "4, 12, 6, 0.8"})
  void rowsGiveDisentanglementAndColumnsCompleteness(long seed, int z, int s, double zeros) {
    RandomStream random = new RandomStream(seed);
    double[][] r = new double[z][s];
    for (double[] row : r) {
      for (int i = 0; i < s; i++) {
        row[i] = random.uniform() < zeros ? 0 : 10 * random.uniform();
      }
    }
    r[0][0] = 1; // so that there is something in any case
    Dci dci = Dci.of(Nd4j.createFromArray(r));
    assertThat(dci.disentanglement()).as("seed %d", seed).isCloseTo(weighted(r), within(1e-12));
    assertThat(dci.completeness())
        .as("seed %d", seed)
        .isCloseTo(weighted(turned(r)), within(1e-12));
    Dci swapped = Dci.of(Nd4j.createFromArray(turned(r)));
    assertThat(swapped.completeness()).isCloseTo(dci.disentanglement(), within(1e-12));
    Dci scaled = Dci.of(Nd4j.createFromArray(r).mul(1000));
    assertThat(scaled.disentanglement()).isCloseTo(dci.disentanglement(), within(1e-7));
  }

  @Test
  void latentsOfNoImportanceCountNothing() {
    double[][] r = {{1, 0}, {0, 3}, {0, 0}, {0, 0}};
    assertThat(Dci.of(Nd4j.createFromArray(r)).disentanglement()).isCloseTo(1, within(1e-8));
    assertThat(Dci.of(Nd4j.createFromArray(r)).completeness()).isCloseTo(1, within(1e-8));
    double[][] shared = {{1, 1}, {0, 0}};
    Dci dci = Dci.of(Nd4j.createFromArray(shared));
    assertThat(dci.disentanglement()).isCloseTo(0, within(1e-12));
    assertThat(dci.completeness()).isCloseTo(1, within(1e-8));
    double[][] split = {{1, 0}, {1, 0}, {0, 2}};
    double part = 1 - Math.log(2) / Math.log(3);
    assertThat(Dci.of(Nd4j.createFromArray(split)).completeness())
        .isCloseTo(0.5 * part + 0.5, within(1e-8));
  }

  @Test
  void aMatrixOfZerosIsFlatAndNoNumberIsLost() {
    Dci none = Dci.of(Dense.zeros(DataType.DOUBLE, 3, 4));
    assertThat(none.disentanglement()).isCloseTo(0, within(1e-12));
    assertThat(none.completeness()).isCloseTo(0, within(1e-12));
  }

  @Test
  void anyLayoutOfTheMatrixIsRead() {
    INDArray r = Samples.normals(5, 5, 3).mul(4);
    r = r.mul(r); // none below 0
    Dci plain = Dci.of(r);
    assertThat(Dci.of(r.dup('f'))).isEqualTo(plain);
    INDArray wide = Nd4j.hstack(Samples.normals(6, 5, 2), r);
    INDArray view =
        wide.get(
            org.nd4j.linalg.indexing.NDArrayIndex.all(),
            org.nd4j.linalg.indexing.NDArrayIndex.interval(2, 5));
    assertThat(Dci.of(view)).isEqualTo(plain);
  }

  /** Two groups of 201 numbers, evenly spaced about centres that differ by {@code apart}. */
  private static double[] groups(double apart, double width) {
    double[] out = new double[402];
    for (int i = 0; i < 402; i++) {
      out[i] = i % 2 * apart + width * (i / 2 - 100) / 100.0;
    }
    return out;
  }

  private static INDArray halves() {
    int[][] codes = new int[402][1];
    for (int i = 0; i < 402; i++) {
      codes[i][0] = i % 2;
    }
    return Nd4j.createFromArray(codes);
  }

  @Test
  void robustnessIsByThePercentileNotTheMaximum() {
    double[] latent = groups(10, 1);
    // Distances are 0, then 0.01 to 1 twice each; the 99th percentile of 201 lies at place 198.
    double most = 6;
    double expected = 1 - 0.99 / most;
    assertThat(Irs.score(halves(), Dense.of(latent, 402, 1))).isCloseTo(expected, within(1e-12));
  }

  @Test
  void latentsCountByTheirReach() {
    double[] good = groups(10, 1);
    double[] bad = groups(0, 3);
    double[] both = new double[804];
    for (int i = 0; i < 402; i++) {
      both[2 * i] = good[i];
      both[2 * i + 1] = bad[i];
    }
    double first = 1 - 0.99 / 6;
    double second = 1 - 2.97 / 3;
    assertThat(Irs.score(halves(), Dense.of(both, 402, 2)))
        .isCloseTo((6 * first + 3 * second) / 9, within(1e-12));
  }
}
