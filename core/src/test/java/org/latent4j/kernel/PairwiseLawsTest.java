package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every measure must obey, and every place of a matrix of several tiles. */
class PairwiseLawsTest {
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  private static float[] integers(long seed, int count, int range) {
    RandomStream stream = new RandomStream(seed);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = stream.below(2 * range + 1) - range;
    }
    return x;
  }

  /** Small integers leave nothing to round, so every entry of every tile must be exact. */
  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      names = {"COSINE"},
      mode = EnumSource.Mode.EXCLUDE)
  void integersAreExactInEveryTile(Measure measure) {
    int n = 515;
    int m = 1027;
    int d = 3;
    float[] a = integers(1, n * d, 9);
    float[] b = integers(2, m * d, 9);
    // A mean of zero: centring rounds nothing either.
    for (int t = 0; t < d; t++) {
      float sum = 0;
      for (int i = 0; i < m - 1; i++) {
        sum += b[i * d + t];
      }
      b[(m - 1) * d + t] = -sum;
    }
    for (DataType type : TYPES) {
      INDArray x = Dense.of(a, n, d).castTo(type);
      INDArray y = Dense.of(b, m, d).castTo(type);
      double[] found = Dense.doubles(Pairwise.between(measure, x, y, 2));
      double error = measure == Measure.SQUARED_EUCLIDEAN ? 1e-5 : 0;
      int wrong = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          double expected = NearestNeighboursTest.plain(measure, a, i, b, j, d);
          wrong += Math.abs(found[i * m + j] - expected) <= error * (1 + expected) ? 0 : 1;
        }
      }
      assertThat(wrong).as("%s, %s, seeds 1, 2: wrong entries", measure, type).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void betweenARowAndItself(Measure measure) {
    for (DataType type : TYPES) {
      INDArray x = Matrices.normal(3, type, 40, 9);
      x.getRow(7).assign(0);
      double[] squared = RowNorms.squared(x);
      double[] found = Dense.doubles(Pairwise.between(measure, x, x.dup(), 1));
      for (int i = 0; i < 40; i++) {
        double expected =
            switch (measure) {
              case COSINE -> i == 7 ? 0 : 1;
              case INNER_PRODUCT -> squared[i];
              default -> 0;
            };
        assertThat(found[i * 40 + i])
            .as("%s, %s, seed 3, row %d", measure, type, i)
            .isCloseTo(expected, within(measure.similarity() ? 1e-5 : 0.0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void swappingTheSidesTransposes(Measure measure) {
    for (DataType type : TYPES) {
      INDArray x = Matrices.normal(4, type, 30, 11);
      INDArray y = Matrices.normal(5, type, 50, 11);
      double[] there = Dense.doubles(Pairwise.between(measure, x, y, 1));
      double[] back = Dense.doubles(Pairwise.between(measure, y, x, 1));
      double error = type == DataType.FLOAT ? 2e-5 : 1e-12;
      assertThat(Matrices.difference(Matrices.transpose(back, 50, 30), there))
          .as("%s, %s, seeds 4, 5", measure, type)
          .isLessThan(error);
    }
  }

  @Test
  void distancesObeyTheTriangleAndEachOther() {
    INDArray x = Matrices.normal(6, DataType.DOUBLE, 25, 8);
    double[] l1 = Dense.doubles(Pairwise.between(Measure.MANHATTAN, x, x, 1));
    double[] l2 = Dense.doubles(Pairwise.between(Measure.SQUARED_EUCLIDEAN, x, x, 1));
    double[] most = Dense.doubles(Pairwise.between(Measure.CHEBYSHEV, x, x, 1));
    double slack = 1e-12;
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 25; j++) {
        double length = Math.sqrt(l2[i * 25 + j]);
        assertThat(most[i * 25 + j]).isLessThanOrEqualTo(length + slack);
        assertThat(length).isLessThanOrEqualTo(l1[i * 25 + j] + slack);
        assertThat(l1[i * 25 + j]).isLessThanOrEqualTo(Math.sqrt(8) * length + slack);
        for (int k = 0; k < 25; k++) {
          double detour = Math.sqrt(l2[i * 25 + k]) + Math.sqrt(l2[k * 25 + j]);
          assertThat(length).as("%d, %d, %d", i, j, k).isLessThanOrEqualTo(detour + slack);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-170, 1e-20, 1e-3, 1e10, 1e17})
  void theCosineDoesNotSeeLengths(double size) {
    double[] a = {3, 4, -1, 2, 2, 2};
    double[] b = {1, 0, 0, 5};
    double[] scaled = new double[6];
    for (int i = 0; i < 6; i++) {
      scaled[i] = a[i] * size;
    }
    double[] expected = {0.6, 0.8, -1 / Math.sqrt(5), 2 / Math.sqrt(5), 0, 0};
    expected[4] = Math.sqrt(0.5);
    expected[5] = Math.sqrt(0.5);
    INDArray x = Dense.of(scaled, 3, 2);
    double[] found = Dense.doubles(Pairwise.between(Measure.COSINE, x, Dense.of(b, 2, 2), 1));
    assertThat(found).as("size " + size).containsExactly(expected, within(1e-15));
  }

  @Test
  void theCosineStaysWithinItsRange() {
    for (DataType type : TYPES) {
      INDArray x = Matrices.normal(8, type, 300, 3);
      INDArray opposite = x.neg();
      double[] found = Dense.doubles(Pairwise.between(Measure.COSINE, x, opposite, 1));
      for (double value : found) {
        assertThat(value).isBetween(-1.0, 1.0);
      }
      for (int i = 0; i < 300; i++) {
        assertThat(found[i * 300 + i]).as("seed 8, row " + i).isCloseTo(-1, within(1e-6));
      }
    }
  }

  @Test
  void valuesAreThoseOfTheNearest() {
    INDArray x = Matrices.normal(9, DataType.FLOAT, 33, 6);
    INDArray y = Matrices.normal(10, DataType.FLOAT, 44, 6);
    for (Measure measure : Measure.values()) {
      INDArray all = Pairwise.between(measure, x, y, 1);
      Ranking expected = measure.similarity() ? TopK.largest(all, 7, 1) : TopK.smallest(all, 7, 1);
      Ranking found = new NearestNeighbours(measure, 7, 1).search(x, y);
      assertThat(found.ids()).as("%s, seeds 9, 10", measure).isEqualTo(expected.ids());
      for (int t = 0; t < found.scores().length; t++) {
        assertThat(found.scores()[t]).isCloseTo(expected.scores()[t], within(1e-5f));
      }
    }
  }

  @Test
  void inputsStayAsTheyAreAndViewsGiveTheSameBits() {
    for (Measure measure : Measure.values()) {
      for (DataType type : TYPES) {
        INDArray x = Matrices.normal(11, type, 20, 5);
        INDArray y = Matrices.normal(12, type, 30, 5);
        INDArray expected = Pairwise.between(measure, x, y, 1);
        INDArray view = Matrices.view(y);
        INDArray before = view.dup();
        assertThat(Pairwise.between(measure, Matrices.view(x), view, 2)).isEqualTo(expected);
        assertThat(view).isEqualTo(before);
        assertThat(x).isEqualTo(Matrices.normal(11, type, 20, 5));
      }
    }
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray x = Nd4j.ones(DataType.DOUBLE, 2, 3);
    for (Measure measure : Measure.values()) {
      assertThatThrownBy(() -> Pairwise.between(measure, x, Nd4j.ones(DataType.DOUBLE, 3), 1))
          .isInstanceOf(ShapeException.class)
          .hasMessage("Pairwise: expected [m, 3], got [3]");
      INDArray none = Dense.zeros(DataType.DOUBLE, 2, 0);
      assertThatThrownBy(() -> Pairwise.between(measure, none, none, 1))
          .isInstanceOf(InputException.class)
          .hasMessage("Pairwise: columns: expected at least 1, got 0");
      INDArray bad = x.dup();
      bad.putScalar(1, 2, Double.NaN);
      assertThatThrownBy(() -> Pairwise.between(measure, x, bad, 1))
          .hasMessage("Pairwise: expected finite values, got NaN at row 1, column 2");
    }
  }
}
