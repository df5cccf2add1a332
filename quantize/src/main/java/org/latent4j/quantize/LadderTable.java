package org.latent4j.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ladders of few steps side by side: the k-th thresholds of all columns, repeated over some rows,
 * and counted against as many numbers at once.
 *
 * <p>Floats are compared as whole numbers of the same order, in loops of integer arithmetic over
 * arrays with one index, which the compiler turns into vector instructions by itself. Thresholds
 * are rounded down to floats, which changes the rank of no float.
 */
final class LadderTable {
  /** Values of a stretch, at least; a whole number of rows. */
  private static final int STRETCH = 1024;

  private static final int MOST_STEPS = 40;
  private static final int MOST_VALUES = 1 << 18;

  private final int columns;
  private final int period;
  private final int[][] thresholds; // [steps][period]
  private final int @Nullable [][] codes; // [columns][steps + 1]; null: ranks are codes

  private LadderTable(List<Ladder> ladders, int steps, int period) {
    this.columns = ladders.size();
    this.period = period;
    this.thresholds = new int[steps][period];
    for (int k = 0; k < steps; k++) {
      for (int place = 0; place < period; place++) {
        double[] of = ladders.get(place % columns).thresholds();
        thresholds[k][place] = key(k < of.length ? below(of[k]) : Float.POSITIVE_INFINITY);
      }
    }
    this.codes =
        ladders.stream().allMatch(Ladder::isAscending)
            ? null
            : ladders.stream().map(Ladder::codes).toArray(int[][]::new);
  }

  /** The table, where there are ladders alone and it is small enough to pay. */
  static @Nullable LadderTable of(List<DoubleToIntFunction> each) {
    if (!each.stream().allMatch(Ladder.class::isInstance)) {
      return null;
    }
    List<Ladder> ladders = each.stream().map(Ladder.class::cast).toList();
    int steps = ladders.stream().mapToInt(ladder -> ladder.thresholds().length).max().orElse(0);
    int rows = Math.max(1, STRETCH / ladders.size());
    long period = (long) rows * ladders.size();
    return steps > MOST_STEPS || Math.max(1, steps) * period > MOST_VALUES
        ? null
        : new LadderTable(ladders, steps, (int) period);
  }

  /** The codes of whole rows. */
  void codes(float[] x, int[] out) {
    int[] keys = new int[period];
    int[] ranks = new int[period];
    for (int from = 0; from < out.length; from += period) {
      int count = Math.min(period, out.length - from);
      for (int t = 0; t < count; t++) {
        keys[t] = key(x[from + t]);
      }
      Arrays.fill(ranks, 0);
      for (int[] of : thresholds) {
        count(keys, of, ranks);
      }
      System.arraycopy(ranks, 0, out, from, count);
    }
    if (codes != null) {
      for (int i = 0, j = 0; i < out.length; i++) {
        out[i] = codes[j][out[i]];
        j = j + 1 == columns ? 0 : j + 1;
      }
    }
  }

  /** Adds 1 to the rank of each key above its threshold. */
  private static void count(int[] keys, int[] thresholds, int[] ranks) {
    for (int t = 0; t < ranks.length; t++) {
      int a = thresholds[t];
      int b = keys[t];
      // The sign of a - b as if it did not overflow: set where a is less than b.
      ranks[t] += ((a & ~b) | (~(a ^ b) & (a - b))) >>> 31;
    }
  }

  /** Whole numbers in the order of floats; both zeros are one. */
  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The largest float that is no larger: floats are above both or above neither. */
  private static float below(double threshold) {
    float near = (float) threshold;
    return near > threshold ? Math.nextDown(near) : near;
  }
}
