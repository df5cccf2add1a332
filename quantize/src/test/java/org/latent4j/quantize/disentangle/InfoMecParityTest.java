package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.Run;

/** InfoMEC against the figures of the reference. */
class InfoMecParityTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  @ParameterizedTest
  @CsvSource({
    "continuous, 1e-9",
    "discrete, 1e-9",
    "duplicated-collapsed, 1e-9",
    "imbalanced, 1e-9",
    "noise, 1e-9",
    "rotated, 1e-9",
    "ties, 0.02",
    "trained-ae, 1e-4",
    "trained-qlae, 1e-9"
  })
  void mutualInformationModularityAndCompactness(String name, double tolerance) {
    Golden golden = Golden.open(name);
    InfoMecScore score =
        InfoMec.paper().score(golden.sources(), golden.latents(), golden.discrete(), RUN);
    double[] nmi = Arrays.stream(score.nmi()).flatMapToDouble(Arrays::stream).toArray();
    double[] expected = golden.numbers("nmi");
    assertThat(nmi).hasSameSizeAs(expected);
    for (int i = 0; i < nmi.length; i++) {
      assertThat(nmi[i]).as("nmi %d", i).isCloseTo(expected[i], within(tolerance));
    }
    assertThat(score.infom()).isCloseTo(golden.number("infom"), within(tolerance));
    assertThat(score.infoc()).isCloseTo(golden.number("infoc"), within(tolerance));
    double[] active = golden.numbers("active");
    for (int j = 0; j < active.length; j++) {
      assertThat(score.isActive(j)).as("latent %d", j).isEqualTo(active[j] == 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "continuous, 1e-9",
    "discrete, 1e-9",
    "duplicated-collapsed, 1e-9",
    "imbalanced, 1e-9",
    "noise, 1e-9",
    "rotated, 1e-9",
    "ties, 0.02",
    "trained-ae, 1e-4",
    "trained-qlae, 1e-9"
  })
  void theTrainingLogsPreset(String name, double tolerance) {
    Golden golden = Golden.open(name);
    InfoMecScore score =
        InfoMec.paper().withPreset(Preset.TRAINING_LOG).score(golden.observations(), 0.0, RUN);
    assertThat(score.infom()).isCloseTo(golden.number("training_log_infom"), within(tolerance));
    assertThat(score.infoc()).isCloseTo(golden.number("training_log_infoc"), within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "continuous",
    "discrete",
    "duplicated-collapsed",
    "imbalanced",
    "noise",
    "rotated",
    "ties"
  })
  void explicitness(String name) {
    Golden golden = Golden.open(name);
    Observations data = golden.observations();
    PredictedInformation strict = PredictedInformation.of(data, Explicitness.STRICT, 2);
    PredictedInformation calibrated = PredictedInformation.of(data, Explicitness.CALIBRATED, 2);
    assertThat(strict.value()).isCloseTo(golden.number("infoe_strict"), within(1e-6));
    assertThat(calibrated.value()).isCloseTo(golden.number("infoe_calibrated"), within(1e-6));
    assertThat(strict.warnings()).isEmpty();
    if (golden.has("infoe_reference_100")) {
      double reference = golden.number("infoe_reference_100");
      assertThat(strict.value()).isCloseTo(reference, within(2e-4));
    }
  }
}
