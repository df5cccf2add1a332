package org.latent4j.quantize.disentangle;

import java.util.Arrays;

/**
 * A column of classes: the distinct values in ascending order are numbered from 0. In a selection
 * of rows a class may have no row.
 *
 * @param codes the class of each row
 * @param count how many classes there are
 */
@SuppressWarnings("ArrayRecordComponent")
record Labels(int[] codes, int count) {
  /** Numbers the distinct values of a column. */
  static Labels of(double[] column) {
    SortedColumn sorted = SortedColumn.of(column);
    double[] values = sorted.values();
    int[] codes = new int[values.length];
    int code = -1;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        code++;
      }
      codes[sorted.rows()[i]] = code;
    }
    return new Labels(codes, code + 1);
  }

  /** Numbers the distinct values of some codes. */
  static Labels of(int[] codes) {
    int least = Arrays.stream(codes).min().orElse(0);
    long range = Arrays.stream(codes).max().orElse(0) - (long) least + 1;
    if (range > Math.max(1024, 4L * codes.length)) {
      double[] column = new double[codes.length];
      Arrays.setAll(column, i -> codes[i]);
      return of(column);
    }
    int[] numbers = new int[(int) range];
    for (int code : codes) {
      numbers[code - least] = 1;
    }
    int count = 0;
    for (int value = 0; value < numbers.length; value++) {
      numbers[value] = numbers[value] == 0 ? -1 : count++;
    }
    int[] out = new int[codes.length];
    Arrays.setAll(out, i -> numbers[codes[i] - least]);
    return new Labels(out, count);
  }

  /**
   * The bins of equal width that values fall into, those without a value left out. The edge i lies
   * at the least value plus i times the width of a bin; a value on an edge falls to its right, the
   * largest into the last bin.
   */
  static Labels binned(double[] column, int bins) {
    double least = Arrays.stream(column).min().orElse(0);
    double most = Arrays.stream(column).max().orElse(0);
    double width = (most - least) / bins;
    double[] edges = new double[bins];
    for (int i = 0; i < bins; i++) {
      edges[i] = least + i * width;
    }
    int[] bin = new int[column.length];
    for (int row = 0; row < bin.length; row++) {
      int at = bins - 1;
      while (at > 0 && column[row] < edges[at]) {
        at--;
      }
      bin[row] = at;
    }
    return of(bin);
  }

  /** How many rows there are. */
  int rows() {
    return codes.length;
  }

  /** How many rows each class has. */
  int[] sizes() {
    int[] sizes = new int[count];
    for (int code : codes) {
      sizes[code]++;
    }
    return sizes;
  }

  /** The entropy of the classes in nats. */
  double entropy() {
    double sum = 0;
    for (int size : sizes()) {
      double share = (double) size / codes.length;
      sum -= size == 0 ? 0 : share * Math.log(share);
    }
    return sum;
  }

  /** The classes of some rows, numbered as here. */
  Labels select(int[] rows) {
    int[] some = new int[rows.length];
    Arrays.setAll(some, i -> codes[rows[i]]);
    return new Labels(some, count);
  }
}
