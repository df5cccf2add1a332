package org.latent4j.kernel;

import java.nio.charset.StandardCharsets;
import org.latent4j.error.Require;

/**
 * A stream of random numbers that is the same on every platform and for every version of the JDK:
 * SplitMix64 and what is derived from it. Not thread-safe; give each task a stream of its own.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
 * (the generator); Lemire, "Fast random integer generation in an interval", 2019, arXiv 1805.10941
 * ({@link #below}); Marsaglia and Bray, 1964 (the polar method of {@link #normal}).
 */
public final class RandomStream {
  /** The golden gamma, the step of SplitMix64. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private double spare = Double.NaN;

  /** A stream seeded with {@code seed}; output i is {@code mix(seed + (i + 1) GAMMA)}. */
  public RandomStream(long seed) {
    this.state = seed;
  }

  /** The finalizer of SplitMix64: a bijection that spreads every bit of {@code z} over all bits. */
  public static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** FNV-1a-64 of the UTF-8 bytes of {@code text}. */
  public static long fnv1a64(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** The next 64 random bits. */
  public long next() {
    state += GAMMA;
    return mix(state);
  }

  /** A uniform double in [0, 1), a multiple of 2^-53. */
  public double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** A uniform float in [0, 1), a multiple of 2^-24. */
  public float uniformFloat() {
    return (next() >>> 40) * 0x1.0p-24f;
  }

  /**
   * A uniform integer in [0, n).
   *
   * @throws org.latent4j.error.InputException when {@code n < 1}
   */
  public int below(int n) {
    Require.atLeast("RandomStream.below: n", 1, n);
    long threshold = (1L << 32) % n;
    long product = (next() >>> 32) * n;
    while ((product & 0xFFFFFFFFL) < threshold) {
      product = (next() >>> 32) * n;
    }
    return (int) (product >>> 32);
  }

  /**
   * A standard normal number; they come in pairs, the second of which is kept for the next call.
   */
  public double normal() {
    if (!Double.isNaN(spare)) {
      double kept = spare;
      spare = Double.NaN;
      return kept;
    }
    double x;
    double y;
    double q;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      q = x * x + y * y;
    } while (q == 0 || q >= 1);
    double m = StrictMath.sqrt(-2 * StrictMath.log(q) / q);
    spare = y * m;
    return x * m;
  }

  /** Standard normal floats, in order. */
  public float[] normals(int count) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) normal();
    }
    return out;
  }

  /** A uniform permutation of 0 ... n-1; its first m entries are a uniform choice of m of n. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /**
   * Random signs: entry i is +1 where bit {@code i & 63} of output {@code i >> 6} is 1, else -1.
   */
  public int[] signs(int n) {
    int[] out = new int[n];
    long bits = 0;
    for (int i = 0; i < n; i++) {
      if ((i & 63) == 0) {
        bits = next();
      }
      out[i] = ((bits >>> (i & 63)) & 1) == 1 ? 1 : -1;
    }
    return out;
  }

  /**
   * A random orthogonal matrix {@code [d, d]} in row-major order, uniform over all of them (Haar):
   * Q of the QR decomposition of a normal matrix, filled row by row, its columns times the signs of
   * R's diagonal.
   *
   * <p>Source: Mezzadri, "How to generate random matrices from the classical compact groups", 2007,
   * arXiv math-ph/0609050, section 5.
   *
   * @throws org.latent4j.error.InputException when {@code d < 1}
   */
  public double[] orthogonal(int d) {
    Require.between("RandomStream.orthogonal: d", 1, 46340, d);
    double[] normals = new double[d * d];
    for (int i = 0; i < normals.length; i++) {
      normals[i] = normal();
    }
    Qr qr = Qr.of(normals, d, d);
    double[] q = Dense.doubles(qr.q());
    double[] r = Dense.doubles(qr.r());
    qr.q().close();
    qr.r().close();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        q[i * d + j] = r[j * d + j] < 0 ? -q[i * d + j] : q[i * d + j];
      }
    }
    return q;
  }
}
