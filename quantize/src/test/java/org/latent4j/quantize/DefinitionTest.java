package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Fitted quantizers against their definitions, written down as plainly as can be. */
class DefinitionTest {
  private static int nearest(double[] x, int at, double[] vectors, int d) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < vectors.length / d; k++) {
      double sum = 0;
      for (int i = 0; i < d; i++) {
        double difference = x[at + i] - vectors[k * d + i];
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        best = k;
      }
    }
    return best;
  }

  @RepeatedTest(5)
  void vectorsAreNearestInDoubleArithmetic(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    RandomStream random = new RandomStream(seed);
    int d = 1 + random.below(20);
    int codes = 2 + random.below(200);
    float[] vectors = random.normals(codes * d);
    float[] rows = random.normals(300 * d);
    // Far from zero a product in floats cannot tell near vectors apart.
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = 1000 + 0.1f * vectors[i];
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 1000 + 0.1f * rows[i];
    }
    VqQuantizer quantizer = VqQuantizer.of(Dense.of(vectors, codes, d));
    INDArray x = Dense.of(rows, 300, d);
    for (INDArray y : new INDArray[] {x, x.castTo(DataType.DOUBLE)}) {
      CodeMatrix found = quantizer.quantize(y);
      for (int row = 0; row < 300; row++) {
        assertThat(found.get(row, 0))
            .as("row %d of seed %d", row, seed)
            .isEqualTo(nearest(CodedRows.widened(rows), row * d, CodedRows.widened(vectors), d));
      }
    }
  }

  @Test
  void equalVectorsAreNamedByTheFirst() {
    float[] one = new RandomStream(3).normals(16);
    float[] twice = new float[64];
    for (int k = 0; k < 4; k++) {
      System.arraycopy(one, 0, twice, 16 * k, 16);
    }
    VqQuantizer quantizer = VqQuantizer.of(Dense.of(twice, 16, 4));
    INDArray x = Planted.normal(500, 4, new RandomStream(4));
    assertThat(Arrays.stream(quantizer.quantize(x).codes()).max().orElseThrow()).isLessThan(4);
  }

  @ParameterizedTest
  @EnumSource(FsqBound.class)
  void scalarsFollowTheTable(FsqBound bound) {
    int[] levels = {3, 4, 5, 8, 16};
    FsqQuantizer quantizer = new FsqQuantization(levels, bound).quantizer();
    INDArray x = Planted.normal(400, 5, new RandomStream(6)).mul(1.5);
    double[] rows = Dense.doubles(x);
    int[] codes = quantizer.quantize(x).codes();
    float[] values = Dense.floats(quantizer.encode(x));
    for (int i = 0; i < rows.length; i++) {
      int l = levels[i % 5];
      int w = l / 2;
      double o = l % 2 == 0 ? 0.5 : 0;
      double h = (l - 1) * (bound == FsqBound.REFERENCE ? 1 - 1e-3 : 1 + 1e-3) / 2;
      double ratio = o / h;
      double s =
          bound == FsqBound.REFERENCE ? Math.tan(ratio) : 0.5 * Math.log((1 + ratio) / (1 - ratio));
      int code =
          bound == FsqBound.SYMMETRIC
              ? (int) Math.floor((l - 1) * (Math.tanh(rows[i]) + 1) / 2 + 0.5)
              : (int) Math.rint(h * Math.tanh(rows[i] + s) - o) + w;
      double value =
          bound == FsqBound.SYMMETRIC ? 2.0 * code / (l - 1) - 1 : (code - w) / (double) w;
      assertThat(codes[i]).as("%s to %d levels", rows[i], l).isEqualTo(code);
      assertThat(values[i]).isEqualTo((float) value);
    }
  }

  @Test
  void halvesAreRoundedToEven() {
    // Of L = 4: rint(h tanh(z + s) - 1/2), where the bounded number passes -1/2 exactly at z = -s.
    FsqBound bound = FsqBound.REFERENCE;
    double s = bound.shift(4);
    assertThat(bound.code(4, -s)).isEqualTo(2);
    assertThat(Math.rint(-0.5) + 2).isEqualTo(2);
    assertThat(Math.round(-1.5) + 2).as("half up would give another").isEqualTo(1);
    double z = Math.log((bound.half(4) - 1) / (bound.half(4) + 1)) / 2 - s;
    assertThat(bound.half(4) * Math.tanh(z + s) - 0.5).isCloseTo(-1.5, within(1e-12));
    assertThat(bound.code(4, Math.nextDown(z) - 1e-9)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fittedValuesAreMeansOfTheirNumbers(boolean shared) {
    INDArray x = Planted.normal(500, 3, new RandomStream(7));
    QlaeQuantizer quantizer =
        QlaeQuantization.of(7).withShared(shared).withIterations(1000).fit(x, Run.of(0));
    double[] rows = Dense.doubles(x);
    int[] codes = quantizer.quantize(x).codes();
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 7; k++) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
          if (codes[i] == k && (shared || i % 3 == j)) {
            sum += rows[i];
            count++;
          }
        }
        assertThat(count).isPositive();
        assertThat(quantizer.values(j)[k]).isCloseTo((float) (sum / count), within(1e-5f));
      }
    }
  }

  @Test
  void fittedValuesStayWhereTheyAreFixed() {
    INDArray x = Planted.normal(50, 2, new RandomStream(7)).mul(9);
    QlaeQuantizer quantizer = QlaeQuantization.of(3).withOptimizeValues(false).fit(x, Run.of(0));
    assertThat(quantizer.values(1)).containsExactly(-0.5f, 0, 0.5f);
  }

  @Test
  void signsHaveTheLengthOfTheirKind() {
    INDArray x = Planted.normal(40, 9, new RandomStream(8));
    LfqQuantizer lfq = new LfqQuantization(2.5, 0, EntropyPenalty.standard()).quantizer(9);
    BsqQuantizer bsq = new BsqQuantization(2.5, 0, EntropyPenalty.standard()).quantizer(9);
    double[] rows = Dense.doubles(x);
    float[] first = Dense.floats(lfq.encode(x));
    float[] second = Dense.floats(bsq.encode(x));
    for (int i = 0; i < rows.length; i++) {
      assertThat(first[i]).isEqualTo(rows[i] > 0 ? 2.5f : -2.5f);
      assertThat(second[i]).isEqualTo((float) (rows[i] > 0 ? 2.5 / 3 : -2.5 / 3));
    }
    assertThat(lfq.quantize(x)).isEqualTo(bsq.quantize(x));
    assertThat(lfq.quantize(x).index(0)).isEqualTo(topBitFirst(rows, 9));
  }

  private static long topBitFirst(double[] row, int d) {
    long index = 0;
    for (int i = 0; i < d; i++) {
      index = 2 * index + (row[i] > 0 ? 1 : 0);
    }
    return index;
  }

  @Test
  void eachStageCodesWhatTheOthersLeft() {
    INDArray x = Planted.normal(200, 5, new RandomStream(9));
    ResidualQuantizer quantizer = ResidualQuantization.of(3, 10).fit(x, Run.of(2));
    double[] rest = Dense.doubles(x);
    CodeMatrix codes = quantizer.quantize(x);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    double[] sum = new double[rest.length];
    double[] error = new double[3];
    for (int s = 0; s < 3; s++) {
      double[] vectors = Dense.doubles(quantizer.codebook(s));
      for (int row = 0; row < 200; row++) {
        int code = nearest(rest, row * 5, vectors, 5);
        assertThat(codes.get(row, s)).isEqualTo(code);
        for (int i = 0; i < 5; i++) {
          rest[row * 5 + i] -= vectors[code * 5 + i];
          sum[row * 5 + i] += vectors[code * 5 + i];
          error[s] += rest[row * 5 + i] * rest[row * 5 + i];
        }
      }
    }
    assertThat(error[1]).isLessThan(error[0]);
    assertThat(error[2]).isLessThan(error[1]);
    for (int i = 0; i < sum.length; i++) {
      assertThat(values[i]).isEqualTo((float) sum[i]);
    }
  }

  @Test
  void groupsAreCodedByThemselves() {
    INDArray x = Planted.normal(120, 6, new RandomStream(10));
    GroupedQuantizer quantizer = GroupedQuantization.of(3, 9).fit(x, Run.of(2));
    CodeMatrix codes = quantizer.quantize(x);
    double[] rows = Dense.doubles(x);
    for (int g = 0; g < 3; g++) {
      INDArray slice = Slices.of(rows, 120, 6, 2 * g, 2, x);
      CodeMatrix own = quantizer.group(g).quantize(slice);
      for (int row = 0; row < 120; row++) {
        assertThat(codes.get(row, g)).isEqualTo(own.get(row, 0));
      }
    }
  }

  @Test
  void bitsDecodeToTheSumOfTheirEmbeddings() {
    INDArray embedding = Planted.normal(4, 3, new RandomStream(11));
    BernoulliQuantizer quantizer = BernoulliQuantization.standard().quantizer(embedding);
    INDArray x = Planted.normal(30, 4, new RandomStream(12));
    float[] values = Dense.floats(quantizer.encode(x));
    double[] rows = Dense.doubles(x);
    double[] e = Dense.doubles(embedding);
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int b = 0; b < 4; b++) {
        sum += rows[i / 3 * 4 + b] > 0 ? e[b * 3 + i % 3] : 0;
      }
      assertThat(values[i]).isEqualTo((float) sum);
    }
  }

  @Test
  void fittedEmbeddingsAreOfLeastSquares() {
    INDArray x = Planted.normal(80, 4, new RandomStream(13));
    BernoulliQuantizer quantizer = BernoulliQuantization.standard().fit(x, Run.of(0));
    double least = error(quantizer, x);
    double[] e = Dense.doubles(quantizer.embedding());
    for (int i = 0; i < e.length; i++) {
      for (double step : new double[] {-0.01, 0.01}) {
        double[] moved = e.clone();
        moved[i] += step;
        Quantizer other = BernoulliQuantization.standard().quantizer(Dense.of(moved, 4, 4));
        assertThat(error(other, x)).isGreaterThan(least);
      }
    }
  }

  @Test
  void aFitOfSimVqLowersTheError() {
    INDArray x = Planted.clusters(200, 4, 12, 0.1, new RandomStream(14));
    double once = error(SimVqQuantization.of(32).withIterations(1).fit(x, Run.of(1)), x);
    double often = error(SimVqQuantization.of(32).withIterations(25).fit(x, Run.of(1)), x);
    assertThat(often).isLessThanOrEqualTo(once);
  }

  private static double error(Quantizer quantizer, INDArray x) {
    double[] rows = Dense.doubles(x);
    double[] values = Dense.doubles(quantizer.encode(x));
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += (rows[i] - values[i]) * (rows[i] - values[i]);
    }
    return sum;
  }

  @Test
  void entropiesSurviveExtremeLogits() {
    double[] logits = {800, -800, 0, 1e-300, 40, -40};
    BitEntropy entropy = new BitEntropy(logits, 2, 3, 3);
    assertThat(entropy.sample())
        .isCloseTo((2 * Math.log(2) + 2 * 41 * Math.exp(-40)) / 2, within(1e-12));
    assertThat(entropy.batch()).isFinite().isPositive();
    for (double value : entropy.gradient(1, -1)) {
      assertThat(value).isFinite();
    }
    assertThat(BitEntropy.sigmoid(-800)).isZero();
    assertThat(BitEntropy.sigmoid(800)).isEqualTo(1);
  }

  @Test
  void lengthsOfAnySizeBecomeOne() {
    for (double scale : new double[] {1, 1e-160, 1e160, 1e-300, 1e300}) {
      double[] rows = {3 * scale, -4 * scale, 0, 0};
      UnitRows unit = UnitRows.of(rows, 2, 1);
      assertThat(unit.values()[0]).as("scale %s", scale).isCloseTo(0.6, within(1e-15));
      assertThat(unit.values()[1]).isCloseTo(-0.8, within(1e-15));
      assertThat(Arrays.copyOfRange(unit.values(), 2, 4)).containsOnly(0);
      assertThat(unit.norms()[0] / scale).isCloseTo(5, within(1e-14));
    }
  }

  @Test
  void parametersStandInTheFileAsTheRecordHasThem() {
    assertThat(RecordJson.of(new QlaeQuantization(4, true, 0.5, 0.25, false, 9)))
        .isEqualTo(
            "{\"levels\":4,\"shared\":true,\"quantizationWeight\":0.5,\"commitmentWeight\":0.25,"
                + "\"optimizeValues\":false,\"iterations\":9}");
    assertThat(RecordJson.of(FsqQuantization.of(8, 5)))
        .isEqualTo("{\"levels\":[8,5],\"bound\":\"symmetric\"}");
    assertThat(RecordJson.of(ResidualQuantization.of(2, 3)))
        .startsWith("{\"stages\":2,\"stage\":{\"codes\":3")
        .contains("\"beam\":1");
  }
}
