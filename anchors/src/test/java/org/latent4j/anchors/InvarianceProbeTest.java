package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.Invariance;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a projection does not notice is found, and what it notices too. */
class InvarianceProbeTest {
  private static final Set<Transformation> SIMILARITIES =
      EnumSet.of(
          Transformation.ORTHOGONAL, Transformation.PERMUTATION, Transformation.ISOTROPIC_SCALE);

  private final INDArray x = rows(30, 5);

  private static INDArray rows(int n, int d) {
    RandomStream random = new RandomStream(8);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.normal() + 0.7;
    }
    return Dense.of(values, n, d);
  }

  @Test
  void centredCosineNoticesNoSimilarityAndNoShift() {
    InvarianceTable table = InvarianceProbe.check(RelativeProjection.cosine());
    assertThat(table.rows()).hasSize(6);
    Set<Transformation> expected = EnumSet.copyOf(SIMILARITIES);
    expected.add(Transformation.TRANSLATION);
    assertThat(table.holding()).isEqualTo(expected);
    assertThat(table.row(Transformation.ORTHOGONAL).largest()).isLessThan(1e-13);
    assertThat(table.row(Transformation.AFFINE).largest()).isGreaterThan(1e-3);
    assertThat(table.row(Transformation.AFFINE).mean())
        .isPositive()
        .isLessThan(table.row(Transformation.AFFINE).largest());
  }

  @ParameterizedTest
  @CsvSource({
    "INNER, OP-T--",
    "ANGULAR, OPST--",
    "EUCLIDEAN, OP-T--",
    "L1, -P-T--",
    "LINF, -P-T--",
    "LP, -P-T--",
    "RBF, OPST--",
    "GEODESIC, OP-T--",
    "BASIS, OPSTLA",
    "WHITENED, OPSTLA",
    "MAHALANOBIS, OPSTLA"
  })
  void everyKindHoldsExactlyItsClasses(Kind kind, String letters) {
    InvarianceTable table = InvarianceProbe.check(RelativeProjection.of(kind));
    Transformation[] all = Transformation.values();
    for (int t = 0; t < all.length; t++) {
      assertThat(table.holds(all[t]))
          .as(kind + ": " + table.row(all[t]))
          .isEqualTo(letters.charAt(t) != '-');
    }
  }

  @Test
  void uncentredCosineNoticesAShift() {
    InvarianceTable table =
        InvarianceProbe.check(
            RelativeProjection.cosine().uncentred(),
            Transformation.TRANSLATION,
            Transformation.ISOTROPIC_SCALE);
    assertThat(table.holding()).containsExactly(Transformation.ISOTROPIC_SCALE);
    assertThat(table.row(Transformation.TRANSLATION).largest()).isGreaterThan(1e-3);
    assertThatThrownBy(() -> table.row(Transformation.AFFINE)).hasMessageContaining("AFFINE");
  }

  @Test
  void givenRowsAreUsedInTheirType() {
    INDArray floats = x.castTo(DataType.FLOAT);
    InvarianceTable table =
        InvarianceProbe.check(RelativeProjection.cosine(), floats, Transformation.ORTHOGONAL);
    assertThat(table.row(Transformation.ORTHOGONAL).largest()).isBetween(1e-9, 2e-6);
    assertThat(table.tolerance()).isEqualTo(1e-4);
    assertThat(table.holds(Transformation.ORTHOGONAL)).isTrue();
    assertThat(table.at(1e-9).holds(Transformation.ORTHOGONAL)).isFalse();
    INDArray before = x.dup();
    InvarianceProbe.check(RelativeProjection.cosine(), x);
    assertThat(x).isEqualTo(before);
    INDArray three = Dense.rows(x, 0, 3);
    assertThat(InvarianceProbe.check(RelativeProjection.cosine(), three).rows()).hasSize(6);
  }

  @Test
  void anEncoderStaysAsItIs() {
    Translator map = Procrustes.orthogonal().fit(x, x, Run.of(0));
    assertThat(InvarianceProbe.check(map).holding()).isEmpty();
    Translator nothing = Procrustes.similarity().fit(x, x.mul(0), Run.of(0));
    InvarianceTable table = InvarianceProbe.check(nothing, x);
    assertThat(table.holding()).containsExactlyInAnyOrder(Transformation.values());
  }

  @Test
  void repeatsItsBits() {
    assertThat(InvarianceProbe.check(RelativeProjection.cosine()))
        .isEqualTo(InvarianceProbe.check(RelativeProjection.cosine()));
  }

  @Test
  void tableTellsWhatHolds() {
    InvarianceTable table =
        InvarianceProbe.check(RelativeProjection.cosine().uncentred(), Transformation.values());
    assertThat(table.toString()).contains("orthogonal", ": holds").contains("does not hold");
    assertThat(table.table().rows()).hasSize(6);
    assertThatThrownBy(() -> table.at(-1)).hasMessageContaining("-1");
    assertThatThrownBy(
            () -> InvarianceProbe.check(RelativeProjection.cosine(), x.reshape(1, 30, 5)))
        .hasMessageContaining("[1, 30, 5]");
  }

  @ParameterizedTest
  @EnumSource
  void transformationsAreOfTheirClass(Transformation change) {
    for (int number = 0; number < 6; number++) {
      INDArray y = change.apply(x, new RandomStream(number), number);
      assertThat(y.shape()).containsExactly(30, 5);
      double ratio = distance(y, 0, 1) / distance(x, 0, 1);
      double other = distance(y, 2, 3) / distance(x, 2, 3);
      double scale = new double[] {1e-3, 1, 1e3}[number % 3];
      switch (change) {
        case ORTHOGONAL, PERMUTATION, TRANSLATION -> assertThat(ratio).isCloseTo(1, within(1e-9));
        case ISOTROPIC_SCALE -> assertThat(ratio / scale).isCloseTo(1, within(1e-12));
        default -> {
          assertThat(Math.abs(ratio - other)).isGreaterThan(1e-6);
          assertThat(ratio).isBetween(0.999, 10.001);
        }
      }
    }
    assertThat(change.invariance()).isEqualTo(Invariance.valueOf(change.name()));
  }

  private static double distance(INDArray x, int i, int j) {
    return x.getRow(i).distance2(x.getRow(j));
  }
}
