package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half precision, exact both ways. */
class HalfTest {
  @Test
  void everyHalfComesBack() {
    for (int half = 0; half <= 0xFFFF; half++) {
      int bits = Half.toFloatBits(half);
      assertThat(Half.ofFloatBits(bits)).as("half %04x", half).isEqualTo(half);
      float value = Float.intBitsToFloat(bits);
      int exponent = half >> 10 & 0x1F;
      if (exponent != 0x1F) {
        double fraction = half & 0x3FF;
        double size =
            exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024) * Math.pow(2, exponent - 15);
        assertThat((double) value).isEqualTo((half & 0x8000) == 0 ? size : -size);
        assertThat(Half.ofDouble(value)).isEqualTo(half);
      }
    }
  }

  @Test
  void roundsHalfToEven() {
    for (int half = 0; half < 0x7BFF; half++) {
      double low = Float.intBitsToFloat(Half.toFloatBits(half));
      double high = Float.intBitsToFloat(Half.toFloatBits(half + 1));
      double middle = (low + high) / 2;
      int even = half % 2 == 0 ? half : half + 1;
      assertThat(Half.ofDouble(middle)).as("half %04x", half).isEqualTo(even);
      assertThat(Half.ofFloatBits(Float.floatToRawIntBits((float) middle))).isEqualTo(even);
      assertThat(Half.ofDouble(Math.nextUp(middle))).isEqualTo(half + 1);
      assertThat(Half.ofDouble(-Math.nextDown(middle))).isEqualTo(0x8000 | half);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65504,7bff",
    "65519.99,7bff",
    "65520,7c00",
    "1e300,7c00",
    "-1e9,fc00",
    "Infinity,7c00",
    "0,0000",
    "-0.0,8000",
    "4.9e-324,0000",
    "2.98023223876953125e-8,0000",
    "2.99e-8,0001"
  })
  void edges(double value, String half) {
    assertThat(Half.ofDouble(value)).isEqualTo(Integer.parseInt(half, 16));
  }
}
