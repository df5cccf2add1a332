package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;

class PngTest {
  @Test
  void colourImagesDecodeToTheirPixels() throws Exception {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] samples = new byte[13 * 5 * 3];
    random.nextBytes(samples);
    BufferedImage image = decode(Png.rgb(13, 5, samples));
    assertThat(image.getWidth()).isEqualTo(13);
    assertThat(image.getHeight()).isEqualTo(5);
    for (int i = 0; i < 13 * 5; i++) {
      int expected =
          0xFF000000
              | (samples[3 * i] & 0xFF) << 16
              | (samples[3 * i + 1] & 0xFF) << 8
              | (samples[3 * i + 2] & 0xFF);
      assertThat(image.getRGB(i % 13, i / 13)).as("pixel %d, seed %d", i, seed).isEqualTo(expected);
    }
  }

  @Test
  void aMosaicHasTilesGapsAndHoles() throws Exception {
    Mosaic mosaic = new Mosaic(Samples.images("a"));
    BufferedImage image = decode(mosaic.png());
    assertThat(image.getWidth()).isEqualTo(5).isEqualTo(mosaic.width());
    assertThat(image.getHeight()).isEqualTo(5).isEqualTo(mosaic.height());
    int[][] gray = {
      {0, 128, -1, 0, -1},
      {255, 255, -1, 64, 191},
      {-1, -1, -1, -1, -1},
      {255, 255, -1, -1, -1},
      {0, 0, -1, -1, -1}
    };
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 5; x++) {
        int[] pixel = image.getRaster().getPixel(x, y, (int[]) null);
        assertThat(pixel[1]).as("opacity at %d, %d", y, x).isEqualTo(gray[y][x] < 0 ? 0 : 255);
        assertThat(pixel[0]).as("gray at %d, %d", y, x).isEqualTo(Math.max(0, gray[y][x]));
      }
    }
  }

  @Test
  void largerImagesHaveWiderGaps() {
    ImageGrid grid = ImageGrid.of("", Dense.of(new float[10 * 784], 10, 784), 28, 28, 4);
    assertThat(grid.down()).isEqualTo(3);
    assertThat(new Mosaic(grid).width()).isEqualTo(4 * 28 + 3 * 2);
    assertThat(new Mosaic(grid).height()).isEqualTo(3 * 28 + 2 * 2);
  }

  private static BufferedImage decode(byte[] png) throws Exception {
    ImageIO.setUseCache(false);
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
