package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What must hold for all codes and queries. */
class ScanLawsTest {
  private static final int D = 12;
  private static final INDArray TRAINING = ScanRows.of(1, 900, D);
  private static final INDArray X = ScanRows.of(2, 131, D);

  /** Those whose estimates are exact for the reconstructed rows. */
  static Stream<ScanningQuantizer> exact() {
    Run run = Run.of(3);
    return Stream.of(
        ProductQuantization.of(4, 8).fit(TRAINING, run),
        ProductQuantization.of(3, 4).fit(TRAINING, run),
        ProductQuantization.of(1, 4).fit(TRAINING, run),
        new OptimizedProductQuantization(4, 4, 3, 3, Similarity.L2).fit(TRAINING, run),
        new RefinedResidualQuantization(3, 20, 5, 3, 1, Similarity.L2).fit(TRAINING, run),
        ScalarQuantization.of(4).fit(TRAINING, run),
        ScalarQuantization.of(8).fit(TRAINING, run));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void estimatesAreThoseOfTheReconstruction(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(X);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    for (Similarity similarity : Similarity.values()) {
      float[] query = ScanRows.row(ScanRows.of(9, 1, D), 0);
      float[] out = new float[100];
      quantizer.scanner(query, similarity).scan(codes, 17, 117, out);
      for (int i = 0; i < out.length; i++) {
        double expected = similarity(similarity, query, values, (17 + i) * D);
        assertThat((double) out[i])
            .as("%s %s row %d", quantizer, similarity, 17 + i)
            .isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static double similarity(Similarity similarity, float[] q, float[] rows, int at) {
    double product = 0;
    double distance = 0;
    double left = 0;
    double right = 0;
    for (int j = 0; j < q.length; j++) {
      double value = rows[at + j];
      product += q[j] * value;
      distance += (q[j] - value) * (q[j] - value);
      left += (double) q[j] * q[j];
      right += value * value;
    }
    return switch (similarity) {
      case L2 -> distance;
      case DOT -> product;
      case COSINE -> product / Math.sqrt(left * right);
    };
  }

  @ParameterizedTest
  @MethodSource("exact")
  void searchRanksTheEstimates(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(X);
    INDArray queries = ScanRows.of(4, 5, D);
    float[] all = Dense.floats(quantizer.estimates(queries, codes));
    Neighbors found = quantizer.search(queries, codes, 7);
    for (int q = 0; q < 5; q++) {
      for (int place = 0; place < 7; place++) {
        int id = found.id(q, place);
        float score = found.score(q, place);
        assertThat(score).isEqualTo(all[q * 131 + id]);
        int better = 0;
        for (int i = 0; i < 131; i++) {
          float other = all[q * 131 + i];
          better += other < score || (other == score && i < id) ? 1 : 0;
        }
        assertThat(better).as("%s query %d place %d", quantizer, q, place).isEqualTo(place);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exact")
  void tiesGoToTheSmallerIdAndLargeKToAllRows(ScanningQuantizer quantizer) {
    float[] row = ScanRows.row(X, 0);
    INDArray same = Dense.of(repeated(row, 6), 6, D);
    CodeMatrix codes = quantizer.quantize(same);
    Neighbors found = quantizer.search(Dense.of(row, 1, D), codes, 50);
    assertThat(found.k()).isEqualTo(6);
    assertThat(found.ids()).containsExactly(0, 1, 2, 3, 4, 5);
    CodeMatrix none = codes.slice(0, 0);
    assertThat(quantizer.search(X, none, 3).ids()).isEmpty();
    INDArray noQuery = Dense.zeros(X.dataType(), 0, D);
    assertThat(quantizer.search(noQuery, codes, 3).queries()).isZero();
    assertThat(quantizer.estimates(noQuery, codes).shape()).containsExactly(0, 6);
  }

  private static float[] repeated(float[] row, int times) {
    float[] out = new float[row.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(row, 0, out, i * row.length, row.length);
    }
    return out;
  }

  @Test
  void codesOfValuesAreTheCodes() {
    Run run = Run.of(3);
    List<Quantizer> kinds =
        List.of(
            ProductQuantization.of(4, 8).fit(TRAINING, run),
            ProductQuantization.of(3, 4).fit(TRAINING, run),
            ScalarQuantization.of(4).fit(TRAINING, run),
            ScalarQuantization.of(8).fit(TRAINING, run));
    RandomStream random = new RandomStream(8);
    for (Quantizer quantizer : kinds) {
      int[] codes = new int[200 * quantizer.space().positions()];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = random.below(quantizer.space().level(0));
      }
      CodeMatrix matrix = CodeMatrix.of(quantizer.space(), codes);
      assertThat(quantizer.quantize(quantizer.reconstruct(matrix)))
          .as("%s, seed 8", quantizer)
          .isEqualTo(matrix);
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void fastScansStayWithinTheirBound(Similarity similarity) {
    ProductQuantizer exact = new ProductQuantization(6, 4, 10, similarity).fit(TRAINING, Run.of(1));
    CodeMatrix codes = exact.quantize(X);
    INDArray queries = ScanRows.of(6, 20, D);
    float[] full = Dense.floats(exact.estimates(queries, codes));
    float[] fast = Dense.floats(exact.withFastScan().estimates(queries, codes));
    float[] values = Dense.floats(exact.reconstruct(codes));
    for (int i = 0; i < full.length; i++) {
      float[] query = ScanRows.row(queries, i / 131);
      double scale = similarity == Similarity.COSINE ? norms(query, values, i % 131) : 1;
      double bound = exact.fastScanBound(query) / scale;
      assertThat((double) fast[i])
          .as("%s %d", similarity, i)
          .isCloseTo(full[i], within(bound * 1.0001 + 1e-5));
    }
    float[] some = new float[50];
    exact.withFastScan().scanner(ScanRows.row(queries, 3), similarity).scan(codes, 70, 120, some);
    for (int i = 0; i < some.length; i++) {
      assertThat(some[i]).isEqualTo(fast[3 * 131 + 70 + i]);
    }
  }

  private static double norms(float[] query, float[] values, int row) {
    double left = 0;
    double right = 0;
    for (int j = 0; j < query.length; j++) {
      left += (double) query[j] * query[j];
      right += (double) values[row * D + j] * values[row * D + j];
    }
    return Math.sqrt(left * right);
  }

  @Test
  void rotatingLowersTheErrorAndNeverRaisesIt() {
    List<Double> errors = new ArrayList<>();
    Progress listener =
        event -> {
          if (event instanceof Progress.Stepped step && step.task().equals("opq")) {
            errors.add(step.figures().get("mse"));
          }
        };
    OptimizedProductQuantizer rotated =
        new OptimizedProductQuantization(3, 4, 25, 20, Similarity.L2)
            .fit(TRAINING, Run.of(1).withProgress(listener));
    assertThat(errors).hasSize(20);
    for (int i = 1; i < errors.size(); i++) {
      assertThat(errors.get(i)).isLessThanOrEqualTo(errors.get(i - 1) * (1 + 1e-6));
    }
    ProductQuantizer plain = ProductQuantization.of(3, 4).fit(TRAINING, Run.of(1));
    assertThat(ScanRows.relativeError(TRAINING, rotated))
        .isLessThan(0.9 * ScanRows.relativeError(TRAINING, plain));
  }

  @Test
  void aWiderBeamLowersTheError() {
    RefinedResidualQuantizer wide =
        new RefinedResidualQuantization(4, 16, 10, 5, 2, Similarity.L2).fit(TRAINING, Run.of(1));
    double greedy = ScanRows.relativeError(X, wide.withBeam(1));
    double five = ScanRows.relativeError(X, wide);
    assertThat(five).isLessThan(greedy);
    // As wide as all sums of two stages: nothing is better than the best pair.
    RefinedResidualQuantizer two =
        new RefinedResidualQuantization(2, 8, 10, 1, 0, Similarity.L2).fit(TRAINING, Run.of(1));
    CodeMatrix codes = two.withBeam(64).quantize(X);
    float[] books = two.codebooks();
    for (int row = 0; row < 20; row++) {
      float[] x = ScanRows.row(X, row);
      double least = Double.POSITIVE_INFINITY;
      int best = -1;
      for (int pair = 0; pair < 64; pair++) {
        double error = 0;
        for (int j = 0; j < D; j++) {
          double sum = books[pair / 8 * D + j] + books[(8 + pair % 8) * D + j];
          error += (x[j] - sum) * (x[j] - sum);
        }
        if (error < least) {
          least = error;
          best = pair;
        }
      }
      assertThat(codes.row(row)).as("row %d", row).containsExactly(best / 8, best % 8);
    }
  }

  @Test
  void refiningLowersTheError() {
    double before =
        ScanRows.relativeError(
            TRAINING,
            new RefinedResidualQuantization(3, 16, 10, 5, 0, Similarity.L2)
                .fit(TRAINING, Run.of(1)));
    double after =
        ScanRows.relativeError(
            TRAINING,
            new RefinedResidualQuantization(3, 16, 10, 5, 5, Similarity.L2)
                .fit(TRAINING, Run.of(1)));
    assertThat(after).isLessThan(before);
  }

  @Test
  void trueDistancesLieWithinTheHalfWidths() {
    INDArray x = ScanGolden.x();
    INDArray queries = ScanGolden.queries();
    int inside = 0;
    int pairs = 0;
    for (int seed = 0; seed < 4; seed++) {
      RaBitQuantizer quantizer = new RaBitQuantization().fit(x, Run.of(seed));
      CodeMatrix codes = quantizer.quantize(x);
      float[] estimates = Dense.floats(quantizer.estimates(queries, codes));
      for (int q = 0; q < 8; q++) {
        float[] query = ScanRows.row(queries, q);
        double[] widths = quantizer.halfWidths(query, codes);
        float[] rows = Dense.floats(x);
        for (int i = 0; i < 384; i++, pairs++) {
          double truth = similarity(Similarity.L2, query, rows, i * 128);
          inside += Math.abs(truth - estimates[q * 384 + i]) <= widths[i] ? 1 : 0;
        }
      }
    }
    assertThat((double) inside / pairs).isBetween(0.92, 0.97);
  }
}
