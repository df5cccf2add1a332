package org.latent4j.testkit;

import java.util.Arrays;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares arrays bit by bit, or within a tolerance, and says where they differ. */
final class Bits {
  private Bits() {}

  /** Fails unless both have the same type, shape and bits. */
  static void same(String what, INDArray expected, INDArray actual) {
    alike(what, expected, actual);
    double[] left = Dense.doubles(expected);
    double[] right = Dense.doubles(actual);
    int at = Arrays.mismatch(left, right);
    if (at >= 0) {
      throw differ(what + ": not the same bits", expected, at, left[at], right[at]);
    }
  }

  /** Fails unless entries differ by at most {@code tolerance} times the largest one expected. */
  static void close(String what, INDArray expected, INDArray actual, double tolerance) {
    if (!Arrays.equals(expected.shape(), actual.shape())) {
      alike(what, expected, actual);
    }
    double[] left = Dense.doubles(expected);
    double[] right = Dense.doubles(actual);
    double largest = Arrays.stream(left).map(Math::abs).max().orElse(0);
    double allowed = tolerance * largest;
    for (int i = 0; i < left.length; i++) {
      // Negated, so that a NaN fails.
      if (!(Math.abs(left[i] - right[i]) <= allowed)) {
        throw differ(what + ": more than " + allowed + " apart", expected, i, left[i], right[i]);
      }
    }
  }

  /** Whether both have the same bits. */
  static boolean equal(INDArray left, INDArray right) {
    return Arrays.equals(Dense.doubles(left), Dense.doubles(right));
  }

  /** Fails unless every entry is finite. */
  static void finite(String what, INDArray x) {
    double[] values = Dense.doubles(x);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new AssertionError(what + ": " + values[i] + " at " + position(x, i));
      }
    }
  }

  private static void alike(String what, INDArray expected, INDArray actual) {
    if (!Arrays.equals(expected.shape(), actual.shape())
        || expected.dataType() != actual.dataType()) {
      throw new AssertionError(
          what + ": expected " + describe(expected) + ", got " + describe(actual));
    }
  }

  static String describe(INDArray x) {
    return x.dataType() + " " + Arrays.toString(x.shape());
  }

  private static AssertionError differ(String what, INDArray x, int at, double left, double right) {
    return new AssertionError(
        what + ": expected " + left + ", got " + right + " at " + position(x, at));
  }

  private static String position(INDArray x, int at) {
    if (x.rank() != 2) {
      return "position " + at;
    }
    return "row " + at / x.size(1) + ", column " + at % x.size(1);
  }
}
