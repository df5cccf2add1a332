package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every index against golden numbers of an independent transcription of the formulas. */
class ParityTest {
  private static final double TOLERANCE = 1e-9;

  @ParameterizedTest
  @CsvSource({"small, 88", "wide, 94", "words, 42"})
  void everyIndexHasItsGoldenValue(String set, int arrays) {
    GoldenFile spaces = GoldenFile.of(set + "-spaces");
    GoldenFile golden = GoldenFile.of(set + "-indices");
    IndexOptions options = options(golden);
    Set<String> checked = new HashSet<>();
    for (String entry : golden.names()) {
      if (entry.contains("/")) {
        Pair pair = pair(spaces, entry.substring(0, 2));
        double value = index(entry, options).compare(pair).value();
        double expected = golden.number(entry);
        assertThat(value)
            .as(set + " " + entry)
            .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        checked.add(entry);
      }
    }
    assertThat(checked).hasSize(arrays - 2);
  }

  @Test
  void goldenNumbersCoverEveryIndex() {
    GoldenFile small = GoldenFile.of("small-indices");
    assertThat(SimilarityIndex.all()).hasSize(46);
    assertThat(SimilarityIndex.all()).allMatch(index -> small.has("xw/" + index.name()));
  }

  @Test
  void floatsOfTheWordVectorsAreComparedInDouble() {
    GoldenFile spaces = GoldenFile.of("words-spaces");
    GoldenFile golden = GoldenFile.of("words-indices");
    INDArray x = spaces.get("x").castTo(DataType.FLOAT);
    INDArray y = spaces.get("y").castTo(DataType.FLOAT);
    Pair pair = Pair.of(x, y);
    for (String entry : golden.names()) {
      if (entry.startsWith("xy/")) {
        assertThat(index(entry, options(golden)).compare(pair).value())
            .as(entry)
            .isCloseTo(golden.number(entry), within(1e-9 * Math.max(1, golden.number(entry))));
      }
    }
  }

  private static IndexOptions options(GoldenFile golden) {
    return IndexOptions.standard()
        .withK((int) golden.number("k"))
        .withBatch((int) golden.number("batch"));
  }

  private static SimilarityIndex index(String entry, IndexOptions options) {
    return entry.endsWith("gulp-lambda0.1")
        ? LinearMap.gulp(0.1)
        : SimilarityIndex.named(entry.substring(3), options);
  }

  private static Pair pair(GoldenFile spaces, String letters) {
    return Pair.of(spaces.get(letters.substring(0, 1)), spaces.get(letters.substring(1)));
  }
}
