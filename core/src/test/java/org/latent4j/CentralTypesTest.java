package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Keys, lineage, spaces in memory, chains, seeds and runs. */
class CentralTypesTest {
  /** An encoder that scales rows of a width. */
  static Encoder scale(long width, double factor) {
    return new Encoder() {
      @Override
      public long inputDimension() {
        return width;
      }

      @Override
      public long dimension() {
        return width;
      }

      @Override
      public INDArray encode(INDArray x) {
        return Require.matrix("scale", x, width).mul(factor);
      }

      @Override
      public Lineage.Step step() {
        return new Lineage.Step("Scale", "{\"factor\":" + factor + "}", null);
      }

      @Override
      public String toString() {
        return "scale(" + factor + ")";
      }
    };
  }

  private static TensorSpace space(String... keys) {
    float[] values = new float[2 * keys.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return TensorSpace.of("s", Dense.of(values, keys.length, 2), List.of(keys));
  }

  @Test
  void keysAreUniqueAndFound() {
    Keys keys = Keys.of(List.of("a", "b", "c"));
    assertThat(keys.rowOf("b")).isEqualTo(1);
    assertThat(keys.rowOf("x")).isEqualTo(-1);
    assertThat(keys.get(2)).isEqualTo("c");
    assertThat(keys.select(2, 0)).isEqualTo(Keys.of(List.of("c", "a")));
    assertThat(keys).hasSameHashCodeAs(Keys.of(List.of("a", "b", "c"))).hasToString("3 keys");
    assertThatThrownBy(() -> keys.get(3)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Keys.of(List.of("a", "b", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'a'", "0", "2");
    assertThatThrownBy(() -> Keys.of(List.of("a", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1");
  }

  @Test
  void rowNumbersAreKeysToo() {
    Keys rows = Keys.ofRows(12);
    assertThat(rows.areRows()).isTrue();
    assertThat(rows.rowOf("11")).isEqualTo(11);
    for (String none : List.of("12", "-1", "01", "", "x", "1.0", "99999999999999999999")) {
      assertThat(rows.rowOf(none)).as(none).isEqualTo(-1);
    }
    assertThat(rows.asList()).hasSize(12).startsWith("0", "1").endsWith("11");
    assertThat(rows).isNotEqualTo(Keys.of(rows.asList())).isEqualTo(Keys.ofRows(12));
    assertThat(rows.select(3, 1).asList()).containsExactly("3", "1");
    assertThatThrownBy(() -> Keys.ofRows(-1)).isInstanceOf(InputException.class);
  }

  @Test
  void lineageGrowsAndItsHashTellsSpacesApart() {
    Lineage one = Lineage.none().plus(Lineage.Step.of("A"));
    Lineage two = one.plus(new Lineage.Step("B", "{ \"k\" : 1 }", "f"));
    assertThat(Lineage.none().steps()).isEmpty();
    assertThat(two.hash()).hasSize(64).isNotEqualTo(one.hash());
    assertThat(two.hash())
        .isEqualTo(one.plus(new Lineage.Step("B", "{\"k\":1}", "f")).hash())
        .isNotEqualTo(one.plus(new Lineage.Step("B", "{\"k\":2}", "f")).hash())
        .isNotEqualTo(one.plus(new Lineage.Step("B", "{\"k\":1}", null)).hash());
    assertThat(two.json())
        .isEqualTo(
            "[{\"type\":\"A\",\"parameters\":{},\"anchors\":null},"
                + "{\"type\":\"B\",\"parameters\":{\"k\":1},\"anchors\":\"f\"}]");
    assertThat(Lineage.read(two.json())).isEqualTo(two);
    assertThat(Lineage.read(null)).isEqualTo(Lineage.none());
    assertThatThrownBy(() -> new Lineage.Step("C", "1", null)).isInstanceOf(FormatException.class);
  }

  @Test
  void pairingJoinsOnKeysInTheOrderOfTheFirst() {
    Paired paired = LatentSpace.pair(space("a", "b", "c", "d"), space("d", "x", "b"));
    assertThat(paired.left().keys().asList()).containsExactly("b", "d");
    assertThat(paired.right().keys()).isEqualTo(paired.left().keys());
    assertThat(Dense.floats(paired.left().vectors())).containsExactly(2, 3, 6, 7);
    assertThat(Dense.floats(paired.right().vectors())).containsExactly(4, 5, 0, 1);
    assertThat(paired.onlyLeft()).containsExactly("a", "c");
    assertThat(paired.onlyRight()).containsExactly("x");
  }

  @Test
  void rowsAreNeverJoinedByAccident() {
    LatentSpace three = LatentSpace.of("x", Dense.zeros(DataType.FLOAT, 3, 2));
    LatentSpace four = LatentSpace.of("y", Dense.zeros(DataType.FLOAT, 4, 2));
    assertThatThrownBy(() -> LatentSpace.pair(three, four))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("3", "4");
    assertThat(LatentSpace.pair(three, three).left().size()).isEqualTo(3);
    assertThatThrownBy(() -> LatentSpace.pair(space("a", "b", "c", "d"), space("p", "q", "r", "s")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("[a, b, c] ...", "[p, q, r] ...");
  }

  @Test
  void spacesInMemoryAreImmutable() {
    INDArray x = Dense.of(new float[] {1, 2, 3, 4}, 2, 2);
    TensorSpace space = TensorSpace.of("s", x, List.of("a", "b"));
    x.assign(9);
    assertThat(Dense.floats(space.vectors())).containsExactly(1, 2, 3, 4);
    int[] labels = {7, 8};
    TensorSpace labelled = space.withLabels(labels);
    labels[0] = 0;
    labelled.labels().orElseThrow()[1] = 0;
    assertThat(labelled.labels().orElseThrow()).containsExactly(7, 8);
    assertThat(labelled.select(1, 0).labels().orElseThrow()).containsExactly(8, 7);
    assertThat(labelled.withName("t").name()).isEqualTo("t");
    assertThat(labelled).hasToString("space 's' [2, 2]");
    assertThatThrownBy(() -> space.withLabels(1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> TensorSpace.of("s", x, List.of("a")))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> TensorSpace.of("s", x.reshape(4))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> TensorSpace.of("s", x.castTo(DataType.INT32)))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> space.select(List.of("a", "x", "y")))
        .hasMessageContainingAll("2 unknown", "x", "y");
  }

  @Test
  void viewsGiveTheSameSpace() {
    INDArray wide = Dense.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);
    INDArray view = wide.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(0, 2));
    assertThat(TensorSpace.of("v", view).vectors()).isEqualTo(view.dup('c'));
    assertThat(TensorSpace.of("f", wide.dup('f')).vectors()).isEqualTo(wide);
    assertThat(TensorSpace.of("f", wide.dup('f')).blocks(2).toList())
        .extracting(block -> block.size(0))
        .containsExactly(2L, 1L);
  }

  @Test
  void chainsCheckWidthsAtOnce() {
    Encoder chain = scale(2, 3).andThen(scale(2, 0.5));
    assertThat(chain).hasToString("scale(3.0) -> scale(0.5)");
    assertThat(chain.inputDimension()).isEqualTo(2);
    assertThat(chain.dimension()).isEqualTo(2);
    assertThatThrownBy(() -> chain.andThen(scale(3, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("width 2", "width 3");
    INDArray x = Dense.of(new float[] {2, 4}, 1, 2);
    assertThat(Dense.floats(chain.encode(x))).containsExactly(3, 6);
    assertThat(Dense.floats(x)).containsExactly(2, 4);
    LatentSpace encoded = chain.encode(space("a", "b"));
    assertThat(encoded.lineage().steps())
        .extracting(Lineage.Step::type)
        .containsExactly("Scale", "Scale");
    assertThat(encoded.keys().asList()).containsExactly("a", "b");
    assertThat(Dense.floats(encoded.vectors())).containsExactly(0, 1.5f, 3, 4.5f);
    LatentSpace none = TensorSpace.of("none", Dense.zeros(DataType.FLOAT, 0, 2));
    assertThat(chain.encode(none).size()).isZero();
  }

  @Test
  void seedsHaveChildrenOfTheirOwn() {
    Seed seed = new Seed(5);
    assertThat(seed.child("a")).isEqualTo(new Seed(5).child("a")).isNotEqualTo(seed.child("b"));
    assertThat(seed.child(1)).isNotEqualTo(seed.child(2)).isNotEqualTo(seed.child("1"));
    assertThat(seed.stream().next()).isEqualTo(new java.util.SplittableRandom(5).nextLong());
  }

  @Test
  void runsPassOnWhatTheyHave() {
    Run run = Run.of(3).withThreads(2);
    assertThat(run.child("x").seed()).isEqualTo(new Seed(3).child("x"));
    assertThat(run.child(4).seed()).isEqualTo(new Seed(3).child(4));
    assertThat(run.child("x").threads()).isEqualTo(2);
    Progress listener = event -> {};
    assertThat(run.withProgress(listener).child(1).progress()).isSameAs(listener);
    assertThatThrownBy(() -> run.withThreads(0)).isInstanceOf(InputException.class);
  }
}
