package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;

/**
 * Estimates of mutual information in nats: of two classes, of a class and a number, of two numbers.
 * All are exact to rounding and add no noise; numbers that come more than once make the two
 * estimates by neighbours collapse, so give such columns a little, as {@link InfoMec} does.
 */
public final class MutualInformation {
  private static final String NAME = "MutualInformation";
  private static final long LARGE = 1 << 20; // cells of a table of pairs

  private MutualInformation() {}

  /**
   * The plug-in estimate for two columns of classes: the mutual information of the observed shares.
   *
   * @param a any whole numbers, one a row
   * @param b as many
   */
  public static double plugIn(int[] a, int[] b) {
    checkRows(a.length, b.length);
    return plugIn(Labels.of(a), Labels.of(b));
  }

  /**
   * The estimate for a column of classes and one of numbers, divided by their population standard
   * deviation first (a column that is constant tells nothing: 0). Classes of one member are left
   * out.
   *
   * <p>Source: Ross 2014, "Mutual information between discrete and continuous data sets", PLoS ONE,
   * equation 2.
   *
   * @param classes any whole numbers, one a row
   * @param values as many finite numbers
   * @param k neighbours, at least 1; 10 is usual
   */
  public static double mixed(int[] classes, double[] values, int k) {
    checkRows(classes.length, values.length);
    Require.atLeast(NAME + ".mixed: k", 1, k);
    checkFinite(values);
    double deviation = deviation(values);
    SortedColumn column = SortedColumn.of(values);
    return deviation > 0
        ? mixed(Labels.of(classes), column.dividedBy(deviation), k, new Digamma(values.length))
        : 0;
  }

  /**
   * The estimate for two columns of numbers, each divided by its population standard deviation
   * first (a constant one tells nothing: 0).
   *
   * <p>Source: Kraskov, Stögbauer and Grassberger 2004, arXiv cond-mat/0305641, equation 8.
   *
   * @param a finite numbers, one a row
   * @param b as many
   * @param k neighbours, at least 1; at most all other rows are taken
   */
  public static double continuous(double[] a, double[] b, int k) {
    checkRows(a.length, b.length);
    Require.atLeast(NAME + ".continuous: k", 1, k);
    checkFinite(a);
    checkFinite(b);
    double first = deviation(a);
    double second = deviation(b);
    if (!(first > 0 && second > 0)) {
      return 0;
    }
    SortedColumn left = SortedColumn.of(a).dividedBy(first);
    SortedColumn right = SortedColumn.of(b).dividedBy(second);
    return continuous(left, right, k, new Digamma(a.length));
  }

  /** The plug-in estimate of two labelled columns. */
  static double plugIn(Labels a, Labels b) {
    int n = a.rows();
    if ((long) a.count() * b.count() > Math.max(LARGE, n)) {
      return plugInOfPairs(a, b);
    }
    int[] joint = new int[a.count() * b.count()];
    for (int i = 0; i < n; i++) {
      joint[a.codes()[i] * b.count() + b.codes()[i]]++;
    }
    int[] left = a.sizes();
    int[] right = b.sizes();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        double together = joint[i * right.length + j];
        if (together > 0) {
          sum += together / n * Math.log(together * n / ((double) left[i] * right[j]));
        }
      }
    }
    return Math.max(0, sum);
  }

  /** The same bits from the pairs there are, where a table of all would be too large. */
  static double plugInOfPairs(Labels a, Labels b) {
    int n = a.rows();
    long[] pairs = new long[n];
    Arrays.setAll(pairs, i -> (long) a.codes()[i] * b.count() + b.codes()[i]);
    Arrays.sort(pairs);
    int[] left = a.sizes();
    int[] right = b.sizes();
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= n; i++) {
      if (i == n || pairs[i] != pairs[start]) {
        double together = i - start;
        double one = left[(int) (pairs[start] / b.count())];
        double other = right[(int) (pairs[start] % b.count())];
        sum += together / n * Math.log(together * n / (one * other));
        start = i;
      }
    }
    return Math.max(0, sum);
  }

  /** Ross's estimate; the column is scaled already. */
  static double mixed(Labels classes, SortedColumn column, int k, Digamma digamma) {
    return new ClassNeighbours(classes, column, k, digamma).information();
  }

  /** The estimate of two columns that are scaled already. */
  static double continuous(SortedColumn a, SortedColumn b, int k, Digamma digamma) {
    return new PairNeighbours(a, b, k).information(digamma);
  }

  /** The population standard deviation; exactly 0 for a constant column. */
  static double deviation(double[] values) {
    double first = values[0];
    double mean = 0;
    for (double value : values) {
      mean += value - first;
    }
    mean /= values.length;
    double square = 0;
    for (double value : values) {
      double difference = value - first - mean;
      square += difference * difference;
    }
    return Math.sqrt(square / values.length);
  }

  private static void checkRows(int a, int b) {
    if (a != b || a == 0) {
      throw new InputException(NAME, "two columns of one length, at least 1", a + " and " + b);
    }
  }

  private static void checkFinite(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new NonFiniteException(NAME, "finite values", values[i] + " at row " + i);
      }
    }
  }
}
