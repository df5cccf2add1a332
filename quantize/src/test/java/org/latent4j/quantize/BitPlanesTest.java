package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.RandomStream;

class BitPlanesTest {
  @ParameterizedTest
  @CsvSource({"1,1", "7,4", "8,8", "9,3", "63,4", "64,4", "65,2", "128,4", "200,8", "1000,5"})
  void productsCountEveryBit(int width, int bits) {
    RandomStream random = new RandomStream(width);
    int[] numbers = new int[width];
    for (int i = 0; i < width; i++) {
      numbers[i] = random.below(1 << bits);
    }
    BitPlanes planes = new BitPlanes(numbers, bits);
    int bytes = (width + 7) / 8;
    byte[] rows = new byte[5 * bytes];
    for (int row = 0; row < 5; row++) {
      int product = 0;
      int ones = 0;
      for (int i = 0; i < width; i++) {
        int bit = random.below(2);
        rows[row * bytes + i / 8] |= (byte) (bit << (i % 8));
        product += bit * numbers[i];
        ones += bit;
      }
      assertThat(planes.product(rows, row * bytes))
          .as("seed %d row %d", width, row)
          .isEqualTo(product);
      assertThat(BitPlanes.ones(rows, row * bytes, bytes)).isEqualTo(ones);
    }
  }
}
