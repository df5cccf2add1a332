package org.latent4j.examples.stitch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.io.IdxFile;
import org.latent4j.io.StoredArray;

/**
 * An idx file of images, with the idx file of their labels where there is one. Opening checks the
 * sizes; the pixels are read when rows are asked for.
 */
final class IdxImages {
  private final StoredArray images;
  private final int[] labels;
  private final int width;

  private IdxImages(StoredArray images, int[] labels, int width) {
    this.images = images;
    this.labels = labels;
    this.width = width;
  }

  /**
   * Opens images {@code [n, height, width]}, or of any other number of axes from two on.
   *
   * @param file gzipped when its name ends in {@code .gz}
   * @param labelFile labels {@code [n]}, or null
   * @throws FormatException for files that are no idx, are cut short, hold no images, or another
   *     number of labels than images
   */
  static IdxImages open(Path file, @Nullable Path labelFile) {
    StoredArray images = IdxFile.open(file).array();
    long[] shape = images.description().shape();
    long elements = images.description().elements();
    if (shape.length < 2 || elements == 0 || elements > Integer.MAX_VALUE - 8) {
      throw new FormatException(
          images.place(),
          "images [n, height, width], all at least 1, at most 2147483639 pixels",
          Arrays.toString(shape));
    }
    int width = (int) (elements / shape[0]);
    return new IdxImages(images, labelFile == null ? new int[0] : labels(labelFile, images), width);
  }

  private static int[] labels(Path file, StoredArray images) {
    StoredArray labels = IdxFile.open(file).array();
    long n = images.description().size(0);
    long[] shape = labels.description().shape();
    if (shape.length != 1 || shape[0] != n) {
      throw new FormatException(
          labels.place(),
          "labels [" + n + "], one an image of " + images.place(),
          Arrays.toString(shape));
    }
    return Arrays.stream(labels.longs()).mapToInt(Math::toIntExact).toArray();
  }

  /** The number of images. */
  int size() {
    return (int) images.description().size(0);
  }

  /** Height, width and what else an image has. */
  int[] imageShape() {
    long[] shape = images.description().shape();
    return IntStream.range(1, shape.length).map(axis -> (int) shape[axis]).toArray();
  }

  /** The file, as messages name it. */
  String place() {
    return images.place();
  }

  /** Some images and their labels, in the order given. */
  Examples rows(int[] rows) {
    byte[] all = bytes();
    float[] pixels = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < width; t++) {
        pixels[i * width + t] = (all[rows[i] * width + t] & 0xFF) / 255f;
      }
    }
    int[] chosen =
        labels.length == 0 ? labels : Arrays.stream(rows).map(row -> labels[row]).toArray();
    return new Examples(pixels, width, chosen);
  }

  private byte[] bytes() {
    try (InputStream in = images.stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
