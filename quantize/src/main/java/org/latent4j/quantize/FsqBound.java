package org.latent4j.quantize;

import org.latent4j.error.InputException;

/**
 * How finite scalar quantization squashes a number z into L levels; {@code w = L div 2}, {@code o}
 * is 1/2 for even L and 0 for odd.
 *
 * <p>Source: Mentzer et al. 2023, arXiv 2309.15505, section 3 and its notebook ({@link
 * #REFERENCE}).
 */
public enum FsqBound {
  /**
   * Code c = 0 ... L-1 is {@code floor((L - 1)(tanh z + 1) / 2 + 1/2)}, its value {@code 2c / (L -
   * 1) - 1}.
   */
  SYMMETRIC {
    @Override
    double half(int levels) {
      return (levels - 1) / 2.0;
    }

    @Override
    double shift(int levels) {
      return 0;
    }

    @Override
    int code(int levels, double z) {
      return (int) Math.floor((levels - 1) * (StrictMath.tanh(z) + 1) / 2 + 0.5);
    }

    @Override
    double value(int levels, int code) {
      return 2.0 * code / (levels - 1) - 1;
    }

    @Override
    double slope(int levels, double z) {
      double tanh = StrictMath.tanh(z);
      return 1 - tanh * tanh;
    }
  },
  /** {@code m = rint(h tanh(z + tan(o / h)) - o)} with {@code h = (L - 1)(1 - 1e-3) / 2}. */
  REFERENCE {
    @Override
    double half(int levels) {
      return (levels - 1) * (1 - 1e-3) / 2;
    }

    @Override
    double shift(int levels) {
      return StrictMath.tan(offset(levels) / half(levels));
    }
  },
  /** {@code m = rint(h tanh(z + atanh(o / h)) - o)} with {@code h = (L - 1)(1 + 1e-3) / 2}. */
  ATANH {
    @Override
    double half(int levels) {
      return (levels - 1) * (1 + 1e-3) / 2;
    }

    @Override
    double shift(int levels) {
      double x = offset(levels) / half(levels);
      return 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x));
    }
  };

  /**
   * Returns {@code levels} when this bound can have so many.
   *
   * @param position named in the message
   * @throws InputException for less than 2, and for 2 unless {@link #SYMMETRIC}: the others' shift
   *     would leave one code alone
   */
  int check(int position, int levels) {
    int least = this == SYMMETRIC ? 2 : 3;
    if (levels < least) {
      throw new InputException(
          "FsqQuantization: levels of position " + position,
          "at least " + least + " with " + this + (levels == 2 ? " (2 only with SYMMETRIC)" : ""),
          Integer.toString(levels));
    }
    return levels;
  }

  static double offset(int levels) {
    return levels % 2 == 0 ? 0.5 : 0;
  }

  /** w, the code of the number 0 before the shift. */
  private static int width(int levels) {
    return levels / 2;
  }

  abstract double half(int levels);

  abstract double shift(int levels);

  /** The code of a number, which rises with it. */
  int code(int levels, double z) {
    double bounded = half(levels) * StrictMath.tanh(z + shift(levels)) - offset(levels);
    return (int) Math.rint(bounded) + width(levels);
  }

  /** The value of a code. */
  double value(int levels, int code) {
    return (double) (code - width(levels)) / width(levels);
  }

  /** The derivative of the value by z, taken before rounding. */
  double slope(int levels, double z) {
    double tanh = StrictMath.tanh(z + shift(levels));
    return half(levels) * (1 - tanh * tanh) / width(levels);
  }
}
