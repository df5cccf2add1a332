package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Optimised product quantization beside its definition in plain loops. */
class RotatedProductDefinitionTest {
  private static final int D = 8;
  private static final INDArray TRAINING = ScanRows.of(1, 500, D);
  private static final OptimizedProductQuantizer QUANTIZER =
      new OptimizedProductQuantization(4, 4, 10, 8, Similarity.L2).fit(TRAINING, Run.of(2));

  @Test
  void codesAreThoseOfTheTurnedRows() {
    double[] x = Dense.doubles(ScanRows.of(3, 120, D));
    double[] turned = PlainScan.turned(x, QUANTIZER.rotation(), D, false);
    float[] centroids = QUANTIZER.inner().centroids();
    int[] expected = PlainScan.productCodes(turned, centroids, 4, 16);
    assertThat(QUANTIZER.quantize(Dense.of(x, 120, D)).codes()).containsExactly(expected);
    assertThat(QUANTIZER.quantize(ScanRows.of(3, 120, D)).codes()).containsExactly(expected);
  }

  @Test
  void valuesAreTurnedBack() {
    CodeMatrix codes = QUANTIZER.quantize(ScanRows.of(3, 60, D));
    double[] inner = Dense.doubles(QUANTIZER.inner().reconstruct(codes));
    double[] expected = PlainScan.turned(inner, QUANTIZER.rotation(), D, true);
    double[] ours = Dense.doubles(QUANTIZER.reconstruct(codes));
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void estimatesTurnTheQuery(Similarity similarity) {
    OptimizedProductQuantizer subject = QUANTIZER.withSimilarity(similarity);
    CodeMatrix codes = subject.quantize(ScanRows.of(3, 60, D));
    float[] values = Dense.floats(subject.reconstruct(codes));
    INDArray queries = ScanRows.of(4, 4, D);
    float[] ours = Dense.floats(subject.estimates(queries, codes));
    float[] fast = Dense.floats(subject.withFastScan().estimates(queries, codes));
    assertThat(fast).isNotEqualTo(ours);
    for (int i = 0; i < ours.length; i++) {
      float[] query = ScanRows.row(queries, i / 60);
      double expected = PlainScan.similarity(similarity, query, values, i % 60 * D);
      assertThat((double) ours[i]).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
      if (similarity != Similarity.COSINE) {
        double bound = subject.fastScanBound(query);
        assertThat((double) fast[i]).isCloseTo(ours[i], within(bound * 1.0001 + 1e-4));
      }
    }
  }

  @Test
  void theBoundIsThatOfTheTurnedQuery() {
    float[] query = ScanRows.row(ScanRows.of(9, 1, D), 0);
    double[] wide = new double[D];
    for (int j = 0; j < D; j++) {
      wide[j] = query[j];
    }
    double[] turned = PlainScan.turned(wide, QUANTIZER.rotation(), D, false);
    float[] narrow = new float[D];
    for (int j = 0; j < D; j++) {
      narrow[j] = (float) turned[j];
    }
    double[][] tables = PlainScan.tables(narrow, QUANTIZER.inner().centroids(), 4, 16, true);
    double range = 0;
    for (double[] of : tables) {
      double[] sorted = of.clone();
      java.util.Arrays.sort(sorted);
      range = Math.max(range, sorted[15] - sorted[0]);
    }
    assertThat(QUANTIZER.fastScanBound(query)).isCloseTo(4 * range / 255 / 2, within(1e-5 * range));
  }

  /** Any number of rounds leaves a rotation, and the figures that are told are those reached. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6})
  void roundsKeepTheRotationOrthogonal(int rounds) {
    List<Double> told = new ArrayList<>();
    Progress listener =
        event -> {
          if (event instanceof Progress.Stepped step && step.task().equals("opq")) {
            told.add(step.figures().get("mse"));
          }
        };
    for (int m : new int[] {1, 2, 8}) {
      told.clear();
      OptimizedProductQuantizer fitted =
          new OptimizedProductQuantization(m, 4, 8, rounds, Similarity.L2)
              .fit(TRAINING, Run.of(1).withProgress(listener));
      assertThat(PlainScan.deviation(fitted.rotation(), D)).as("m=%d", m).isLessThan(1e-4);
      assertThat(told).hasSize(rounds);
      double error =
          PlainScan.meanSquare(Dense.doubles(TRAINING), Dense.doubles(fitted.encode(TRAINING)));
      if (rounds > 0) {
        assertThat(error).as("m=%d", m).isLessThanOrEqualTo(told.get(rounds - 1) * (1 + 1e-5));
      }
    }
  }

  /** Two columns that only vary together: a rotation makes one of them, and one is enough. */
  @Test
  void correlatedColumnsAreTurnedApart() {
    RandomStream random = new RandomStream(5);
    float[] rows = new float[600 * 2];
    for (int i = 0; i < 600; i++) {
      float along = (float) random.uniform() * 16;
      float across = random.below(2) == 0 ? -6 : 6;
      rows[2 * i] = along + across;
      rows[2 * i + 1] = along - across;
    }
    INDArray x = Dense.of(rows, 600, 2);
    double plain = ScanRows.relativeError(x, ProductQuantization.of(2, 4).fit(x, Run.of(1)));
    double turned =
        ScanRows.relativeError(
            x, new OptimizedProductQuantization(2, 4, 25, 10, Similarity.L2).fit(x, Run.of(1)));
    assertThat(turned).isLessThan(0.6 * plain);
  }

  /** Columns without any variance, and fewer directions than columns, are no obstacle. */
  @Test
  void constantColumnsAreNoObstacle() {
    float[] rows = new float[200 * D];
    float[] source = new RandomStream(4).normals(200 * 2);
    for (int i = 0; i < 200; i++) {
      rows[i * D] = source[2 * i];
      rows[i * D + 1] = 2 * source[2 * i];
      rows[i * D + 2] = source[2 * i + 1];
      rows[i * D + 7] = 5;
    }
    INDArray x = Dense.of(rows, 200, D);
    OptimizedProductQuantizer fitted =
        new OptimizedProductQuantization(4, 4, 10, 5, Similarity.L2).fit(x, Run.of(1));
    assertThat(PlainScan.deviation(fitted.rotation(), D)).isLessThan(1e-4);
    assertThat(ScanRows.relativeError(x, fitted)).isLessThan(0.05);
  }

  @Test
  void theRotationIsACopy() {
    float[] before = QUANTIZER.rotation();
    QUANTIZER.rotation()[0] = 5;
    assertThat(QUANTIZER.rotation()).containsExactly(before);
    assertThat(QUANTIZER.withSimilarity(Similarity.DOT).similarity()).isEqualTo(Similarity.DOT);
    assertThat(QUANTIZER.similarity()).isEqualTo(Similarity.L2);
  }
}
