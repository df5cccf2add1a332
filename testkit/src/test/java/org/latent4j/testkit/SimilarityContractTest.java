package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latent4j.testkit.SpaceTransformation.ISOTROPIC_SCALE;
import static org.latent4j.testkit.SpaceTransformation.ORTHOGONAL;
import static org.latent4j.testkit.SpaceTransformation.TRANSLATION;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class SimilarityContractTest {
  @Test
  void aRightIndexPassesAllChecks() {
    assertThat(KitRun.failures(Alignment.class, "")).isEmpty();
  }

  @Test
  void aRightMetricPassesAllChecks() {
    assertThat(KitRun.failures(Distance.class, "")).isEmpty();
  }

  static Set<String> checks() {
    Set<String> checks = KitRun.checksOf(SimilarityContract.class);
    checks.remove("obeysTheTriangleInequalityIfMetric"); // below
    return checks;
  }

  @ParameterizedTest
  @MethodSource("checks")
  void everyCheckCatchesItsMutant(String check) {
    assertThat(KitRun.failure(Alignment.class, check, check)).containsKey(check);
  }

  @Test
  void aSquaredDistanceIsNoMetric() {
    String check = "obeysTheTriangleInequalityIfMetric";
    assertThat(KitRun.failure(Distance.class, check, check)).containsKey(check);
  }

  @Test
  void invariancesFollowFromOthers() {
    Set<SpaceTransformation> linear = Set.of(SpaceTransformation.INVERTIBLE_LINEAR);
    assertThat(SpaceTransformation.values())
        .filteredOn(change -> change.follows(linear))
        .doesNotContain(TRANSLATION, SpaceTransformation.AFFINE)
        .hasSize(4);
    assertThat(SpaceTransformation.values())
        .allMatch(change -> change.follows(Set.of(SpaceTransformation.AFFINE)));
    assertThat(SpaceTransformation.PERMUTATION.follows(Set.of(ORTHOGONAL))).isTrue();
    assertThat(ORTHOGONAL.follows(Set.of(SpaceTransformation.PERMUTATION))).isFalse();
  }

  /** Linear CKA in plain Java: the cosine between centred Gram matrices. */
  static final class Alignment extends SimilarityContract {
    private double last;

    @Override
    protected double compare(INDArray a, INDArray b) {
      return switch (mutant()) {
        case "staysInItsRange" -> 2 * value(a, b);
        case "findsNothingCloserThanItself" -> 0.9 * value(a, b);
        case "isSymmetricAsDeclared" ->
            value(a, b) * (a.getDouble(0, 0) > b.getDouble(0, 0) ? 1 : 0.9);
        case "holdsItsInvariances" -> value(a.mul(a), b);
        case "ignoresTheOrderOfRows" -> value(a, b) * (0.9 + 0.1 * Math.sin(a.getDouble(0, 0)));
        case "reachesItsQualityFloor" -> Math.min(1, value(a, b) + 0.9);
        case "refusesMatricesThatDoNotFit" -> Math.min(a.size(0), b.size(0)) < 40 ? 0 : value(a, b);
        case "refusesWhatIsNoMatrixOfRows" -> a.rank() != 2 || b.rank() != 2 ? 0 : value(a, b);
        case "namesWhatIsNotFinite" -> gram(a, b);
        case "readsAnyLayoutAndLeavesItAlone" -> value(a, b) + 1e-9 * b.ordering();
        case "takesBothTypes" -> value(a, b) * (a.dataType().width() == 4 ? 0.9 : 1);
        case "repeatsItsBitsForAnyThreads" -> remembering(value(a, b));
        case "isSilent" -> saying(value(a, b));
        default -> value(a, b);
      };
    }

    private double remembering(double value) {
      last = value + 1e-9 * last;
      return last;
    }

    private static double saying(double value) {
      System.out.println(value);
      return value;
    }

    private double value(INDArray a, INDArray b) {
      checked(a);
      checked(b);
      if (a.size(0) != b.size(0)) {
        String got = Arrays.toString(b.shape());
        throw new ShapeException("compare", Arrays.toString(a.shape()), got);
      }
      return gram(a, b);
    }

    private static double gram(INDArray a, INDArray b) {
      double[][] k = centred(a);
      double[][] l = centred(b);
      return dot(k, l) / Math.sqrt(dot(k, k) * dot(l, l));
    }

    @Override
    protected boolean largerIsCloser() {
      return true;
    }

    @Override
    protected boolean symmetric() {
      return true;
    }

    @Override
    protected double least() {
      return 0;
    }

    @Override
    protected double most() {
      return 1;
    }

    @Override
    protected Set<SpaceTransformation> invariances() {
      return mutant().equals("declaresAllItsInvariances")
          ? Set.of(ORTHOGONAL, ISOTROPIC_SCALE)
          : Set.of(ORTHOGONAL, ISOTROPIC_SCALE, TRANSLATION);
    }

    @Override
    protected double qualityFloor() {
      return 0.5;
    }
  }

  /** The Frobenius distance of two matrices of one shape; squared as a mutant. */
  static final class Distance extends SimilarityContract {
    @Override
    protected double compare(INDArray a, INDArray b) {
      checked(a);
      checked(b);
      if (!Arrays.equals(a.shape(), b.shape())) {
        String got = Arrays.toString(b.shape());
        throw new ShapeException("compare", Arrays.toString(a.shape()), got);
      }
      double[] left = Dense.doubles(a);
      double[] right = Dense.doubles(b);
      double sum = 0;
      for (int i = 0; i < left.length; i++) {
        sum += (left[i] - right[i]) * (left[i] - right[i]);
      }
      return mutant().isEmpty() ? Math.sqrt(sum) : sum;
    }

    @Override
    protected boolean largerIsCloser() {
      return false;
    }

    @Override
    protected boolean symmetric() {
      return true;
    }

    @Override
    protected double least() {
      return 0;
    }

    @Override
    protected double most() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    protected Set<SpaceTransformation> invariances() {
      return Set.of();
    }

    @Override
    protected double qualityFloor() {
      return 5;
    }

    @Override
    protected boolean metric() {
      return true;
    }

    @Override
    protected boolean sameWidthOnly() {
      return true;
    }

    /** Sums over rows in another order differ in the last bits; a sorted order hides nothing. */
    @Override
    protected double tolerance() {
      return 1e-9;
    }
  }

  private static String mutant() {
    return System.getProperty(KitRun.MUTANT, "");
  }

  private static void checked(INDArray x) {
    Require.matrix("compare", x, -1);
    double[] values = Dense.doubles(x);
    int d = (int) x.size(1);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Small.notFinite(values[i], i / d, i % d);
      }
    }
  }

  /** The doubly centred Gram matrix. */
  private static double[][] centred(INDArray x) {
    int n = (int) x.size(0);
    int d = (int) x.size(1);
    double[] rows = Dense.doubles(x);
    for (int j = 0; j < d; j++) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += rows[i * d + j] / n;
      }
      for (int i = 0; i < n; i++) {
        rows[i * d + j] -= mean;
      }
    }
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < d; j++) {
          gram[i][k] += rows[i * d + j] * rows[k * d + j];
        }
      }
    }
    return gram;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += a[i][j] * b[i][j];
      }
    }
    return sum;
  }
}
