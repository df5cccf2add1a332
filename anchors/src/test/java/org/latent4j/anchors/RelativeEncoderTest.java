package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RelativeEncoderTest {
  private static double[] normals(long seed, int count) {
    RandomStream random = new RandomStream(seed);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.normal() + 0.5;
    }
    return out;
  }

  /** The definition, entry by entry. */
  private static double cosine(double[] x, double[] a, double[] mean) {
    double dot = 0;
    double xx = 0;
    double aa = 0;
    for (int j = 0; j < x.length; j++) {
      double u = x[j] - mean[j];
      double v = a[j] - mean[j];
      dot += u * v;
      xx += u * u;
      aa += v * v;
    }
    return dot / Math.sqrt(xx * aa);
  }

  private static double[] row(double[] rows, int i, int d) {
    return java.util.Arrays.copyOfRange(rows, i * d, (i + 1) * d);
  }

  private static double[] mean(double[] rows, int d) {
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      mean[i % d] += rows[i] * d / rows.length;
    }
    return mean;
  }

  @ParameterizedTest
  @EnumSource(Centering.class)
  void followsTheDefinition(Centering centering) {
    int n = 1500; // more than one block
    int d = 7;
    double[] x = normals(1, n * d);
    double[] a = normals(2, 5 * d);
    double[] mean =
        switch (centering) {
          case ANCHORS -> mean(a, d);
          case SPACE -> mean(x, d);
          case NONE -> new double[d];
        };

    RelativeEncoder encoder =
        RelativeProjection.cosine().centred(centering).fit(Dense.of(x, n, d), Dense.of(a, 5, d));
    double[] got = Dense.doubles(encoder.encode(Dense.of(x, n, d)));

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(got[i * 5 + j])
            .isCloseTo(cosine(row(x, i, d), row(a, j, d), mean), within(1e-13));
      }
    }
  }

  @Test
  void floatsStayFloatsAndAgreeWithDoubles() {
    INDArray x = Dense.of(normals(3, 40 * 16), 40, 16);
    INDArray a = Dense.of(normals(4, 10 * 16), 10, 16);
    INDArray floats = x.castTo(DataType.FLOAT);
    RelativeEncoder encoder = RelativeProjection.cosine().fit(x, a);

    INDArray single = encoder.encode(floats);

    assertThat(single.dataType()).isEqualTo(DataType.FLOAT);
    double[] expected = Dense.doubles(encoder.encode(floats.castTo(DataType.DOUBLE)));
    double[] got = Dense.doubles(single);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(2e-6));
    }
  }

  @Test
  void noScaleIsLost() {
    INDArray x = Dense.of(normals(5, 20 * 6), 20, 6).castTo(DataType.FLOAT);
    INDArray a = Dense.of(normals(6, 4 * 6), 4, 6).castTo(DataType.FLOAT);
    float[] plain = Dense.floats(RelativeProjection.cosine().uncentred().fit(x, a).encode(x));
    for (double scale : new double[] {1e-20, 1e18}) {
      INDArray scaled = x.mul(scale);
      float[] got =
          Dense.floats(
              RelativeProjection.cosine().uncentred().fit(scaled, a.mul(scale)).encode(scaled));
      for (int i = 0; i < plain.length; i++) {
        assertThat(got[i]).as("scale " + scale).isCloseTo(plain[i], within(2e-6f));
      }
    }
  }

  @Test
  void uncentredMovesUnderAShiftAndCentredDoesNot() {
    INDArray x = Dense.of(normals(7, 30 * 6), 30, 6);
    INDArray a = Dense.of(normals(8, 9 * 6), 9, 6);
    for (boolean centred : new boolean[] {true, false}) {
      RelativeProjection projection =
          centred ? RelativeProjection.cosine() : RelativeProjection.cosine().uncentred();
      double moved =
          projection
              .fit(x, a)
              .encode(x)
              .sub(projection.fit(x.add(3), a.add(3)).encode(x.add(3)))
              .amaxNumber()
              .doubleValue();
      if (centred) {
        assertThat(moved).isLessThan(1e-12);
      } else {
        assertThat(moved).isGreaterThan(1e-3);
      }
    }
  }

  @Test
  void anExactlyZeroRowStaysZero() {
    INDArray a = Dense.of(normals(9, 3 * 4), 3, 4);
    INDArray x = Dense.zeros(DataType.DOUBLE, 2, 4);

    assertThat(Dense.doubles(RelativeProjection.cosine().uncentred().fit(x, a).encode(x)))
        .containsOnly(0);
  }

  @Test
  void spacesKeepTheirKeysAndTellWhatMadeThem() {
    LatentSpace space =
        TensorSpace.of("s", Dense.of(normals(10, 12), 4, 3), List.of("a", "b", "c", "d"));
    AnchorSet anchors = AnchorSet.of(List.of("c", "a"));

    LatentSpace relative = RelativeProjection.cosine().fit(space, anchors).encode(space);

    assertThat(relative.keys()).isEqualTo(space.keys());
    assertThat(relative.dimension()).isEqualTo(2);
    assertThat(relative.lineage().steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.type()).isEqualTo("RelativeEncoder");
              assertThat(step.anchors()).isEqualTo(anchors.fingerprint());
              assertThat(step.parameters()).contains("anchors");
            });
  }

  @Test
  void refusesWrongWidthsAndWhatIsNotFinite() {
    INDArray a = Dense.of(normals(11, 6), 2, 3);
    RelativeEncoder encoder = RelativeProjection.cosine().fit(a, a);

    assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 5, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("RelativeEncoder.encode: expected [n, 3], got [5, 4]");
    assertThatThrownBy(
            () -> encoder.encode(Dense.of(new double[] {1, 2, 3, 4, 5, Double.NaN}, 2, 3)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("column 2");
    assertThatThrownBy(() -> RelativeProjection.cosine().fit(a, Dense.zeros(DataType.DOUBLE, 0, 3)))
        .isInstanceOf(ShapeException.class);
    assertThat(encoder.encode(Dense.zeros(DataType.FLOAT, 0, 3)).shape()).containsExactly(0, 2);
  }
}
