package org.latent4j.kernel;

/**
 * Selection of the largest keys in linear expected time, on data that stays where it is. Source:
 * Hoare, "Algorithm 65: Find", 1961; the pivot is the median of three. A run of bad pivots ends in
 * a sort, so the time is never quadratic.
 */
final class LargestKeys {
  private static final int SHORT = 24;

  private LargestKeys() {}

  /** Reorders {@code keys[from, to)} so that its {@code count} largest come first, unordered. */
  static void moveToHead(long[] keys, int from, int to, int count) {
    int low = from;
    int high = to - 1;
    int place = from + count - 1;
    int patience = 2 * (32 - Integer.numberOfLeadingZeros(Math.max(1, to - from)));
    while (high - low >= SHORT && place >= low && place < high) {
      if (patience-- == 0) {
        sortDescending(keys, low, high);
        return;
      }
      long pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] > pivot) {
          i++;
        }
        while (keys[j] < pivot) {
          j--;
        }
        if (i <= j) {
          long moved = keys[i];
          keys[i++] = keys[j];
          keys[j--] = moved;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        return;
      }
    }
    if (place >= low && place < high) {
      insertDescending(keys, low, high);
    }
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private static void sortDescending(long[] keys, int low, int high) {
    java.util.Arrays.sort(keys, low, high + 1);
    for (int i = low, j = high; i < j; i++, j--) {
      long moved = keys[i];
      keys[i] = keys[j];
      keys[j] = moved;
    }
  }

  private static void insertDescending(long[] keys, int low, int high) {
    for (int i = low + 1; i <= high; i++) {
      long key = keys[i];
      int j = i - 1;
      while (j >= low && keys[j] < key) {
        keys[j + 1] = keys[j];
        j--;
      }
      keys[j + 1] = key;
    }
  }
}
