package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestTest {
  private static int[] order(float[] scores, int excluded) {
    return IntStream.range(0, scores.length)
        .filter(id -> id != excluded)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b] + 0f, scores[a] + 0f))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] written(Best best, int k) {
    int[] ids = new int[k];
    int count = best.write(ids, new float[k], 0);
    return Arrays.copyOf(ids, count);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 100, 7", "10, 3000, 256", "10, 3000, 3000", "300, 2000, 64"})
  void stretchesAddUp(int k, int n, int stretch) {
    long seed = 7L * n + k;
    float[] x = new RandomStream(seed).normals(n);
    for (int excluded : new int[] {-1, n / 2}) {
      Best best = new Best(k);
      for (int from = 0; from < n; from += stretch) {
        best.offer(x, from, Math.min(n, from + stretch), from, excluded, Best.room());
      }
      int[] expected = order(x, excluded);
      assertThat(written(best, k))
          .as("seed %d, without %d", seed, excluded)
          .isEqualTo(Arrays.copyOf(expected, Math.min(k, expected.length)));
    }
  }

  /** Scores with noise choose candidates, exact ones decide; ids in any order. */
  @ParameterizedTest
  @CsvSource({"1, 2000, 1e-3", "10, 2000, 1e-3", "10, 2000, 0.5", "10, 2000, 100", "40, 50, 1"})
  void exactScoresDecide(int k, int n, float noise) {
    long seed = 13L * n + k;
    RandomStream stream = new RandomStream(seed);
    float[] exact = stream.normals(n);
    for (int id = 0; id < n; id++) {
      exact[id] = Math.round(exact[id] * 50) / 50f; // ties
    }
    int[] order = stream.permutation(n);
    Best best = new Best(k, 2 * noise, id -> exact[id]);
    for (int id : order) {
      float rough = exact[id] + noise * (2 * stream.uniformFloat() - 1);
      if (rough > best.threshold()) {
        best.offer(rough, id);
      }
    }
    int[] expected = Arrays.copyOf(order(exact, -1), k);
    int[] ids = new int[k];
    float[] scores = new float[k];
    assertThat(best.write(ids, scores, 0)).isEqualTo(k);
    assertThat(ids).as("seed %d", seed).isEqualTo(expected);
    for (int place = 0; place < k; place++) {
      assertThat(scores[place]).as("seed %d", seed).isEqualTo(exact[ids[place]]);
    }
  }

  @Test
  void equalScoresOfAnyOrderGoToTheSmallerId() {
    Best best = new Best(3, 0.1f, id -> 1);
    for (int id = 999; id >= 0; id--) {
      best.offer(1 + (id % 2) * 0.05f, id);
    }
    assertThat(written(best, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void clearingForgets() {
    Best best = new Best(2);
    float[] x = new RandomStream(3).normals(500);
    best.offer(x, 0, 500, 0, -1, Best.room());
    best.clear();
    assertThat(best.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
    best.offer(new float[] {-9, -8, -7}, 0, 3, 10, -1, Best.room());
    assertThat(written(best, 2)).containsExactly(12, 11);
  }

  @Test
  void fewerThanWantedAreWrittenAndNanIsPassedOver() {
    Best best = new Best(5);
    best.offer(new float[] {Float.NaN, 3, Float.NEGATIVE_INFINITY}, 0, 3, 0, -1, Best.room());
    assertThat(written(best, 5)).containsExactly(1, 2);
    assertThat(written(new Best(5), 5)).isEmpty();
  }

  @Test
  void theThresholdNeverFalls() {
    RandomStream stream = new RandomStream(11);
    float[] x = stream.normals(2000);
    Best best = new Best(4, 0.01f, id -> x[id]);
    float last = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < 2000; id++) {
      best.offer(x[id], id);
      assertThat(best.threshold()).as("seed 11, id %d", id).isGreaterThanOrEqualTo(last);
      last = best.threshold();
    }
    assertThat(last).isGreaterThan(1f);
  }

  @Test
  void keysSortByScoreThenSmallerId() {
    float[] ascending = {
      Float.NEGATIVE_INFINITY, -3e38f, -1, -1e-40f, 0, 1e-40f, 1, 3e38f, Float.POSITIVE_INFINITY
    };
    for (int i = 1; i < ascending.length; i++) {
      assertThat(Best.key(ascending[i], 9)).isGreaterThan(Best.key(ascending[i - 1], 0));
      assertThat(Best.key(ascending[i], 5)).isGreaterThan(Best.key(ascending[i], 6));
    }
    assertThat(Best.key(-0f, 3)).isEqualTo(Best.key(0f, 3));
    assertThat(Best.key(0, 0)).isGreaterThan(Best.key(0, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "23, 5", "24, 24", "25, 1", "100, 50", "1000, 999", "5000, 32"})
  void selectionAgreesWithASort(int n, int count) {
    RandomStream stream = new RandomStream(n);
    for (int kind = 0; kind < 6; kind++) {
      long[] keys = new long[n + 2];
      for (int i = 0; i < keys.length; i++) {
        keys[i] =
            switch (kind) {
              case 0 -> stream.next();
              case 1 -> i;
              case 2 -> -i;
              case 3 -> stream.below(3);
              case 4 -> 7;
              default -> Math.min(i, n - i); // bad for a median of three
            };
      }
      long[] sorted = Arrays.copyOfRange(keys, 1, n + 1);
      Arrays.sort(sorted);
      long[] expected = Arrays.copyOfRange(sorted, n - count, n);
      long first = keys[0];
      long last = keys[n + 1];
      LargestKeys.moveToHead(keys, 1, n + 1, count);
      long[] head = Arrays.copyOfRange(keys, 1, count + 1);
      Arrays.sort(head);
      assertThat(head).as("seed %d, kind %d", n, kind).isEqualTo(expected);
      long[] all = Arrays.copyOfRange(keys, 1, n + 1);
      Arrays.sort(all);
      assertThat(all).as("nothing lost, kind %d", kind).isEqualTo(sorted);
      assertThat(keys[0]).isEqualTo(first);
      assertThat(keys[n + 1]).isEqualTo(last);
    }
  }
}
