package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Estimator;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class EstimatorContractTest {
  @Test
  void aRightEstimatorPassesAllChecks() {
    assertThat(KitRun.failures(Subject.class, "")).isEmpty();
  }

  static Set<String> checks() {
    return KitRun.checksOf(EstimatorContract.class);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void everyCheckCatchesItsMutant(String check) {
    assertThat(FitMutants.all()).containsKey(check);
    assertThat(KitRun.failure(Subject.class, check, check)).containsKey(check);
  }

  /** The contract on the right estimator or the mutant named after a check. */
  static final class Subject extends EstimatorContract<Small> {
    @Override
    protected Estimator<Small> estimator() {
      String mutant = System.getProperty(KitRun.MUTANT, "");
      return new SmallFit.Parts(
          mutant.isEmpty() ? new SmallFit() : FitMutants.all().get(mutant).get());
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return Dense.of(random.normals(40 * 6), 40, 6).addi(1);
    }

    @Override
    protected boolean usesSeed() {
      return true;
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus the length of the encoded mean. */
    @Override
    protected double quality(Small encoder) {
      INDArray x = trainingRows(random("training"));
      return -encoder.encode(x).mean(0).norm2Number().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -1e-4;
    }
  }
}
