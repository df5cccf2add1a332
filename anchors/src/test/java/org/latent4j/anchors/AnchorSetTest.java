package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;

class AnchorSetTest {
  private static final TensorSpace SPACE =
      TensorSpace.of(
          "letters",
          Dense.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2),
          List.of("a", "b", "c", "d"));

  @Test
  void looksItsKeysUpInTheOrderGiven() {
    AnchorSet anchors = AnchorSet.of(List.of("c", "a"));

    assertThat(Dense.floats(anchors.in(SPACE))).containsExactly(5, 6, 1, 2);
    assertThat(anchors.names()).containsExactly("c", "a");
    assertThat(anchors.size()).isEqualTo(2);
  }

  @Test
  void aGroupIsTheMeanOfItsRows() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("late", List.of("c", "d"));
    groups.put("first", List.of("a"));

    assertThat(Dense.floats(AnchorSet.ofGroups(groups).in(SPACE))).containsExactly(6, 7, 1, 2);
  }

  @Test
  void fingerprintIsSha256OfKeysAndGroups() {
    // printf 'c\na' | sha256sum
    assertThat(AnchorSet.of(List.of("c", "a")).fingerprint())
        .isEqualTo(org.latent4j.Fingerprint.of("c\na"));
    assertThat(AnchorSet.ofGroups(Map.of("a", List.of("a"))).fingerprint())
        .as("a group of one is not a key")
        .isEqualTo(org.latent4j.Fingerprint.of("a\ta"))
        .isNotEqualTo(AnchorSet.of(List.of("a")).fingerprint());
    assertThat(AnchorSet.of(List.of("a", "c")).fingerprint())
        .as("order counts")
        .isNotEqualTo(AnchorSet.of(List.of("c", "a")).fingerprint());
  }

  @Test
  void plusAndMinusAreSetsInOrder() {
    AnchorSet two = AnchorSet.of(List.of("a", "b"));
    AnchorSet three = two.plus(AnchorSet.of(List.of("c")));

    assertThat(three.names()).containsExactly("a", "b", "c");
    assertThat(three.minus(AnchorSet.of(List.of("b")))).isEqualTo(AnchorSet.of(List.of("a", "c")));
    assertThatThrownBy(() -> two.plus(AnchorSet.of(List.of("b"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'b'");
  }

  @Test
  void refusesNothingAndTheSameKeyTwice() {
    assertThatThrownBy(() -> AnchorSet.of(List.of())).hasMessageContaining("0 anchors");
    assertThatThrownBy(() -> AnchorSet.of(List.of("a", "a"))).hasMessageContaining("'a' twice");
    assertThatThrownBy(() -> AnchorSet.ofGroups(Map.of("g", List.of())))
        .hasMessageContaining("group 'g'");
    assertThatThrownBy(() -> AnchorSet.ofGroups(Map.of("g", List.of("a", "a"))))
        .hasMessageContaining("[a, a]");
    assertThatThrownBy(() -> AnchorSet.of(List.of("a")).minus(AnchorSet.of(List.of("a"))))
        .isInstanceOf(InputException.class);
  }

  @Test
  void namesTheFirstThreeUnknownKeys() {
    assertThatThrownBy(() -> AnchorSet.of(List.of("x", "a", "y", "z", "w")).in(SPACE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("4 unknown: [x, y, z] ...")
        .hasMessageContaining("letters");
  }
}
