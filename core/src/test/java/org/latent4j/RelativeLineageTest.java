package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;

/** Which anchors a space is relative to. */
class RelativeLineageTest {
  private static Lineage relative(String anchors) {
    return Lineage.none().plus(new Lineage.Step("RelativeEncoder", "{}", anchors));
  }

  @Test
  void theLastRelativeStepTells() {
    assertThat(Lineage.none().relativeTo()).isEmpty();
    assertThat(Lineage.none().plus(new Lineage.Step("Translator", "{}", "t")).relativeTo())
        .isEmpty();
    assertThat(relative("a").relativeTo()).contains("a");
    Lineage twice = relative("a").plus(new Lineage.Step("RelativeEncoder", "{}", "b"));
    assertThat(twice.plus(Lineage.Step.of("Halving")).relativeTo()).contains("b");
    assertThat(Lineage.read(relative("a").json()).relativeTo()).contains("a");
  }

  @Test
  void differentAnchorsAreRefused() {
    assertThatThrownBy(() -> Lineage.requireSameAnchors("compare", relative("aa"), relative("bb")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "compare: expected relative spaces of the same anchors, got fingerprints aa and bb");
    assertThatCode(
            () -> {
              Lineage.requireSameAnchors("compare", relative("aa"), relative("aa"));
              Lineage.requireSameAnchors("compare", relative("aa"), Lineage.none());
              Lineage.requireSameAnchors("compare", Lineage.none(), Lineage.none());
            })
        .doesNotThrowAnyException();
  }
}
