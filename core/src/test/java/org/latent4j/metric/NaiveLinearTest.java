package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.RandomStream;

/**
 * The indices that rest on decompositions, checked without one: by projections P = X (XᵀX + λI)⁻¹
 * Xᵀ of n x n entries and an inverse in plain Java, by brute force over permutations, by closed
 * forms for one column, and by the optimality that defines them.
 */
class NaiveLinearTest {
  private static final double TOLERANCE = 1e-10;

  @ParameterizedTest
  @CsvSource({"20, 3, 5, 1", "30, 6, 6, 2", "12, 4, 1, 3"})
  void projectionsGiveTheOverlapsOfSpaces(int n, int d, int e, long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] x = Samples.space(n, d, random);
    double[][] y = Samples.related(x, e, 1, random);
    double[][] p = projection(centred(x), 0);
    double[][] q = projection(centred(y), 0);
    double trace = inner(p, q);
    check(CanonicalCorrelation.ccaSquared(), x, y, trace / Math.min(d, e));
    check(LinearMap.gulp(0), x, y, Math.sqrt(d + e - 2 * trace));
    check(
        LinearMap.eigenspaceOverlap(),
        x,
        y,
        inner(projection(x, 0), projection(y, 0)) / Math.max(d, e));
    double[][] fitted = Samples.times(q, centred(x));
    check(
        LinearMap.linearRegression(), x, y, inner(fitted, fitted) / inner(centred(x), centred(x)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 100})
  void gulpIsTheDistanceOfRidgePredictors(double lambda) {
    RandomStream random = new RandomStream(4);
    double[][] x = Samples.space(25, 3, random);
    double[][] y = Samples.related(x, 4, 1, random);
    double[][] p = projection(ofNormN(centred(x)), 25 * lambda);
    double[][] q = projection(ofNormN(centred(y)), 25 * lambda);
    double squared = inner(p, p) + inner(q, q) - 2 * inner(p, q);
    check(LinearMap.gulp(lambda), x, y, Math.sqrt(squared));
  }

  @Test
  void oneColumnReducesToTheCorrelation() {
    RandomStream random = new RandomStream(5);
    double[][] x = Samples.space(30, 1, random);
    double[][] y = Samples.related(x, 1, 0.5, random);
    double r = correlation(x, 0, y, 0);
    check(Cka.linear(), x, y, r * r);
    check(CanonicalCorrelation.cca(), x, y, Math.abs(r));
    check(CanonicalCorrelation.ccaSquared(), x, y, r * r);
    check(CanonicalCorrelation.svcca(), x, y, Math.abs(r));
    check(CanonicalCorrelation.pwcca(), x, y, Math.abs(r));
    check(LinearMap.linearRegression(), x, y, r * r);
    check(LinearMap.gulp(0), x, y, Math.sqrt(2 - 2 * r * r));
    check(ShapeDistance.procrustes(), x, y, Math.sqrt(2 - 2 * Math.abs(r)));
    check(ShapeDistance.procrustesSquared(), x, y, 2 - 2 * Math.abs(r));
    check(ShapeDistance.angularShape(), x, y, Math.acos(Math.abs(r)));
    check(CorrelationMatch.hard(), x, y, r);
    check(CorrelationMatch.soft(), x, y, r);
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 1", "4, 2, 2", "3, 5, 3", "5, 5, 4"})
  void assignmentsAreTheBestOfAllPermutations(int d, int e, long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] x = Samples.space(15, d, random);
    double[][] y = Samples.related(x, e, 1, random);
    int wide = Math.max(d, e);
    double[][] paddedX = padded(x, wide);
    double[][] paddedY = padded(y, wide);
    double least =
        best(
            new int[wide],
            0,
            order -> {
              double sum = 0;
              for (int i = 0; i < 15; i++) {
                for (int j = 0; j < wide; j++) {
                  sum += Math.pow(paddedX[i][j] - paddedY[i][order[j]], 2);
                }
              }
              return -sum;
            });
    check(ShapeDistance.permutationProcrustes(), x, y, Math.sqrt(-least));
    double most =
        best(
            new int[wide],
            0,
            order -> {
              double sum = 0;
              for (int j = 0; j < d; j++) {
                sum += order[j] < e ? correlation(x, j, y, order[j]) : 0;
              }
              return sum;
            });
    check(CorrelationMatch.hard(), x, y, most / Math.min(d, e));
  }

  @Test
  void softMatchesTakeTheBestOfEveryColumn() {
    RandomStream random = new RandomStream(6);
    double[][] x = Samples.space(15, 3, random);
    double[][] y = Samples.related(x, 4, 1, random);
    double rows = 0;
    for (int i = 0; i < 3; i++) {
      double largest = -1;
      for (int j = 0; j < 4; j++) {
        largest = Math.max(largest, correlation(x, i, y, j));
      }
      rows += largest / 3;
    }
    double columns = 0;
    for (int j = 0; j < 4; j++) {
      double largest = -1;
      for (int i = 0; i < 3; i++) {
        largest = Math.max(largest, correlation(x, i, y, j));
      }
      columns += largest / 4;
    }
    check(CorrelationMatch.soft(), x, y, (rows + columns) / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noRotationComesNearerThanProcrustes(long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] x = Samples.space(12, 3, random);
    double[][] q = Samples.orthogonal(3, random);
    double[][] y = Samples.times(x, q);
    for (double[] row : y) {
      for (int j = 0; j < 3; j++) {
        row[j] += 0.3 * random.normal();
      }
    }
    double nearest = value(ShapeDistance.procrustesSizeShape(), x, y);
    double planted = distance(centred(x), Samples.times(centred(y), transposed(q)));
    assertThat(nearest).as("seed " + seed).isLessThanOrEqualTo(planted + 1e-12);
    assertThat(nearest).as("seed " + seed).isGreaterThan(planted * 0.7);
    for (int c = 0; c < 500; c++) {
      double[][] turned = Samples.times(centred(y), Samples.orthogonal(3, random));
      assertThat(nearest).isLessThanOrEqualTo(distance(centred(x), turned) + 1e-12);
    }
  }

  @Test
  void aPlantedRotationIsFoundToRounding() {
    RandomStream random = new RandomStream(8);
    double[][] x = Samples.space(40, 6, random);
    double[][] y = Samples.times(x, Samples.orthogonal(6, random));
    assertThat(value(ShapeDistance.procrustes(), x, y)).isLessThan(1e-13);
    assertThat(value(ShapeDistance.procrustesSquared(), x, y)).isLessThan(1e-26);
    assertThat(value(ShapeDistance.procrustesSizeShape(), x, y)).isLessThan(1e-12);
    assertThat(value(ShapeDistance.angularShape(), x, y)).isLessThan(1e-13);
    check(ShapeDistance.alignedCosine(), x, y, 1);
  }

  @ParameterizedTest
  @CsvSource({"4, 9", "9, 4", "30, 8", "8, 30"})
  void widerSpacesArePaddedWithZeros(int d, int e) {
    RandomStream random = new RandomStream(9);
    double[][] x = Samples.space(20, d, random);
    double[][] y = Samples.related(x, e, 1, random);
    int wide = Math.max(d, e);
    for (SimilarityIndex index : ShapeDistance.all()) {
      double padded = value(index, padded(x, wide), padded(y, wide));
      check(index, x, y, padded);
    }
  }

  @Test
  void fewRowsTakeTheShortWayToTheSameDistances() {
    RandomStream random = new RandomStream(10);
    double[][] x = Samples.space(20, 15, random);
    double[][] y = Samples.related(x, 15, 1, random);
    for (SimilarityIndex index : ShapeDistance.all()) {
      if (index.invariances().contains(Invariance.ORTHOGONAL)) {
        // In 30 columns there are fewer rows than columns; the added ones are zero.
        check(index, padded(x, 30), padded(y, 30), value(index, x, y));
      }
    }
  }

  @Test
  void weightsOfPwccaFollowTheColumns() {
    RandomStream random = new RandomStream(11);
    double[][] x = Samples.space(40, 3, random);
    double[][] y = Samples.related(x, 3, 1, random);
    double plain = value(CanonicalCorrelation.cca(), x, y);
    double weighted = value(CanonicalCorrelation.pwcca(), x, y);
    assertThat(weighted).isNotCloseTo(plain, within(1e-4));
    double[][] scaled = new double[40][];
    for (int i = 0; i < 40; i++) {
      scaled[i] = new double[] {1e4 * x[i][0], x[i][1], x[i][2]};
    }
    assertThat(value(CanonicalCorrelation.cca(), scaled, y)).isCloseTo(plain, within(1e-9));
    assertThat(value(CanonicalCorrelation.pwcca(), scaled, y)).isNotCloseTo(weighted, within(1e-4));
  }

  private static void check(SimilarityIndex index, double[][] x, double[][] y, double expected) {
    assertThat(value(index, x, y))
        .as(index.name())
        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }

  private static double value(SimilarityIndex index, double[][] x, double[][] y) {
    return index.compare(Samples.array(x), Samples.array(y)).value();
  }

  /** The largest of a figure over all permutations that continue {@code order}. */
  private static double best(int[] order, int filled, ToDoubleFunction<int[]> figure) {
    if (filled == order.length) {
      return figure.applyAsDouble(order);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int next = 0; next < order.length; next++) {
      boolean used = false;
      for (int p = 0; p < filled; p++) {
        used |= order[p] == next;
      }
      if (!used) {
        order[filled] = next;
        best = Math.max(best, best(order, filled + 1, figure));
      }
    }
    return best;
  }

  private static double correlation(double[][] x, int i, double[][] y, int j) {
    double[] a = transposed(centred(x))[i];
    double[] b = transposed(centred(y))[j];
    return Samples.dot(a, b) / Math.sqrt(Samples.dot(a, a) * Samples.dot(b, b));
  }

  private static double[][] padded(double[][] x, int wide) {
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      out[i] = Arrays.copyOf(x[i], wide);
    }
    return out;
  }

  private static double distance(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        sum += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
      }
    }
    return Math.sqrt(sum);
  }

  private static double[][] centred(double[][] x) {
    double[][] out = new double[x.length][x[0].length];
    for (int j = 0; j < x[0].length; j++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[j] / x.length;
      }
      for (int i = 0; i < x.length; i++) {
        out[i][j] = x[i][j] - mean;
      }
    }
    return out;
  }

  private static double[][] ofNormN(double[][] x) {
    double factor = Math.sqrt(x.length / inner(x, x));
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      out[i] = Arrays.stream(x[i]).map(v -> v * factor).toArray();
    }
    return out;
  }

  private static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Samples.dot(a[i], b[i]);
    }
    return sum;
  }

  private static double[][] transposed(double[][] x) {
    double[][] out = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[0].length; j++) {
        out[j][i] = x[i][j];
      }
    }
    return out;
  }

  /** X (XᵀX + ridge I)⁻¹ Xᵀ. */
  private static double[][] projection(double[][] x, double ridge) {
    double[][] gram = Samples.times(transposed(x), x);
    for (int i = 0; i < gram.length; i++) {
      gram[i][i] += ridge;
    }
    return Samples.times(Samples.times(x, inverse(gram)), transposed(x));
  }

  /** Gauss and Jordan, of a positive definite matrix. */
  private static double[][] inverse(double[][] matrix) {
    int d = matrix.length;
    double[][] a = new double[d][];
    double[][] out = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i] = matrix[i].clone();
      out[i][i] = 1;
    }
    for (int p = 0; p < d; p++) {
      double pivot = a[p][p];
      for (int j = 0; j < d; j++) {
        a[p][j] /= pivot;
        out[p][j] /= pivot;
      }
      for (int i = 0; i < d; i++) {
        double factor = a[i][p];
        for (int j = 0; j < d && i != p; j++) {
          a[i][j] -= factor * a[p][j];
          out[i][j] -= factor * out[p][j];
        }
      }
    }
    return out;
  }
}
