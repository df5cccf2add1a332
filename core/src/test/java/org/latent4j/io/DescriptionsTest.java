package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/** Types, shapes and names of arrays, and how they are shown. */
class DescriptionsTest {
  @ParameterizedTest
  @CsvSource({
    "F64,8,FLOATING", "F32,4,FLOATING", "F16,2,FLOATING", "BF16,2,FLOATING", "I64,8,SIGNED",
    "I32,4,SIGNED", "I16,2,SIGNED", "I8,1,SIGNED", "U8,1,UNSIGNED", "BOOL,1,BOOLEAN"
  })
  void typesOfSafetensors(String name, int bytes, ElementType.Kind kind) {
    ElementType type = ElementType.safetensors(name).orElseThrow();
    assertThat(type).hasToString(name);
    assertThat(type.bytes()).isEqualTo(bytes);
    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type.isFloating()).isEqualTo(name.contains("F"));
    assertThat(type.isText()).isFalse();
    assertThat(ElementType.safetensors(name.toLowerCase(java.util.Locale.ROOT))).isEmpty();
  }

  @Test
  void typesOfText() {
    assertThat(ElementType.bytes(3)).hasToString("S3");
    assertThat(ElementType.bytes(3).bytes()).isEqualTo(3);
    assertThat(ElementType.unicode(7)).hasToString("U7");
    assertThat(ElementType.unicode(7).bytes()).isEqualTo(28);
    assertThat(ElementType.unicode(7).isText()).isTrue();
    assertThat(ElementType.bytes(3))
        .isEqualTo(ElementType.bytes(3))
        .isNotEqualTo(ElementType.bytes(4));
    for (int length : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> ElementType.bytes(length))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(Integer.toString(length));
      assertThatThrownBy(() -> ElementType.unicode(length)).isInstanceOf(InputException.class);
    }
    assertThatThrownBy(() -> ElementType.unicode(Integer.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void elementsAndBytes() {
    ArrayDescription cube = ArrayDescription.of("c", ElementType.F64, 2, 3, 4);
    assertThat(cube.elements()).isEqualTo(24);
    assertThat(cube.bytes()).isEqualTo(192);
    assertThat(cube.rank()).isEqualTo(3);
    assertThat(cube.size(1)).isEqualTo(3);
    assertThat(cube).hasToString("'c' F64 [2, 3, 4]");
    ArrayDescription scalar = ArrayDescription.of("s", ElementType.U8);
    assertThat(scalar.elements()).isEqualTo(1);
    assertThat(scalar.rank()).isZero();
    ArrayDescription none = ArrayDescription.of("n", ElementType.F64, 5, 0, 7);
    assertThat(none.elements()).isZero();
    assertThat(none.bytes()).isZero();
  }

  @Test
  void shapesCannotBeChangedFromOutside() {
    long[] shape = {2, 3};
    ArrayDescription array = ArrayDescription.of("a", ElementType.F32, shape);
    shape[0] = 9;
    array.shape()[1] = 9;
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.elements()).isEqualTo(6);
  }

  @Test
  void equalWhenNameTypeAndShapeAre() {
    ArrayDescription array = ArrayDescription.of("a", ElementType.F32, 2, 3);
    assertThat(array)
        .isEqualTo(ArrayDescription.of("a", ElementType.F32, 2, 3))
        .hasSameHashCodeAs(ArrayDescription.of("a", ElementType.F32, 2, 3))
        .isNotEqualTo(ArrayDescription.of("b", ElementType.F32, 2, 3))
        .isNotEqualTo(ArrayDescription.of("a", ElementType.F64, 2, 3))
        .isNotEqualTo(ArrayDescription.of("a", ElementType.F32, 3, 2))
        .isNotEqualTo(ArrayDescription.of("a", ElementType.F32, 2, 3, 1))
        .isNotEqualTo("a");
    assertThat(array.named("b").name()).isEqualTo("b");
    assertThat(array.named("b").shape()).containsExactly(2, 3);
    assertThat(array.as(ElementType.F64).bytes()).isEqualTo(48);
    assertThat(array.as(ElementType.F64).name()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -2, Long.MIN_VALUE})
  void negativeSizesAreRefused(long size) {
    assertThatThrownBy(() -> ArrayDescription.of("a", ElementType.F32, 2, size))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining(Long.toString(size));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9223372036854775807, 1, true",
    "1, 9223372036854775807, 2, false",
    "8, 1152921504606846975, 1, true",
    "8, 1152921504606846976, 1, false",
    "4, 4294967296, 536870911, true",
    "4, 4294967296, 536870912, false",
    "2, 4294967296, 4294967296, false",
    "1, 3037000500, 3037000500, false",
    "8, 9223372036854775807, 0, false",
    "1, 9223372036854775807, 0, true"
  })
  void bytesStayBelowTwoToThe63(int width, long first, long second, boolean allowed) {
    ElementType type =
        ElementType.SAFETENSORS.stream().filter(t -> t.bytes() == width).findFirst().orElseThrow();
    for (long[] shape : new long[][] {{first, second}, {second, first}, {1, first, 1, second}}) {
      if (allowed) {
        assertThat(ArrayDescription.of("a", type, shape).elements()).isEqualTo(first * second);
      } else {
        assertThatThrownBy(() -> ArrayDescription.of("a", type, shape))
            .as(Arrays.toString(shape))
            .isInstanceOf(FormatException.class)
            .hasMessageContaining("2^63");
      }
    }
  }

  @Test
  void ranksAreBounded() {
    long[] shape = new long[65];
    Arrays.fill(shape, 1);
    assertThatThrownBy(() -> ArrayDescription.of("a", ElementType.F32, shape))
        .hasMessageContaining("65");
    assertThat(ArrayDescription.of("a", ElementType.F32, Arrays.copyOf(shape, 64)).rank())
        .isEqualTo(64);
  }

  @Test
  void textsAreShownOnOneLineOfBearableLength() {
    assertThat(Text.oneLine("plain ünïcode 日本", 80)).isEqualTo("plain ünïcode 日本");
    assertThat(Text.oneLine("", 80)).isEmpty();
    assertThat(Text.oneLine("a\nb\r\tc\0d\u0085e\u2028f\u2029g\u009bh\u007fi", 80))
        .isEqualTo("a?b??c?d?e?f?g?h?i");
    assertThat(Text.oneLine("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Text.oneLine("abcdefg", 6)).isEqualTo("abcdef...");
    // No half of a pair stays at the end.
    assertThat(Text.oneLine("ab😀cd", 3)).isEqualTo("ab...");
    assertThat(Text.oneLine("ab😀cd", 4)).isEqualTo("ab😀...");
    assertThat(Text.shortened("x".repeat(1_000_000))).hasSize(83);
  }

  @Test
  void descriptionsAreShownOnOneLineToo() {
    assertThat(ArrayDescription.of("a\nb\u2028c", ElementType.F32, 2))
        .hasToString("'a?b?c' F32 [2]");
    assertThat(ArrayDescription.of("n".repeat(5000), ElementType.F32).toString())
        .hasSizeLessThan(120);
    assertThatThrownBy(() -> ArrayDescription.of("a\rb", ElementType.F32, -1))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r").contains("a?b"));
  }

  @Test
  void listsOfNamesAreShownInPart() {
    assertThat(Names.list(List.of())).isEqualTo("(none)");
    assertThat(Names.list(List.of("a", "b"))).isEqualTo("a, b");
    List<String> many = java.util.stream.IntStream.range(0, 21).mapToObj(i -> "n" + i).toList();
    assertThat(Names.list(many)).endsWith("n19 and 1 more");
    assertThat(Names.list(many.subList(0, 20))).endsWith("n18, n19");
    assertThat(Names.list(List.of("a\nb", "c".repeat(200))))
        .doesNotContain("\n")
        .hasSizeLessThan(100);
  }
}
