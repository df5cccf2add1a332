package org.latent4j.examples.crosslingual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.SparseRows;
import org.latent4j.kernel.Dense;

class CharacterGramsTest {
  @Test
  void wordsGiveTheirRunsBetweenBlanks() {
    assertThat(CharacterGrams.count("Ab"))
        .hasSize(6)
        .containsOnlyKeys(" a", "ab", "b ", " ab", "ab ", " ab ");
    assertThat(CharacterGrams.count("a aa"))
        .containsEntry(" a", 2)
        .containsEntry("a ", 2)
        .containsEntry("aa", 1)
        .containsEntry(" a ", 1);
  }

  @Test
  void aWordThatIsTooShortGivesItselfOnce() {
    // " a " has three characters: no run of four, and not itself a second time for it
    assertThat(CharacterGrams.count("a")).containsOnlyKeys(" a", "a ", " a ");
    assertThat(CharacterGrams.count("a").values()).containsOnly(1);
  }

  @Test
  void blanksOfAllKindsPartWords() {
    assertThat(CharacterGrams.count(" x \n\u00a0\u2003 y ")).isEqualTo(CharacterGrams.count("x y"));
    assertThat(CharacterGrams.count(" \u00a0 ")).isEmpty();
  }

  @Test
  void charactersAreCodePoints() {
    assertThat(CharacterGrams.count("\ud83d\ude00z"))
        .containsKeys(" \ud83d\ude00", "\ud83d\ude00z", " \ud83d\ude00z ")
        .hasSize(6);
    assertThat(CharacterGrams.count("I")).containsKey(" i "); // whatever the machine's language
  }

  @Test
  void runsOfOneTextAreLeftOutAndTheRestIsWeighted() {
    SparseRows rows = CharacterGrams.of(List.of("a a", "a b", "c", ""));
    // kept: " a", "a ", " a " (two texts each); b and c come in one text
    assertThat(rows.columns()).isEqualTo(3);
    double third = Math.sqrt(1 / 3.0);
    assertThat(Dense.doubles(rows.toDense()))
        .containsExactly(
            new double[] {third, third, third, third, third, third, 0, 0, 0, 0, 0, 0},
            within(1e-15));
  }

  @Test
  void frequentRunsWeighLessAndRepeatedOnesMore() {
    // "x": 3 texts of 3; "y": 2 texts, three times in the second
    SparseRows rows = CharacterGrams.of(List.of("x", "x y y y", "x y"));
    double rare = Math.log(4 / 3.0) + 1;
    double[] dense = Dense.doubles(rows.toDense());
    int columns = (int) rows.columns();
    assertThat(columns).isEqualTo(6); // " x", " x ", " y", " y ", "x ", "y "
    assertThat(dense[columns + 2] / dense[columns])
        .isCloseTo(rare * (1 + Math.log(3)), within(1e-12));
    assertThat(dense[2 * columns + 2] / dense[2 * columns]).isCloseTo(rare, within(1e-12));
  }
}
