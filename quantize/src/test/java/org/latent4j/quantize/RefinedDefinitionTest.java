package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Residual quantization for search beside its definition in plain loops. */
class RefinedDefinitionTest {
  /** The error of a row of codes, perhaps of the first stages alone. */
  private static double error(double[] row, float[] books, int levels, int[] codes) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      double rest = row[j];
      for (int s = 0; s < codes.length; s++) {
        rest -= books[(s * levels + codes[s]) * row.length + j];
      }
      sum += rest * rest;
    }
    return sum;
  }

  /** The beam search that the words describe: all extensions, sorted, the first B kept. */
  private static int[] beam(double[] row, float[] books, int stages, int levels, int beam) {
    List<int[]> kept = List.of(new int[0]);
    for (int s = 0; s < stages; s++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] codes : kept) {
        for (int k = 0; k < levels; k++) {
          int[] more = Arrays.copyOf(codes, s + 1);
          more[s] = k;
          longer.add(more);
        }
      }
      longer.sort(
          (a, b) -> {
            int order = Double.compare(error(row, books, levels, a), error(row, books, levels, b));
            return order != 0 ? order : Arrays.compare(a, b);
          });
      kept = longer.subList(0, Math.min(beam, longer.size()));
    }
    return kept.get(0);
  }

  private static void compare(float[] books, int stages, int levels, int beam, double[] rows) {
    int d = books.length / stages / levels;
    RefinedResidualQuantizer quantizer =
        RefinedResidualQuantizer.of(books, stages, levels, beam, Similarity.L2);
    CodeMatrix codes = quantizer.quantize(Dense.of(rows, rows.length / d, d));
    for (int i = 0; i < rows.length / d; i++) {
      double[] row = Arrays.copyOfRange(rows, i * d, (i + 1) * d);
      assertThat(codes.row(i))
          .as("row %d, %d stages of %d, beam %d, d=%d", i, stages, levels, beam, d)
          .containsExactly(beam(row, books, stages, levels, beam));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,5,2,1", "2,3,2,1", "2,3,2,2", "3,4,3,1", "3,4,3,3", "3,4,3,5", "4,2,1,4", "4,5,6,5"
  })
  void theBeamKeepsTheBestPartialSums(int stages, int levels, int d, int beam) {
    RandomStream random = new RandomStream(stages * 10 + beam);
    float[] books = random.normals(stages * levels * d);
    double[] rows = new double[60 * d];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 1.5 * random.normal();
    }
    compare(books, stages, levels, beam, rows);
  }

  /** Of whole numbers many sums are equally near; errors are exact, so that ties are ties. */
  @ParameterizedTest
  @CsvSource({"1,6,1,2", "2,4,1,1", "2,4,1,3", "3,3,2,1", "3,3,2,2", "3,4,1,5", "4,3,1,7"})
  void tiesGoToTheCodesThatComeFirst(int stages, int levels, int d, int beam) {
    for (int seed = 0; seed < 8; seed++) {
      RandomStream random = new RandomStream(seed);
      float[] books = PlainScan.whole(random, stages * levels * d, 2);
      float[] whole = PlainScan.whole(random, 40 * d, 5);
      double[] rows = new double[whole.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = whole[i] / 2;
      }
      compare(books, stages, levels, beam, rows);
    }
  }

  /** A beam as wide as all beginnings loses nothing: the codes are the best of all. */
  @ParameterizedTest
  @CsvSource({"2,5,3", "3,4,2", "4,3,2"})
  void aBeamOfAllFindsTheBest(int stages, int levels, int d) {
    RandomStream random = new RandomStream(levels);
    float[] books = random.normals(stages * levels * d);
    int all = (int) Math.pow(levels, stages);
    float[] rows = random.normals(50 * d);
    CodeMatrix codes =
        RefinedResidualQuantizer.of(books, stages, levels, all, Similarity.L2)
            .quantize(Dense.of(rows, 50, d));
    for (int i = 0; i < 50; i++) {
      double[] row = new double[d];
      for (int j = 0; j < d; j++) {
        row[j] = rows[i * d + j];
      }
      double least = Double.POSITIVE_INFINITY;
      for (int number = 0; number < all; number++) {
        int[] each = new int[stages];
        int rest = number;
        for (int s = 0; s < stages; s++) {
          each[s] = rest % levels;
          rest /= levels;
        }
        least = Math.min(least, error(row, books, levels, each));
      }
      assertThat(error(row, books, levels, codes.row(i)))
          .as("row %d", i)
          .isCloseTo(least, within(1e-12));
    }
  }

  @Test
  void valuesAreSumsOfCentroids() {
    float[] books = PlainScan.whole(new RandomStream(2), 3 * 7 * 4, 100);
    RefinedResidualQuantizer quantizer = RefinedResidualQuantizer.of(books, 3, 7, 2, Similarity.L2);
    CodeMatrix codes =
        CodeMatrix.of(quantizer.space(), new int[][] {{0, 0, 0}, {6, 6, 6}, {1, 5, 3}});
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    for (int i = 0; i < values.length; i++) {
      int[] row = codes.row(i / 4);
      float sum = 0;
      for (int s = 0; s < 3; s++) {
        sum += books[(s * 7 + row[s]) * 4 + i % 4];
      }
      assertThat(values[i]).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void estimatesAreThoseOfTheSums(Similarity similarity) {
    for (int d : new int[] {1, 5, 33}) {
      RandomStream random = new RandomStream(d);
      RefinedResidualQuantizer quantizer =
          RefinedResidualQuantizer.of(random.normals(4 * 6 * d), 4, 6, 3, similarity);
      CodeMatrix codes = quantizer.quantize(Dense.of(random.normals(45 * d), 45, d));
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      INDArray queries = Dense.of(random.normals(3 * d), 3, d);
      float[] ours = Dense.floats(quantizer.estimates(queries, codes));
      for (int i = 0; i < ours.length; i++) {
        float[] query = ScanRows.row(queries, i / 45);
        double expected = PlainScan.similarity(similarity, query, values, i % 45 * d);
        assertThat((double) ours[i])
            .as("%s d=%d estimate %d", similarity, d, i)
            .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  /** A distance of zero must not come out below zero. */
  @Test
  void distancesAreNotNegative() {
    RandomStream random = new RandomStream(3);
    float[] books = random.normals(3 * 8 * 16);
    for (int i = 0; i < books.length; i++) {
      books[i] = 1000 + books[i] / 1000;
    }
    RefinedResidualQuantizer quantizer = RefinedResidualQuantizer.of(books, 3, 8, 3, Similarity.L2);
    CodeMatrix codes = CodeMatrix.of(quantizer.space(), new int[][] {{1, 2, 3}, {7, 7, 7}});
    INDArray queries = quantizer.reconstruct(codes);
    for (float distance : Dense.floats(quantizer.estimates(queries, codes))) {
      assertThat(distance).isBetween(0f, 0.1f);
    }
  }

  @Test
  void doubleRowsAreCodedInDouble() {
    float[] books = {0, 1};
    RefinedResidualQuantizer quantizer = RefinedResidualQuantizer.of(books, 1, 2, 1, Similarity.L2);
    double above = 0.5 + 1e-12; // a float would be one half, and a tie
    INDArray x = Dense.of(new double[] {above, 0.5, 0.5 - 1e-12}, 3, 1);
    assertThat(quantizer.quantize(x).codes()).containsExactly(1, 0, 0);
    assertThat(quantizer.quantize(x.castTo(DataType.FLOAT)).codes()).containsExactly(0, 0, 0);
  }

  @Test
  void widerBeamsOnAverageErrLess() {
    INDArray x = ScanRows.of(4, 400, 6);
    RefinedResidualQuantizer fitted =
        new RefinedResidualQuantization(4, 8, 10, 5, 2, Similarity.L2).fit(x, Run.of(3));
    assertThat(fitted.beam()).isEqualTo(5);
    double one = ScanRows.relativeError(x, fitted.withBeam(1));
    double five = ScanRows.relativeError(x, fitted);
    double all = ScanRows.relativeError(x, fitted.withBeam(4096));
    assertThat(five).isLessThan(one);
    assertThat(all).isLessThanOrEqualTo(five);
  }

  /** The first stage without refinement is k-means of the rows themselves. */
  @Test
  void oneStageIsKMeans() {
    INDArray x = ScanRows.of(6, 300, 5);
    RefinedResidualQuantizer fitted =
        new RefinedResidualQuantization(1, 12, 200, 3, 0, Similarity.L2).fit(x, Run.of(3));
    CodeMatrix codes = fitted.quantize(x);
    double[] rows = Dense.doubles(x);
    float[] books = fitted.codebooks();
    assertThat(codes.codes()).containsExactly(PlainScan.productCodes(rows, books, 1, 12));
    double[] sums = new double[12 * 5];
    int[] counts = new int[12];
    for (int i = 0; i < 300; i++) {
      counts[codes.get(i, 0)]++;
      for (int j = 0; j < 5; j++) {
        sums[codes.get(i, 0) * 5 + j] += rows[i * 5 + j];
      }
    }
    for (int c = 0; c < sums.length; c++) {
      if (counts[c / 5] > 0) {
        assertThat((double) books[c]).isCloseTo(sums[c] / counts[c / 5], within(1e-4));
      }
    }
  }

  @Test
  void codebooksThatAreNoneAreRefused() {
    assertThatThrownBy(() -> RefinedResidualQuantizer.of(new float[5], 3, 2, 1, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("6", "5");
    assertThatThrownBy(() -> RefinedResidualQuantizer.of(new float[7], 3, 2, 1, Similarity.L2))
        .as("values that do not fill the codebooks")
        .isInstanceOf(InputException.class)
        .hasMessageContaining("7");
    assertThatThrownBy(() -> RefinedResidualQuantizer.of(new float[6], 3, 2, 0, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("beam", "0");
  }
}
