package org.latent4j.kernel;

import java.util.Arrays;

/**
 * The loops in plain Java. Reductions keep eight sums apart, which frees the processor from waiting
 * for each addition; the compiler cannot do that itself, because it would change the bits.
 */
final class ScalarKernels implements Primitives {
  /** Values that are looked at together before a search narrows down. */
  private static final int CHUNK = 16;

  @Override
  public String description() {
    return "scalar (start the JVM with --add-modules jdk.incubator.vector for the vector path)";
  }

  @Override
  public float dot(float[] a, int i, float[] b, int j, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int t = 0;
    for (; t + 8 <= n; t += 8) {
      s0 += a[i + t] * b[j + t];
      s1 += a[i + t + 1] * b[j + t + 1];
      s2 += a[i + t + 2] * b[j + t + 2];
      s3 += a[i + t + 3] * b[j + t + 3];
      s4 += a[i + t + 4] * b[j + t + 4];
      s5 += a[i + t + 5] * b[j + t + 5];
      s6 += a[i + t + 6] * b[j + t + 6];
      s7 += a[i + t + 7] * b[j + t + 7];
    }
    float sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (; t < n; t++) {
      sum += a[i + t] * b[j + t];
    }
    return sum;
  }

  @Override
  public double dot(double[] a, int i, double[] b, int j, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 4 <= n; t += 4) {
      s0 += a[i + t] * b[j + t];
      s1 += a[i + t + 1] * b[j + t + 1];
      s2 += a[i + t + 2] * b[j + t + 2];
      s3 += a[i + t + 3] * b[j + t + 3];
    }
    double sum = (s0 + s2) + (s1 + s3);
    for (; t < n; t++) {
      sum += a[i + t] * b[j + t];
    }
    return sum;
  }

  @Override
  public float squaredEuclidean(float[] a, int i, float[] b, int j, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int t = 0;
    for (; t + 4 <= n; t += 4) {
      float d0 = a[i + t] - b[j + t];
      float d1 = a[i + t + 1] - b[j + t + 1];
      float d2 = a[i + t + 2] - b[j + t + 2];
      float d3 = a[i + t + 3] - b[j + t + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    float sum = (s0 + s2) + (s1 + s3);
    for (; t < n; t++) {
      float d = a[i + t] - b[j + t];
      sum += d * d;
    }
    return sum;
  }

  @Override
  public float manhattan(float[] a, int i, float[] b, int j, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int t = 0;
    for (; t + 4 <= n; t += 4) {
      s0 += Math.abs(a[i + t] - b[j + t]);
      s1 += Math.abs(a[i + t + 1] - b[j + t + 1]);
      s2 += Math.abs(a[i + t + 2] - b[j + t + 2]);
      s3 += Math.abs(a[i + t + 3] - b[j + t + 3]);
    }
    float sum = (s0 + s2) + (s1 + s3);
    for (; t < n; t++) {
      sum += Math.abs(a[i + t] - b[j + t]);
    }
    return sum;
  }

  @Override
  public float chebyshev(float[] a, int i, float[] b, int j, int n) {
    float largest = 0;
    for (int t = 0; t < n; t++) {
      float difference = Math.abs(a[i + t] - b[j + t]);
      largest = difference > largest ? difference : largest;
    }
    return largest;
  }

  @Override
  public void axpy(float alpha, float[] x, int i, float[] y, int j, int n) {
    if (i == j) {
      for (int t = i; t < i + n; t++) {
        y[t] += alpha * x[t];
      }
      return;
    }
    // Without a common index the compiler makes no vectors of it; four at a time is the next best.
    int t = 0;
    for (; t + 4 <= n; t += 4) {
      float y0 = y[j + t] + alpha * x[i + t];
      float y1 = y[j + t + 1] + alpha * x[i + t + 1];
      float y2 = y[j + t + 2] + alpha * x[i + t + 2];
      float y3 = y[j + t + 3] + alpha * x[i + t + 3];
      y[j + t] = y0;
      y[j + t + 1] = y1;
      y[j + t + 2] = y2;
      y[j + t + 3] = y3;
    }
    for (; t < n; t++) {
      y[j + t] += alpha * x[i + t];
    }
  }

  @Override
  public void axpy(double alpha, double[] x, int i, double[] y, int j, int n) {
    for (int t = 0; t < n; t++) {
      y[j + t] += alpha * x[i + t];
    }
  }

  @Override
  public void scale(float alpha, float[] x, int i, int n) {
    for (int t = i; t < i + n; t++) {
      x[t] *= alpha;
    }
  }

  @Override
  public float sum(float[] x, int i, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int t = i;
    int end = i + n;
    for (; t + 4 <= end; t += 4) {
      s0 += x[t];
      s1 += x[t + 1];
      s2 += x[t + 2];
      s3 += x[t + 3];
    }
    float sum = (s0 + s2) + (s1 + s3);
    for (; t < end; t++) {
      sum += x[t];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int i, int n) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int t = i; t < i + n; t++) {
      largest = x[t] > largest ? x[t] : largest;
    }
    return largest;
  }

  @Override
  public int nextAbove(float[] x, int from, int to, float threshold) {
    int t = from;
    for (; t + CHUNK <= to; t += CHUNK) {
      // One test for the whole chunk: no branch inside.
      int above = 0;
      for (int s = t; s < t + CHUNK; s++) {
        above |= x[s] > threshold ? 1 : 0;
      }
      if (above != 0) {
        break;
      }
    }
    for (; t < to; t++) {
      if (x[t] > threshold) {
        return t;
      }
    }
    return to;
  }

  @Override
  public int nextAbove(float[] x, int i, float[] thresholds, int from, int to) {
    int t = from;
    for (; t + CHUNK <= to; t += CHUNK) {
      int above = 0;
      for (int s = t; s < t + CHUNK; s++) {
        above |= x[i + s] > thresholds[s] ? 1 : 0;
      }
      if (above != 0) {
        break;
      }
    }
    for (; t < to; t++) {
      if (x[i + t] > thresholds[t]) {
        return t;
      }
    }
    return to;
  }

  @Override
  public void groupMaxima(float[] x, int i, int n, float[] maxima, int groups) {
    Arrays.fill(maxima, 0, groups, Float.NEGATIVE_INFINITY);
    for (int start = 0; start < n; start += groups) {
      int width = Math.min(groups, n - start);
      for (int g = 0; g < width; g++) {
        float value = x[i + start + g];
        maxima[g] = value > maxima[g] ? value : maxima[g];
      }
    }
  }

  @Override
  public int nextNonFinite(float[] x, int from, int to) {
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(to, start + CHUNK);
      float zeros = 0;
      for (int t = start; t < end; t++) {
        zeros += x[t] * 0f; // NaN for NaN and for infinity, else a zero
      }
      if (zeros != 0) {
        int t = start;
        while (Float.isFinite(x[t])) {
          t++;
        }
        return t;
      }
    }
    return to;
  }

  @Override
  public void add(float[] x, int i, double[] y, int j, int n) {
    for (int t = 0; t < n; t++) {
      y[j + t] += x[i + t];
    }
  }

  @Override
  public void lowestTwo(
      float[] x,
      int stride,
      int m,
      float[] offsets,
      int k,
      float[] best,
      float[] second,
      float[] where) {
    Arrays.fill(best, 0, m, Float.POSITIVE_INFINITY);
    Arrays.fill(second, 0, m, Float.POSITIVE_INFINITY);
    for (int c = 0; c < k; c++) {
      float offset = offsets[c];
      int start = c * stride;
      for (int i = 0; i < m; i++) {
        float value = offset - x[start + i];
        if (value < second[i]) {
          if (value < best[i]) {
            second[i] = best[i];
            best[i] = value;
            where[i] = c;
          } else {
            second[i] = value;
          }
        }
      }
    }
  }

  @Override
  public void ranks(
      float[] x, int i, int n, float[] thresholds, int period, int k, int[] ranks, int j) {
    for (int t = 0, place = 0; t < n; t++) {
      float value = x[i + t];
      int rank = 0;
      for (int c = 0, at = place; c < k; c++, at += period) {
        rank += value > thresholds[at] ? 1 : 0;
      }
      ranks[j + t] = rank;
      place = place + 1 == period ? 0 : place + 1;
    }
  }

  @Override
  public double relax(double[] costs, double[] prices, double height, double[] distances, int n) {
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < n; t++) {
      double distance = costs[t] - prices[t] - height;
      if (distance < distances[t]) {
        distances[t] = distance;
      }
      if (distances[t] < least) {
        least = distances[t];
      }
    }
    return least;
  }

  @Override
  public int nextAtMost(double[] x, int from, int to, double limit) {
    int t = from;
    while (t < to && !(x[t] <= limit)) {
      t++;
    }
    return t;
  }
}
