package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What training changes, and what it leaves. */
class LearningTest {
  private static final long SEED = 31;

  private static void learn(TrainableQuantizer quantizer, int d, int steps, double rate) {
    RandomStream random = new RandomStream(SEED);
    for (int i = 0; i < steps; i++) {
      Step step = quantizer.forward(Planted.normal(40, d, random), Phase.TRAINING);
      quantizer.parameters().forEach(ParameterGroup::clear);
      quantizer.backward(step, Planted.normal(40, d, random));
      for (ParameterGroup group : quantizer.parameters()) {
        for (int t = 0; t < group.values().length; t++) {
          group.values()[t] -= rate * group.gradient()[t];
        }
      }
      quantizer.afterStep(step, new Seed(i));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void valuesMoveUnlessTheyAreFrozen(boolean shared) {
    QlaeQuantization settings = QlaeQuantization.of(10).withShared(shared);
    QlaeTraining learned = settings.trainable(3);
    double[] before = learned.values(1);
    assertThat(before[0]).isEqualTo(-0.5);
    assertThat(before[9]).isEqualTo(0.5);
    learn(learned, 3, 10, 10);
    assertThat(learned.values(1)).isNotEqualTo(before);
    assertThat(Arrays.equals(learned.values(0), learned.values(1))).isEqualTo(shared);
    QlaeTraining frozen = settings.withOptimizeValues(false).trainable(3);
    learn(frozen, 3, 10, 10);
    assertThat(frozen.values(1)).isEqualTo(before);
    assertThat(frozen.parameters()).isEmpty();
  }

  @Test
  void valuesComeToTheirRows() {
    QlaeTraining quantizer = QlaeQuantization.of(4).withWeights(1, 0.25).trainable(2);
    INDArray z = Dense.of(new double[] {-2, 5, -1, 6, 1, 7, 2, 8}, 4, 2);
    double first = quantizer.forward(z, Phase.TRAINING).losses().total();
    for (int i = 0; i < 3000; i++) {
      Step step = quantizer.forward(z, Phase.TRAINING);
      quantizer.parameters().get(0).clear();
      quantizer.backward(step, Dense.of(new double[8], 4, 2));
      ParameterGroup values = quantizer.parameters().get(0);
      for (int t = 0; t < values.values().length; t++) {
        values.values()[t] -= 0.5 * values.gradient()[t];
      }
    }
    assertThat(quantizer.forward(z, Phase.TRAINING).losses().total()).isLessThan(0.3 * first);
  }

  @Test
  void roundTripsAfterTraining() {
    QlaeTraining quantizer = QlaeQuantization.of(7).withWeights(1, 0.1).trainable(4);
    learn(quantizer, 4, 300, 20);
    QlaeQuantizer frozen = quantizer.freeze();
    assertThat(frozen.values(0))
        .isNotEqualTo(QlaeQuantization.of(7).trainable(1).freeze().values(0));
    for (int code = 0; code < 7; code++) {
      CodeMatrix codes = CodeMatrix.of(frozen.space(), new int[][] {{code, 6 - code, code, code}});
      assertThat(frozen.quantize(frozen.reconstruct(codes))).isEqualTo(codes);
    }
  }

  @Test
  void freezingCopies() {
    QlaeTraining qlae = QlaeQuantization.of(5).withWeights(1, 0).trainable(2);
    VqTraining vq = VqQuantization.of(8).trainable(2, new Seed(3));
    learn(qlae, 2, 3, 1);
    learn(vq, 2, 3, 1);
    INDArray x = Planted.normal(30, 2, new RandomStream(SEED));
    Quantizer first = qlae.freeze();
    Quantizer second = vq.freeze();
    float[] before = Dense.floats(first.encode(x));
    float[] beforeToo = Dense.floats(second.encode(x));
    learn(qlae, 2, 50, 20);
    learn(vq, 2, 50, 20);
    assertThat(Dense.floats(first.encode(x))).isEqualTo(before);
    assertThat(Dense.floats(second.encode(x))).isEqualTo(beforeToo);
    assertThat(Dense.floats(qlae.freeze().encode(x))).isNotEqualTo(before);
  }

  @Test
  void theOutputUsesTheOldCodebook() {
    double[] codebook = {1, 0, -1, 0};
    VqTraining quantizer =
        VqTraining.of(VqQuantization.of(2).withAverages(0.5, 1e-5, 0), 2, codebook);
    INDArray z = Dense.of(new double[] {3, 1, -3, 1}, 2, 2);
    Step step = quantizer.forward(z, Phase.TRAINING);
    quantizer.afterStep(step, new Seed(0));
    assertThat(Dense.doubles(step.output())).containsExactly(1, 0, -1, 0);
    assertThat(quantizer.clusterSize()).containsExactly(1, 1);
    assertThat(quantizer.embedAverage()).containsExactly(2, 0.5, -2, 0.5);
    assertThat(quantizer.codebook()[0]).isCloseTo(2, org.assertj.core.api.Assertions.within(1e-4));
  }

  @Test
  void evaluationStartsNothing() {
    VqTraining quantizer = VqQuantization.of(4).trainable(3, new Seed(9));
    double[] before = quantizer.codebook();
    quantizer.forward(Planted.normal(20, 3, new RandomStream(SEED)), Phase.EVALUATION);
    assertThat(quantizer.codebook()).isEqualTo(before);
    quantizer.forward(Planted.normal(20, 3, new RandomStream(SEED)), Phase.TRAINING);
    assertThat(quantizer.codebook()).isNotEqualTo(before);
  }

  @Test
  void fewRowsStartACodebookToo() {
    VqTraining quantizer = VqQuantization.of(16).trainable(3, new Seed(9));
    INDArray z = Planted.normal(2, 3, new RandomStream(SEED));
    Step step = quantizer.forward(z, Phase.TRAINING);
    assertThat(step.losses().total()).isZero();
    quantizer.afterStep(step, new Seed(1));
    for (double value : quantizer.codebook()) {
      assertThat(value).isFinite();
    }
  }

  /** 64 tight clusters, 64 codes that start in one of them, 200 steps. */
  private static double alive(double threshold) {
    RandomStream random = new RandomStream(SEED);
    INDArray x = Planted.clusters(64 * 16, 8, 64, 0.02, random);
    double[] rows = Dense.doubles(x);
    double[] bad = new double[64 * 8];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = rows[i % 8] + 1e-3 * random.normal();
    }
    VqTraining quantizer =
        VqTraining.of(VqQuantization.of(64).withAverages(0.9, 1e-5, threshold), 8, bad);
    for (int i = 0; i < 200; i++) {
      quantizer.afterStep(quantizer.forward(x, Phase.TRAINING), new Seed(i));
    }
    return UsageStats.counting(quantizer.freeze().quantize(x)).active()[0] / 64.0;
  }

  @Test
  void deadCodesComeBackToLife() {
    assertThat(alive(2)).isGreaterThanOrEqualTo(0.99);
    assertThat(alive(0)).isLessThan(0.9);
  }

  @Test
  void replacedCodesAreRowsOfTheBatch() {
    VqTraining quantizer =
        VqTraining.of(
            VqQuantization.of(3).withAverages(0.9, 1e-5, 2), 2, new double[] {0, 0, 9, 9, 8, 8});
    INDArray z = Dense.of(new double[] {0.5, 0, 0, 0.5, -0.5, 0, 0, -0.5}, 4, 2);
    quantizer.afterStep(quantizer.forward(z, Phase.TRAINING), new Seed(4));
    double[] codebook = quantizer.codebook();
    double[] sizes = quantizer.clusterSize();
    for (int k = 1; k < 3; k++) {
      assertThat(sizes[k]).isEqualTo(2);
      assertThat(Math.abs(codebook[2 * k]) + Math.abs(codebook[2 * k + 1])).isEqualTo(0.5);
      assertThat(quantizer.embedAverage()[2 * k]).isEqualTo(2 * codebook[2 * k]);
    }
    assertThat(Arrays.equals(codebook, 2, 4, codebook, 4, 6)).as("distinct rows").isFalse();
  }

  @Test
  void dropoutKeepsTheFirstStages() {
    ResidualTraining quantizer =
        ResidualQuantization.of(4, 8).withDropout(true).trainable(3, new Seed(SEED));
    int[] seen = new int[5];
    for (int i = 0; i < 200; i++) {
      INDArray z = Planted.normal(20, 3, new RandomStream(i));
      Step step = quantizer.forward(z, Phase.TRAINING);
      int kept = step.codes().space().positions();
      seen[kept]++;
      for (int s = 0; s < 4; s++) {
        assertThat(step.code(7, s) >= 0).isEqualTo(s < kept);
      }
      quantizer.backward(step, z);
      quantizer.afterStep(step, new Seed(i));
    }
    for (int kept = 1; kept <= 4; kept++) {
      assertThat(seen[kept]).as("steps that kept %d", kept).isBetween(30, 75);
    }
    INDArray z = Planted.normal(20, 3, new RandomStream(SEED));
    assertThat(quantizer.forward(z, Phase.EVALUATION).codes().space().positions()).isEqualTo(4);
  }

  @Test
  void bitsAreDrawnWithTheirProbability() {
    BernoulliTraining quantizer = BernoulliQuantization.standard().trainable(2, new Seed(SEED));
    double[] logits = new double[2 * 20_000];
    for (int i = 0; i < logits.length; i += 2) {
      logits[i] = Math.log(0.3 / 0.7);
      logits[i + 1] = 2;
    }
    INDArray z = Dense.of(logits, 20_000, 2);
    long[][] counts = UsageStats.counting(quantizer.forward(z, Phase.TRAINING).codes()).counts();
    assertThat(counts[0][1] / 20_000.0).isBetween(0.28, 0.32);
    assertThat(counts[1][1] / 20_000.0).isBetween(0.86, 0.90);
    counts = UsageStats.counting(quantizer.forward(z, Phase.EVALUATION).codes()).counts();
    assertThat(counts[0][1]).isZero();
    assertThat(counts[1][0]).isZero();
  }

  @Test
  void onlyTheLastStepGoesBack() {
    FsqTraining quantizer = FsqQuantization.preset(8).trainable();
    INDArray z = Planted.normal(4, 3, new RandomStream(SEED));
    Step first = quantizer.forward(z, Phase.TRAINING);
    quantizer.forward(z, Phase.TRAINING);
    assertThatThrownBy(() -> quantizer.backward(first, z))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("last step");
  }

  @Test
  void gradientsMustFitTheRows() {
    QlaeTraining quantizer = QlaeQuantization.of(3).trainable(2);
    Step step = quantizer.forward(Dense.of(new double[6], 3, 2), Phase.TRAINING);
    assertThatThrownBy(() -> quantizer.backward(step, Dense.of(new double[4], 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 2]")
        .hasMessageContaining("[2, 2]");
  }

  @Test
  void rowsOfZerosPassUnharmed() {
    INDArray zero = Dense.of(new double[6], 2, 3);
    INDArray g = Dense.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    SignTraining bsq = BsqQuantization.standard().trainable(3);
    Step step = bsq.forward(zero, Phase.TRAINING);
    assertThat(step.codes().codes()).containsOnly(0);
    assertThat(Dense.doubles(bsq.backward(step, g))).containsOnly(0);
    VqTraining vq =
        VqTraining.of(
            VqQuantization.of(1).withEstimator(GradientEstimator.ROTATION).withWeights(0, 0),
            3,
            new double[] {1, 0, 0});
    // No direction to rotate from: straight through.
    assertThat(Dense.doubles(vq.backward(vq.forward(zero, Phase.TRAINING), g)))
        .isEqualTo(Dense.doubles(g));
  }

  @Test
  void oppositeVectorsPassStraightThrough() {
    VqTraining vq =
        VqTraining.of(
            VqQuantization.of(1).withEstimator(GradientEstimator.ROTATION).withWeights(0, 0),
            2,
            new double[] {-2, 0});
    INDArray z = Dense.of(new double[] {1, 0}, 1, 2);
    INDArray g = Dense.of(new double[] {3, 4}, 1, 2);
    assertThat(Dense.doubles(vq.backward(vq.forward(z, Phase.TRAINING), g))).containsExactly(3, 4);
  }

  @Test
  void noRowsHaveNoLoss() {
    INDArray none = Dense.zeros(org.nd4j.linalg.api.buffer.DataType.DOUBLE, 0, 3);
    for (TrainableQuantizer quantizer :
        new TrainableQuantizer[] {
          QlaeQuantization.of(3).trainable(3),
          FsqQuantization.of(3, 3, 3).trainable(),
          LfqQuantization.standard().trainable(3),
          BsqQuantization.standard().trainable(3),
          VqQuantization.of(3).trainable(3, new Seed(0)),
          SimVqQuantization.of(3).trainable(3, new Seed(0)),
          ResidualQuantization.of(2, 3).trainable(3, new Seed(0)),
          GroupedQuantization.of(3, 3).trainable(3, new Seed(0)),
          BernoulliQuantization.standard().trainable(3, new Seed(0))
        }) {
      Step step = quantizer.forward(none, Phase.TRAINING);
      assertThat(step.losses().total()).as(quantizer.getClass().getSimpleName()).isZero();
      assertThat(quantizer.backward(step, none).shape()).containsExactly(0, 3);
      quantizer.afterStep(step, new Seed(0));
    }
  }

  @Test
  void manyBitsAreGroupedByNine() {
    EntropyPenalty standard = EntropyPenalty.standard();
    assertThat(standard.group(12)).isEqualTo(12);
    assertThat(standard.group(13)).isEqualTo(9);
    INDArray z = Planted.normal(6, 20, new RandomStream(SEED));
    EntropyPenalty mild = new EntropyPenalty(0.2, 1, 1, 0);
    SignTraining all = new LfqQuantization(1, 0, mild).trainable(20);
    double whole = all.forward(z, Phase.TRAINING).losses().part(Losses.BATCH_ENTROPY);
    double parts = 0;
    for (int[] columns : new int[][] {{0, 9}, {9, 18}, {18, 20}}) {
      int width = columns[1] - columns[0];
      INDArray slice = Slices.of(Dense.doubles(z), 6, 20, columns[0], width, z);
      SignTraining one = new LfqQuantization(1, 0, mild).trainable(width);
      parts += one.forward(slice, Phase.TRAINING).losses().part(Losses.BATCH_ENTROPY);
    }
    assertThat(whole).isCloseTo(parts, org.assertj.core.api.Assertions.within(1e-5));
  }
}
