package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Optimised scalar quantization beyond its golden files. */
class IntervalLawsTest {
  private static final int D = 37;
  private static final INDArray X = ScanRows.of(1, 90, D);
  private static final INDArray QUERIES = ScanRows.of(2, 6, D);

  /** An estimate is the similarity of what the codes of both stand for, each less the centroid. */
  @ParameterizedTest
  @CsvSource({"1,4", "1,1", "4,4", "4,7", "8,8", "3,5"})
  void estimatesAreThoseOfBothCodes(int bits, int queryBits) {
    OptimizedScalarQuantizer rows =
        new OptimizedScalarQuantization(bits, Similarity.DOT).fit(X, Run.of(0));
    OptimizedScalarQuantizer coder =
        OptimizedScalarQuantizer.of(rows.centroid(), queryBits, Similarity.DOT);
    CodeMatrix codes = rows.quantize(X);
    CodeMatrix queryCodes = coder.quantize(QUERIES);
    float[] c = rows.centroid();
    float[] values = Dense.floats(rows.reconstruct(codes));
    float[] queries = Dense.floats(coder.reconstruct(queryCodes));
    float[] ours = Dense.floats(rows.withQueryBits(queryBits).estimates(QUERIES, codes));
    float[] corrections = codes.factor("correction");
    float[] queryCorrections = queryCodes.factor("correction");
    for (int q = 0; q < 6; q++) {
      for (int i = 0; i < 90; i++) {
        double expected = corrections[i] + queryCorrections[q];
        for (int j = 0; j < D; j++) {
          double row = values[i * D + j] - c[j];
          expected += row * (queries[q * D + j] - c[j]) - (double) c[j] * c[j];
        }
        assertThat((double) ours[q * 90 + i])
            .as("%d and %d bits, query %d row %d", bits, queryBits, q, i)
            .isCloseTo(expected, within(1e-3 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void eightBitsComeNearTheTruth(Similarity similarity) {
    OptimizedScalarQuantizer quantizer =
        new OptimizedScalarQuantization(8, similarity).fit(X, Run.of(0));
    float[] estimates = Dense.floats(quantizer.estimates(QUERIES, quantizer.quantize(X)));
    for (int q = 0; q < 6; q++) {
      for (int i = 0; i < 90; i++) {
        double truth = truth(similarity, ScanRows.row(QUERIES, q), ScanRows.row(X, i));
        double scale = similarity == Similarity.COSINE ? 1 : Math.max(10, Math.abs(truth));
        assertThat((double) estimates[q * 90 + i])
            .as("%s %d %d", similarity, q, i)
            .isCloseTo(truth, within(0.03 * scale));
      }
    }
  }

  private static double truth(Similarity similarity, float[] q, float[] x) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int j = 0; j < q.length; j++) {
      product += (double) q[j] * x[j];
      left += (double) q[j] * q[j];
      right += (double) x[j] * x[j];
    }
    return switch (similarity) {
      case L2 -> left + right - 2 * product;
      case DOT -> product;
      case COSINE -> product / Math.sqrt(left * right);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRowWithoutSpreadHasCodesOfZero(int bits) {
    float[] centroid = ScanRows.row(X, 0);
    float[] shifted = centroid.clone();
    for (int j = 0; j < D; j++) {
      centroid[j] = j;
      shifted[j] = j + 2;
    }
    OptimizedScalarQuantizer quantizer = OptimizedScalarQuantizer.of(centroid, bits, Similarity.L2);
    float[] both = new float[2 * D];
    System.arraycopy(centroid, 0, both, 0, D);
    System.arraycopy(shifted, 0, both, D, D);
    CodeMatrix codes = quantizer.quantize(Dense.of(both, 2, D));
    assertThat(codes.codes()).containsOnly(0);
    assertThat(codes.factor("sum")).containsExactly(0, 0);
    assertThat(Dense.floats(quantizer.reconstruct(codes))).containsExactly(both);
    float[] distances = Dense.floats(quantizer.estimates(Dense.of(both, 2, D), codes));
    assertThat(distances[0]).isEqualTo(0);
    assertThat(distances[1]).isCloseTo(4f * D, within(1e-3f));
    assertThat(distances[3]).isCloseTo(0, within(1e-3f));
  }

  /** Asked for another similarity than the factors serve, a scanner decodes. */
  @Test
  void otherSimilaritiesAreThoseOfTheValues() {
    OptimizedScalarQuantizer quantizer = OptimizedScalarQuantization.of(6).fit(X, Run.of(0));
    CodeMatrix codes = quantizer.quantize(X);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    float[] query = ScanRows.row(QUERIES, 1);
    float[] out = new float[30];
    for (Similarity other : new Similarity[] {Similarity.DOT, Similarity.COSINE}) {
      quantizer.scanner(query, other).scan(codes, 20, 50, out);
      for (int i = 0; i < 30; i++) {
        float[] row = java.util.Arrays.copyOfRange(values, (20 + i) * D, (21 + i) * D);
        assertThat((double) out[i]).isCloseTo(truth(other, query, row), within(1e-3));
      }
    }
    float[] all = Dense.floats(quantizer.estimates(QUERIES, codes));
    quantizer.scanner(query, Similarity.L2).scan(codes, 20, 50, out);
    for (int i = 0; i < 30; i++) {
      assertThat(out[i]).isEqualTo(all[90 + 20 + i]);
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void signsEstimateEverySimilarity(Similarity similarity) {
    INDArray x = ScanGolden.x();
    RaBitQuantizer quantizer = new RaBitQuantization(similarity).fit(x, Run.of(3));
    CodeMatrix codes = quantizer.quantize(x);
    for (RaBitQuantizer each : new RaBitQuantizer[] {quantizer, quantizer.withQueryBits(4)}) {
      float[] estimates = Dense.floats(each.estimates(ScanGolden.queries(), codes));
      double error = 0;
      double bias = 0;
      double scale = 0;
      for (int i = 0; i < estimates.length; i++) {
        float[] query = ScanGolden.query(i / 384);
        double truth = truth(similarity, query, ScanRows.row(x, i % 384));
        error += Math.abs(estimates[i] - truth) / estimates.length;
        bias += (estimates[i] - truth) / estimates.length;
        scale += Math.abs(truth) / estimates.length;
      }
      assertThat(error).as("%s", similarity).isLessThan(0.12 * Math.max(scale, 0.5));
      assertThat(Math.abs(bias)).as("%s", similarity).isLessThan(0.03 * Math.max(scale, 0.5));
    }
  }
}
