package org.latent4j.io;

/** IEEE 754 half precision: exact to float, rounded half to even from wider types. */
final class Half {
  private Half() {}

  /** The bits of the float that equals a half. */
  static int toFloatBits(int half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      return sign | Float.floatToRawIntBits(fraction * 0x1p-24f);
    }
    int wide = exponent == 0x1F ? 0xFF : exponent + 112;
    return sign | wide << 23 | fraction << 13;
  }

  /** The half nearest to a float, as bits; ties to even, too large becomes infinity. */
  static int ofFloatBits(int bits) {
    if ((bits & 0x7FFFFFFF) > 0x7F800000) {
      int fraction = (bits >> 13) & 0x3FF;
      return (bits >> 16 & 0x8000) | 0x7C00 | (fraction == 0 ? 1 : fraction);
    }
    return ofDouble(Float.intBitsToFloat(bits));
  }

  /** The half nearest to a double, as bits; ties to even, too large becomes infinity. */
  static int ofDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int sign = (int) (bits >>> 48) & 0x8000;
    double size = Math.abs(value);
    if (Double.isNaN(size)) {
      int fraction = (int) (bits >> 42) & 0x3FF;
      return sign | 0x7C00 | (fraction == 0 ? 1 : fraction);
    }
    if (size >= 65520) {
      return sign | 0x7C00;
    }
    if (size < 0x1p-14) {
      return sign | (int) Math.rint(size * 0x1p24);
    }
    int exponent = Math.getExponent(size);
    // 1024 to 2048: the last carries into the exponent, as it must.
    int significand = (int) Math.rint(Math.scalb(size, 10 - exponent));
    return sign | ((exponent + 15) << 10) + significand - 1024;
  }
}
