package org.latent4j.examples.sprites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.io.NpzFile;

class FactorSpritesTest {
  private static NpzFile golden() {
    try {
      var url = FactorSpritesTest.class.getResource("/fixtures/quantize/sprites.npz");
      if (url == null) {
        throw new AssertionError("no golden file");
      }
      return NpzFile.open(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void imagesAreTheGoldenOnes(int side) {
    long[] images = golden().array("images" + side).longs();
    long[] indices = golden().array("indices").longs();
    FactorSprites sprites = new FactorSprites(side);
    byte[] image = new byte[sprites.bytes()];
    for (int i = 0; i < images.length / image.length; i++) {
      sprites.draw((int) indices[i], image, 0);
      for (int t = 0; t < image.length; t++) {
        assertThat(image[t] & 0xFF)
            .as("image %d, byte %d", indices[i], t)
            .isEqualTo((int) images[i * image.length + t]);
      }
    }
  }

  @Test
  void factorsAreTheGoldenOnes() {
    long[] factors = golden().array("factors").longs();
    long[] indices = golden().array("indices").longs();
    for (int i = 0; i < indices.length; i++) {
      int[] own = FactorSprites.factors((int) indices[i]);
      for (int j = 0; j < 6; j++) {
        assertThat((long) own[j]).isEqualTo(factors[i * 6 + j]);
      }
    }
  }

  @Test
  void theMeanByteOfEvery97thImage() {
    FactorSprites sprites = new FactorSprites(16);
    byte[] image = new byte[sprites.bytes()];
    long sum = 0;
    int count = 0;
    for (int index = 0; index < FactorSprites.COUNT; index += 97) {
      sprites.draw(index, image, 0);
      for (byte value : image) {
        sum += value & 0xFF;
      }
      count++;
    }
    assertThat(count).isEqualTo(1014);
    assertThat((double) sum / count / image.length).isCloseTo(112.57465149, within(5e-9));
  }

  @Test
  void drawsAtAnyPlaceAndAsNumbers() {
    FactorSprites sprites = new FactorSprites(16);
    byte[] two = new byte[2 * sprites.bytes() + 1];
    sprites.draw(500, two, sprites.bytes() + 1);
    SpriteImages images = new SpriteImages(16);
    float[] numbers = new float[images.width() + 3];
    images.read(500, numbers, 3);
    for (int t = 0; t < images.width(); t++) {
      assertThat(numbers[3 + t]).isEqualTo((two[sprites.bytes() + 1 + t] & 0xFF) / 255f);
    }
    assertThat(two[0]).isZero();
    assertThat(images.count()).isEqualTo(98_304);
    assertThat(images.sourcesOf(FactorSprites.COUNT - 1)).containsExactly(7, 7, 7, 3, 5, 7);
    assertThat(images.sourcesOf(new int[] {1, 8}).toIntMatrix())
        .isDeepEqualTo(new int[][] {{0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 1, 0}});
  }

  @Test
  void refusesOtherSizesAndIndices() {
    assertThatThrownBy(() -> new FactorSprites(48))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("48");
    assertThatThrownBy(() -> FactorSprites.factors(98_304))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("98304");
    assertThatThrownBy(() -> FactorSprites.factors(-1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-1");
  }
}
