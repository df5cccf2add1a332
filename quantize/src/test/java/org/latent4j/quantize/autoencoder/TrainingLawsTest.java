package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;

/** What a training does and does not do, model by model. */
class TrainingLawsTest {
  private static final int PIXELS = 14;
  private static final int[] ALL = IntStream.range(0, 100).toArray();
  private final RandomRows rows = new RandomRows(5, 100, PIXELS);

  private static AutoencoderSettings settings(
      AutoencoderModel model, double decay, double quantization, double commitment) {
    return new AutoencoderSettings(model, 4, 6, 12, 16, 1e-2, decay, 1, quantization, commitment);
  }

  private static AutoencoderTraining start(AutoencoderSettings settings, int threads) {
    return AutoencoderTraining.start(settings, PIXELS, Run.of(8).withThreads(threads));
  }

  private static AutoencoderTraining start(AutoencoderModel model) {
    return start(settings(model, 0.1, 0.5, 0.5), 1);
  }

  private static List<double[]> numbers(AutoencoderTraining training) {
    List<double[]> out = new ArrayList<>();
    for (Weights weight : training.weights()) {
      float[] values = weight.value().values();
      out.add(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }
    training.codebooks().forEach(codebook -> out.add(codebook.group().values().clone()));
    return out;
  }

  private static void assertSame(List<double[]> got, List<double[]> expected) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.size(); i++) {
      assertThat(got.get(i)).as("tensor %d", i).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsChangeNoBit(AutoencoderModel model) {
    List<double[]> one = null;
    for (int threads : new int[] {1, 2, 7}) {
      try (AutoencoderTraining training = start(settings(model, 0.1, 0.5, 0.5), threads)) {
        training.train(rows, 15);
        List<double[]> got = numbers(training);
        one = one == null ? got : one;
        assertSame(got, one);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"QLAE", "QLAE_GLOBAL", "VQVAE"})
  void valuesMoveByTheirLossAlone(AutoencoderModel model) {
    try (AutoencoderTraining training = start(model);
        AutoencoderTraining frozen = start(settings(model, 0.1, 0, 0.5), 1)) {
      List<double[]> before = numbers(frozen);
      training.train(rows, 10);
      frozen.train(rows, 10);
      // Straight through: the reconstruction moves no value, and decay none either.
      assertThat(training.valuesMoved()).isGreaterThan(1e-3);
      assertThat(frozen.valuesMoved()).isZero();
      List<double[]> after = numbers(frozen);
      int last = after.size() - 1;
      assertThat(after.get(last)).isEqualTo(before.get(last));
      assertThat(after.get(0)).isNotEqualTo(before.get(0));
    }
  }

  @Test
  void valuesMovedIsTheLargestDistance() {
    try (AutoencoderTraining training = start(AutoencoderModel.QLAE)) {
      training.train(rows, 12);
      double[] values = training.codebooks().get(0).group().values();
      assertThat(values).hasSize(4 * 6);
      double most = 0;
      for (int i = 0; i < values.length; i++) {
        most = Math.max(most, Math.abs(values[i] - (-0.5 + i % 6 / 5.0)));
      }
      assertThat(training.valuesMoved()).isCloseTo(most, within(1e-12));
    }
  }

  @Test
  void globalValuesAreOneCodebook() {
    try (AutoencoderTraining training = start(AutoencoderModel.QLAE_GLOBAL)) {
      assertThat(training.codebooks()).hasSize(1);
      double[] values = training.codebooks().get(0).group().values();
      for (int k = 0; k < 6; k++) {
        assertThat(values[k]).isCloseTo(-0.5 + k / 5.0, within(1e-15));
      }
      assertThat(values).hasSize(6);
    }
  }

  @Test
  void vectorsBeginWithinTheRootOfThreeSixteenths() {
    try (AutoencoderTraining training = start(AutoencoderModel.VQVAE)) {
      double[] vectors = training.codebooks().get(0).group().values();
      assertThat(vectors).hasSize(64 * 16);
      double reach = Math.sqrt(3.0 / 16);
      double most = 0;
      double sum = 0;
      for (double value : vectors) {
        most = Math.max(most, Math.abs(value));
        sum += value * value / vectors.length;
      }
      assertThat(most).isBetween(0.98 * reach, reach);
      assertThat(sum).isCloseTo(reach * reach / 3, within(0.006)); // uniform
    }
  }

  @ParameterizedTest
  @EnumSource
  void weightsBeginUniformWithinOneOverTheRootOfTheirInputsAndBiasesAtZero(AutoencoderModel model) {
    try (AutoencoderTraining training = start(model)) {
      for (int i = 0; i < 12; i += 2) {
        Weights weight = training.weights().get(i);
        double reach = 1 / Math.sqrt(weight.value().rows());
        double most = 0;
        for (float value : weight.value().values()) {
          most = Math.max(most, Math.abs(value));
        }
        assertThat(most).as("layer %d", i / 2).isBetween(0.8 * reach, reach * (1 + 1e-6));
        assertThat(training.weights().get(i + 1).value().values()).containsOnly(0);
      }
      int encoded = training.weights().get(4).value().columns();
      int decoded = training.weights().get(6).value().rows();
      assertThat(encoded)
          .isEqualTo(
              switch (model) {
                case VAE -> 8;
                case VQVAE -> 64;
                default -> 4;
              });
      assertThat(decoded).isEqualTo(model == AutoencoderModel.VQVAE ? 64 : 4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEvaluationIsThatOfThePlainFormulas(AutoencoderModel model) {
    int[] some = {3, 50, 3, 99, 7, 12, 31, 44, 45, 46, 47, 48, 49, 0, 1, 2, 98, 5, 6};
    try (AutoencoderTraining training = start(model)) {
      training.train(rows, 30);
      Surrogate plain = Surrogate.evaluation(training, rows, some);
      Evaluation got = training.evaluate(rows, some);
      double entropy = 0;
      double psnr = 0;
      for (int i = 0; i < some.length; i++) {
        float[] x = new float[PIXELS];
        rows.read(some[i], x, 0);
        double[] logits = plain.logits(i);
        double square = 0;
        for (int j = 0; j < PIXELS; j++) {
          double share = 1 / (1 + Math.exp(-logits[j]));
          entropy -= x[j] * Math.log(share) + (1 - x[j]) * Math.log(1 - share);
          square += (share - x[j]) * (share - x[j]) / PIXELS;
        }
        psnr += -10 * Math.log10(square) / some.length;
        for (int j = 0; j < 4; j++) {
          if (model.discrete()) {
            assertThat(got.codes()[i * 4 + j]).isEqualTo(plain.codes(i)[j]);
          } else {
            assertThat((double) got.numbers()[i * 4 + j])
                .isCloseTo(plain.encoded(i)[j], within(1e-4));
          }
        }
      }
      assertThat(got.crossEntropy()).isCloseTo(entropy / some.length / PIXELS, within(1e-5));
      assertThat(got.psnr()).isCloseTo(psnr, within(1e-3));
      // Row 3 came twice and is the same twice.
      for (int j = 0; j < 4; j++) {
        assertThat(got.numbers()[j]).isEqualTo(got.numbers()[8 + j]);
      }
    }
  }

  @Test
  void onlyTheBatchOfTheStepIsSeen() {
    // Two sets of rows that differ in rows no batch of the first three steps has.
    try (AutoencoderTraining a = start(AutoencoderModel.AE);
        AutoencoderTraining b = start(AutoencoderModel.AE)) {
      List<Integer> read = new ArrayList<>();
      a.train(watched(read, -1), 3);
      assertThat(read).hasSize(48);
      int absent = IntStream.range(0, 100).filter(i -> !read.contains(i)).findFirst().orElseThrow();
      b.train(watched(new ArrayList<>(), absent), 3);
      assertSame(numbers(b), numbers(a));
      assertThat(read.stream().distinct().count()).isGreaterThan(30);
    }
  }

  private TrainingRows watched(List<Integer> read, int blank) {
    return new TrainingRows() {
      @Override
      public int count() {
        return rows.count();
      }

      @Override
      public int width() {
        return rows.width();
      }

      @Override
      public void read(int index, float[] out, int start) {
        read.add(index);
        rows.read(index, out, start);
        if (index == blank) {
          java.util.Arrays.fill(out, start, start + PIXELS, 1f);
        }
      }
    };
  }

  @Test
  void divergenceDrawsLatentsToTheStandardNormal() {
    double[] squares = new double[2];
    for (int side = 0; side < 2; side++) {
      AutoencoderSettings weighed =
          settings(AutoencoderModel.VAE, 0, 0, 0).withBeta(side == 0 ? 0 : 20);
      try (AutoencoderTraining training = start(weighed, 1)) {
        training.train(rows, 200);
        for (float mean : training.evaluate(rows, ALL).numbers()) {
          squares[side] += mean * mean / 400;
        }
      }
    }
    assertThat(squares[0]).isGreaterThan(1);
    assertThat(squares[1]).isLessThan(0.3);
  }

  @Test
  void commitmentDrawsLatentsToTheirValues() {
    double[] distances = new double[2];
    for (int side = 0; side < 2; side++) {
      try (AutoencoderTraining training =
          start(settings(AutoencoderModel.QLAE, 0, 0, side == 0 ? 0 : 5), 1)) {
        training.train(rows, 100);
        Surrogate plain = Surrogate.evaluation(training, rows, ALL);
        double[] values = training.codebooks().get(0).group().values();
        for (int i = 0; i < 100; i++) {
          for (int j = 0; j < 4; j++) {
            double far = plain.encoded(i)[j] - values[j * 6 + plain.codes(i)[j]];
            distances[side] += far * far / 400;
          }
        }
      }
    }
    assertThat(distances[1]).isLessThan(distances[0] / 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3})
  void decayShrinksWeights(double decay) {
    try (AutoencoderTraining training = start(settings(AutoencoderModel.AE, decay, 0, 0), 1)) {
      double before = 0;
      for (double value : numbers(training).get(2)) {
        before += value * value;
      }
      training.train(rows, 150);
      double after = 0;
      for (double value : numbers(training).get(2)) {
        after += value * value;
      }
      assertThat(after > before).as("decay %s", decay).isEqualTo(decay == 0);
    }
  }

  @Test
  void progressIsToldOfEveryStep() {
    List<String> told = new ArrayList<>();
    Progress listener =
        event -> {
          if (event instanceof Progress.Stepped stepped) {
            assertThat(stepped.figures().get("loss")).isPositive().isFinite();
            told.add("step " + stepped.step());
          } else if (event instanceof Progress.Started started) {
            told.add("of " + started.steps());
          }
        };
    Run run = Run.of(8).withThreads(1).withProgress(listener);
    try (AutoencoderTraining training =
        AutoencoderTraining.start(settings(AutoencoderModel.AE, 0, 0, 0), PIXELS, run)) {
      training.train(rows, 2);
      training.train(rows, 3);
    }
    assertThat(told).containsExactly("of 2", "step 1", "step 2", "of 3", "step 3");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6, 12, 16, 0.01, 0, latents",
    "4, 1, 12, 16, 0.01, 0, levels",
    "4, 6, 0, 16, 0.01, 0, hidden",
    "4, 6, 12, 0, 0.01, 0, batch",
    "4, 6, 12, 16, 0, 0, learningRate",
    "4, 6, 12, 16, -1, 0, learningRate",
    "4, 6, 12, 16, NaN, 0, learningRate",
    "4, 6, 12, 16, 0.01, -0.5, weightDecay",
    "4, 6, 12, 16, 0.01, Infinity, weightDecay"
  })
  void settingsOutOfRange(
      int latents, int levels, int hidden, int batch, double rate, double decay, String named) {
    assertThatThrownBy(
            () ->
                new AutoencoderSettings(
                    AutoencoderModel.QLAE, latents, levels, hidden, batch, rate, decay, 1, 0, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(named);
  }

  @Test
  void rowsOfNoPixels() {
    assertThatThrownBy(
            () ->
                AutoencoderTraining.start(settings(AutoencoderModel.AE, 0, 0, 0), 0, Run.of(1))
                    .close())
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("pixels", "0");
  }
}
