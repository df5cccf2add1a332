package org.latent4j.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The checks of inputs, and what their errors tell. */
class RequireTest {
  @Test
  void errorsTellOperationExpectationAndValue() {
    for (InputException error :
        List.of(
            new InputException("encode", "[n, 3]", "[2, 4]"),
            new ShapeException("encode", "[n, 3]", "[2, 4]"),
            new FormatException("encode", "[n, 3]", "[2, 4]"),
            new NonFiniteException("encode", "[n, 3]", "[2, 4]"))) {
      assertThat(error)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("encode: expected [n, 3], got [2, 4]");
      assertThat(error.operation()).isEqualTo("encode");
      assertThat(error.expected()).isEqualTo("[n, 3]");
      assertThat(error.got()).isEqualTo("[2, 4]");
    }
  }

  @Test
  void wholeNumbersInRange() {
    assertThat(Require.atLeast("k", 1, 1)).isEqualTo(1);
    assertThat(Require.atLeast("k", 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Require.between("k", -2, 2, -2)).isEqualTo(-2);
    assertThat(Require.between("k", -2, 2, 2)).isEqualTo(2);
    for (long value : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> Require.atLeast("k", 1, value))
          .isInstanceOf(InputException.class)
          .hasMessage("k: expected at least 1, got " + value);
    }
    for (long value : new long[] {-3, 3, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> Require.between("k", -2, 2, value))
          .isInstanceOf(InputException.class)
          .hasMessage("k: expected -2 to 2, got " + value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -1,
        -Double.MIN_VALUE
      })
  void numbersThatAreNeitherPositiveNorZero(double value) {
    assertThatThrownBy(() -> Require.positive("rate", value))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("rate", "got " + value);
    assertThatThrownBy(() -> Require.notNegative("rate", value))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("rate", "got " + value);
  }

  @Test
  void zeroIsNotPositiveButNotNegative() {
    for (double zero : new double[] {0, -0.0}) {
      assertThatThrownBy(() -> Require.positive("rate", zero)).isInstanceOf(InputException.class);
      assertThat(Require.notNegative("rate", zero)).isEqualTo(zero);
    }
    for (double value : new double[] {Double.MIN_VALUE, 1, Double.MAX_VALUE}) {
      assertThat(Require.positive("rate", value)).isEqualTo(value);
      assertThat(Require.notNegative("rate", value)).isEqualTo(value);
    }
  }

  @Test
  void matricesOfAWidth() {
    INDArray x = Nd4j.create(DataType.FLOAT, 2, 3);
    assertThat(Require.matrix("encode", x, 3)).isSameAs(x);
    assertThat(Require.matrix("encode", x, -1)).isSameAs(x);
    assertThat(Require.matrix("encode", x.transpose(), 2).rank()).isEqualTo(2);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (long[] shape : new long[][] {{0, 3}, {1, 3}}) {
        assertThatCode(() -> Require.matrix("encode", Nd4j.create(type, shape), 3))
            .doesNotThrowAnyException();
      }
    }
    assertThatThrownBy(() -> Require.matrix("encode", x, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessage("encode: expected [n, 4], got [2, 3]");
    assertThatThrownBy(() -> Require.matrix("encode", x, 0)).isInstanceOf(ShapeException.class);
    for (long[] shape : new long[][] {{3}, {1, 2, 3}, {0}}) {
      assertThatThrownBy(() -> Require.matrix("encode", Nd4j.create(DataType.FLOAT, shape), -1))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[n, d]");
    }
    for (DataType type : new DataType[] {DataType.INT32, DataType.FLOAT16, DataType.BOOL}) {
      assertThatThrownBy(() -> Require.matrix("encode", Nd4j.create(type, 2, 3), 3))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(type.toString());
    }
  }
}
