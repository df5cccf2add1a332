package org.latent4j.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The k best of a stream of scored items; of equal scores the smaller id is better.
 *
 * <p>Each kept item is one long that sorts as (score, then smaller id). Items above the threshold
 * go to a buffer of 2k and more; when it is full a selection throws most of it away and raises the
 * threshold. So an item costs a comparison, and few cost more. Where the first stretch is long, the
 * threshold starts from the maxima of groups of it: the k-th largest maximum is no greater than the
 * k-th largest value.
 *
 * <p>Scores of a product of matrices are rounded differently from place to place. With an exact
 * score at hand, everything within a margin of the k-th best is kept, and exact scores decide.
 */
final class Best {
  /** Most groups for which the first threshold is sought. */
  private static final int MOST_GROUPS = 1024;

  /** The score that decides, larger is better; it depends on the item alone. */
  @FunctionalInterface
  interface Exact {
    /** The exact score of an item. */
    float score(int id);
  }

  private final int k;
  private final @Nullable Exact exact;
  private final float margin;
  private final long[] keys;
  private int size;

  /** Scores above it are looked at; NaN: not known yet. */
  private float threshold;

  /** Scores decide as they come; ids must come in ascending order. */
  Best(int k) {
    this(k, 0, null);
  }

  /**
   * Exact scores decide; ids come in any order.
   *
   * @param margin twice the largest difference of a score and its exact one
   */
  Best(int k, float margin, @Nullable Exact exact) {
    this.k = k;
    this.exact = exact;
    this.margin = margin;
    this.keys = new long[(int) Math.min(Integer.MAX_VALUE - 8L, 2L * k + 64)];
    clear();
  }

  /** Forgets everything. */
  void clear() {
    size = 0;
    threshold = Float.NaN;
  }

  /**
   * Offers {@code x[from, to)} with the ids {@code firstId, firstId + 1 ...}, except for {@code
   * excluded}. NaN is passed over.
   *
   * @param maxima room for the groups, see {@link #room}
   */
  void offer(float[] x, int from, int to, int firstId, int excluded, float[] maxima) {
    int t = from;
    if (Float.isNaN(threshold)) {
      int groups = size == 0 ? groups(k, to - from) : 0;
      if (groups > 0) {
        seekThreshold(x, from, to - from, groups, maxima);
      }
      if (Float.isNaN(threshold)) {
        t = fill(x, from, to, firstId, excluded);
      }
    }
    Primitives loops = Kernels.primitives();
    int shift = firstId - from;
    for (t = loops.nextAbove(x, t, to, threshold); t < to; ) {
      if (t + shift != excluded) {
        add(key(x[t], t + shift));
      }
      t = loops.nextAbove(x, t + 1, to, threshold);
    }
  }

  /** Offers one item; for scores that were found above {@link #threshold}. */
  void offer(float score, int id) {
    add(key(score, id));
    if (Float.isNaN(threshold) && size >= k) {
      compact();
    }
  }

  /** Scores up to here cannot be among the best. */
  float threshold() {
    return Float.isNaN(threshold) ? Float.NEGATIVE_INFINITY : threshold;
  }

  /** Groups used for a first stretch of n values, or 0 when it is too short for them to pay. */
  private static int groups(int k, int n) {
    int groups = 64;
    while (groups < 4L * k && groups <= MOST_GROUPS) {
      groups *= 2;
    }
    return groups > MOST_GROUPS || n < 4 * groups ? 0 : groups;
  }

  /** Room that {@link #offer} needs for groups, whatever the stretch. */
  static float[] room() {
    return new float[MOST_GROUPS];
  }

  private void seekThreshold(float[] x, int from, int n, int groups, float[] maxima) {
    Kernels.primitives().groupMaxima(x, from, n, maxima, groups);
    long[] sorted = new long[groups];
    for (int g = 0; g < groups; g++) {
      sorted[g] = key(maxima[g], 0);
    }
    // One more than k, as the excluded one may be among them.
    float score = score(lowestOfLargest(sorted, groups, k + 1));
    if (score > Float.NEGATIVE_INFINITY) {
      threshold = Math.nextDown(score - margin);
    }
  }

  /** Takes what comes while no threshold is known; there is one as soon as there are k. */
  private int fill(float[] x, int from, int to, int firstId, int excluded) {
    int t = from;
    int end = (int) Math.min(to, from + 2L * k);
    for (; t < end; t++) {
      int id = firstId + t - from;
      if (id != excluded && !Float.isNaN(x[t])) {
        add(key(x[t], id));
      }
    }
    if (size >= k) {
      compact();
    }
    return t;
  }

  private void add(long key) {
    keys[size++] = key;
    if (size == keys.length) {
      compact();
    }
  }

  /** Keeps k, or k and those that could still turn out better; at least k must be there. */
  private void compact() {
    float kth = score(lowestOfLargest(keys, size, k));
    if (exact == null) {
      size = k;
      threshold = kth;
      return;
    }
    // What was thrown away was worse than k others, so an older and higher threshold stays right.
    float raised = Math.nextDown(kth - margin);
    threshold = threshold > raised ? threshold : raised;
    int kept = k;
    for (int i = k; i < size; i++) {
      if (score(keys[i]) > threshold) {
        keys[kept++] = keys[i];
      }
    }
    size = kept;
    if (size > k + 32) {
      keepExactlyBest(exact);
    }
  }

  /** The slow way, for many items of nearly equal scores. */
  private void keepExactlyBest(Exact judge) {
    long[] judged = judge(judge);
    long[] moved = judged.clone();
    long last = lowestOfLargest(moved, size, k);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (judged[i] >= last) {
        keys[kept++] = keys[i];
      }
    }
    size = kept;
  }

  private long[] judge(Exact judge) {
    long[] judged = new long[size];
    for (int i = 0; i < size; i++) {
      judged[i] = key(judge.score(id(keys[i])), id(keys[i]));
    }
    return judged;
  }

  private static long lowestOfLargest(long[] keys, int size, int count) {
    LargestKeys.moveToHead(keys, 0, size, count);
    long lowest = keys[0];
    for (int i = 1; i < count; i++) {
      lowest = Math.min(lowest, keys[i]);
    }
    return lowest;
  }

  /**
   * Writes the best first; returns how many there are, at most k.
   *
   * @param ids receives ids from {@code start} on
   * @param scores receives scores, exact ones where there are, from {@code start} on
   */
  int write(int[] ids, float[] scores, int start) {
    if (size > k) {
      compact();
    }
    long[] sorted = exact == null ? Arrays.copyOf(keys, size) : judge(exact);
    Arrays.sort(sorted);
    int count = Math.min(k, size);
    for (int i = 0; i < count; i++) {
      long key = sorted[sorted.length - 1 - i];
      ids[start + i] = id(key);
      scores[start + i] = score(key);
    }
    return count;
  }

  /** Sorts by score, then by descending id; a negative zero counts as zero. */
  static long key(float score, int id) {
    int bits = Float.floatToRawIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7FFFFFFF);
    return ((long) ordered << 32) | (~id & 0xFFFFFFFFL);
  }

  private static int id(long key) {
    return ~(int) key;
  }

  private static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & 0x7FFFFFFF));
  }
}
