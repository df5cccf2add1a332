package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class EncoderContractTest {
  @Test
  void aRightEncoderPassesAllChecks() {
    assertThat(KitRun.failures(Subject.class, "")).isEmpty();
  }

  static List<Mutant> mutants() {
    return Mutant.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void everyMutantIsCaught(Mutant mutant) {
    Map<String, String> failures = new TreeMap<>();
    for (String check : mutant.caughtBy()) {
      failures.putAll(KitRun.failure(Subject.class, mutant.name(), check));
    }
    assertThat(failures)
        .as("checks that failed for %s", mutant)
        .containsKeys(mutant.caughtBy().toArray(String[]::new));
  }

  @Test
  void everyCheckCatchesSomeMutant() {
    assertThat(Mutant.all())
        .flatExtracting(Mutant::caughtBy)
        .containsAll(KitRun.checksOf(EncoderContract.class));
  }

  @Test
  void failuresTellSeedAndCommand() {
    Map<String, String> failures = KitRun.failures(Subject.class, "dead column");
    assertThat(failures.get("usesEveryOutputColumn"))
        .contains("constant columns [2]")
        .contains("seed " + Reproduction.seed().value())
        .contains("mvn test -pl testkit -am")
        .contains("-Dtest=" + Subject.class.getName() + "#usesEveryOutputColumn")
        .contains("-Dlatent4j.seed=" + Reproduction.seed().value());
  }

  /** The contract on the right encoder or a mutant of it. */
  static final class Subject extends EncoderContract<Small> {
    @Override
    protected Small encoder() {
      String mutant = System.getProperty(KitRun.MUTANT, "");
      return mutant.isEmpty() ? new Small() : Mutant.named(mutant).make().get();
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** The share of rows nearer to their own projection than to that of the next row. */
    @Override
    protected double quality(Small encoder) {
      RandomStream random = random("quality");
      INDArray x = Dense.of(random.normals(50 * 6), 50, 6);
      INDArray z = encoder.encode(x);
      INDArray moved = encoder.encode(x.add(0.01));
      int hits = 0;
      for (int i = 0; i < 49; i++) {
        double own = z.getRow(i).distance2(moved.getRow(i));
        hits += own < z.getRow(i + 1).distance2(moved.getRow(i)) ? 1 : 0;
      }
      return hits / 49.0;
    }

    @Override
    protected double qualityFloor() {
      return 0.95;
    }
  }
}
