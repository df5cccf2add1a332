package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What all selectors do alike. */
class SelectorLawsTest {
  private static final int ROWS = 60;
  private static final int WIDTH = 24;
  private static final LatentSpace SPACE = SelectorSpaces.normal(5, ROWS, WIDTH);

  static List<AnchorSelector> selectors() {
    int[] labels = IntStream.range(0, ROWS).map(i -> i % 4).toArray();
    AnchorSet reference = AnchorSet.of(List.of("3", "14", "15", "9", "2", "6"));
    return List.of(
        new Uniform(),
        new Stratified(labels),
        new TopThenUniform(30),
        new FarthestPoint(3),
        new KMeans(3),
        new Determinantal(),
        new Determinantal(Determinantal.Kernel.LINEAR),
        new CoverageDiversity(),
        new BestAligned(SelectorSpaces.normal(6, ROWS, WIDTH), reference));
  }

  static List<AnchorSelector> all() {
    List<AnchorSelector> all = new ArrayList<>(selectors());
    all.add(new ConditionPruned(2));
    return all;
  }

  static List<AnchorSelector> deterministic() {
    return all().stream()
        .filter(s -> !(s instanceof Uniform || s instanceof Stratified))
        .filter(s -> !(s instanceof TopThenUniform))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void choosesDistinctKeysOfTheSpace(AnchorSelector selector) {
    for (int m : new int[] {1, 2, 7, 20}) {
      AnchorSet anchors = selector.select(SPACE, m, Run.of(1));
      assertThat(anchors.names()).hasSize(m).doesNotHaveDuplicates();
      assertThat(anchors.in(SPACE).shape()).containsExactly(m, WIDTH);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesMoreAnchorsThanRowsAndFewerThanOne(AnchorSelector selector) {
    for (int m : new int[] {ROWS + 1, 0, -1}) {
      assertThatThrownBy(() -> selector.select(SPACE, m, Run.of(0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(selector.getClass().getSimpleName())
          .hasMessageContaining("1 to 60")
          .hasMessageContaining("got " + m);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void threadsChangeNothing(AnchorSelector selector) {
    List<String> one = selector.select(SPACE, 12, Run.of(4).withThreads(1)).names();
    for (int threads : new int[] {2, 7}) {
      assertThat(selector.select(SPACE, 12, Run.of(4).withThreads(threads)).names()).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void theSeedDoesNotMatterWhereNothingIsRandom(AnchorSelector selector) {
    assertThat(selector.select(SPACE, 9, Run.of(1)).names())
        .isEqualTo(selector.select(SPACE, 9, Run.of(2)).names());
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void smallerSetsAreBeginningsOfLargerOnesWhereChoicesAreGreedy(AnchorSelector selector) {
    boolean greedy = !(selector instanceof KMeans || selector instanceof Stratified);
    if (greedy) {
      List<String> twenty = selector.select(SPACE, 20, Run.of(8)).names();
      assertThat(selector.select(SPACE, 7, Run.of(8)).names()).isEqualTo(twenty.subList(0, 7));
    }
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void scalesOfRowsDoNotMatter(AnchorSelector selector) {
    if (selector instanceof BestAligned) {
      return; // works on raw rows
    }
    double[] rows = Dense.doubles(SPACE.vectors());
    for (int i = 0; i < rows.length; i++) {
      rows[i] *= Math.scalb(1.0, i / WIDTH % 40 - 60); // powers of two: the same bits
    }
    LatentSpace scaled = TensorSpace.of("scaled", Dense.of(rows, ROWS, WIDTH));
    assertThat(selector.select(scaled, 12, Run.of(0)).names())
        .isEqualTo(selector.select(SPACE, 12, Run.of(0)).names());
  }

  @ParameterizedTest
  @MethodSource("all")
  void keysAreLookedUpElsewhere(AnchorSelector selector) {
    List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "" + i).toList();
    List<String> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(3));
    LatentSpace elsewhere = SPACE.select(shuffled);
    AnchorSet anchors = selector.select(SPACE, 10, Run.of(2));
    assertThat(Dense.doubles(anchors.in(elsewhere))).isEqualTo(Dense.doubles(anchors.in(SPACE)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void viewsAndOrdersAnswerAsTheirCopies(AnchorSelector selector) {
    INDArray fortran = SPACE.vectors().dup('f');
    LatentSpace other = TensorSpace.of("f", fortran);
    assertThat(selector.select(other, 10, Run.of(2)).names())
        .isEqualTo(selector.select(SPACE, 10, Run.of(2)).names());
    assertThat(fortran).isEqualTo(SPACE.vectors());
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void refusesNaN(AnchorSelector selector) {
    double[] rows = Dense.doubles(SPACE.vectors());
    rows[7 * WIDTH + 2] = Double.NaN;
    LatentSpace broken = TensorSpace.of("broken", Dense.of(rows, ROWS, WIDTH));
    assertThatThrownBy(() -> selector.select(broken, 5, Run.of(0)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 7")
        .hasMessageContaining("column 2");
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void equalRowsTieAndTheSmallerIsChosen(AnchorSelector selector) {
    // Every row twice, far apart, so that products of blocks round differently.
    double[] once = SelectorSpaces.normals(9, 400 * 10);
    double[] twice = new double[800 * 10];
    System.arraycopy(once, 0, twice, 0, once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    LatentSpace space = TensorSpace.of("twice", Dense.of(twice, 800, 10));
    AnchorSelector tried =
        selector instanceof BestAligned
            ? new BestAligned(space, AnchorSet.of(List.of("1", "2", "5")))
            : selector instanceof FarthestPoint ? new FarthestPoint(0) : selector;
    AnchorSet anchors = tried.select(space, 8, Run.of(0));
    assertThat(IntStream.of(SelectorSpaces.rows(space, anchors))).allMatch(row -> row < 400);
  }
}
