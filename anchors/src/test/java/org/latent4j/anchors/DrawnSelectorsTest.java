package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;

/** Stratified and TopThenUniform. */
class DrawnSelectorsTest {
  private static final LatentSpace SPACE = SelectorSpaces.normal(1, 20, 2);
  // 10 rows of class 7, 6 of class -1, 4 of class 3
  private static final int[] LABELS = {
    7, 7, -1, 3, 7, 7, -1, -1, 3, 7, 7, -1, 3, 7, 7, -1, 3, 7, 7, -1
  };

  private static int[] perClass(int m, long seed) {
    int[] counts = new int[3];
    for (int row : SelectorSpaces.rows(SPACE, select(m, seed))) {
      counts[LABELS[row] == 7 ? 0 : LABELS[row] == -1 ? 1 : 2]++;
    }
    return counts;
  }

  private static AnchorSet select(int m, long seed) {
    return new Stratified(LABELS).select(SPACE, m, Run.of(seed));
  }

  @Test
  void classesShareEquallyAndTheFrequentOnesTakeTheRest() {
    assertThat(perClass(9, 0)).containsExactly(3, 3, 3);
    assertThat(perClass(10, 0)).containsExactly(4, 3, 3);
    assertThat(perClass(11, 0)).containsExactly(4, 4, 3);
    assertThat(perClass(1, 0)).containsExactly(1, 0, 0);
    assertThat(perClass(2, 0)).containsExactly(1, 1, 0);
  }

  @Test
  void aClassThatIsTooSmallGivesAllItHas() {
    assertThat(perClass(15, 0)).containsExactly(6, 5, 4);
    assertThat(perClass(16, 0)).containsExactly(6, 6, 4);
    assertThat(perClass(19, 0)).containsExactly(9, 6, 4);
    assertThat(perClass(20, 0)).containsExactly(10, 6, 4);
  }

  @Test
  void classesComeOneAfterTheOtherByLabel() {
    int[] labels =
        Arrays.stream(SelectorSpaces.rows(SPACE, select(9, 3))).map(row -> LABELS[row]).toArray();
    assertThat(labels).containsExactly(-1, -1, -1, 3, 3, 3, 7, 7, 7);
  }

  @Test
  void rowsOfAClassAreDrawnAboutEquallyOften() {
    int[] drawn = new int[20];
    for (int seed = 0; seed < 3000; seed++) {
      for (int row : SelectorSpaces.rows(SPACE, select(6, seed))) {
        drawn[row]++;
      }
    }
    for (int row = 0; row < 20; row++) {
      double expected = 3000 * 2.0 / (LABELS[row] == 7 ? 10 : LABELS[row] == -1 ? 6 : 4);
      assertThat((double) drawn[row]).isBetween(expected * 0.85, expected * 1.15);
    }
  }

  @Test
  void labelsAreCheckedAndCopied() {
    assertThatThrownBy(() -> new Stratified(new int[19]).select(SPACE, 2, Run.of(0)))
        .hasMessageContaining("20 labels")
        .hasMessageContaining("19 labels");
    int[] labels = LABELS.clone();
    Stratified stratified = new Stratified(labels);
    labels[0] = 99;
    stratified.labels()[1] = 98;
    assertThat(stratified.labels()).isEqualTo(LABELS);
    assertThat(stratified)
        .isEqualTo(new Stratified(LABELS))
        .hasSameHashCodeAs(new Stratified(LABELS));
    assertThat(stratified)
        .isNotEqualTo(new Stratified(labels))
        .hasToString("Stratified[20 labels]");
  }

  @Test
  void frequentRowsAreDrawnUniformly() {
    int[] drawn = new int[20];
    for (int seed = 0; seed < 2000; seed++) {
      AnchorSet anchors = new TopThenUniform(8).select(SPACE, 3, Run.of(seed));
      assertThat(anchors.names()).hasSize(3).doesNotHaveDuplicates();
      for (int row : SelectorSpaces.rows(SPACE, anchors)) {
        drawn[row]++;
      }
    }
    assertThat(Arrays.stream(drawn).limit(8)).allMatch(count -> count > 650 && count < 850);
    assertThat(Arrays.stream(drawn).skip(8)).containsOnly(0);
  }

  @Test
  void allFrequentRowsComeInOrderWhenFewerThanTheAnchors() {
    AnchorSet anchors = new TopThenUniform(4).select(SPACE, 9, Run.of(1));
    assertThat(anchors.names()).startsWith("0", "1", "2", "3").doesNotHaveDuplicates().hasSize(9);
    assertThat(new TopThenUniform(4).select(SPACE, 4, Run.of(1)).names())
        .containsExactly("0", "1", "2", "3");
    assertThat(new TopThenUniform(4).select(SPACE, 9, Run.of(2)).names())
        .isNotEqualTo(anchors.names());
    assertThat(new TopThenUniform(20).select(SPACE, 20, Run.of(2)).names()).hasSize(20);
  }

  @Test
  void refusesMoreFrequentRowsThanThereAre() {
    assertThatThrownBy(() -> new TopThenUniform(21).select(SPACE, 9, Run.of(1)))
        .hasMessageContaining("first: expected 1 to 20, got 21");
    assertThatThrownBy(() -> new TopThenUniform(0)).hasMessageContaining("got 0");
  }
}
