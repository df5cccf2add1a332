package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The other metrics against the figures of the references. */
class OtherMetricsParityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "continuous",
        "discrete",
        "duplicated-collapsed",
        "imbalanced",
        "noise",
        "rotated",
        "ties",
        "trained-ae",
        "trained-qlae"
      })
  void figuresThatNeedNoModel(String name) {
    Golden golden = Golden.open(name);
    double tolerance = name.equals("trained-ae") ? 1e-4 : 1e-9;
    Observations data = golden.observations();
    assertThat(Mig.score(data)).isCloseTo(golden.number("mig"), within(tolerance));
    assertThat(Modularity.score(data)).isCloseTo(golden.number("modularity"), within(tolerance));
    assertThat(Irs.score(data)).isCloseTo(golden.number("irs"), within(tolerance));
    INDArray numbers = golden.sources().castTo(DataType.DOUBLE);
    assertThat(Sap.score(numbers, golden.latents()))
        .isCloseTo(golden.number("sap_continuous"), within(tolerance));
    Dci dci = Dci.of(golden.file().array("importances").read());
    assertThat(dci.disentanglement())
        .isCloseTo(golden.number("dci_disentanglement"), within(tolerance));
    assertThat(dci.completeness()).isCloseTo(golden.number("dci_completeness"), within(tolerance));
    assertThat(dci.informativeness()).isNaN();
  }

  @Test
  void boostedTreesAreThoseOfScikitLearn() {
    Golden golden = Golden.open("continuous");
    Importances.Learned learned =
        Importances.BOOSTED.learn(golden.observations(), Run.of(0).withThreads(2));
    double[] expected = golden.numbers("gbt_importances");
    for (int j = 0; j < 5; j++) {
      for (int i = 0; i < 3; i++) {
        assertThat(learned.matrix()[j][i])
            .as("latent %d, source %d", j, i)
            .isCloseTo(expected[j * 3 + i], within(5e-3));
      }
    }
    Dci dci = Dci.of(golden.observations(), Importances.BOOSTED, Run.of(0));
    assertThat(dci.disentanglement()).isCloseTo(golden.number("gbt_disentanglement"), within(5e-3));
    assertThat(dci.completeness()).isCloseTo(golden.number("gbt_completeness"), within(5e-3));
    assertThat(dci.informativeness()).isCloseTo(golden.number("gbt_informativeness"), within(0.01));
  }

  @Test
  void theForestFindsTheSameLatents() {
    Golden golden = Golden.open("continuous");
    Dci forest = Dci.of(golden.observations(), Importances.FOREST, Run.of(0));
    assertThat(forest.informativeness())
        .isCloseTo(golden.number("gbt_informativeness"), within(0.03));
    assertThat(forest.disentanglement()).isBetween(0.3, 0.9);
    Dci again =
        Dci.of(golden.sources(), golden.latents(), Importances.FOREST, Run.of(0).withThreads(1));
    assertThat(again).isEqualTo(forest);
    Dci other = Dci.of(golden.observations(), Importances.FOREST, Run.of(1));
    assertThat(other).isNotEqualTo(forest);
  }
}
