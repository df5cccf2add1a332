package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** RaBitQ beside its definition in plain loops. */
class SignDefinitionTest {
  private static final int N = 40;

  private static INDArray rows(int d) {
    float[] rows = new RandomStream(d).normals(N * d);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 2 * rows[i] + 1 + i % d % 3;
    }
    return Dense.of(rows, N, d);
  }

  private static RaBitQuantizer fitted(int d, Similarity similarity) {
    return new RaBitQuantization(similarity).fit(rows(d), Run.of(d));
  }

  /** {@code (x - c) P} of a row filled up with zeros; for a product without the centroid. */
  private static double[] rotated(RaBitQuantizer quantizer, float[] x, boolean centred) {
    int size = quantizer.space().positions();
    double[] padded = new double[size];
    for (int j = 0; j < x.length; j++) {
      padded[j] = (double) x[j] - (centred ? quantizer.centroid()[j] : 0);
    }
    return PlainScan.turned(padded, quantizer.rotation(), size, false);
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** {@code lo + w ⌊(q' - lo) / w + ½⌋} with 16 steps from the least to the largest value. */
  private static double[] inFourBits(double[] q) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : q) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double w = (high - low) / 15;
    double[] out = new double[q.length];
    for (int i = 0; i < q.length; i++) {
      out[i] = w == 0 ? low : low + w * Math.floor((q[i] - low) / w + 0.5);
    }
    return out;
  }

  private static double product(CodeMatrix codes, int row, double[] q) {
    double sum = 0;
    for (int i = 0; i < q.length; i++) {
      sum += (2 * codes.get(row, i) - 1) / Math.sqrt(q.length) * q[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1,64", "5,64", "63,64", "64,64", "65,128", "130,192"})
  void theRotationIsOrthogonalAndAMultipleOf64(int d, int size) {
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    assertThat(quantizer.space()).isEqualTo(CodeSpace.uniform(size, 2));
    assertThat(quantizer.rotation()).hasSize(size * size);
    assertThat(PlainScan.deviation(quantizer.rotation(), size)).isLessThan(1e-4);
    assertThat(new RaBitQuantization().fit(rows(d), Run.of(d + 1)).rotation())
        .as("another seed turns otherwise")
        .isNotEqualTo(quantizer.rotation());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 63, 64, 65, 130})
  void bitsAndFactorsFollowTheFormulas(int d) {
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    INDArray x = rows(d);
    CodeMatrix codes = quantizer.quantize(x);
    int size = quantizer.space().positions();
    for (int row = 0; row < N; row++) {
      double[] o = rotated(quantizer, ScanRows.row(x, row), true);
      double absolute = 0;
      for (int i = 0; i < size; i++) {
        absolute += Math.abs(o[i]);
        if (Math.abs(o[i]) > 1e-9) {
          assertThat(codes.get(row, i)).as("row %d bit %d", row, i).isEqualTo(o[i] > 0 ? 1 : 0);
        }
      }
      double norm = norm(o);
      assertThat((double) codes.factor("norm")[row]).isCloseTo(norm, within(1e-6 * norm));
      assertThat((double) codes.factor("alignment")[row])
          .isCloseTo(absolute / (Math.sqrt(size) * norm), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 64, 130})
  void estimatesFollowTheFormulas(int d) {
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    CodeMatrix codes = quantizer.quantize(rows(d));
    float[] queries = new RandomStream(d + 9).normals(3 * d);
    INDArray y = Dense.of(queries, 3, d);
    float[] whole = Dense.floats(quantizer.estimates(y, codes));
    float[] coded = Dense.floats(quantizer.withQueryBits(4).estimates(y, codes));
    float[] norms = codes.factor("norm");
    float[] alignments = codes.factor("alignment");
    for (int q = 0; q < 3; q++) {
      float[] query = PlainScan.row(queries, q, d);
      double[] turned = rotated(quantizer, query, true);
      double length = norm(turned);
      double[] few = inFourBits(turned);
      double[] widths = quantizer.halfWidths(query, codes);
      for (int i = 0; i < N; i++) {
        double norm = norms[i];
        double base = norm * norm + length * length;
        double stretch = 2 * norm / alignments[i];
        double expected = base - stretch * product(codes, i, turned);
        double fewer = base - stretch * product(codes, i, few);
        assertThat((double) whole[q * N + i]).isCloseTo(expected, within(1e-5 * base));
        assertThat((double) coded[q * N + i]).isCloseTo(fewer, within(1e-5 * base));
        double across = Math.pow(norm / alignments[i], 2) - norm * norm;
        double width =
            2 * 1.9 / Math.sqrt(turned.length - 1) * Math.sqrt(Math.max(0, across)) * length;
        assertThat(widths[i]).as("d=%d row %d", d, i).isCloseTo(width, within(1e-5 * base));
      }
    }
    assertThat(coded).as("four bits round").isNotEqualTo(whole);
    assertThat(Dense.floats(quantizer.withQueryBits(4).withQueryBits(32).estimates(y, codes)))
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 64, 70})
  void valuesFollowTheFormula(int d) {
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    CodeMatrix codes = quantizer.quantize(rows(d));
    int size = quantizer.space().positions();
    float[] ours = Dense.floats(quantizer.reconstruct(codes));
    double[] signs = new double[N * size];
    for (int i = 0; i < signs.length; i++) {
      double length = (double) codes.factor("norm")[i / size] * codes.factor("alignment")[i / size];
      signs[i] = length * (2 * codes.get(i / size, i % size) - 1) / Math.sqrt(size);
    }
    double[] back = PlainScan.turned(signs, quantizer.rotation(), size, true);
    for (int i = 0; i < ours.length; i++) {
      double value = quantizer.centroid()[i % d] + back[i / d * size + i % d];
      assertThat((double) ours[i]).as("d=%d entry %d", d, i).isCloseTo(value, within(1e-5));
    }
  }

  @Test
  void theCentroidItselfHasNormZero() {
    int d = 10;
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    float[] c = quantizer.centroid();
    CodeMatrix codes = quantizer.quantize(Dense.of(c, 1, d));
    assertThat(codes.codes()).containsOnly(0);
    assertThat(codes.factor("norm")).containsExactly(0);
    assertThat(codes.factor("alignment")).containsExactly(.8f);
    assertThat(Dense.floats(quantizer.reconstruct(codes))).containsExactly(c);
    float[] query = rowOf(d, 4);
    double distance = PlainScan.similarity(Similarity.L2, query, c, 0);
    for (RaBitQuantizer each : new RaBitQuantizer[] {quantizer, quantizer.withQueryBits(4)}) {
      float[] one = Dense.floats(each.estimates(Dense.of(query, 1, d), codes));
      assertThat((double) one[0]).isCloseTo(distance, within(1e-4 * distance));
    }
    assertThat(quantizer.halfWidths(query, codes)).containsExactly(0);
  }

  /** A query at the centroid has no direction: its distances are the squared norms. */
  @Test
  void aQueryAtTheCentroidHasTheNormsAsDistances() {
    int d = 10;
    RaBitQuantizer quantizer = fitted(d, Similarity.L2);
    CodeMatrix codes = quantizer.quantize(rows(d));
    INDArray query = Dense.of(quantizer.centroid(), 1, d);
    for (RaBitQuantizer each : new RaBitQuantizer[] {quantizer, quantizer.withQueryBits(4)}) {
      float[] distances = Dense.floats(each.estimates(query, codes));
      for (int i = 0; i < N; i++) {
        double norm = codes.factor("norm")[i];
        assertThat((double) distances[i]).isCloseTo(norm * norm, within(1e-5 * norm * norm));
      }
    }
  }

  private static float[] rowOf(int d, long seed) {
    return new RandomStream(seed).normals(d);
  }

  /** The inner product is that with the centroid and that with what the signs stand for. */
  @ParameterizedTest
  @ValueSource(ints = {6, 64, 100})
  void productsFollowTheSameFormula(int d) {
    RaBitQuantizer quantizer = fitted(d, Similarity.DOT);
    CodeMatrix codes = quantizer.quantize(rows(d));
    float[] query = rowOf(d, 8);
    double[] turned = rotated(quantizer, query, false);
    double[] few = inFourBits(turned);
    float[] whole = Dense.floats(quantizer.estimates(Dense.of(query, 1, d), codes));
    float[] coded =
        Dense.floats(quantizer.withQueryBits(4).estimates(Dense.of(query, 1, d), codes));
    double constant = PlainScan.similarity(Similarity.DOT, query, quantizer.centroid(), 0);
    for (int i = 0; i < N; i++) {
      double stretch = (double) codes.factor("norm")[i] / codes.factor("alignment")[i];
      double scale = Math.max(1, stretch * norm(turned));
      assertThat((double) whole[i])
          .isCloseTo(constant + stretch * product(codes, i, turned), within(1e-5 * scale));
      assertThat((double) coded[i])
          .isCloseTo(constant + stretch * product(codes, i, few), within(1e-5 * scale));
    }
  }

  /** What is coded for distances estimates products too, and the other way about. */
  @Test
  void distancesAndProductsShareTheirCodes() {
    int d = 20;
    RaBitQuantizer distances = fitted(d, Similarity.L2);
    RaBitQuantizer products = fitted(d, Similarity.DOT);
    CodeMatrix codes = distances.quantize(rows(d));
    assertThat(products.quantize(rows(d))).isEqualTo(codes);
    float[] query = rowOf(d, 3);
    float[] a = new float[N];
    float[] b = new float[N];
    distances.scanner(query, Similarity.DOT).scan(codes, 0, N, a);
    products.scanner(query, Similarity.DOT).scan(codes, 0, N, b);
    assertThat(a).isEqualTo(b);
    products.scanner(query, Similarity.L2).scan(codes, 7, 19, a);
    distances.scanner(query, Similarity.L2).scan(codes, 0, N, b);
    for (int i = 7; i < 19; i++) {
      assertThat(a[i - 7]).isEqualTo(b[i]);
    }
  }

  /** The mean over many rotations of an estimate is the true distance. */
  @Test
  void estimatesAreUnbiasedOverRotations() {
    int d = 64;
    INDArray x = rows(d);
    float[] query = rowOf(d, 2);
    double truth = PlainScan.similarity(Similarity.L2, query, Dense.floats(x), 0);
    double sum = 0;
    double squares = 0;
    int trials = 120;
    for (int seed = 0; seed < trials; seed++) {
      RaBitQuantizer quantizer = new RaBitQuantization().fit(x, Run.of(seed));
      CodeMatrix codes = quantizer.quantize(Dense.rows(x, 0, 1));
      double estimate = Dense.floats(quantizer.estimates(Dense.of(query, 1, d), codes))[0];
      sum += estimate;
      squares += estimate * estimate;
    }
    double mean = sum / trials;
    double deviation = Math.sqrt((squares / trials - mean * mean) / trials);
    assertThat(deviation).isPositive();
    assertThat(mean).isCloseTo(truth, within(4 * deviation));
  }
}
