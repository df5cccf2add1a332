package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;

/** Spaces joined on keys and rows chosen by key, against loops over lists. */
class PairingTest {
  @TempDir private Path folder;

  /** A space whose row for key "k7" is [7, -7], labelled 7. */
  private static TensorSpace space(String name, List<Integer> numbers) {
    double[] values = new double[2 * numbers.size()];
    for (int i = 0; i < numbers.size(); i++) {
      values[2 * i] = numbers.get(i);
      values[2 * i + 1] = -numbers.get(i);
    }
    List<String> keys = numbers.stream().map(number -> "k" + number).toList();
    return TensorSpace.of(name, Dense.of(DataType.FLOAT, values, numbers.size(), 2), keys)
        .withLabels(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> some(Random random, int below) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, below).boxed().toList());
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(below));
  }

  private static void holds(LatentSpace space, List<Integer> numbers, String what) {
    TensorSpace wanted = space(space.name(), numbers);
    assertThat(space.keys().asList()).as(what).isEqualTo(wanted.keys().asList());
    assertThat(space.vectors()).as(what).isEqualTo(wanted.vectors());
    assertThat(space.labels().orElseThrow()).as(what).isEqualTo(wanted.labels().orElseThrow());
  }

  @Test
  void anyTwoSpacesAreJoinedAsListsAre() {
    int joined = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Integer> a = some(random, 12);
      List<Integer> b = some(random, 12);
      List<Integer> shared = a.stream().filter(b::contains).toList();
      TensorSpace left = space("a", a);
      TensorSpace right = space("b", b);
      if (shared.isEmpty()) {
        assertThatThrownBy(() -> LatentSpace.pair(left, right)).isInstanceOf(InputException.class);
        continue;
      }
      Paired paired = LatentSpace.pair(left, right);
      holds(paired.left(), shared, "seed " + seed);
      holds(paired.right(), shared, "seed " + seed);
      assertThat(paired.left().name() + paired.right().name()).isEqualTo("ab");
      assertThat(paired.onlyLeft())
          .as("seed %d", seed)
          .isEqualTo(a.stream().filter(n -> !b.contains(n)).map(n -> "k" + n).toList());
      assertThat(paired.onlyRight())
          .as("seed %d", seed)
          .isEqualTo(b.stream().filter(n -> !a.contains(n)).map(n -> "k" + n).toList());
      joined++;
    }
    assertThat(joined).isGreaterThan(30);
  }

  @Test
  void aMappedSpaceIsJoinedAsTheOneInMemory() {
    TensorSpace a = space("a", List.of(5, 3, 1, 2));
    TensorSpace b = space("b", List.of(2, 5, 9));
    a.save(folder.resolve("a.safetensors"));
    Paired paired = LatentSpace.pair(LatentSpace.open(folder.resolve("a.safetensors")), b);
    holds(paired.left(), List.of(5, 2), "mapped");
    assertThat(paired.left()).isInstanceOf(MappedSpace.class);
    holds(paired.right(), List.of(5, 2), "in memory");
  }

  @Test
  void lineageStaysOnBothSides() {
    Lineage lineage = Lineage.none().plus(Lineage.Step.of("A"));
    TensorSpace a = space("a", List.of(1, 2)).withLineage(lineage);
    Paired paired = LatentSpace.pair(a, space("b", List.of(2)));
    assertThat(paired.left().lineage()).isEqualTo(lineage);
    assertThat(paired.right().lineage()).isEqualTo(Lineage.none());
  }

  @Test
  void rowNumbersAreJoinedOnlyWithSpacesOfTheirSizeOrWithKeysThatNameThem() {
    LatentSpace rows = LatentSpace.of("rows", Dense.of(new float[] {0, 1, 2}, 3, 1));
    LatentSpace other = LatentSpace.of("other", Dense.of(new float[] {7, 8, 9}, 3, 1));
    Paired same = LatentSpace.pair(rows, other);
    assertThat(Dense.floats(same.right().vectors())).containsExactly(7, 8, 9);
    TensorSpace named =
        TensorSpace.of("named", Dense.of(new float[] {5, 6}, 2, 1), List.of("2", "x"));
    Paired some = LatentSpace.pair(rows, named);
    assertThat(Dense.floats(some.left().vectors())).containsExactly(2);
    assertThat(some.onlyLeft()).containsExactly("0", "1");
    assertThat(some.onlyRight()).containsExactly("x");
  }

  @Test
  void spacesWithoutASharedKeyNameUpToThreeOfEachSide() {
    assertThatThrownBy(
            () -> LatentSpace.pair(space("a", List.of(1, 2, 3, 4)), space("b", List.of(7))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "LatentSpace.pair: expected at least one shared key, "
                + "got none: [k1, k2, k3] ... and [k7]");
    TensorSpace none = TensorSpace.of("none", Dense.zeros(DataType.FLOAT, 0, 2), List.of());
    assertThatThrownBy(() -> LatentSpace.pair(none, space("b", List.of(7))))
        .hasMessageContaining("none: [] and [k7]");
  }

  @Test
  void rowsAreChosenByKeyInTheOrderGiven() {
    TensorSpace space = space("s", List.of(4, 0, 9, 2));
    holds(space.select(List.of("k2", "k4")), List.of(2, 4), "by key");
    holds(space.select(List.of()), List.of(), "none");
    assertThatThrownBy(() -> space.select(List.of("k4", "k4")))
        .isInstanceOf(InputException.class)
        .hasMessage("LatentSpace.select: expected every row once, got row 0 twice");
    assertThatThrownBy(() -> space.select(List.of("a", "k4", "b", "c", "d")))
        .isInstanceOf(InputException.class)
        .hasMessage("LatentSpace.select: expected keys of space 's', got 4 unknown: [a, b, c] ...");
  }

  @Test
  void theListsOfAPairAreCopies() {
    List<String> left = new ArrayList<>(List.of("a"));
    TensorSpace space = space("s", List.of(1));
    Paired paired = new Paired(space, space, left, List.of());
    left.add("b");
    assertThat(paired.onlyLeft()).containsExactly("a");
  }
}
