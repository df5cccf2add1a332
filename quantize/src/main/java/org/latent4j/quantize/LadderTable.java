package org.latent4j.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Kernels;

/**
 * Ladders of few steps side by side, as {@link Kernels#ranks} takes them: the k-th thresholds of
 * all columns, repeated to whole vectors. Thresholds are rounded down to floats, which changes the
 * rank of no float.
 */
final class LadderTable {
  private static final int VECTOR = 16;
  private static final int VALUES = 1 << 12;
  private static final int MOST_STEPS = 40;
  private static final int MOST_VALUES = 1 << 18;

  private final int columns;
  private final int steps;
  private final int period;
  private final float[] thresholds; // [steps, period]
  private final int @Nullable [][] codes; // [columns][steps + 1]; null: ranks are codes

  private LadderTable(List<Ladder> ladders, int steps, int period) {
    this.columns = ladders.size();
    this.steps = steps;
    this.period = period;
    this.thresholds = new float[steps * period];
    Arrays.fill(thresholds, Float.POSITIVE_INFINITY);
    for (int place = 0; place < period; place++) {
      double[] of = ladders.get(place % columns).thresholds();
      for (int k = 0; k < of.length; k++) {
        thresholds[k * period + place] = below(of[k]);
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
    long period = ladders.size();
    while (period % VECTOR != 0) {
      period += ladders.size();
    }
    return steps > MOST_STEPS || Math.max(1, steps) * period > MOST_VALUES
        ? null
        : new LadderTable(ladders, steps, (int) period);
  }

  /** The codes of whole rows. */
  void codes(float[] x, int[] out) {
    // In stretches of whole periods: one long call would be compiled late.
    int stretch = Math.max(1, VALUES / period) * period;
    for (int from = 0; from < out.length; from += stretch) {
      int count = Math.min(stretch, out.length - from);
      Kernels.ranks(x, from, count, thresholds, period, steps, out, from);
    }
    if (codes != null) {
      for (int i = 0, j = 0; i < out.length; i++) {
        out[i] = codes[j][out[i]];
        j = j + 1 == columns ? 0 : j + 1;
      }
    }
  }

  /**
   * The largest float that is no larger: floats are above both or above neither. Both zeros become
   * the positive one.
   */
  private static float below(double threshold) {
    float near = (float) threshold;
    return (near > threshold ? Math.nextDown(near) : near) + 0f;
  }
}
