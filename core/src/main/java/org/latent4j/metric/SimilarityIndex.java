package org.latent4j.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A number that says how alike two spaces of the same rows are: row i of both is one item. The
 * indices are made by {@link Cka}, {@link CanonicalCorrelation}, {@link ShapeDistance}, {@link
 * LinearMap}, {@link CorrelationMatch}, {@link Dissimilarity}, {@link Neighbourhoods}, {@link
 * SpaceStatistics}, {@link CrossRetrieval} and {@link OutputDifference}; {@link #named} finds them
 * by name.
 *
 * <p>Indices are immutable and thread-safe. Everything is computed in double precision; the same
 * spaces give the same bits for any number of threads and whichever indices were asked for before.
 */
public interface SimilarityIndex {
  /** The name, such as {@code linear-cka}. */
  String name();

  /**
   * Compares two spaces.
   *
   * @param a {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}
   * @param b {@code [n, d']}; not modified, as is {@code a}
   * @throws org.latent4j.error.ShapeException for different numbers of rows, or of columns where
   *     the index needs the same; names both shapes
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity
   * @throws InputException for too few rows
   */
  Score compare(INDArray a, INDArray b);

  /**
   * Compares the two spaces of a pair. Several indices of one pair share what they have in common,
   * such as neighbour lists and decompositions.
   */
  default Score compare(Pair pair) {
    return compare(pair.left(), pair.right());
  }

  /** Whether higher or lower values are more alike. */
  Direction direction();

  /** Whether both orders of the spaces give the same value. */
  boolean symmetric();

  /** Whether the value is a distance that obeys the triangle inequality. */
  boolean metric();

  /** What may be done to either space alone without changing the value. */
  Set<Invariance> invariances();

  /** The least value there is, or minus infinity. */
  double least();

  /** The largest value there is, or infinity. */
  double most();

  /**
   * Why a pair of this shape cannot be compared because of its widths or because it has too few
   * rows, or nothing when it can be.
   */
  default Optional<String> obstacle(Pair pair) {
    return Optional.empty();
  }

  /** Every index with the options by default, in the order of their families. */
  static List<SimilarityIndex> all() {
    return all(IndexOptions.standard());
  }

  /** Every index. */
  static List<SimilarityIndex> all(IndexOptions options) {
    return Definition.all(options);
  }

  /**
   * The index of this name with the options by default; see {@link #named(String, IndexOptions)}.
   */
  static SimilarityIndex named(String name) {
    return named(name, IndexOptions.standard());
  }

  /**
   * The index of this name.
   *
   * @throws InputException for an unknown name; the message lists the names there are
   */
  static SimilarityIndex named(String name, IndexOptions options) {
    List<SimilarityIndex> all = all(options);
    for (SimilarityIndex index : all) {
      if (index.name().equals(name)) {
        return index;
      }
    }
    throw new InputException(
        "SimilarityIndex.named",
        "one of " + String.join(", ", all.stream().map(SimilarityIndex::name).toList()),
        name);
  }
}
