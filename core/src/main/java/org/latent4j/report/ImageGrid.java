package org.latent4j.report;

import java.util.Arrays;
import java.util.List;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Grayscale images of one size in rows and columns. The images fill the grid row by row; the last
 * row may be shorter.
 */
public final class ImageGrid implements Section {
  private final String title;
  private final List<String> rows;
  private final List<String> columns;
  private final int height;
  private final int width;
  private final int count;
  private final int across;
  private final float[] pixels;
  private final String caption;

  private ImageGrid(
      ImageGrid shape, String title, List<String> rows, List<String> columns, String caption) {
    this.title = title;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.height = shape.height;
    this.width = shape.width;
    this.count = shape.count;
    this.across = shape.across;
    this.pixels = shape.pixels;
    this.caption = caption;
  }

  private ImageGrid(String title, INDArray images, int height, int width, int across) {
    this.title = title;
    this.rows = List.of();
    this.columns = List.of();
    this.height = height;
    this.width = width;
    this.count = (int) images.size(0);
    this.across = across;
    this.pixels = Dense.floats(images);
    this.caption = "";
  }

  /**
   * A grid without labels.
   *
   * @param title the heading, or empty
   * @param images floating {@code [n, height * width]}, row-major pixels, 0 black and 1 white; what
   *     lies outside is drawn as 0 or 1, NaN as a hole
   * @param height the height of each image in pixels, at least 1
   * @param width the width of each image in pixels, at least 1
   * @param across how many images stand in a row, at least 1
   * @throws ShapeException when the images have another number of pixels
   */
  public static ImageGrid of(String title, INDArray images, int height, int width, int across) {
    String operation = "ImageGrid \"" + title + "\"";
    Require.atLeast(operation + ": height", 1, height);
    Require.atLeast(operation + ": width", 1, width);
    Require.atLeast(operation + ": across", 1, across);
    Require.matrix(operation, images, (long) height * width);
    return new ImageGrid(title, images, height, width, across);
  }

  /** The same grid with names of its rows, as many as there are rows. */
  public ImageGrid withRows(List<String> names) {
    checkNames("row", down(), names);
    return new ImageGrid(this, title, names, columns, caption);
  }

  /** The same grid with names of its columns, as many as images stand in a row. */
  public ImageGrid withColumns(List<String> names) {
    checkNames("column", across, names);
    return new ImageGrid(this, title, rows, names, caption);
  }

  /** The same grid with another caption. */
  public ImageGrid withCaption(String text) {
    return new ImageGrid(this, title, rows, columns, text);
  }

  private void checkNames(String what, int expected, List<String> names) {
    if (names.size() != expected) {
      throw new ShapeException(
          "ImageGrid \"" + title + "\"",
          expected + " " + what + " names",
          Integer.toString(names.size()));
    }
  }

  @Override
  public String title() {
    return title;
  }

  /** The names of the rows, or none. */
  public List<String> rows() {
    return rows;
  }

  /** The names of the columns, or none. */
  public List<String> columns() {
    return columns;
  }

  /** The height of each image in pixels. */
  public int height() {
    return height;
  }

  /** The width of each image in pixels. */
  public int width() {
    return width;
  }

  /** How many images there are. */
  public int count() {
    return count;
  }

  /** How many images stand in a row. */
  public int across() {
    return across;
  }

  /** How many rows of images there are. */
  public int down() {
    return (count + across - 1) / across;
  }

  /** What there is to see, or empty. */
  public String caption() {
    return caption;
  }

  /** One pixel as it was given. */
  public float pixel(int image, int y, int x) {
    return pixels[(image * height + y) * width + x];
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.images(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageGrid that
        && title.equals(that.title)
        && rows.equals(that.rows)
        && columns.equals(that.columns)
        && caption.equals(that.caption)
        && height == that.height
        && width == that.width
        && across == that.across
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * title.hashCode() + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "ImageGrid[" + title + ", " + count + " images of " + height + " x " + width + "]";
  }
}
