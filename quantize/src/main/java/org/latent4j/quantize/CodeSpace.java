package org.latent4j.quantize;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.Require;

/**
 * What codes a row can have: position p takes a code from 0 to {@code levels[p] - 1}.
 *
 * @param levels the number of codes of each position, at least 1 each; at least one position
 */
public record CodeSpace(int... levels) {
  /** Copies and checks the levels. */
  public CodeSpace {
    Require.atLeast("CodeSpace: positions", 1, levels.length);
    levels = levels.clone();
    for (int p = 0; p < levels.length; p++) {
      Require.atLeast("CodeSpace: levels of position " + p, 1, levels[p]);
    }
  }

  /** {@code positions} positions of {@code levels} codes each. */
  public static CodeSpace uniform(int positions, int levels) {
    int[] all = new int[(int) Require.between("CodeSpace: positions", 1, 1 << 28, positions)];
    Arrays.fill(all, levels);
    return new CodeSpace(all);
  }

  /** The levels, a copy. */
  @Override
  public int[] levels() {
    return levels.clone();
  }

  /** The number of codes of a position. */
  public int level(int p) {
    return levels[p];
  }

  /** The number of positions. */
  public int positions() {
    return levels.length;
  }

  /** The bits that a code of position p takes when packed: log2 of its levels, rounded up. */
  public int bits(int p) {
    return 32 - Integer.numberOfLeadingZeros(levels[p] - 1);
  }

  /** The bits of a packed row without its padding. */
  public long bitsPerRow() {
    long bits = 0;
    for (int p = 0; p < levels.length; p++) {
      bits += bits(p);
    }
    return bits;
  }

  /** The bytes of a packed row: its bits, padded to whole bytes. */
  public int bytesPerRow() {
    return Math.toIntExact((bitsPerRow() + 7) / 8);
  }

  /** The number of different rows: the product of the levels. */
  public BigInteger size() {
    BigInteger size = BigInteger.ONE;
    for (int level : levels) {
      size = size.multiply(BigInteger.valueOf(level));
    }
    return size;
  }

  /** The largest number of codes of a position. */
  public int highest() {
    return Arrays.stream(levels).max().orElse(1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodeSpace that && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels);
  }

  /** The levels, shortened where there are many: {@code 8 x 256} or {@code [8, 5, 5]}. */
  @Override
  public String toString() {
    boolean alike = Arrays.stream(levels).distinct().count() == 1;
    return alike ? levels.length + " x " + levels[0] : Arrays.toString(levels);
  }
}
