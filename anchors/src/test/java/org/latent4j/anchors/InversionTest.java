package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Progress;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows found again from their relative rows. */
class InversionTest {
  private static final int D = 8;
  private static final INDArray SPACE =
      Dense.of(new RandomStream(3).normals(40 * D), 40, D).castTo(DataType.DOUBLE).addi(0.5);
  private static final INDArray ANCHORS = Dense.rows(SPACE, 0, 2 * D);

  private static double[] unit(INDArray rows, double[] mean) {
    double[] values = new Frame(mean, null, true).apply(Dense.doubles(rows));
    return values;
  }

  private static double worst(INDArray got, double[] expected) {
    double[] values = Dense.doubles(got);
    double worst = 0;
    for (int t = 0; t < values.length; t++) {
      worst = Math.max(worst, Math.abs(values[t] - expected[t]));
    }
    return worst;
  }

  @ParameterizedTest
  @EnumSource(
      value = Centering.class,
      names = {"ANCHORS", "NONE"})
  void roundTripsGiveTheDirection(Centering centering) {
    RelativeEncoder encoder = RelativeProjection.cosine().centred(centering).fit(SPACE, ANCHORS);
    double[] mean = centering == Centering.NONE ? new double[D] : ColumnMeans.of(ANCHORS);
    INDArray r = encoder.encode(SPACE);
    double[] expected = unit(SPACE, mean);
    assertThat(worst(encoder.invert(r, ANCHORS, new Inversion.Pinv()), expected))
        .isLessThanOrEqualTo(1e-9);
    assertThat(worst(encoder.invert(r, ANCHORS, new Inversion.Ridge(0)), expected))
        .isLessThanOrEqualTo(1e-9);
    assertThat(worst(encoder.invert(r, ANCHORS, new Inversion.Ridge(1e-12)), expected))
        .isLessThanOrEqualTo(1e-8);
    assertThat(worst(encoder.invert(r, ANCHORS, new Inversion.Subsets(5, 12)), expected))
        .isLessThanOrEqualTo(1e-9);
    assertThat(worst(encoder.invert(r, ANCHORS, new Inversion.Ridge(0.1)), expected))
        .as("a ridge shrinks")
        .isBetween(1e-3, 0.5);
  }

  @Test
  void goesToARotatedSpace() {
    INDArray rotation = Dense.of(new RandomStream(9).orthogonal(D), D, D);
    INDArray other = SPACE.mmul(rotation).add(2);
    INDArray targets = Dense.rows(other, 0, 2 * D);
    RelativeEncoder encoder = RelativeProjection.cosine().fit(SPACE, ANCHORS);
    INDArray found = encoder.invert(encoder.encode(SPACE), targets, new Inversion.Pinv());
    assertThat(worst(found, unit(other, ColumnMeans.of(targets)))).isLessThanOrEqualTo(1e-9);
    INDArray floats =
        encoder.invert(encoder.encode(SPACE).castTo(DataType.FLOAT), targets, new Inversion.Pinv());
    assertThat(floats.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(worst(floats, unit(other, ColumnMeans.of(targets)))).isLessThanOrEqualTo(1e-5);
  }

  @Test
  void subsetsGoByTheirSeed() {
    RelativeEncoder encoder = RelativeProjection.cosine().fit(SPACE, ANCHORS);
    INDArray r = encoder.encode(SPACE);
    double[] first = Dense.doubles(encoder.invert(r, ANCHORS, new Inversion.Subsets(2, 4, 1)));
    assertThat(Dense.doubles(encoder.invert(r, ANCHORS, new Inversion.Subsets(2, 4, 1))))
        .isEqualTo(first);
    assertThat(Dense.doubles(encoder.invert(r, ANCHORS, new Inversion.Subsets(2, 4, 2))))
        .isNotEqualTo(first);
  }

  @Test
  void warnsOfABadConditionAndOnlyThen() {
    List<Progress.Event> events = new ArrayList<>();
    RelativeEncoder good = RelativeProjection.cosine().fit(SPACE, ANCHORS);
    assertThat(good.condition()).isBetween(1.0, 100.0);
    good.invert(good.encode(SPACE), ANCHORS, new Inversion.Pinv(), events::add);
    assertThat(events).isEmpty();
    // Centred anchors lose one rank.
    INDArray few = Dense.rows(SPACE, 0, 5);
    RelativeEncoder poor = RelativeProjection.cosine().fit(SPACE, few);
    assertThat(poor.condition()).isGreaterThan(1e6);
    INDArray found = poor.invert(poor.encode(SPACE), few, new Inversion.Pinv(), events::add);
    assertThat(found.norm2(1).maxNumber().doubleValue()).isLessThan(2);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Progress.Warned.class, event -> assertThat(event.message()).contains("condition"));
  }

  @Test
  void refusesWhatCannotBeInverted() {
    INDArray r = Dense.zeros(DataType.DOUBLE, 3, 2 * D);
    for (RelativeProjection projection :
        List.of(
            RelativeProjection.inner(),
            RelativeProjection.cosine().centred(Centering.SPACE),
            RelativeProjection.cosine().scaled(Scaling.STD),
            RelativeProjection.cosine().post(Post.L2),
            RelativeProjection.cosine().sparse(2, 1),
            RelativeProjection.cosine().heads(2, Pool.MAX))) {
      RelativeEncoder encoder = projection.fit(SPACE, ANCHORS);
      assertThatThrownBy(() -> encoder.invert(r, ANCHORS, new Inversion.Pinv()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("invert");
    }
    RelativeEncoder encoder = RelativeProjection.cosine().fit(SPACE, ANCHORS);
    assertThatThrownBy(() -> encoder.invert(r, Dense.rows(SPACE, 0, 3), new Inversion.Pinv()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 8]");
    assertThatThrownBy(
            () -> encoder.invert(Dense.zeros(DataType.DOUBLE, 3, 4), ANCHORS, new Inversion.Pinv()))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> encoder.invert(r, ANCHORS, new Inversion.Subsets(1, 17)))
        .hasMessageContaining("17");
    assertThatThrownBy(() -> new Inversion.Ridge(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new Inversion.Subsets(0, 1)).hasMessageContaining("0");
  }
}
