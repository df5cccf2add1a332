package org.latent4j.metric;

import java.util.Locale;

/**
 * What an index says of two spaces. Figures that were not asked for are NaN, and so is a value that
 * does not exist for the data; the note then says why.
 *
 * @param value the value of the index
 * @param low lower end of the 95 % interval of the value, or NaN; see {@link Uncertainty}
 * @param high upper end of the interval, or NaN
 * @param p how often rows paired at random are as good, or NaN
 * @param chance the mean value for rows paired at random, or NaN
 * @param n number of rows compared
 * @param note what a reader should know of this value, or the empty text
 */
public record Score(
    double value, double low, double high, double p, double chance, long n, String note) {

  /** A value without interval and p. */
  public static Score of(double value, long n, String note) {
    return new Score(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, n, note);
  }

  /** The same with an interval. */
  public Score withInterval(double newLow, double newHigh) {
    return new Score(value, newLow, newHigh, p, chance, n, note);
  }

  /** The same with the outcome of a permutation test. */
  public Score withPermutations(double newP, double newChance) {
    return new Score(value, low, high, newP, newChance, n, note);
  }

  /** The same with a further note, after what is noted already. */
  public Score withNote(String further) {
    String both = note.isEmpty() || further.isEmpty() ? note + further : note + "; " + further;
    return new Score(value, low, high, p, chance, n, both);
  }

  /** The value, then the interval and p where there are some, with four decimals. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%.4f", value));
    if (!Double.isNaN(low)) {
      out.append(String.format(Locale.ROOT, " [%.4f, %.4f]", low, high));
    }
    if (!Double.isNaN(p)) {
      out.append(String.format(Locale.ROOT, ", p = %.4g, chance %.4f", p, chance));
    }
    return note.isEmpty() ? out.toString() : out + " (" + note + ")";
  }
}
