package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Codes beside those found by trying all. */
class NearestCodeTest {
  @ParameterizedTest
  @CsvSource({"3,4,2", "2,8,5", "1,4,7", "6,8,1"})
  void everySliceGoesToItsNearestCentroid(int positions, int bits, int width) {
    int levels = 1 << bits;
    float[] centroids = new RandomStream(bits).normals(positions * levels * width);
    ProductQuantizer quantizer = ProductQuantizer.of(centroids, positions, bits, Similarity.L2);
    int d = positions * width;
    float[] rows = new RandomStream(width).normals(60 * d);
    INDArray x = Dense.of(rows, 60, d);
    for (INDArray each : new INDArray[] {x, x.castTo(DataType.DOUBLE)}) {
      CodeMatrix codes = quantizer.quantize(each);
      for (int i = 0; i < 60 * positions; i++) {
        int s = i % positions;
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < levels; k++) {
          double error = 0;
          for (int j = 0; j < width; j++) {
            double difference =
                (double) rows[i / positions * d + s * width + j]
                    - centroids[(s * levels + k) * width + j];
            error += difference * difference;
          }
          if (error < least) {
            least = error;
            best = k;
          }
        }
        assertThat(codes.get(i / positions, s))
            .as("row %d slice %d", i / positions, s)
            .isEqualTo(best);
      }
    }
    assertThat(quantizer.centroids()).containsExactly(centroids);
    assertThat(quantizer.bits()).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void stepsAreRoundedHalfToEvenAndClamped(int bits) {
    int top = (1 << bits) - 1;
    ScalarQuantizer quantizer =
        ScalarQuantizer.of(
            new float[] {0, -2, 5}, new float[] {top, -2, 5 + 2 * top}, bits, Similarity.L2);
    float[] rows = {0.5f, -2, 6, 1.5f, 7, 8, 2.5f, -9, 10, -3, -2, 1e9f, top + 4, 0, -1e9f};
    CodeMatrix codes = quantizer.quantize(Dense.of(rows, 5, 3));
    assertThat(codes.row(0)).containsExactly(0, 0, 0);
    assertThat(codes.row(1)).containsExactly(2, 0, 2);
    assertThat(codes.row(2)).containsExactly(2, 0, 2);
    assertThat(codes.row(3)).containsExactly(0, 0, top);
    assertThat(codes.row(4)).containsExactly(top, 0, 0);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    assertThat(values).startsWith(0, -2, 5, 2, -2, 9);
    assertThat(values[9]).isZero();
    assertThat(values[11]).isEqualTo(5 + 2 * top);
    assertThat(quantizer.minimum()).containsExactly(0, -2, 5);
    assertThat(quantizer.maximum()).containsExactly(top, -2, 5 + 2 * top);
    assertThat(quantizer.bits()).isEqualTo(bits);
  }

  @Test
  void rangesAreThoseOfTheColumns() {
    INDArray x = Dense.of(new float[] {1, 5, -3, 9, 1, 5}, 3, 2);
    ScalarQuantizer quantizer = ScalarQuantization.of(8).fit(x, Run.of(0));
    assertThat(quantizer.minimum()).containsExactly(-3, 5);
    assertThat(quantizer.maximum()).containsExactly(1, 9);
    assertThat(Dense.floats(quantizer.encode(x))).containsExactly(1, 5, -3, 9, 1, 5);
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> ProductQuantizer.of(new float[33], 2, 4, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("multiple of 32")
        .hasMessageContaining("33 values");
    assertThatThrownBy(() -> ScalarQuantizer.of(new float[2], new float[3], 4, Similarity.L2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 and 3");
    assertThatThrownBy(() -> ScalarQuantizer.of(new float[] {1}, new float[] {0}, 4, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1.0")
        .hasMessageContaining("0.0 at 0");
    assertThatThrownBy(() -> RefinedResidualQuantizer.of(new float[7], 2, 4, 1, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("7");
  }

  /** The errors that the beam keeps are those of the sums. */
  @Test
  void residualCodesReachTheErrorOfTheirSums() {
    ResidualCodebooks books = ResidualCodebooks.of(new RandomStream(1).normals(3 * 9 * 5), 3, 9);
    double[] x = new double[5];
    RandomStream random = new RandomStream(2);
    for (int trial = 0; trial < 40; trial++) {
      for (int j = 0; j < 5; j++) {
        x[j] = random.normal();
      }
      double least = least(books, x);
      assertThat(error(books, x, books.coder(81).code(x, 0)))
          .as("trial %d, all beginnings kept", trial)
          .isCloseTo(least, within(1e-12));
      assertThat(error(books, x, books.coder(1).code(x, 0))).isGreaterThan(least - 1e-12);
    }
  }

  private static double least(ResidualCodebooks books, double[] x) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < 729; c++) {
      least = Math.min(least, error(books, x, new int[] {c / 81, c / 9 % 9, c % 9}));
    }
    return least;
  }

  private static double error(ResidualCodebooks books, double[] x, int[] codes) {
    double error = 0;
    for (int j = 0; j < 5; j++) {
      double rest = x[j];
      for (int s = 0; s < 3; s++) {
        rest -= books.centroids()[(s * 9 + codes[s]) * 5 + j];
      }
      error += rest * rest;
    }
    return error;
  }

  /** Any quantizer can be searched by decoding its codes. */
  @Test
  void decodedSearchesRankTheValues() {
    INDArray x = ScanRows.of(1, 120, 6);
    VqQuantizer quantizer = VqQuantization.of(16).fit(x, Run.of(0));
    CodeMatrix codes = quantizer.quantize(x);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    INDArray queries = ScanRows.of(2, 4, 6);
    for (Similarity similarity : Similarity.values()) {
      DecodedSearch search = new DecodedSearch(quantizer, similarity);
      float[] all = Dense.floats(search.estimates(queries, codes));
      Neighbors found = search.search(queries, codes, 3);
      for (int q = 0; q < 4; q++) {
        float[] query = ScanRows.row(queries, q);
        float best = all[q * 120];
        for (int i = 0; i < 120; i++) {
          float score = all[q * 120 + i];
          best = similarity.isDistance() ? Math.min(best, score) : Math.max(best, score);
        }
        assertThat(found.score(q, 0)).isEqualTo(best);
        double distance = 0;
        for (int j = 0; j < 6; j++) {
          distance += Math.pow(query[j] - values[17 * 6 + j], 2);
        }
        if (similarity == Similarity.L2) {
          assertThat((double) all[q * 120 + 17]).isCloseTo(distance, within(1e-4 * distance));
        }
      }
    }
  }
}
