package org.latent4j.report;

import java.util.List;

/** Draws a grid of images with the names of its rows and columns. */
final class ImageDrawing {
  private static final double LONGEST_NAME = 130;
  private static final double LARGEST_TILE = 96;
  private static final double ROOM = 10;

  private ImageDrawing() {}

  /** Draws the grid; it has at least one image. */
  static void draw(Markup out, ImageGrid grid, double width) {
    Mosaic mosaic = new Mosaic(grid);
    double left = grid.rows().isEmpty() ? 0 : widest(grid.rows()) + ROOM;
    double scale = scale(grid, mosaic, width - left);
    double stepX = (grid.width() + mosaic.gap()) * scale;
    double stepY = (grid.height() + mosaic.gap()) * scale;
    boolean slanted = widest(grid.columns()) > grid.width() * scale;
    double names = slanted ? widest(grid.columns()) * 0.72 + 14 : 20;
    double top = grid.columns().isEmpty() ? 0 : names;
    double lean = slanted ? Math.max(0, names - stepX / 2) : 0;
    // Letters may be higher than the last row.
    double slack = Math.max(0, Svg.LETTERS - grid.height() * scale / 2);
    int stride = (int) Math.ceil(16 / stepY);
    double pictureWidth = mosaic.width() * scale;
    double pictureHeight = mosaic.height() * scale;
    Svg.open(out, left + pictureWidth + lean, top + pictureHeight + slack, name(grid));
    out.open("g", "class", "names");
    for (int i = 0; i < grid.rows().size(); i += stride) {
      String name = Characters.fit(grid.rows().get(i), Svg.LETTERS, LONGEST_NAME);
      double middle = top + i * stepY + grid.height() * scale / 2;
      Svg.text(out, left - ROOM, middle + 4, "end", name);
    }
    for (int j = 0; j < grid.columns().size(); j++) {
      String name = Characters.fit(grid.columns().get(j), Svg.LETTERS, LONGEST_NAME);
      double middle = left + j * stepX + grid.width() * scale / 2;
      column(out, name, middle, top - 8, slanted);
    }
    out.close();
    Svg.image(out, mosaic.png(), left, top, pictureWidth, pictureHeight);
    out.close();
  }

  /** What the picture shows, for those who do not see it and for formats that name pictures. */
  static String name(ImageGrid grid) {
    String images = grid.count() == 1 ? " image of " : " images of ";
    String size = grid.count() + images + grid.height() + " × " + grid.width() + " pixels";
    return grid.title().isEmpty() ? size : grid.title() + ": " + size;
  }

  private static void column(Markup out, String name, double x, double y, boolean slanted) {
    if (slanted) {
      Svg.slanted(out, x, y + 2, name);
    } else {
      Svg.text(out, x, y, "middle", name);
    }
  }

  /** As large as there is room for, in quarter steps where images are enlarged, never below 1. */
  private static double scale(ImageGrid grid, Mosaic mosaic, double room) {
    double most = Math.min(room / mosaic.width(), LARGEST_TILE / grid.width());
    return Math.max(1, Math.floor(most * 4) / 4);
  }

  private static double widest(List<String> names) {
    double widest = 0;
    for (String name : names) {
      widest = Math.max(widest, Characters.width(name, Svg.LETTERS));
    }
    return Math.min(LONGEST_NAME, widest);
  }
}
