package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

class AutoencoderTrainingTest {
  private static final int PIXELS = 20;
  private final RandomRows rows = new RandomRows(1, 200, PIXELS);

  private static AutoencoderSettings small(AutoencoderModel model) {
    AutoencoderSettings usual = AutoencoderSettings.of(model);
    return new AutoencoderSettings(
        // Odd levels have a value of 0, at which a decoder without biases starts dead.
        model, 3, 6, 16, 32, 1e-2, usual.weightDecay(), 0.1, 0.5, 0.25);
  }

  private static AutoencoderTraining start(AutoencoderModel model, long seed, int threads) {
    return AutoencoderTraining.start(small(model), PIXELS, Run.of(seed).withThreads(threads));
  }

  private static List<float[]> state(AutoencoderTraining training) {
    return training.weights().stream().map(weight -> weight.value().values().clone()).toList();
  }

  private static void assertSame(AutoencoderTraining a, AutoencoderTraining b) {
    List<float[]> left = state(a);
    List<float[]> right = state(b);
    for (int i = 0; i < left.size(); i++) {
      assertThat(right.get(i)).as("weights %d", i).isEqualTo(left.get(i));
    }
    for (int g = 0; g < a.codebooks().size(); g++) {
      assertThat(b.codebooks().get(g).group().values())
          .isEqualTo(a.codebooks().get(g).group().values());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AE", "QLAE"})
  void stepsAreThoseOfTheFormulas(AutoencoderModel model) {
    try (AutoencoderTraining training = start(model, 5, 1)) {
      PlainReference reference = new PlainReference(training);
      for (int step = 0; step < 5; step++) {
        double expected = reference.step(rows, new Seed(5));
        assertThat(training.step(rows)).isCloseTo(expected, within(1e-4 * expected));
      }
      for (int i = 0; i < training.weights().size(); i++) {
        double[][] expected = reference.weight(i);
        float[] got = training.weights().get(i).value().values();
        int columns = expected[0].length;
        int far = 0;
        for (int t = 0; t < got.length; t++) {
          // Adam turns the rounding of a gradient near 0 into steps of full length.
          far += Math.abs(got[t] - expected[t / columns][t % columns]) > 2e-4 ? 1 : 0;
        }
        assertThat(far).as("weights %d", i).isLessThanOrEqualTo(got.length / 50);
      }
      if (model == AutoencoderModel.QLAE) {
        double[] expected =
            Arrays.stream(reference.values()).flatMapToDouble(Arrays::stream).toArray();
        double[] got = training.codebooks().get(0).group().values();
        for (int t = 0; t < got.length; t++) {
          assertThat(got[t]).as("value %d", t).isCloseTo(expected[t], within(1e-3));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyModelLearns(AutoencoderModel model) {
    try (AutoencoderTraining training = start(model, 2, 2)) {
      int[] all = IntStream.range(0, 200).toArray();
      Evaluation before = training.evaluate(rows, all);
      training.train(rows, 300);
      Evaluation after = training.evaluate(rows, all);
      assertThat(after.crossEntropy()).isLessThan(before.crossEntropy() - 0.05);
      assertThat(after.psnr()).isGreaterThan(before.psnr() + 2);
      assertThat(after.discrete()).isEqualTo(model.discrete());
      assertThat(after.latents().shape()).containsExactly(200, 3);
      int most = Arrays.stream(after.codes()).max().orElseThrow();
      if (model == AutoencoderModel.VQVAE) {
        assertThat(most).isBetween(1, 63);
      } else if (model.discrete()) {
        assertThat(most).isBetween(1, 5);
      }
      assertThat(training.steps()).isEqualTo(300);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResumedTrainingIsAnUninterruptedOne(AutoencoderModel model, @TempDir Path folder) {
    Path file = folder.resolve("m.safetensors");
    try (AutoencoderTraining whole = start(model, 3, 1);
        AutoencoderTraining first = start(model, 3, 2)) {
      whole.train(rows, 25);
      first.train(rows, 12);
      first.save(file);
      try (AutoencoderTraining second =
          AutoencoderTraining.resume(file, Run.of(99).withThreads(7))) {
        assertThat(second.steps()).isEqualTo(12);
        assertThat(second.settings()).isEqualTo(first.settings());
        assertThat(second.run().seed()).isEqualTo(new Seed(3));
        second.train(rows, 25);
        assertSame(whole, second);
        assertThat(second.valuesMoved()).isEqualTo(whole.valuesMoved());
      }
    }
  }

  @Test
  void valuesMoveAndOthersHaveNone() {
    for (AutoencoderModel model : AutoencoderModel.values()) {
      try (AutoencoderTraining training = start(model, 4, 1)) {
        assertThat(training.valuesMoved()).isZero();
        training.train(rows, 10);
        boolean learned =
            model == AutoencoderModel.QLAE
                || model == AutoencoderModel.QLAE_GLOBAL
                || model == AutoencoderModel.VQVAE;
        assertThat(training.valuesMoved() > 1e-3).as(model.label()).isEqualTo(learned);
      }
    }
  }

  @Test
  void evaluationChangesNothingAndSplitsAnyWay() {
    try (AutoencoderTraining training = start(AutoencoderModel.VAE, 6, 1)) {
      training.train(rows, 20);
      List<float[]> before = state(training);
      Evaluation all = training.evaluate(rows, IntStream.range(0, 70).toArray());
      Evaluation some = training.evaluate(rows, IntStream.range(65, 70).toArray());
      assertThat(state(training)).usingRecursiveComparison().isEqualTo(before);
      float[] tail = Arrays.copyOfRange(all.numbers(), 65 * 3, 70 * 3);
      for (int i = 0; i < tail.length; i++) {
        assertThat(some.numbers()[i]).isCloseTo(tail[i], within(1e-5f));
      }
      assertThat(training.evaluate(rows).latents().shape()).containsExactly(0, 3);
    }
  }

  @Test
  void seedsDiffer() {
    try (AutoencoderTraining a = start(AutoencoderModel.AE, 1, 1);
        AutoencoderTraining b = start(AutoencoderModel.AE, 2, 1)) {
      assertThat(state(a).get(0)).isNotEqualTo(state(b).get(0));
      assertThat(a.step(rows)).isNotEqualTo(b.step(rows));
    }
  }

  @Test
  void refusesWhatDoesNotFit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("m.safetensors");
    try (AutoencoderTraining training = start(AutoencoderModel.QLAE, 1, 1)) {
      assertThatThrownBy(() -> training.step(new RandomRows(1, 5, 21)))
          .isInstanceOf(InputException.class)
          .hasMessageContainingAll("20", "21");
      training.save(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 5));
    assertThatThrownBy(() -> AutoencoderTraining.resume(cut, Run.of(0)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("cut.safetensors");
    assertThatThrownBy(() -> small(AutoencoderModel.AE).withLatents(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> small(AutoencoderModel.AE).withWeightDecay(-1))
        .isInstanceOf(InputException.class);
  }

  @Test
  void settingsAndNames() {
    assertThat(AutoencoderModel.named("qlae-global")).contains(AutoencoderModel.QLAE_GLOBAL);
    assertThat(AutoencoderModel.named("QLAE")).isEmpty();
    AutoencoderSettings vectors = AutoencoderSettings.of(AutoencoderModel.VQVAE);
    assertThat(vectors.weightDecay()).isEqualTo(0.01);
    assertThat(vectors.quantizationWeight()).isEqualTo(1);
    assertThat(vectors.commitmentWeight()).isEqualTo(0.25);
    AutoencoderSettings changed = vectors.withBeta(4).withHidden(7);
    assertThat(AutoencoderSettings.of(changed.json(), "here")).isEqualTo(changed);
    assertThatThrownBy(() -> AutoencoderSettings.of(new com.google.gson.JsonObject(), "somewhere"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("somewhere");
  }
}
