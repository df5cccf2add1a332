package org.latent4j.report;

/**
 * The images of a grid as one picture: tiles with transparent gaps between them. A pixel that is
 * NaN is transparent too.
 */
final class Mosaic {
  private final ImageGrid grid;

  Mosaic(ImageGrid grid) {
    this.grid = grid;
  }

  /** The gap between tiles in pixels of the images. */
  int gap() {
    return Math.max(1, Math.min(grid.height(), grid.width()) / 14);
  }

  /** The width of the picture in pixels. */
  int width() {
    return grid.across() * (grid.width() + gap()) - gap();
  }

  /** The height of the picture in pixels. */
  int height() {
    return Math.max(1, grid.down() * (grid.height() + gap()) - gap());
  }

  /** The picture as PNG. */
  byte[] png() {
    byte[] samples = new byte[Math.multiplyExact(2 * width(), height())];
    for (int i = 0; i < grid.count(); i++) {
      int top = i / grid.across() * (grid.height() + gap());
      int left = i % grid.across() * (grid.width() + gap());
      for (int y = 0; y < grid.height(); y++) {
        for (int x = 0; x < grid.width(); x++) {
          float value = grid.pixel(i, y, x);
          if (!Float.isNaN(value)) {
            int at = 2 * ((top + y) * width() + left + x);
            samples[at] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
            samples[at + 1] = (byte) 255;
          }
        }
      }
    }
    return Png.grayAlpha(width(), height(), samples);
  }
}
