package org.latent4j.quantize;

import java.util.Arrays;

/**
 * The few best beginnings of a row's codes, by their error; of equal errors the one whose codes
 * come first in the order of words.
 */
final class PartialSums {
  private final int most;
  private final int length;
  private final double[] errors;
  private final int[][] codes;
  private int size;

  PartialSums(int most, int length) {
    this.most = most;
    this.length = length;
    this.errors = new double[most];
    this.codes = new int[most][];
  }

  /** The one beginning without codes, of error 0. */
  static PartialSums none() {
    PartialSums sums = new PartialSums(1, 0);
    sums.codes[0] = new int[0];
    sums.size = 1;
    return sums;
  }

  int size() {
    return size;
  }

  double error(int i) {
    return errors[i];
  }

  int[] codes(int i) {
    return codes[i];
  }

  /** The codes of least error. */
  int[] best() {
    return codes[0];
  }

  /** Offers the codes before and one more. */
  void offer(double error, int[] before, int code) {
    if (size == most && error > errors[most - 1]) {
      return;
    }
    int[] longer = Arrays.copyOf(before, length);
    longer[length - 1] = code;
    int place = size;
    while (place > 0 && isBefore(error, longer, place - 1)) {
      place--;
    }
    if (place == most) {
      return;
    }
    int moved = Math.min(size, most - 1) - place;
    System.arraycopy(errors, place, errors, place + 1, moved);
    System.arraycopy(codes, place, codes, place + 1, moved);
    errors[place] = error;
    codes[place] = longer;
    size = Math.min(most, size + 1);
  }

  private boolean isBefore(double error, int[] longer, int other) {
    return error < errors[other]
        || (error == errors[other] && Arrays.compare(longer, codes[other]) < 0);
  }
}
