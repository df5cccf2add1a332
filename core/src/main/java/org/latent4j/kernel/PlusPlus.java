package org.latent4j.kernel;

import java.util.Arrays;

/**
 * Centres to start from, spread over the rows: each is drawn with a probability proportional to the
 * squared distance from those before it; of several draws the one that helps most is kept.
 *
 * <p>Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007, with
 * the greedy variant of its section 6 (2 + floor(ln k) draws).
 */
final class PlusPlus {
  private static final int BLOCK = 1024;

  private final ClusterRows rows;
  private final RandomStream stream;
  private final int threads;
  private final float[] closest;
  private final double[] sums;

  PlusPlus(ClusterRows rows, RandomStream stream, int threads) {
    this.rows = rows;
    this.stream = stream;
    this.threads = threads;
    this.closest = new float[rows.count()];
    this.sums = new double[(rows.count() + BLOCK - 1) / BLOCK];
  }

  /** The chosen rows, k of them; they differ as long as the rows do. */
  int[] choose(int k) {
    int[] chosen = new int[k];
    chosen[0] = stream.below(rows.count());
    Arrays.fill(closest, Float.POSITIVE_INFINITY);
    int[] candidates = {chosen[0]};
    int draws = 2 + (int) Math.log(k);
    for (int c = 1; ; c++) {
      float[][] distances = distances(candidates);
      int best = best(distances);
      keep(distances[best]);
      chosen[c - 1] = candidates[best];
      if (c == k) {
        return chosen;
      }
      candidates = draw(draws);
    }
  }

  /** Squared distances of all rows from each candidate, never above those from the centres. */
  private float[][] distances(int[] candidates) {
    int d = rows.dimension();
    float[][] points = new float[candidates.length][d];
    for (int t = 0; t < candidates.length; t++) {
      rows.readShifted(candidates[t], candidates[t] + 1, points[t]);
    }
    float[][] out = new float[candidates.length][rows.count()];
    Parallel.blocks(
        rows.count(),
        BLOCK,
        threads,
        (from, to) -> {
          float[] block = new float[(to - from) * d];
          rows.readShifted(from, to, block);
          for (int i = from; i < to; i++) {
            for (int t = 0; t < points.length; t++) {
              float distance = Kernels.squaredEuclidean(block, (i - from) * d, points[t], 0, d);
              out[t][i] = Math.min(closest[i], distance);
            }
          }
        });
    return out;
  }

  private static int best(float[][] distances) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < distances.length; t++) {
      double sum = 0;
      for (float distance : distances[t]) {
        sum += distance;
      }
      if (sum < least) {
        least = sum;
        best = t;
      }
    }
    return best;
  }

  private void keep(float[] distances) {
    System.arraycopy(distances, 0, closest, 0, closest.length);
    Arrays.fill(sums, 0);
    for (int i = 0; i < closest.length; i++) {
      sums[i / BLOCK] += closest[i];
    }
  }

  private int[] draw(int draws) {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    int[] drawn = new int[draws];
    for (int t = 0; t < draws; t++) {
      // Where every row lies on a centre, any will do.
      drawn[t] = total == 0 ? stream.below(closest.length) : at(stream.uniform() * total);
    }
    return drawn;
  }

  /** The row where the running sum of the distances passes {@code position}. */
  private int at(double position) {
    double rest = position;
    int block = 0;
    while (block < sums.length - 1 && rest >= sums[block]) {
      rest -= sums[block++];
    }
    int last = -1;
    for (int i = block * BLOCK; i < Math.min(closest.length, (block + 1) * BLOCK); i++) {
      if (closest[i] > 0) {
        last = i;
        if (rest < closest[i]) {
          return i;
        }
        rest -= closest[i];
      }
    }
    return last >= 0 ? last : farthest();
  }

  private int farthest() {
    int farthest = 0;
    for (int i = 1; i < closest.length; i++) {
      if (closest[i] > closest[farthest]) {
        farthest = i;
      }
    }
    return farthest;
  }
}
