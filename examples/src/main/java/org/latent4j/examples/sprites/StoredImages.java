package org.latent4j.examples.sprites;

import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.error.FormatException;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ElementType;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images of a file with arrays {@code images}, bytes, and {@code factors}, whole numbers. */
public final class StoredImages implements SourcedImages {
  private final byte[] images;
  private final long[] factors;
  private final int count;
  private final int sources;

  private StoredImages(byte[] images, long[] factors, int count, int sources) {
    this.images = images;
    this.factors = factors;
    this.count = count;
    this.sources = sources;
  }

  /**
   * Reads a file.
   *
   * @throws FormatException when an array is missing, of another type or shape, or when the numbers
   *     of rows differ
   */
  public static StoredImages read(Path file) {
    ArrayFile arrays = ArrayFile.open(file);
    StoredArray images = arrays.array("images");
    StoredArray factors = arrays.array("factors");
    boolean bytes = images.description().type().equals(ElementType.U8);
    if (!bytes || images.description().rank() < 2 || images.description().elements() == 0) {
      throw new FormatException(
          images.place(), "images of bytes, at least one", images.description().toString());
    }
    long rows = images.description().size(0);
    boolean whole = !factors.description().type().isFloating();
    if (!whole || factors.description().rank() != 2 || factors.description().size(0) != rows) {
      throw new FormatException(
          factors.place(),
          "whole numbers [" + rows + ", s]",
          factors.description().type() + " " + Arrays.toString(factors.description().shape()));
    }
    INDArray read = images.read();
    byte[] values = new byte[Math.toIntExact(read.length())];
    new org.bytedeco.javacpp.BytePointer(Dense.address(read)).get(values);
    read.close();
    return new StoredImages(
        values,
        factors.longs(),
        Math.toIntExact(rows),
        Math.toIntExact(factors.description().size(1)));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int width() {
    return images.length / count;
  }

  @Override
  public void read(int index, float[] out, int start) {
    Pixels.read(images, index * width(), out, start, width());
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public int[] sourcesOf(int index) {
    int[] out = new int[sources];
    Arrays.setAll(out, j -> Math.toIntExact(factors[index * sources + j]));
    return out;
  }
}
