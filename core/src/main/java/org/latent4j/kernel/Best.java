package org.latent4j.kernel;

import java.util.Arrays;

/**
 * The k largest of a stream of scores whose ids ascend; of equal scores the smaller id is kept.
 *
 * <p>Each kept item is one long that sorts as (score, then smaller id). Items above the threshold,
 * the k-th best so far, go to a buffer of 2k and more; when it is full a selection throws away all
 * but k. So an item costs a comparison, and few cost more. Where a first stretch is long, the
 * threshold starts from the maxima of groups of it: the k-th largest maximum is no greater than the
 * k-th largest value.
 */
final class Best {
  /** Most groups for which the first threshold is sought. */
  private static final int MOST_GROUPS = 1024;

  private final int k;
  private final long[] keys;
  private int size;

  /** Scores above it are looked at; NaN: not known yet. */
  private float threshold;

  /** k of at least 1. */
  Best(int k) {
    this.k = k;
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
   * @param maxima room for the groups, see {@link #groups}
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

  /** Groups used for a first stretch of n values, or 0 when it is too short for them to pay. */
  static int groups(int k, int n) {
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
    // One more than k, as the excluded one may be among them; the search is for strictly greater.
    LargestKeys.moveToHead(sorted, 0, groups, k + 1);
    long lowest = Long.MAX_VALUE;
    for (int g = 0; g <= k; g++) {
      lowest = Math.min(lowest, sorted[g]);
    }
    float score = score(lowest);
    if (score > Float.NEGATIVE_INFINITY) {
      threshold = Math.nextDown(score);
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

  private void compact() {
    LargestKeys.moveToHead(keys, 0, size, k);
    size = k;
    long lowest = keys[0];
    for (int i = 1; i < k; i++) {
      lowest = Math.min(lowest, keys[i]);
    }
    threshold = score(lowest);
  }

  /**
   * Writes the best first; returns how many there are, at most k. What is kept stays.
   *
   * @param ids receives ids from {@code start} on
   * @param scores receives scores from {@code start} on
   */
  int write(int[] ids, float[] scores, int start) {
    if (size > k) {
      compact();
    }
    Arrays.sort(keys, 0, size);
    for (int i = 0; i < size; i++) {
      long key = keys[size - 1 - i];
      ids[start + i] = id(key);
      scores[start + i] = score(key);
    }
    return size;
  }

  /** Sorts by score, then by descending id; a negative zero counts as zero. */
  static long key(float score, int id) {
    int bits = Float.floatToRawIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7FFFFFFF);
    return ((long) ordered << 32) | (~id & 0xFFFFFFFFL);
  }

  static int id(long key) {
    return ~(int) key;
  }

  static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & 0x7FFFFFFF));
  }
}
