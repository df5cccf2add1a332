package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Projections against golden files that another implementation of the formulas made. */
class ProjectionParityTest {
  static Stream<Arguments> cases() {
    return Stream.of("small", "wide", "words")
        .flatMap(
            set -> ProjectionCase.golden(0).keySet().stream().map(name -> Arguments.of(set, name)));
  }

  static List<String> names() {
    return List.copyOf(ProjectionCase.golden(0).keySet());
  }

  private static double[] encode(String set, String name, DataType type) {
    NpzFile spaces = Golden.open(set + "-spaces");
    double ridge = Golden.open(set + "-projections").array("ridge").doubles()[0];
    INDArray x = spaces.array("x").read().castTo(type);
    INDArray anchors = Golden.rows(x, spaces.array("anchors").longs());
    RelativeEncoder encoder = ProjectionCase.golden(ridge).get(name).fit(x, anchors);
    INDArray r = encoder.encode(x);
    assertThat(r.dataType()).isEqualTo(type);
    return Dense.doubles(r);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doublesAgree(String set, String name) {
    double[] expected = Golden.open(set + "-projections").array(name).doubles();
    double[] got = encode(set, name, DataType.DOUBLE);
    boolean byCovariance = name.equals("whitened") || name.equals("mahalanobis");
    double tolerance =
        name.equals("angular") ? 1e-7 : byCovariance ? 1e-8 * largest(expected) : 1e-10;
    double worst = 0;
    for (int t = 0; t < expected.length; t++) {
      worst = Math.max(worst, Math.abs(got[t] - expected[t]));
    }
    assertThat(worst).as(set + " " + name).isLessThanOrEqualTo(tolerance);
  }

  @ParameterizedTest
  @MethodSource("names")
  void floatsAgree(String name) {
    double[] expected = Golden.open("words-projections").array(name).doubles();
    double[] got = encode("words", name, DataType.FLOAT);
    double tolerance = name.equals("angular") ? 1e-3 : 3e-5 * largest(expected);
    int apart = 0;
    for (int t = 0; t < expected.length; t++) {
      double difference = Math.abs(got[t] - expected[t]);
      if (difference > tolerance) {
        assertThat(name).as("off by " + difference).isEqualTo("quantize-bin");
        assertThat(difference).isLessThan(0.1 + tolerance);
        apart++;
      }
    }
    assertThat(apart).as(name).isLessThanOrEqualTo((int) (0.002 * expected.length));
  }

  @Test
  void sparseRowsAreTheDenseOnes() {
    NpzFile spaces = Golden.open("words-spaces");
    INDArray x = spaces.array("x").read();
    RelativeEncoder encoder =
        RelativeProjection.cosine()
            .sparse(5, 2)
            .fit(x, Golden.rows(x, spaces.array("anchors").longs()));
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray rows = x.castTo(type);
      assertThat(encoder.encodeSparse(rows).toDense()).isEqualTo(encoder.encode(rows));
      assertThat(encoder.encodeSparse(rows).dataType()).isEqualTo(type);
      assertThat(encoder.encodeSparse(rows).nonZeros()).isLessThanOrEqualTo(5 * x.size(0));
    }
  }
}
