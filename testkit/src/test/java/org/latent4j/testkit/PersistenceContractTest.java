package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersistenceContractTest {
  static Set<String> checks() {
    return KitRun.checksOf(PersistenceContract.class);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void everyCheckCatchesItsMutant(String check) {
    assertThat(FileMutants.all()).containsKey(check);
    Map<String, String> failures = KitRun.failure(Subject.class, check, check);
    assertThat(failures).containsKey(check);
  }

  /** A right file passes, also as a nested test, which the fresh JVM must make with its outer. */
  @Nested
  class Right extends PersistenceContract<Small> {
    @Override
    protected Small subject() {
      return new Small();
    }

    @Override
    protected void save(Small subject, Path file) throws IOException {
      new SmallFile().save(subject, file);
    }

    @Override
    protected Small load(Path file) throws IOException {
      return new SmallFile().load(file);
    }
  }

  /** The contract on the mutant named after a check. */
  static final class Subject extends PersistenceContract<Small> {
    @Override
    protected Small subject() {
      return new Small();
    }

    @Override
    protected void save(Small subject, Path file) throws IOException {
      mutant().save(subject, file);
    }

    @Override
    protected Small load(Path file) throws IOException {
      return mutant().load(file);
    }

    private static SmallFile mutant() {
      return FileMutants.all().get(System.getProperty(KitRun.MUTANT)).get();
    }
  }
}
