package org.latent4j.io;

import java.io.InputStream;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One array in a file: what it is, and its elements on demand. Nothing is read before one of the
 * reading methods is called; each reads anew.
 */
public interface StoredArray {
  /** Name, type and shape. */
  ArrayDescription description();

  /** File and array, as error messages name them. */
  String place();

  /**
   * The elements in row-major order, little-endian, exactly {@code description().bytes()} of them.
   * Errors of the file ({@link org.latent4j.error.FormatException}) come while it is read, at the
   * latest with the last byte. Close it.
   */
  InputStream stream();

  /**
   * All elements as a dense array. {@code F16} and {@code BF16} become {@code FLOAT}, exactly.
   *
   * @throws org.latent4j.error.FormatException for a broken file, and for text
   */
  default INDArray read() {
    return Tensors.read(this);
  }

  /** All elements as floats in row-major order; wider ones are rounded. */
  default float[] floats() {
    return Elements.floats(this);
  }

  /** All elements as doubles in row-major order. */
  default double[] doubles() {
    return Elements.doubles(this);
  }

  /**
   * All elements of an array of whole numbers or truth values, in row-major order.
   *
   * @throws org.latent4j.error.FormatException for other elements
   */
  default long[] longs() {
    return Elements.longs(this);
  }

  /**
   * All elements of an array of text, in row-major order.
   *
   * @throws org.latent4j.error.FormatException for other elements and for bytes that are no UTF-8
   */
  default List<String> strings() {
    return Elements.strings(this);
  }

  /** This array with its elements converted while they are read; same shape and name. */
  default StoredArray as(ElementType type) {
    return Conversion.of(this, type);
  }
}
