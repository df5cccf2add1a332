package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SimilarityIndexTest {
  private final RandomStream random = new RandomStream(3);
  private final double[][] rows = Samples.space(40, 6, random);
  private final INDArray x = Samples.array(rows);
  private final INDArray y = Samples.array(Samples.related(rows, 6, 0.6, random));
  private final INDArray narrow = Samples.array(Samples.related(rows, 3, 0.6, random));

  @Test
  void everyNameIsUniqueAndFindsItsIndex() {
    Set<String> names = new HashSet<>();
    for (SimilarityIndex index : SimilarityIndex.all()) {
      assertThat(names.add(index.name())).as(index.name()).isTrue();
      assertThat(SimilarityIndex.named(index.name()).name()).isEqualTo(index.name());
      assertThat(index.least()).isLessThan(index.most());
    }
    assertThat(names).hasSize(46);
  }

  @Test
  void unknownNameListsTheValidOnes() {
    assertThatThrownBy(() -> SimilarityIndex.named("cosine"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got cosine")
        .hasMessageContaining("linear-cka, unbiased-cka")
        .hasMessageContaining("disagreement");
  }

  @Test
  void optionsReachTheIndices() {
    IndexOptions options =
        IndexOptions.standard().withK(3).withLambda(0.5).withBatch(10).withSigma(2);
    for (String name : List.of("mutual-knn", "gulp", "minibatch-cka", "rbf-cka-fixed", "top-k")) {
      assertThat(SimilarityIndex.named(name, options).compare(x, y).value())
          .as(name)
          .isNotEqualTo(SimilarityIndex.named(name).compare(x, y).value());
    }
    assertThat(SimilarityIndex.named("gulp").invariances()).contains(Invariance.AFFINE);
    assertThat(SimilarityIndex.named("gulp", options).invariances())
        .doesNotContain(Invariance.INVERTIBLE_LINEAR, Invariance.AFFINE);
  }

  @Test
  void optionsAreChecked() {
    IndexOptions options = IndexOptions.standard();
    assertThatThrownBy(() -> options.withK(0))
        .hasMessageContaining("k: expected at least 1, got 0");
    assertThatThrownBy(() -> options.withLambda(-0.5)).hasMessageContaining("-0.5");
    assertThatThrownBy(() -> options.withBatch(3)).hasMessageContaining("at least 4, got 3");
    assertThatThrownBy(() -> options.withSigma(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> Cka.minibatch(2)).hasMessageContaining("2");
    assertThatThrownBy(() -> Cka.rbfFixed(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> LinearMap.gulp(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Neighbourhoods.jaccard(0)).hasMessageContaining("got 0");
  }

  @Test
  void differentNumbersOfRowsAreRefusedWithBothShapes() {
    INDArray fewer = Dense.rows(y, 0, 39);
    for (SimilarityIndex index : SimilarityIndex.all()) {
      assertThatThrownBy(() -> index.compare(x, fewer))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(index.name())
          .hasMessageContaining("[40, 6] and [39, 6]");
    }
  }

  @Test
  void differentWidthsAreRefusedExactlyWhereTheyMustBeEqual() {
    Set<String> refusing = new HashSet<>();
    for (SimilarityIndex index : SimilarityIndex.all()) {
      if (index.obstacle(Pair.of(x, narrow)).isPresent()) {
        refusing.add(index.name());
        assertThatThrownBy(() -> index.compare(x, narrow))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining("[40, 6] and [40, 3]");
      } else {
        assertThat(index.compare(x, narrow).n()).as(index.name()).isEqualTo(40);
      }
    }
    assertThat(refusing)
        .containsExactlyInAnyOrder(
            "mrr",
            "mrr-at-k",
            "top-1",
            "top-k",
            "cross-jaccard",
            "mean-cosine",
            "mean-squared-error",
            "jensen-shannon",
            "disagreement");
  }

  @Test
  void unbiasedEstimatorsNeedFourRows() {
    INDArray three = Dense.rows(x, 0, 3);
    for (String name : List.of("unbiased-cka", "unbiased-rbf-cka", "cknna")) {
      SimilarityIndex index = SimilarityIndex.named(name, IndexOptions.standard().withK(2));
      assertThatThrownBy(() -> index.compare(three, three))
          .isInstanceOf(InputException.class)
          .hasMessage(name + ": expected at least 4 rows, got 3");
      assertThat(index.obstacle(Pair.of(three, three))).contains("needs at least 4 rows, not 3");
    }
  }

  @Test
  void asManyNeighboursAsRowsAreRefused() {
    INDArray ten = Dense.rows(x, 0, 10);
    int refused = 0;
    for (SimilarityIndex index : SimilarityIndex.all()) {
      try {
        assertThat(index.compare(ten, ten).n()).isEqualTo(10);
      } catch (InputException e) {
        refused++;
        assertThat(e).hasMessage(index.name() + ": k: expected fewer than the 10 rows, got 10");
      }
    }
    assertThat(refused).isEqualTo(11);
  }

  @Test
  void tooFewRowsForABatchHaveNoValue() {
    Score score = Cka.minibatch(64).compare(x, y);
    assertThat(score.value()).isNaN();
    assertThat(score.note()).isEqualTo("40 rows are fewer than a batch of 64");
    assertThat(Cka.minibatch(16).compare(x, y).note())
        .isEqualTo("the last 8 rows are not in a whole batch");
    assertThat(Cka.minibatch(20).compare(x, y).note()).isEmpty();
  }

  @Test
  void otherRanksTypesAndValuesAreRefused() {
    SimilarityIndex index = SimilarityIndex.named("procrustes");
    assertThatThrownBy(() -> index.compare(x.reshape(4, 10, 6), y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[4, 10, 6]");
    assertThatThrownBy(() -> index.compare(Dense.zeros(DataType.INT32, 40, 6), y))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("INT");
    assertThatThrownBy(() -> index.compare(x, Dense.zeros(DataType.DOUBLE, 0, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[0, 6]");
    INDArray bad = y.dup().putScalar(9, 4, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> index.compare(x, bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("procrustes: expected finite values, got Infinity at row 9, column 4");
    INDArray huge = y.dup();
    huge.getColumn(2).assign(1.7e308);
    huge.putScalar(0, 2, -1.7e308);
    assertThatThrownBy(() -> index.compare(huge, x)).hasMessageContaining("column 2");
  }

  @Test
  void threadsAndWhatWasAskedBeforeDoNotChangeABit() {
    List<SimilarityIndex> all = new ArrayList<>(SimilarityIndex.all(Samples.options()));
    INDArray a = Samples.array(Samples.space(700, 70, random));
    INDArray b = Samples.array(Samples.space(700, 70, random));
    Pair one = Pair.of(a, b, 1);
    List<Score> expected = all.stream().map(index -> index.compare(one)).toList();
    for (int threads : new int[] {2, 7}) {
      Pair pair = Pair.of(a, b, threads);
      List<SimilarityIndex> backwards = new ArrayList<>(all);
      Collections.reverse(backwards);
      List<Score> scores = new ArrayList<>(backwards.stream().map(i -> i.compare(pair)).toList());
      Collections.reverse(scores);
      assertThat(scores).as(threads + " threads, last index first").isEqualTo(expected);
    }
    assertThat(all.stream().map(index -> index.compare(a, b)).toList()).isEqualTo(expected);
  }

  @Test
  void viewsAndOrdersGiveTheSameAndInputsStayAsTheyAre() {
    INDArray larger = Nd4j.create(DataType.DOUBLE, 42, 9);
    INDArray view = larger.get(NDArrayIndex.interval(1, 41), NDArrayIndex.interval(2, 8));
    view.assign(x);
    INDArray before = larger.dup();
    for (SimilarityIndex index : SimilarityIndex.all(Samples.options())) {
      Score expected = index.compare(x, y);
      assertThat(index.compare(view, y.dup('f'))).as(index.name()).isEqualTo(expected);
    }
    assertThat(larger).isEqualTo(before);
  }

  @Test
  void scoresPrintWhatTheyKnow() {
    Score score = Score.of(0.25, 40, "");
    assertThat(score).hasToString("0.2500");
    assertThat(score.withInterval(0.125, 0.5).withPermutations(0.01, 0.0625).withNote("a"))
        .hasToString("0.2500 [0.1250, 0.5000], p = 0.01000, chance 0.0625 (a)");
    assertThat(score.withNote("a").withNote("b").note()).isEqualTo("a; b");
    assertThat(score.withNote("").note()).isEmpty();
    assertThat(Direction.HIGHER.word()).isEqualTo("higher");
    assertThat(Direction.LOWER.asGood(1, 1)).isTrue();
    assertThat(Direction.LOWER.asGood(2, 1)).isFalse();
    assertThat(Direction.HIGHER.asGood(Double.NaN, 1)).isFalse();
  }

  @Test
  void anIndexOfOnesOwnComparesPairs() {
    SimilarityIndex own =
        new SimilarityIndex() {
          @Override
          public String name() {
            return "own";
          }

          @Override
          public Score compare(INDArray a, INDArray b) {
            return Score.of(a.getDouble(0, 0) - b.getDouble(0, 0), a.size(0), "");
          }

          @Override
          public Direction direction() {
            return Direction.LOWER;
          }

          @Override
          public boolean symmetric() {
            return false;
          }

          @Override
          public boolean metric() {
            return false;
          }

          @Override
          public Set<Invariance> invariances() {
            return Set.of();
          }

          @Override
          public double least() {
            return Double.NEGATIVE_INFINITY;
          }

          @Override
          public double most() {
            return Double.POSITIVE_INFINITY;
          }
        };
    Pair pair = Pair.of(x, y);
    assertThat(own.compare(pair).value()).isEqualTo(x.getDouble(0, 0) - y.getDouble(0, 0));
    assertThat(own.obstacle(pair)).isEmpty();
    assertThat(own.compare(pair.select(new int[] {5, 2})).value())
        .isEqualTo(x.getDouble(5, 0) - y.getDouble(5, 0));
  }
}
