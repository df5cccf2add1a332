package org.latent4j.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.latent4j.error.InputException;
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
 * @param symmetric whether the order of the spaces is no matter
 * @param metric whether it is a distance
 * @param sameWidth whether both spaces must have the same width
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
    boolean symmetric,
    boolean metric,
    boolean sameWidth,
    int rows,
    int neighbours,
    Formula formula)
    implements SimilarityIndex {
  /** How far beyond its range a value may lie by rounding; it is then moved to the end of it. */
  private static final double ROUNDING = 1e-9;

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
        name, direction, least, most, Invariance.of(flags), true, false, false, 1, 0, formula);
  }

  /** The same for which the order of the spaces matters. */
  Definition asymmetric() {
    return new Definition(
        name,
        direction,
        least,
        most,
        invariances,
        false,
        metric,
        sameWidth,
        rows,
        neighbours,
        formula);
  }

  /** The same as a metric. */
  Definition asMetric() {
    return new Definition(
        name,
        direction,
        least,
        most,
        invariances,
        symmetric,
        true,
        sameWidth,
        rows,
        neighbours,
        formula);
  }

  /** The same for spaces of one width only. */
  Definition forOneWidth() {
    return new Definition(
        name,
        direction,
        least,
        most,
        invariances,
        symmetric,
        metric,
        true,
        rows,
        neighbours,
        formula);
  }

  /** The same for at least {@code needed} rows. */
  Definition fromRows(int needed) {
    return new Definition(
        name,
        direction,
        least,
        most,
        invariances,
        symmetric,
        metric,
        sameWidth,
        needed,
        neighbours,
        formula);
  }

  /** The same as one that looks at {@code k} other rows. */
  Definition fromNeighbours(int k) {
    if (k < 1) {
      throw new InputException(name + ": k", "at least 1", Integer.toString(k));
    }
    return new Definition(
        name, direction, least, most, invariances, symmetric, metric, sameWidth, rows, k, formula);
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
    if (sameWidth && pair.x.width != pair.y.width) {
      return Optional.of("needs equal widths, not " + pair.x + " and " + pair.y);
    }
    return pair.size() < rows
        ? Optional.of("needs at least " + rows + " rows, not " + pair.size())
        : Optional.empty();
  }

  private void require(Pair pair) {
    if (sameWidth && pair.x.width != pair.y.width) {
      throw new ShapeException(name, "the same width on both sides", pair.x + " and " + pair.y);
    }
    if (pair.size() < rows) {
      throw new InputException(name, "at least " + rows + " rows", Integer.toString(pair.size()));
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
