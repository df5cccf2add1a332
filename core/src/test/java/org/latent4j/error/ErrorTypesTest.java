package org.latent4j.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The kinds of errors, and checks at the borders of what they let through. */
class ErrorTypesTest {
  private static List<InputException> errors() {
    return List.of(
        new InputException("o", "e", "g"),
        new ShapeException("o", "e", "g"),
        new FormatException("o", "e", "g"),
        new NonFiniteException("o", "e", "g"));
  }

  @Test
  void errorsGoThroughFilesWithAllTheyTell() throws Exception {
    for (InputException error : errors()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(error);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        InputException back = (InputException) in.readObject();
        assertThat(back).hasSameClassAs(error).hasMessage(error.getMessage());
        assertThat(List.of(back.operation(), back.expected(), back.got()))
            .containsExactly("o", "e", "g");
      }
    }
  }

  @Test
  void errorsMayHaveACauseAndAreNoKindOfEachOther() {
    List<InputException> errors = errors();
    for (InputException error : errors.subList(1, 4)) {
      long same = errors.stream().filter(other -> error.getClass().isInstance(other)).count();
      assertThat(same).isOne();
      assertThat(error).hasNoCause();
      error.initCause(new IllegalStateException("inside"));
      assertThat(error).hasRootCauseMessage("inside");
    }
  }

  @Test
  void wordsAreTakenAsTheyAre() {
    String sign = "%";
    InputException error = new ShapeException("100 " + sign + "s {0}", sign + "d\n", "{}");
    assertThat(error.getMessage())
        .isEqualTo("100 " + sign + "s {0}: expected " + sign + "d\n, got {}");
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "-9223372036854775808,9223372036854775807,5", "7,7,7"})
  void theEndsOfARangeLieInIt(long lowest, long highest, long inside) {
    assertThat(Require.between("k", lowest, highest, lowest)).isEqualTo(lowest);
    assertThat(Require.between("k", lowest, highest, highest)).isEqualTo(highest);
    assertThat(Require.between("k", lowest, highest, inside)).isEqualTo(inside);
  }

  @Test
  void anEmptyRangeHoldsNothing() {
    assertThatThrownBy(() -> Require.between("row", 0, -1, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("row: expected 0 to -1, got 0");
  }

  @Test
  void theShapeIsNamedBeforeTheType() {
    INDArray whole = Dense.zeros(DataType.FLOAT, 2, 3).castTo(DataType.INT64);
    assertThatThrownBy(() -> Require.matrix("encode", whole, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessage("encode: expected [n, 4], got [2, 3]");
    assertThatThrownBy(() -> Require.matrix("encode", whole, 3))
        .isExactlyInstanceOf(InputException.class)
        .hasMessage("encode: expected FLOAT or DOUBLE, got LONG");
  }

  @Test
  void matricesWithoutColumnsHaveAWidthToo() {
    INDArray none = Dense.zeros(DataType.DOUBLE, 3, 0);
    assertThat(Require.matrix("encode", none, 0)).isSameAs(none);
    assertThatThrownBy(() -> Require.matrix("encode", none, 1))
        .hasMessage("encode: expected [n, 1], got [3, 0]");
  }
}
