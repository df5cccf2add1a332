package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Data at the edge: values stay in their range, or are NaN with a reason. */
class DegenerateTest {
  private static final Set<String> RATIOS =
      Set.of(
          "linear-cka",
          "unbiased-cka",
          "rbf-cka",
          "unbiased-rbf-cka",
          "minibatch-cka",
          "cca",
          "cca-squared",
          "svcca",
          "pwcca",
          "procrustes",
          "procrustes-squared",
          "angular-shape",
          "gulp",
          "rsa-euclidean",
          "distance-correlation");

  private final RandomStream random = new RandomStream(11);
  private final double[][] x = Samples.space(20, 4, random);
  private final double[][] y = Samples.related(x, 4, 0.5, random);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -3e7, 1e-12})
  void collapsedSpacesHaveNoAlignment(double value) {
    double[][] collapsed = new double[20][4];
    for (double[] row : collapsed) {
      for (int j = 0; j < 4; j++) {
        row[j] = value * (j + 1.1);
      }
    }
    for (SimilarityIndex index : SimilarityIndex.all(Samples.options())) {
      Score score = saneScore(index, collapsed, y);
      if (RATIOS.contains(index.name())) {
        assertThat(score.value()).as(index.name()).isNaN();
        assertThat(score.note()).as(index.name()).isNotEmpty();
      }
      saneScore(index, y, collapsed);
      saneScore(index, collapsed, collapsed);
    }
  }

  @Test
  void retrievalInACollapsedSpaceIsNoBetterThanChance() {
    double[][] collapsed = new double[20][4];
    for (double[] row : collapsed) {
      row[1] = 0.3;
      row[2] = 0.7;
    }
    for (double[][] other : List.of(collapsed, x)) {
      Pair pair = Pair.of(Samples.array(other), Samples.array(collapsed));
      assertThat(CrossRetrieval.mrr().compare(pair).value()).isCloseTo(1 / 10.5, within(1e-12));
      assertThat(CrossRetrieval.top1().compare(pair).value()).isZero();
      assertThat(CrossRetrieval.topK(5).compare(pair).value()).isZero();
    }
  }

  @Test
  void constantColumnsChangeNothingThatIsCentred() {
    double[][] wider = new double[20][5];
    for (int i = 0; i < 20; i++) {
      System.arraycopy(x[i], 0, wider[i], 0, 4);
      wider[i][4] = 0.1;
    }
    for (SimilarityIndex index : SimilarityIndex.all(Samples.options())) {
      Pair pair = Pair.of(Samples.array(wider), Samples.array(y));
      if (index.obstacle(pair).isEmpty()) {
        Score score = index.compare(pair);
        assertThat(score.value()).as(index.name()).isFinite();
        if (RATIOS.contains(index.name())) {
          double before = index.compare(Samples.array(x), Samples.array(y)).value();
          assertThat(score.value()).as(index.name()).isCloseTo(before, within(1e-9));
        }
      }
    }
    Score match = CorrelationMatch.hard().compare(Samples.array(wider), Samples.array(y));
    assertThat(match.note()).isEqualTo("1 constant columns match none");
  }

  @Test
  void duplicateRowsZeroRowsOneColumnAndFewRowsStayInRange() {
    double[][] twins = new double[20][];
    for (int i = 0; i < 20; i++) {
      twins[i] = x[i / 2];
    }
    double[][] withZero = Samples.space(20, 4, random);
    withZero[7] = new double[4];
    double[][] one = Samples.space(20, 1, random);
    double[][] broad = Samples.space(20, 50, random);
    for (SimilarityIndex index : SimilarityIndex.all(Samples.options())) {
      for (double[][] space : List.of(twins, withZero)) {
        assertThat(saneScore(index, space, y).value()).as(index.name()).isFinite();
        assertThat(saneScore(index, y, space).value()).as(index.name()).isFinite();
      }
      Pair narrow = Pair.of(Samples.array(one), Samples.array(y));
      if (index.obstacle(narrow).isEmpty()) {
        saneScore(index, one, y);
        saneScore(index, broad, y);
        saneScore(index, y, broad);
        saneScore(index, broad, one);
      }
    }
  }

  @Test
  void equalCosinesAreOrderedByRow() {
    double[][] star = {{1, 0}, {0.3, 0}, {7, 0}, {0, 1}, {0, 0.1}, {0, 0}};
    Side side = Pair.of(Samples.array(star), Samples.array(star)).x;
    assertThat(side.neighbours(3))
        .containsExactly(
            1, 2, 3, // of row 0
            0, 2, 3, // of row 1
            0, 1, 3, // of row 2
            4, 0, 1, // of row 3
            3, 0, 1, // of row 4
            0, 1, 2); // of the zero row, which has cosine 0 with all
  }

  @Test
  void indicesOverAllPairsSayThatThereAreTooManyRows() {
    Set<String> overAllPairs =
        Set.of(
            "rbf-cka",
            "rbf-cka-fixed",
            "unbiased-rbf-cka",
            "rsa",
            "rsa-pearson",
            "rsa-euclidean",
            "rsm-norm-difference",
            "distance-correlation",
            "uniformity-difference");
    int n = Triangle.MOST_ROWS + 1;
    INDArray rows = Dense.of(new float[n], n, 1);
    Pair pair = Pair.of(rows, rows);
    Pair shorter =
        Pair.of(Dense.of(new float[n - 1], n - 1, 1), Dense.of(new float[n - 1], n - 1, 1));
    for (SimilarityIndex index : SimilarityIndex.all()) {
      assertThat(index.obstacle(shorter)).as(index.name()).isEmpty();
      if (overAllPairs.contains(index.name())) {
        assertThat(index.obstacle(pair))
            .as(index.name())
            .get()
            .asString()
            .contains("65536", "65537");
        assertThatThrownBy(() -> index.compare(pair))
            .isInstanceOf(InputException.class)
            .hasMessage(index.name() + ": expected at most 65536 rows, got 65537");
      } else {
        assertThat(index.obstacle(pair)).as(index.name()).isEmpty();
      }
    }
  }

  @Test
  void zeroRowsAreLeftOutOfTheAlignedCosine() {
    double[][] withZero = Samples.space(20, 4, random);
    withZero[7] = new double[4];
    Score score = ShapeDistance.alignedCosine().compare(Samples.array(withZero), Samples.array(x));
    assertThat(score.note()).isEqualTo("1 rows of zeros left out");
    INDArray zeros = Samples.array(new double[20][4]);
    assertThat(ShapeDistance.alignedCosine().compare(zeros, Samples.array(x)).value()).isNaN();
  }

  @Test
  void veryLargeAndVerySmallSpacesAreAsGood() {
    for (SimilarityIndex index : SimilarityIndex.all(Samples.options())) {
      if (index.invariances().contains(Invariance.ISOTROPIC_SCALE)) {
        INDArray a = Samples.array(x);
        INDArray b = Samples.array(y);
        double value = index.compare(a, b).value();
        for (double factor : new double[] {1e-30, 1e30}) {
          assertThat(index.compare(a.mul(factor), b).value())
              .as(index.name() + " times " + factor)
              .isCloseTo(value, within(1e-9));
          assertThat(index.compare(a, b.mul(factor)).value())
              .as(index.name() + " times " + factor)
              .isCloseTo(value, within(1e-9));
        }
      }
    }
  }

  @Test
  void fewerRowsThanColumnsSaturateCanonicalCorrelations() {
    double[][] a = Samples.space(8, 20, random);
    double[][] b = Samples.space(8, 30, random);
    Score cca = CanonicalCorrelation.cca().compare(Samples.array(a), Samples.array(b));
    assertThat(cca.value()).isCloseTo(1, within(1e-12));
    Score pwcca = CanonicalCorrelation.pwcca().compare(Samples.array(a), Samples.array(b));
    assertThat(pwcca.value()).isCloseTo(1, within(1e-12));
    assertThat(pwcca.note()).contains("7 + 7 exceed 8 rows").contains("basis");
  }

  private static Score saneScore(SimilarityIndex index, double[][] a, double[][] b) {
    Pair pair = Pair.of(Samples.array(a), Samples.array(b));
    if (index.obstacle(pair).isPresent()) {
      return Score.of(0, 0, "");
    }
    Score score = index.compare(pair);
    if (Double.isNaN(score.value())) {
      assertThat(score.note()).as(index.name()).isNotEmpty();
    } else {
      assertThat(score.value()).as(index.name()).isBetween(index.least(), index.most());
    }
    return score;
  }
}
