package org.latent4j.metric;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An index as its name, what it claims of itself and the formula.
 *
 * @param name its name
 * @param direction which values are more alike
 * @param least the least value
 * @param most the largest value
 * @param invariances what it does not notice
 * @param traits what else is to be known of it
 * @param rows how many rows it needs
 * @param neighbours how many other rows it looks at, fewer than there are rows; 0 for none
 * @param formula computes the value of a pair that meets the needs
 */
record Definition(
    String name,
    Direction direction,
    double least,
    double most,
    Set<Invariance> invariances,
    Set<Trait> traits,
    int rows,
    int neighbours,
    Formula formula)
    implements SimilarityIndex {
  /** How far beyond its range a value may lie by rounding; it is then moved to the end of it. */
  private static final double ROUNDING = 1e-9;

  /** What an index may be besides a similarity or a distance. */
  enum Trait {
    /** The order of the spaces matters. */
    ASYMMETRIC,
    /** A distance that obeys the triangle inequality. */
    METRIC,
    /** Both spaces must have the same width. */
    ONE_WIDTH,
    /** It holds a number for every two rows: at most {@value Triangle#MOST_ROWS} of them. */
    ALL_PAIRS
  }

  /** The formula of an index. */
  @FunctionalInterface
  interface Formula {
    /** The value for a pair. */
    Value of(Pair pair);
  }

  /**
   * A value of a formula.
   *
   * @param number the number, or NaN
   * @param note what is noteworthy, or the empty text
   */
  record Value(double number, String note) {
    /** A number of which nothing is to be said. */
    static Value of(double number) {
      return new Value(number, "");
    }

    /** No value, for a reason. */
    static Value none(String reason) {
      return new Value(Double.NaN, reason);
    }

    /** A quotient, or none where the divisor is not above 0. */
    static Value ratio(double dividend, double divisor, String what) {
      return divisor > 0 ? of(dividend / divisor) : none(what + " is not above 0: " + divisor);
    }
  }

  /** A similarity. */
  static Definition similarity(
      String name, double least, double most, String flags, Formula formula) {
    return of(name, Direction.HIGHER, least, most, flags, formula);
  }

  /** A distance from 0 on. */
  static Definition distance(String name, double most, String flags, Formula formula) {
    return of(name, Direction.LOWER, 0, most, flags, formula);
  }

  private static Definition of(
      String name, Direction direction, double least, double most, String flags, Formula formula) {
    return new Definition(
        name, direction, least, most, Invariance.of(flags), Set.of(), 1, 0, formula);
  }

  /** The same with a further trait. */
  Definition with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Definition(
        name, direction, least, most, invariances, more, rows, neighbours, formula);
  }

  /** The same for at least {@code needed} rows. */
  Definition fromRows(int needed) {
    return new Definition(
        name, direction, least, most, invariances, traits, needed, neighbours, formula);
  }

  /** The same as one that looks at {@code k} other rows, at least 1. */
  Definition fromNeighbours(int k) {
    Require.atLeast(name + ": k", 1, k);
    return new Definition(name, direction, least, most, invariances, traits, rows, k, formula);
  }

  @Override
  public boolean symmetric() {
    return !traits.contains(Trait.ASYMMETRIC);
  }

  @Override
  public boolean metric() {
    return traits.contains(Trait.METRIC);
  }

  @Override
  public Score compare(INDArray a, INDArray b) {
    return compare(Pair.of(name, a, b, Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public Score compare(Pair pair) {
    require(pair);
    Value value = formula.of(pair);
    return Score.of(withinRange(value.number()), pair.size(), value.note());
  }

  @Override
  public Optional<String> obstacle(Pair pair) {
    if (widthsDiffer(pair)) {
      return Optional.of("needs equal widths, not " + pair.x + " and " + pair.y);
    }
    if (pair.size() < rows) {
      return Optional.of("needs at least " + rows + " rows, not " + pair.size());
    }
    return isTooLong(pair)
        ? Optional.of(
            "looks at all pairs of at most " + Triangle.MOST_ROWS + " rows, not " + pair.size())
        : Optional.empty();
  }

  private boolean isTooLong(Pair pair) {
    return traits.contains(Trait.ALL_PAIRS) && pair.size() > Triangle.MOST_ROWS;
  }

  private boolean widthsDiffer(Pair pair) {
    return traits.contains(Trait.ONE_WIDTH) && pair.x.width != pair.y.width;
  }

  private void require(Pair pair) {
    if (widthsDiffer(pair)) {
      throw new ShapeException(name, "the same width on both sides", pair.x + " and " + pair.y);
    }
    if (pair.size() < rows) {
      throw new InputException(name, "at least " + rows + " rows", Integer.toString(pair.size()));
    }
    if (isTooLong(pair)) {
      throw new InputException(
          name, "at most " + Triangle.MOST_ROWS + " rows", Integer.toString(pair.size()));
    }
    if (neighbours >= pair.size()) {
      throw new InputException(
          name + ": k", "fewer than the " + pair.size() + " rows", Integer.toString(neighbours));
    }
  }

  private double withinRange(double value) {
    if (value > most && value <= most + ROUNDING) {
      return most;
    }
    return value < least && value >= least - ROUNDING ? least : value;
  }

  /** Every index there is. */
  static List<SimilarityIndex> all(IndexOptions options) {
    return Stream.of(
            Cka.all(options),
            CanonicalCorrelation.all(),
            ShapeDistance.all(),
            LinearMap.all(options),
            CorrelationMatch.all(),
            Dissimilarity.all(),
            Neighbourhoods.all(options),
            SpaceStatistics.all(),
            CrossRetrieval.all(options),
            OutputDifference.all())
        .flatMap(List::stream)
        .toList();
  }
}
