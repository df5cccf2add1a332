package org.latent4j.io;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/** Name, type and shape of an array in a file. Its size in bytes is known to be below 2^63. */
public final class ArrayDescription {
  /** More sizes than any program makes; numpy stops at 64. */
  static final int MAXIMUM_RANK = 64;

  private final String name;
  private final ElementType type;
  private final long[] shape;
  private final long elements;

  private ArrayDescription(String name, ElementType type, long[] shape, long elements) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.elements = elements;
  }

  /** The description of an array that is to be written. */
  public static ArrayDescription of(String name, ElementType type, long... shape) {
    return checked("array '" + Text.shortened(name) + "'", name, type, shape);
  }

  /** The description that a file gives; {@code place} is named when its shape is impossible. */
  static ArrayDescription checked(String place, String name, ElementType type, long... shape) {
    if (shape.length > MAXIMUM_RANK) {
      throw new FormatException(
          place, "a shape of at most " + MAXIMUM_RANK + " sizes", shape.length + " sizes");
    }
    long bytes = type.bytes();
    long elements = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new FormatException(place, "a shape of sizes >= 0", Arrays.toString(shape));
      }
      // Sizes beside a 0 count too: such a shape is a lie even where it takes no bytes.
      if (size > 0 && bytes > Long.MAX_VALUE / size) {
        throw new FormatException(
            place, "a shape of less than 2^63 bytes", Arrays.toString(shape) + " of " + type);
      }
      bytes *= Math.max(1, size);
      elements *= size;
    }
    return new ArrayDescription(name, type, shape.clone(), elements);
  }

  /** The name in its file; empty where the file has no names. */
  public String name() {
    return name;
  }

  /** The type of the elements. */
  public ElementType type() {
    return type;
  }

  /** The shape, a copy; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of sizes in the shape. */
  public int rank() {
    return shape.length;
  }

  /** One size of the shape. */
  public long size(int axis) {
    return shape[axis];
  }

  /** The number of elements. */
  public long elements() {
    return elements;
  }

  /** The number of bytes. */
  public long bytes() {
    return elements * type.bytes();
  }

  /** The same array under another name. */
  public ArrayDescription named(String other) {
    return new ArrayDescription(other, type, shape, elements);
  }

  /** The same shape with other elements. */
  public ArrayDescription as(ElementType other) {
    return checked("array '" + Text.shortened(name) + "'", name, other, shape);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArrayDescription that
        && name.equals(that.name)
        && type.equals(that.type)
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, Arrays.hashCode(shape));
  }

  @Override
  public String toString() {
    return "'" + Text.shortened(name) + "' " + type + " " + Arrays.toString(shape);
  }
}
