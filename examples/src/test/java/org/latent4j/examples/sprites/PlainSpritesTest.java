package org.latent4j.examples.sprites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.RandomStream;

/** Factor-sprites against a rasteriser that looks at every sample of every pixel anew. */
class PlainSpritesTest {
  private static final int[][] PALETTE = {
    {255, 0, 0},
    {255, 191, 0},
    {128, 255, 0},
    {0, 255, 64},
    {0, 255, 255},
    {0, 64, 255},
    {128, 0, 255},
    {255, 0, 191}
  };

  private static boolean inside(int shape, int size, int x, int place, int y) {
    long u = Math.abs(x - (256 + 73L * place));
    long v = Math.abs(y - 576L);
    long r = 102 + 27L * size;
    if (shape == 0) {
      return u * u + v * v <= r * r;
    }
    if (shape == 1) {
      return 8 * u <= 7 * r && 8 * v <= 7 * r;
    }
    return shape == 2 ? 4 * u + 4 * v <= 5 * r : 2 * u <= r && 4 * v <= 5 * r;
  }

  /** The image as the specification describes it; factors in its order. */
  private static int[][][] raster(int side, int... factors) {
    int[][][] out = new int[side][side][3];
    int pixel = 1024 / side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int c = 0;
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 4; j++) {
            int x = column * pixel + (2 * i + 1) * pixel / 8;
            int y = row * pixel + (2 * j + 1) * pixel / 8;
            c += inside(factors[3], factors[4], x, factors[5], y) ? 1 : 0;
          }
        }
        for (int channel = 0; channel < 3; channel++) {
          int floor = (7 * PALETTE[factors[0]][channel] + 5) / 10;
          int back = row * pixel >= 640 ? floor : PALETTE[factors[1]][channel];
          int object = (17 * PALETTE[factors[2]][channel] + 10) / 20;
          out[row][column][channel] = (back * (16 - c) + object * c + 8) / 16;
        }
      }
    }
    return out;
  }

  private static int index(int... factors) {
    return ((((factors[0] * 8 + factors[1]) * 8 + factors[2]) * 4 + factors[3]) * 6 + factors[4])
            * 8
        + factors[5];
  }

  private static int[] draw(RandomStream random) {
    return new int[] {
      random.below(8),
      random.below(8),
      random.below(8),
      random.below(4),
      random.below(6),
      random.below(8)
    };
  }

  private static void assertDrawn(FactorSprites sprites, int... factors) {
    int side = sprites.side();
    byte[] image = new byte[sprites.bytes()];
    sprites.draw(index(factors), image, 0);
    int[][][] plain = raster(side, factors);
    byte[] expected = new byte[image.length];
    for (int t = 0; t < image.length; t++) {
      expected[t] = (byte) plain[t / 3 / side][t / 3 % side][t % 3];
    }
    assertThat(image).as("image %d", index(factors)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"16, 150", "32, 60", "64, 20"})
  void anyImageIsThePlainOne(int side, int count) {
    FactorSprites sprites = new FactorSprites(side);
    RandomStream random = new RandomStream(side);
    for (int t = 0; t < count; t++) {
      assertDrawn(sprites, draw(random));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everySizeAndPlaceOfAShapeIsThePlainOne(int shape) {
    FactorSprites sprites = new FactorSprites(16);
    for (int size = 0; size < 6; size++) {
      for (int place = 0; place < 8; place++) {
        assertDrawn(sprites, 1, 6, 3, shape, size, place);
      }
    }
  }

  @Test
  void indicesAreMixedRadixWithThePlaceFastest() {
    RandomStream random = new RandomStream(9);
    for (int t = 0; t < 500; t++) {
      int[] factors = draw(random);
      assertThat(FactorSprites.factors(index(factors))).containsExactly(factors);
    }
    assertThat(FactorSprites.factors(0)).containsOnly(0);
    assertThat(index(7, 7, 7, 3, 5, 7)).isEqualTo(FactorSprites.COUNT - 1);
  }

  private static Set<String> different(int side, int[] a, int[] b) {
    FactorSprites sprites = new FactorSprites(side);
    byte[] first = new byte[sprites.bytes()];
    byte[] second = new byte[sprites.bytes()];
    sprites.draw(index(a), first, 0);
    sprites.draw(index(b), second, 0);
    Set<String> out = new HashSet<>();
    for (int t = 0; t < first.length; t++) {
      if (first[t] != second[t]) {
        out.add(t / 3 / side < side * 5 / 8 ? "above" : "below");
      }
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void theHorizonPartsFloorAndWall(int side) {
    int[] image = {2, 5, 0, 1, 3, 4};
    assertThat(different(side, image, new int[] {6, 5, 0, 1, 3, 4})).containsExactly("below");
    assertThat(different(side, image, new int[] {2, 0, 0, 1, 3, 4})).containsExactly("above");
    assertThat(different(side, image, new int[] {2, 5, 7, 1, 3, 4})).hasSize(2);
  }

  @Test
  void noTwoImagesOfTheSmallestSideAreTheSame() {
    // All shapes, sizes and places before one wall and floor.
    FactorSprites sprites = new FactorSprites(16);
    Set<String> seen = new HashSet<>();
    byte[] image = new byte[sprites.bytes()];
    for (int i = 0; i < 4 * 6 * 8; i++) {
      sprites.draw(index(1, 2, 5, 0, 0, 0) + i, image, 0);
      assertThat(seen.add(java.util.Arrays.toString(image))).as("image %d", i).isTrue();
    }
  }
}
