package org.latent4j.io;

import java.util.List;
import java.util.Optional;
import org.latent4j.error.InputException;

/**
 * The type of an array's elements, named as in safetensors: {@code F32}, {@code I64}, {@code BOOL};
 * for text {@code S3} (bytes) and {@code U7} (code points), as in numpy.
 *
 * @param name the name
 * @param kind what the elements are
 * @param bytes the bytes of one element, at least 1
 */
public record ElementType(String name, Kind kind, int bytes) {
  /** What elements are. */
  public enum Kind {
    /** IEEE 754 numbers, or bfloat16. */
    FLOATING,
    /** Whole numbers in two's complement. */
    SIGNED,
    /** Whole numbers from 0. */
    UNSIGNED,
    /** One byte, 0 or 1. */
    BOOLEAN,
    /** Text in bytes, padded with zeros. */
    BYTES,
    /** Text in 32-bit code points, padded with zeros. */
    UNICODE
  }

  /** IEEE 754 double. */
  public static final ElementType F64 = new ElementType("F64", Kind.FLOATING, 8);

  /** IEEE 754 single. */
  public static final ElementType F32 = new ElementType("F32", Kind.FLOATING, 4);

  /** IEEE 754 half. */
  public static final ElementType F16 = new ElementType("F16", Kind.FLOATING, 2);

  /** The upper half of an IEEE 754 single. */
  public static final ElementType BF16 = new ElementType("BF16", Kind.FLOATING, 2);

  /** 64-bit integer. */
  public static final ElementType I64 = new ElementType("I64", Kind.SIGNED, 8);

  /** 32-bit integer. */
  public static final ElementType I32 = new ElementType("I32", Kind.SIGNED, 4);

  /** 16-bit integer. */
  public static final ElementType I16 = new ElementType("I16", Kind.SIGNED, 2);

  /** 8-bit integer. */
  public static final ElementType I8 = new ElementType("I8", Kind.SIGNED, 1);

  /** Unsigned 16-bit integer; npy has it, safetensors as read here has not. */
  public static final ElementType U16 = new ElementType("U16", Kind.UNSIGNED, 2);

  /** Unsigned 8-bit integer. */
  public static final ElementType U8 = new ElementType("U8", Kind.UNSIGNED, 1);

  /** Truth values. */
  public static final ElementType BOOL = new ElementType("BOOL", Kind.BOOLEAN, 1);

  /** The types of safetensors files, widest first. */
  static final List<ElementType> SAFETENSORS =
      List.of(F64, I64, F32, I32, F16, BF16, I16, I8, U8, BOOL);

  /** Byte strings of {@code length} bytes. */
  public static ElementType bytes(int length) {
    return new ElementType("S" + positive(length), Kind.BYTES, length);
  }

  /** Strings of {@code length} code points. */
  public static ElementType unicode(int length) {
    return new ElementType(
        "U" + positive(length), Kind.UNICODE, Math.multiplyExact(4, positive(length)));
  }

  /** The type of that name in safetensors, where there is one. */
  static Optional<ElementType> safetensors(String name) {
    return SAFETENSORS.stream().filter(type -> type.name.equals(name)).findFirst();
  }

  /** Whether elements are floating-point numbers. */
  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  /** Whether elements are text. */
  public boolean isText() {
    return kind == Kind.BYTES || kind == Kind.UNICODE;
  }

  private static int positive(int length) {
    if (length < 1) {
      throw new InputException("ElementType: length", "at least 1", Integer.toString(length));
    }
    return length;
  }

  @Override
  public String toString() {
    return name;
  }
}
