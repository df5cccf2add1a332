package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

/**
 * Where known implementations depart from the definitions, and what shows that ours does not: ReSi
 * 24ab9e5, google/svcca, the code of the platonic representation hypothesis dcd76ba.
 */
class WhereReferencesDifferTest {
  private final RandomStream random = new RandomStream(31);
  private final double[][] x = Samples.space(40, 6, random);
  private final double[][] y = Samples.related(x, 6, 1, random);

  /** ReSi compares a share of the variance with 0.99 times the total and so keeps one direction. */
  @Test
  void svccaKeepsAllDirectionsThatHoldTheVariance() {
    Pair pair = Pair.of(Samples.array(x), Samples.array(y));
    Matrix overlap = pair.overlap();
    double first = Math.abs(overlap.at(0, 0)); // what one direction of each would give
    double svcca = CanonicalCorrelation.svcca().compare(pair).value();
    double cca = CanonicalCorrelation.cca().compare(pair).value();
    assertThat(svcca).isNotCloseTo(first, within(1e-3));
    for (Basis basis : new Basis[] {pair.x.centredBasis(), pair.y.centredBasis()}) {
      double least = basis.sigma()[5] * basis.sigma()[5] / basis.squaredNorm();
      assertThat(least).as("no direction may be left out").isGreaterThan(0.01);
    }
    assertThat(svcca).isCloseTo(cca, within(1e-12));
  }

  @Test
  void svccaDropsDirectionsBeyondTheVariance() {
    double[][] wider = new double[40][7];
    for (int i = 0; i < 40; i++) {
      System.arraycopy(x[i], 0, wider[i], 0, 6);
      wider[i][6] = 1e-3 * random.normal();
    }
    double before = value(CanonicalCorrelation.svcca(), x, y);
    assertThat(value(CanonicalCorrelation.svcca(), wider, y)).isCloseTo(before, within(1e-3));
    assertThat(value(CanonicalCorrelation.cca(), wider, y))
        .isNotCloseTo(value(CanonicalCorrelation.cca(), x, y), within(1e-6));
  }

  /** google/svcca adds the means back, and is then moved by a translation. */
  @Test
  void pwccaDoesNotMoveUnderATranslation() {
    double[][] moved = Samples.change(Invariance.TRANSLATION, x, random);
    assertThat(value(CanonicalCorrelation.pwcca(), moved, y))
        .isCloseTo(value(CanonicalCorrelation.pwcca(), x, y), within(1e-12));
  }

  /** google/svcca fails for d > d'. */
  @Test
  void pwccaTakesWiderLeftSpaces() {
    double[][] narrow = Samples.related(x, 2, 0.3, random);
    assertThat(value(CanonicalCorrelation.pwcca(), x, narrow)).isBetween(0.0, 1.0);
    assertThat(value(CanonicalCorrelation.pwcca(), narrow, x)).isBetween(0.0, 1.0);
  }

  /** ReSi takes the spectral norm of the difference, which is smaller. */
  @Test
  void rsmNormDifferenceIsTheFrobeniusNorm() {
    double[][] difference = new double[40][40];
    double frobenius = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        difference[i][j] = distance(x[i], x[j]) - distance(y[i], y[j]);
        frobenius += difference[i][j] * difference[i][j];
      }
    }
    double value = value(Dissimilarity.rsmNormDifference(), x, y);
    assertThat(value).isCloseTo(Math.sqrt(frobenius), within(1e-10));
    assertThat(value).isGreaterThan(spectral(difference) + 1e-3);
  }

  /** ReSi declares RSA invariant to translation, and three others not. */
  @Test
  void translationsAreDeclaredAsTheyAre() {
    double[][] moved = Samples.change(Invariance.TRANSLATION, x, random);
    assertThat(value(Dissimilarity.rsa(), moved, y))
        .isNotCloseTo(value(Dissimilarity.rsa(), x, y), within(1e-3));
    assertThat(Dissimilarity.rsa().invariances()).doesNotContain(Invariance.TRANSLATION);
    for (SimilarityIndex index :
        new SimilarityIndex[] {Dissimilarity.rsmNormDifference(), LinearMap.linearRegression()}) {
      assertThat(index.invariances()).as(index.name()).contains(Invariance.TRANSLATION);
      assertThat(value(index, moved, y)).isCloseTo(value(index, x, y), within(1e-9));
    }
    assertThat(Dissimilarity.distanceCorrelation().invariances())
        .contains(Invariance.ISOTROPIC_SCALE);
  }

  /** ReSi returns the square of the distance, which is no metric. */
  @Test
  void gulpIsTheRoot() {
    double[][] u = Samples.space(40, 6, random);
    double[][] z = turned(u, 60);
    double[][] between = turned(u, 30);
    SimilarityIndex gulp = LinearMap.gulp(0.01);
    double direct = value(gulp, x, z);
    double one = value(gulp, x, between);
    double two = value(gulp, between, z);
    assertThat(direct).isLessThanOrEqualTo(one + two);
    assertThat(direct * direct).isGreaterThan(one * one + two * two);
  }

  /** The platonic code adds 1e-6 to divisors, which small spaces notice. */
  @Test
  void smallSpacesAreNotDamped() {
    double[][] small = new double[40][];
    for (int i = 0; i < 40; i++) {
      small[i] = Arrays.stream(x[i]).map(v -> v * 1e-4).toArray();
    }
    for (SimilarityIndex index :
        new SimilarityIndex[] {Cka.unbiased(), Cka.linear(), Cka.cknna(5)}) {
      assertThat(value(index, small, y))
          .as(index.name())
          .isCloseTo(value(index, x, y), within(1e-12));
    }
  }

  /** Every column turned from that of x towards that of u by an angle. */
  private double[][] turned(double[][] u, double degrees) {
    double angle = Math.toRadians(degrees);
    double[][] out = new double[40][6];
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 6; j++) {
        out[i][j] = Math.cos(angle) * x[i][j] + Math.sin(angle) * u[i][j];
      }
    }
    return out;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }

  /** The largest absolute eigenvalue of a symmetric matrix, by the power method on its square. */
  private static double spectral(double[][] m) {
    double[][] vector = new double[m.length][1];
    for (int i = 0; i < m.length; i++) {
      vector[i][0] = 1 + 0.01 * i;
    }
    double norm = 0;
    for (int step = 0; step < 2000; step++) {
      double[][] next = Samples.times(m, vector);
      norm = 0;
      for (double[] row : next) {
        norm += row[0] * row[0];
      }
      norm = Math.sqrt(norm);
      for (double[] row : next) {
        row[0] /= norm;
      }
      vector = next;
    }
    return norm;
  }

  private static double value(SimilarityIndex index, double[][] a, double[][] b) {
    return index.compare(Samples.array(a), Samples.array(b)).value();
  }
}
