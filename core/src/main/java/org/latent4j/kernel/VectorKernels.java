package org.latent4j.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on the Vector API. This class and {@link VectorCodeLoops} alone refer to {@code
 * jdk.incubator.vector}: they are loaded by name where the module is present.
 *
 * <p>The order in which {@code reduceLanes} adds is left open by its definition and does change
 * when a method is compiled; sums are therefore folded by shuffles, in one fixed order.
 */
final class VectorKernels implements Primitives {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.vectorShape().withLanes(int.class);
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF_FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  private static final int WIDTH = FLOATS.length();
  private static final int WIDTH_2 = 2 * WIDTH;
  private static final int WIDTH_3 = 3 * WIDTH;
  private static final int WIDTH_4 = 4 * WIDTH;
  private static final int WIDE = DOUBLES.length();
  private static final int WIDE_4 = 4 * WIDE;

  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(FLOATS, 8, 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(FLOATS, 4, 1, true);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(FLOATS, 2, 1, true);
  private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(FLOATS, 1, 1, true);
  private static final VectorShuffle<Double> DOUBLE_BY_4 = VectorShuffle.iota(DOUBLES, 4, 1, true);
  private static final VectorShuffle<Double> DOUBLE_BY_2 = VectorShuffle.iota(DOUBLES, 2, 1, true);
  private static final VectorShuffle<Double> DOUBLE_BY_1 = VectorShuffle.iota(DOUBLES, 1, 1, true);

  /** Refuses a machine whose vectors do not pay: fewer than 4 floats or more than 16. */
  VectorKernels() {
    if (WIDTH < 4 || WIDTH > 16) {
      throw new UnsupportedOperationException("vectors of " + FLOATS.length() + " floats");
    }
  }

  @Override
  public String description() {
    return "vector (" + FLOATS.vectorBitSize() + " bits)";
  }

  private static float fold(FloatVector v) {
    FloatVector s = v;
    if (WIDTH >= 16) {
      s = s.add(s.rearrange(BY_8));
    }
    if (WIDTH >= 8) {
      s = s.add(s.rearrange(BY_4));
    }
    s = s.add(s.rearrange(BY_2));
    s = s.add(s.rearrange(BY_1));
    return s.lane(0);
  }

  private static double fold(DoubleVector v) {
    DoubleVector s = v;
    if (WIDE >= 8) {
      s = s.add(s.rearrange(DOUBLE_BY_4));
    }
    if (WIDE >= 4) {
      s = s.add(s.rearrange(DOUBLE_BY_2));
    }
    s = s.add(s.rearrange(DOUBLE_BY_1));
    return s.lane(0);
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }

  private static FloatVector larger(FloatVector a, FloatVector b) {
    return a.blend(b, b.compare(VectorOperators.GT, a));
  }

  /**
   * Negative where a is below b. Also where the difference is a NaN of negative sign, so a search
   * that stops on it must look again.
   */
  private static IntVector below(FloatVector a, FloatVector b) {
    return a.sub(b).reinterpretAsInts();
  }

  @Override
  public float dot(float[] a, int i, float[] b, int j, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int t = 0;
    for (; t <= n - WIDTH_4; t += WIDTH_4) {
      s0 = load(a, i + t).fma(load(b, j + t), s0);
      s1 = load(a, i + t + WIDTH).fma(load(b, j + t + WIDTH), s1);
      s2 = load(a, i + t + WIDTH_2).fma(load(b, j + t + WIDTH_2), s2);
      s3 = load(a, i + t + WIDTH_3).fma(load(b, j + t + WIDTH_3), s3);
    }
    for (; t <= n - WIDTH; t += WIDTH) {
      s0 = load(a, i + t).fma(load(b, j + t), s0);
    }
    float sum = fold(s0.add(s2).add(s1.add(s3)));
    for (; t < n; t++) {
      sum += a[i + t] * b[j + t];
    }
    return sum;
  }

  @Override
  public double dot(double[] a, int i, double[] b, int j, int n) {
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int t = 0;
    for (; t <= n - WIDE_4; t += WIDE_4) {
      s0 = load(a, i + t).fma(load(b, j + t), s0);
      s1 = load(a, i + t + WIDE).fma(load(b, j + t + WIDE), s1);
      s2 = load(a, i + t + 2 * WIDE).fma(load(b, j + t + 2 * WIDE), s2);
      s3 = load(a, i + t + 3 * WIDE).fma(load(b, j + t + 3 * WIDE), s3);
    }
    for (; t <= n - WIDE; t += WIDE) {
      s0 = load(a, i + t).fma(load(b, j + t), s0);
    }
    double sum = fold(s0.add(s2).add(s1.add(s3)));
    for (; t < n; t++) {
      sum += a[i + t] * b[j + t];
    }
    return sum;
  }

  @Override
  public float squaredEuclidean(float[] a, int i, float[] b, int j, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    int t = 0;
    for (; t <= n - WIDTH_2; t += WIDTH_2) {
      FloatVector d0 = load(a, i + t).sub(load(b, j + t));
      FloatVector d1 = load(a, i + t + WIDTH).sub(load(b, j + t + WIDTH));
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
    }
    for (; t <= n - WIDTH; t += WIDTH) {
      FloatVector d0 = load(a, i + t).sub(load(b, j + t));
      s0 = d0.fma(d0, s0);
    }
    float sum = fold(s0.add(s1));
    for (; t < n; t++) {
      float d = a[i + t] - b[j + t];
      sum += d * d;
    }
    return sum;
  }

  @Override
  public float manhattan(float[] a, int i, float[] b, int j, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    int t = 0;
    for (; t <= n - WIDTH_2; t += WIDTH_2) {
      s0 = s0.add(load(a, i + t).sub(load(b, j + t)).abs());
      s1 = s1.add(load(a, i + t + WIDTH).sub(load(b, j + t + WIDTH)).abs());
    }
    for (; t <= n - WIDTH; t += WIDTH) {
      s0 = s0.add(load(a, i + t).sub(load(b, j + t)).abs());
    }
    float sum = fold(s0.add(s1));
    for (; t < n; t++) {
      sum += Math.abs(a[i + t] - b[j + t]);
    }
    return sum;
  }

  @Override
  public float chebyshev(float[] a, int i, float[] b, int j, int n) {
    FloatVector m = FloatVector.zero(FLOATS);
    int t = 0;
    for (; t <= n - WIDTH; t += WIDTH) {
      m = larger(m, load(a, i + t).sub(load(b, j + t)).abs());
    }
    float largest = m.reduceLanes(VectorOperators.MAX);
    for (; t < n; t++) {
      float difference = Math.abs(a[i + t] - b[j + t]);
      largest = difference > largest ? difference : largest;
    }
    return largest;
  }

  @Override
  public void axpy(float alpha, float[] x, int i, float[] y, int j, int n) {
    FloatVector factor = FloatVector.broadcast(FLOATS, alpha);
    int t = 0;
    for (; t <= n - WIDTH; t += WIDTH) {
      load(x, i + t).fma(factor, load(y, j + t)).intoArray(y, j + t);
    }
    for (; t < n; t++) {
      y[j + t] += alpha * x[i + t];
    }
  }

  @Override
  public void axpy(double alpha, double[] x, int i, double[] y, int j, int n) {
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, alpha);
    int t = 0;
    for (; t <= n - WIDE; t += WIDE) {
      load(x, i + t).fma(factor, load(y, j + t)).intoArray(y, j + t);
    }
    for (; t < n; t++) {
      y[j + t] += alpha * x[i + t];
    }
  }

  @Override
  public void scale(float alpha, float[] x, int i, int n) {
    int t = 0;
    for (; t <= n - WIDTH; t += WIDTH) {
      load(x, i + t).mul(alpha).intoArray(x, i + t);
    }
    for (; t < n; t++) {
      x[i + t] *= alpha;
    }
  }

  @Override
  public float sum(float[] x, int i, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    int t = 0;
    for (; t <= n - WIDTH_2; t += WIDTH_2) {
      s0 = s0.add(load(x, i + t));
      s1 = s1.add(load(x, i + t + WIDTH));
    }
    float sum = fold(s0.add(s1));
    for (; t < n; t++) {
      sum += x[i + t];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int i, int n) {
    FloatVector m = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int t = 0;
    for (; t <= n - WIDTH; t += WIDTH) {
      m = larger(m, load(x, i + t));
    }
    float largest = m.reduceLanes(VectorOperators.MAX);
    for (; t < n; t++) {
      largest = x[i + t] > largest ? x[i + t] : largest;
    }
    return largest;
  }

  @Override
  public int nextAbove(float[] x, int from, int to, float threshold) {
    FloatVector limit = FloatVector.broadcast(FLOATS, threshold);
    int t = from;
    for (; t <= to - WIDTH_4; t += WIDTH_4) {
      IntVector s0 = below(limit, load(x, t)).or(below(limit, load(x, t + WIDTH)));
      IntVector s1 = below(limit, load(x, t + WIDTH_2)).or(below(limit, load(x, t + WIDTH_3)));
      if (s0.or(s1).compare(VectorOperators.LT, 0).anyTrue()) {
        break;
      }
    }
    for (; t <= to - WIDTH; t += WIDTH) {
      VectorMask<Float> above = load(x, t).compare(VectorOperators.GT, limit);
      if (above.anyTrue()) {
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
    for (; t <= to - WIDTH_4; t += WIDTH_4) {
      int j = i + t;
      IntVector s0 = below(load(thresholds, t), load(x, j));
      IntVector s1 = below(load(thresholds, t + WIDTH), load(x, j + WIDTH));
      IntVector s2 = below(load(thresholds, t + WIDTH_2), load(x, j + WIDTH_2));
      IntVector s3 = below(load(thresholds, t + WIDTH_3), load(x, j + WIDTH_3));
      if (s0.or(s1).or(s2.or(s3)).compare(VectorOperators.LT, 0).anyTrue()) {
        break;
      }
    }
    for (; t <= to - WIDTH; t += WIDTH) {
      if (load(x, i + t).compare(VectorOperators.GT, load(thresholds, t)).anyTrue()) {
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
    FloatVector lowest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int whole = n - n % groups;
    for (int g = 0; g < groups; g += WIDTH_4) {
      FloatVector m0 = lowest;
      FloatVector m1 = lowest;
      FloatVector m2 = lowest;
      FloatVector m3 = lowest;
      for (int t = i + g; t < i + whole; t += groups) {
        m0 = larger(m0, load(x, t));
        m1 = larger(m1, load(x, t + WIDTH));
        m2 = larger(m2, load(x, t + WIDTH_2));
        m3 = larger(m3, load(x, t + WIDTH_3));
      }
      m0.intoArray(maxima, g);
      m1.intoArray(maxima, g + WIDTH);
      m2.intoArray(maxima, g + WIDTH_2);
      m3.intoArray(maxima, g + WIDTH_3);
    }
    for (int t = whole; t < n; t++) {
      maxima[t - whole] = Math.max(maxima[t - whole], x[i + t]);
    }
  }

  @Override
  public int nextNonFinite(float[] x, int from, int to) {
    FloatVector zero = FloatVector.zero(FLOATS);
    int t = from;
    for (; t <= to - WIDTH_4; t += WIDTH_4) {
      FloatVector z0 = load(x, t).mul(zero).add(load(x, t + WIDTH).mul(zero));
      FloatVector z1 = load(x, t + WIDTH_2).mul(zero).add(load(x, t + WIDTH_3).mul(zero));
      // NaN and infinity times zero are NaN, the rest is a zero.
      if (z0.add(z1).compare(VectorOperators.NE, zero).anyTrue()) {
        break;
      }
    }
    for (; t < to; t++) {
      if (!Float.isFinite(x[t])) {
        return t;
      }
    }
    return to;
  }

  @Override
  public void add(float[] x, int i, double[] y, int j, int n) {
    int t = 0;
    for (; t <= n - WIDE; t += WIDE) {
      DoubleVector wide =
          (DoubleVector)
              FloatVector.fromArray(HALF_FLOATS, x, i + t)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      load(y, j + t).add(wide).intoArray(y, j + t);
    }
    for (; t < n; t++) {
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
    for (int i = 0; i < m; i += WIDTH_4) {
      FloatVector best0 = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
      FloatVector best1 = best0;
      FloatVector best2 = best0;
      FloatVector best3 = best0;
      FloatVector second0 = best0;
      FloatVector second1 = best0;
      FloatVector second2 = best0;
      FloatVector second3 = best0;
      FloatVector where0 = FloatVector.zero(FLOATS);
      FloatVector where1 = where0;
      FloatVector where2 = where0;
      FloatVector where3 = where0;
      for (int c = 0; c < k; c++) {
        FloatVector offset = FloatVector.broadcast(FLOATS, offsets[c]);
        FloatVector number = FloatVector.broadcast(FLOATS, (float) c);
        int at = c * stride + i;
        FloatVector value0 = offset.sub(load(x, at));
        VectorMask<Float> lower0 = value0.compare(VectorOperators.LT, best0);
        FloatVector loser0 = value0.blend(best0, lower0);
        best0 = best0.blend(value0, lower0);
        where0 = where0.blend(number, lower0);
        second0 = second0.blend(loser0, loser0.compare(VectorOperators.LT, second0));
        FloatVector value1 = offset.sub(load(x, at + WIDTH));
        VectorMask<Float> lower1 = value1.compare(VectorOperators.LT, best1);
        FloatVector loser1 = value1.blend(best1, lower1);
        best1 = best1.blend(value1, lower1);
        where1 = where1.blend(number, lower1);
        second1 = second1.blend(loser1, loser1.compare(VectorOperators.LT, second1));
        FloatVector value2 = offset.sub(load(x, at + WIDTH_2));
        VectorMask<Float> lower2 = value2.compare(VectorOperators.LT, best2);
        FloatVector loser2 = value2.blend(best2, lower2);
        best2 = best2.blend(value2, lower2);
        where2 = where2.blend(number, lower2);
        second2 = second2.blend(loser2, loser2.compare(VectorOperators.LT, second2));
        FloatVector value3 = offset.sub(load(x, at + WIDTH_3));
        VectorMask<Float> lower3 = value3.compare(VectorOperators.LT, best3);
        FloatVector loser3 = value3.blend(best3, lower3);
        best3 = best3.blend(value3, lower3);
        where3 = where3.blend(number, lower3);
        second3 = second3.blend(loser3, loser3.compare(VectorOperators.LT, second3));
      }
      best0.intoArray(best, i);
      best1.intoArray(best, i + WIDTH);
      best2.intoArray(best, i + WIDTH_2);
      best3.intoArray(best, i + WIDTH_3);
      second0.intoArray(second, i);
      second1.intoArray(second, i + WIDTH);
      second2.intoArray(second, i + WIDTH_2);
      second3.intoArray(second, i + WIDTH_3);
      where0.intoArray(where, i);
      where1.intoArray(where, i + WIDTH);
      where2.intoArray(where, i + WIDTH_2);
      where3.intoArray(where, i + WIDTH_3);
    }
  }

  private static DoubleVector smaller(DoubleVector a, DoubleVector b) {
    return a.blend(b, b.compare(VectorOperators.LT, a));
  }

  private static DoubleVector relaxed(
      double[] costs, double[] prices, DoubleVector height, double[] distances, int t) {
    DoubleVector distance = load(costs, t).sub(load(prices, t)).sub(height);
    DoubleVector kept = smaller(load(distances, t), distance);
    kept.intoArray(distances, t);
    return kept;
  }

  @Override
  public void ranks(
      float[] x, int i, int n, float[] thresholds, int period, int k, int[] ranks, int j) {
    int t = 0;
    for (int place = 0; t + WIDTH <= n; t += WIDTH) {
      FloatVector value = load(x, i + t);
      IntVector rank = IntVector.zero(INTS);
      for (int c = 0, at = place; c < k; c++, at += period) {
        // The sign of a difference is cheaper than a mask, which older JVMs keep as bytes.
        IntVector sign = load(thresholds, at).sub(value).reinterpretAsInts();
        rank = rank.add(sign.lanewise(VectorOperators.LSHR, 31));
      }
      rank.intoArray(ranks, j + t);
      place = place + WIDTH == period ? 0 : place + WIDTH;
    }
    for (; t < n; t++) {
      int rank = 0;
      for (int c = 0, at = t % period; c < k; c++, at += period) {
        rank += x[i + t] > thresholds[at] ? 1 : 0;
      }
      ranks[j + t] = rank;
    }
  }

  @Override
  public double relax(double[] costs, double[] prices, double height, double[] distances, int n) {
    DoubleVector level = DoubleVector.broadcast(DOUBLES, height);
    DoubleVector m0 = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    DoubleVector m1 = m0;
    int t = 0;
    for (; t <= n - 2 * WIDE; t += 2 * WIDE) {
      m0 = smaller(m0, relaxed(costs, prices, level, distances, t));
      m1 = smaller(m1, relaxed(costs, prices, level, distances, t + WIDE));
    }
    double least = smaller(m0, m1).reduceLanes(VectorOperators.MIN);
    for (; t < n; t++) {
      double distance = costs[t] - prices[t] - height;
      distances[t] = distance < distances[t] ? distance : distances[t];
      least = distances[t] < least ? distances[t] : least;
    }
    return least;
  }

  @Override
  public int nextAtMost(double[] x, int from, int to, double limit) {
    DoubleVector most = DoubleVector.broadcast(DOUBLES, limit);
    int t = from;
    for (; t <= to - WIDE_4; t += WIDE_4) {
      DoubleVector m0 = smaller(load(x, t), load(x, t + WIDE));
      DoubleVector m1 = smaller(load(x, t + 2 * WIDE), load(x, t + 3 * WIDE));
      if (smaller(m0, m1).compare(VectorOperators.LE, most).anyTrue()) {
        break;
      }
    }
    while (t < to && !(x[t] <= limit)) {
      t++;
    }
    return t;
  }
}
