package org.latent4j.quantize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finite scalar quantization: each column is squashed and rounded to its levels. There is nothing
 * to learn; {@link #fit} checks the rows.
 *
 * <p>Source: Mentzer et al. 2023, arXiv 2309.15505.
 *
 * @param levels the levels of each column, at least 2; their product may exceed 2^31
 * @param bound how numbers are squashed
 */
public record FsqQuantization(int[] levels, FsqBound bound) implements Estimator<FsqQuantizer> {
  private static final String NAME = "FsqQuantization";

  /** Copies and checks the levels. */
  public FsqQuantization {
    levels = levels.clone();
    Require.atLeast(NAME + ": positions", 1, levels.length);
    for (int p = 0; p < levels.length; p++) {
      bound.check(p, levels[p]);
    }
  }

  /** Symmetric quantization to the given levels. */
  public static FsqQuantization of(int... levels) {
    return new FsqQuantization(levels, FsqBound.SYMMETRIC);
  }

  /**
   * The paper's levels for about {@code 2^bits} codes (its table 1), symmetric.
   *
   * @param bits 8, 10, 12, 14 or 16
   */
  public static FsqQuantization preset(int bits) {
    return switch (bits) {
      case 8 -> of(8, 6, 5);
      case 10 -> of(8, 5, 5, 5);
      case 12 -> of(7, 5, 5, 5, 5);
      case 14 -> of(8, 8, 8, 6, 5);
      case 16 -> of(8, 8, 8, 5, 5, 5);
      default ->
          throw new InputException(
              NAME + ".preset: bits", "8, 10, 12, 14 or 16", Integer.toString(bits));
    };
  }

  /** The same levels, squashed in another way. */
  public FsqQuantization withBound(FsqBound other) {
    return new FsqQuantization(levels, other);
  }

  /** The levels, a copy. */
  @Override
  public int[] levels() {
    return levels.clone();
  }

  /** The quantizer. */
  public FsqQuantizer quantizer() {
    return new FsqQuantizer(this);
  }

  /** A quantizer for training, with gradients but without parameters. */
  public FsqTraining trainable() {
    return new FsqTraining(this);
  }

  /**
   * The quantizer, after a check of the rows.
   *
   * @throws ShapeException for rows of another width than there are levels
   */
  @Override
  public FsqQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    if (x.size(1) != levels.length) {
      throw new ShapeException(
          NAME + ".fit",
          "[n, " + levels.length + "], one column a level",
          Arrays.toString(x.shape()));
    }
    return quantizer();
  }

  /** The bound of that word, such as {@code symmetric}. */
  static FsqBound bound(String word, String place) {
    for (FsqBound bound : FsqBound.values()) {
      if (bound.name().equalsIgnoreCase(word)) {
        return bound;
      }
    }
    throw new FormatException(
        place, "a bound of " + Arrays.toString(FsqBound.values()), "'" + word + "'");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FsqQuantization that
        && Arrays.equals(levels, that.levels)
        && bound == that.bound;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(levels) + bound.hashCode();
  }

  @Override
  public String toString() {
    return "FSQ " + Arrays.toString(levels) + " " + bound;
  }
}
