package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;

class ReproductionTest {
  @Test
  void theSeedIsZeroUnlessThePropertySaysOtherwise() {
    assertThat(Reproduction.seedOf(null)).isZero();
    assertThat(Reproduction.seedOf(" ")).isZero();
    assertThat(Reproduction.seedOf("-17")).isEqualTo(-17);
    assertThat(Reproduction.seedOf("random")).isNotEqualTo(Reproduction.seedOf("random"));
    assertThatThrownBy(() -> Reproduction.seedOf("seven"))
        .isInstanceOf(InputException.class)
        .hasMessage("latent4j.seed: expected a whole number or 'random', got 'seven'");
  }

  @Test
  void theCommandNamesTheModuleOnlyInsideAReactor(@TempDir Path folder) throws IOException {
    Path module = Files.createDirectories(folder.resolve("house").resolve("part"));
    String tail =
        "'-Dtest=java.lang.String#check' -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dlatent4j.seed="
            + Reproduction.seed().value();
    assertThat(Reproduction.command(String.class, "check", module)).isEqualTo("mvn test " + tail);
    Files.createFile(folder.resolve("pom.xml"));
    assertThat(Reproduction.command(String.class, "check", module))
        .isEqualTo("mvn test -pl house/part -am " + tail);
  }

  @Test
  void sameTaskSameNumbersOtherTaskOthers() {
    Contract one = new EncoderContractTest.Subject();
    Contract two = new EncoderContractTest.Subject();
    Contract other = new EstimatorContractTest.Subject();
    long next = one.random("a").next();
    assertThat(two.random("a").next()).isEqualTo(next);
    assertThat(one.random("b").next()).isNotEqualTo(next);
    assertThat(other.random("a").next()).isNotEqualTo(next);
  }
}
