package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small spaces whose values can be worked out on paper. */
class HandmadeTest {
  private static final double[][] CROSS = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};

  /** The points of {@link #CROSS} with the last two exchanged. */
  private static final double[][] EXCHANGED = {{1, 0}, {0, 1}, {0, -1}, {-1, 0}};

  @ParameterizedTest
  @CsvSource({
    // XᵀX = YᵀY = 2 I; XᵀY = [[1, 1], [1, 1]], of singular values 2 and 0.
    "linear-cka, 0.5",
    "cca, 0.5",
    "cca-squared, 0.5",
    "linear-regression, 0.5",
    "eigenspace-overlap, 0.5",
    "gulp, 1.4142135623730951",
    "procrustes-squared, 1",
    "procrustes, 1",
    "angular-shape, 1.0471975511965979",
    "procrustes-size-shape, 2",
    "permutation-procrustes, 2",
    "hard-correlation-match, 0.5",
    "soft-correlation-match, 0.5",
    "mean-squared-error, 0.5",
    "mean-cosine, 0.5",
    "disagreement, 0.5",
    "top-1, 0.5",
    "magnitude-difference, 0",
    "uniformity-difference, 0",
    "concentricity-difference, 0"
  })
  void exchangedPointsOfACross(String name, double expected) {
    Score score =
        SimilarityIndex.named(name, IndexOptions.standard().withK(1))
            .compare(Samples.array(CROSS), Samples.array(EXCHANGED));
    assertThat(score.value()).as(name).isCloseTo(expected, within(1e-12));
    assertThat(score.n()).isEqualTo(4);
    assertThat(score.note()).isEmpty();
  }

  @Test
  void ranksAcrossTheCross() {
    // Row 3 of the one is at a right angle to row 3 of the other: one nearer, two tied, one
    // opposite.
    Pair pair = Pair.of(Samples.array(CROSS), Samples.array(EXCHANGED));
    assertThat(pair.ranks()).containsExactly(1, 1, 2.5, 2.5);
    assertThat(CrossRetrieval.mrr().compare(pair).value())
        .isCloseTo((1 + 1 + 0.4 + 0.4) / 4, within(1e-15));
    assertThat(CrossRetrieval.mrrAtK(2).compare(pair).value()).isEqualTo(0.5);
    assertThat(CrossRetrieval.mrrAtK(3).compare(pair).value()).isCloseTo(0.7, within(1e-15));
    assertThat(CrossRetrieval.topK(3).compare(pair).value()).isEqualTo(1);
    // The nearest row of Y: for x rows 0, 1, 3, 2; for y rows 0, 1, 2, 3.
    assertThat(CrossRetrieval.crossJaccard(1).compare(pair).value()).isEqualTo(0.5);
  }

  @Test
  void softmaxesThatShareNothingDivergeByOneBit() {
    double[][] left = {{800, 0}, {0, 0}};
    double[][] right = {{0, 800}, {0, 0}};
    SimilarityIndex index = OutputDifference.jensenShannon();
    assertThat(value(index, left, right)).isEqualTo(0.5);
    assertThat(value(index, left, left)).isZero();
    double[][] unequal = {{Math.log(3), 0}};
    // (3/4, 1/4) against (1/2, 1/2), whose mean is (5/8, 3/8).
    double expected =
        (0.75 * log2(0.75 / 0.625)
                + 0.25 * log2(0.25 / 0.375)
                + 0.5 * log2(0.5 / 0.625)
                + 0.5 * log2(0.5 / 0.375))
            / 2;
    assertThat(value(index, unequal, new double[][] {{0, 0}})).isCloseTo(expected, within(1e-15));
  }

  @Test
  void largestEntriesThatTieStandFirst() {
    double[][] left = {{1, 1, 0}, {0, 2, 2}};
    double[][] right = {{1, 0, 0}, {0, 0, 2}};
    assertThat(value(OutputDifference.disagreement(), left, right)).isEqualTo(0.5);
  }

  @Test
  void neighboursOnALineOfAngles() {
    double[][] x = angles(0, 10, 25, 45);
    double[][] y = angles(0, 45, 25, 10); // rows 1 and 3 exchanged
    // Nearest two of x: 0: 1 2, 1: 0 2, 2: 1 3, 3: 2 1; of y: 0: 3 2, 1: 2 3, 2: 3 1, 3: 0 2.
    assertThat(value(Neighbourhoods.mutualKnn(2), x, y)).isEqualTo((1 + 1 + 2 + 1) / 8.0);
    assertThat(value(Neighbourhoods.jaccard(2), x, y))
        .isCloseTo((1 / 3.0 + 1 / 3.0 + 1 + 1 / 3.0) / 4, within(1e-15));
    // Row 2 has 1 3 and 3 1: one in order, and two replaced.
    assertThat(value(Neighbourhoods.lcsKnn(2), x, y)).isEqualTo((1 + 1 + 1 + 1) / 8.0);
    assertThat(value(Neighbourhoods.editKnn(2), x, y)).isEqualTo(1 - (1 + 2 + 2 + 2) / 8.0);
    // Ranks: row 0 (2, 2), row 1 (2, 1), row 2 (1, 2) and (2, 1), row 3 (1, 2).
    double far = 2.0 / (2 * 3);
    double expected = (2.0 / 4 + far + 2 * far / 1.5 + far) / 4;
    assertThat(value(Neighbourhoods.rankSimilarity(2), x, y)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void cyclesGoThereInTheRightAndBackInTheLeftSpace() {
    double[][] x = angles(0, 10, 25, 45);
    double[][] y = angles(0, 45, 25, 10);
    // Nearest of y: 3 2 3 0; of these, nearest of x: 2 1 2 1.
    assertThat(value(Neighbourhoods.cycleKnn(1), x, y)).isEqualTo(0.5);
    // Nearest of x: 1 0 1 2; of these, nearest of y: 2 3 2 3.
    assertThat(value(Neighbourhoods.cycleKnn(1), y, x)).isEqualTo(0.5);
    // With itself: rows 0 and 1 are each other's nearest, 2 and 3 are nobody's first return.
    assertThat(value(Neighbourhoods.cycleKnn(1), x, x)).isEqualTo(0.5);
  }

  @Test
  void secondOrderComparesDistancesToTheUnion() {
    double[][] x = angles(0, 10, 25, 45);
    double[][] y = angles(0, 45, 25, 10);
    double sum = 0;
    int[][] unions = {{1, 3}, {0, 2}, {1, 3}, {2, 0}};
    for (int i = 0; i < 4; i++) {
      double both = 0;
      double left = 0;
      double right = 0;
      for (int j : unions[i]) {
        double u = 1 - Samples.dot(x[i], x[j]);
        double v = 1 - Samples.dot(y[i], y[j]);
        both += u * v;
        left += u * u;
        right += v * v;
      }
      sum += both / Math.sqrt(left * right);
    }
    assertThat(value(Neighbourhoods.secondOrderCosine(1), x, y)).isCloseTo(sum / 4, within(1e-12));
  }

  @Test
  void distancesOfThreePoints() {
    double[][] x = {{0}, {3}, {5}}; // distances 3, 5, 2
    double[][] y = {{0}, {1}, {5}}; // distances 1, 5, 4
    assertThat(value(Dissimilarity.rsmNormDifference(), x, y))
        .isCloseTo(Math.sqrt(2 * (4 + 0 + 4)), within(1e-14));
    // Ranks 2, 3, 1 and 1, 3, 2.
    assertThat(value(Dissimilarity.rsaEuclidean(), x, y)).isCloseTo(0.5, within(1e-15));
    double uniform =
        Math.abs(
            Math.log((3 + 2 * (Math.exp(-18) + Math.exp(-50) + Math.exp(-8))) / 9)
                - Math.log((3 + 2 * (Math.exp(-2) + Math.exp(-50) + Math.exp(-32))) / 9));
    assertThat(value(SpaceStatistics.uniformityDifference(), x, y))
        .isCloseTo(uniform, within(1e-14));
  }

  @Test
  void correlationsOfThreeRows() {
    double[][] x = {{1, 2, 3}, {3, 2, 1}, {1, 3, 2}}; // correlations -1, 1/2, -1/2
    double[][] y = {{1, 2, 3}, {1, 2, 3}, {3, 2, 1}}; // correlations 1, -1, -1
    // Ranks 1, 3, 2 and 3, 1.5, 1.5: deviations -1, 1, 0 and 1, -1/2, -1/2.
    assertThat(value(Dissimilarity.rsa(), x, y))
        .isCloseTo(-1.5 / Math.sqrt(2 * 1.5), within(1e-12));
    double[] a = {-2.0 / 3, 5.0 / 6, -1.0 / 6};
    double[] b = {4.0 / 3, -2.0 / 3, -2.0 / 3};
    double expected = Samples.dot(a, b) / Math.sqrt(Samples.dot(a, a) * Samples.dot(b, b));
    assertThat(value(Dissimilarity.rsaPearson(), x, y)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void statisticsOfMeans() {
    double[][] x = {{3, 0}, {3, 8}}; // mean (3, 4)
    double[][] y = {{1, 0}, {-1, 0}}; // mean 0
    assertThat(value(SpaceStatistics.magnitudeDifference(), x, y)).isEqualTo(5);
    double cosines = (0.6 + (9 + 32) / (5 * Math.sqrt(73))) / 2;
    assertThat(value(SpaceStatistics.concentricityDifference(), x, y))
        .isCloseTo(cosines, within(1e-15));
  }

  private static double[][] angles(double... degrees) {
    double[][] out = new double[degrees.length][];
    for (int i = 0; i < degrees.length; i++) {
      double angle = Math.toRadians(degrees[i]);
      out[i] = new double[] {Math.cos(angle), Math.sin(angle)};
    }
    return out;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static double value(SimilarityIndex index, double[][] x, double[][] y) {
    return index.compare(Samples.array(x), Samples.array(y)).value();
  }
}
