package org.latent4j.kernel;

/**
 * The elementary loops over stretches of flat arrays, and the choice between their two
 * implementations: the Vector API where the JVM was started with {@code --add-modules
 * jdk.incubator.vector}, plain Java otherwise. The choice is made once.
 *
 * <p>The same call gives the same bits every time; the two implementations differ by rounding.
 */
public final class Kernels {
  private static final Primitives CHOSEN =
      choose(Primitives.class, "VectorKernels", new ScalarKernels());
  private static final CodeLoops CODE_LOOPS =
      choose(CodeLoops.class, "VectorCodeLoops", new ScalarCodeLoops());
  private static final ClassLoops CLASS_LOOPS =
      choose(ClassLoops.class, "VectorClassLoops", new ScalarClassLoops());

  private Kernels() {}

  private static <T> T choose(Class<T> loops, String vector, T scalar) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return scalar;
    }
    try {
      return Class.forName("org.latent4j.kernel." + vector)
          .asSubclass(loops)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      // A JDK whose incubator has moved on, or a machine without useful vectors.
      return scalar;
    }
  }

  /** The implementation that runs. */
  static Primitives primitives() {
    return CHOSEN;
  }

  /** The implementation of the loops over codes that runs. */
  static CodeLoops codeLoops() {
    return CODE_LOOPS;
  }

  /** The implementation of the loops over rows of classes that runs. */
  static ClassLoops classLoops() {
    return CLASS_LOOPS;
  }

  /** Which implementation runs, for people: {@code vector (512 bits)} or {@code scalar (...)}. */
  public static String describe() {
    return CHOSEN.description();
  }

  /** Whether the Vector API runs. */
  public static boolean vectorized() {
    return !(CHOSEN instanceof ScalarKernels);
  }

  /** Dot product of {@code a[i, i + n)} and {@code b[j, j + n)}. */
  public static float dot(float[] a, int i, float[] b, int j, int n) {
    return CHOSEN.dot(a, i, b, j, n);
  }

  /** Dot product of {@code a[i, i + n)} and {@code b[j, j + n)}. */
  public static double dot(double[] a, int i, double[] b, int j, int n) {
    return CHOSEN.dot(a, i, b, j, n);
  }

  /** Dot product of {@code a[i, i + n)} and {@code b[j, j + n)}, added up in double precision. */
  public static double dotInDouble(float[] a, int i, float[] b, int j, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 4 <= n; t += 4) {
      s0 += (double) a[i + t] * b[j + t];
      s1 += (double) a[i + t + 1] * b[j + t + 1];
      s2 += (double) a[i + t + 2] * b[j + t + 2];
      s3 += (double) a[i + t + 3] * b[j + t + 3];
    }
    double sum = (s0 + s2) + (s1 + s3);
    for (; t < n; t++) {
      sum += (double) a[i + t] * b[j + t];
    }
    return sum;
  }

  /** Squared Euclidean distance of {@code a[i, i + n)} and {@code b[j, j + n)}. */
  public static float squaredEuclidean(float[] a, int i, float[] b, int j, int n) {
    return CHOSEN.squaredEuclidean(a, i, b, j, n);
  }

  /** Sum of the absolute differences of {@code a[i, i + n)} and {@code b[j, j + n)}. */
  public static float manhattan(float[] a, int i, float[] b, int j, int n) {
    return CHOSEN.manhattan(a, i, b, j, n);
  }

  /** Largest absolute difference of {@code a[i, i + n)} and {@code b[j, j + n)}. */
  public static float chebyshev(float[] a, int i, float[] b, int j, int n) {
    return CHOSEN.chebyshev(a, i, b, j, n);
  }

  /** Adds {@code alpha x[i, i + n)} to {@code y[j, j + n)}. */
  public static void axpy(float alpha, float[] x, int i, float[] y, int j, int n) {
    CHOSEN.axpy(alpha, x, i, y, j, n);
  }

  /** Adds {@code alpha x[i, i + n)} to {@code y[j, j + n)}. */
  public static void axpy(double alpha, double[] x, int i, double[] y, int j, int n) {
    CHOSEN.axpy(alpha, x, i, y, j, n);
  }

  /** Adds {@code x[i, i + n)} to {@code y[j, j + n)}. */
  public static void add(float[] x, int i, double[] y, int j, int n) {
    CHOSEN.add(x, i, y, j, n);
  }

  /** Multiplies {@code x[i, i + n)} by {@code alpha}. */
  public static void scale(float alpha, float[] x, int i, int n) {
    CHOSEN.scale(alpha, x, i, n);
  }

  /** Sum of {@code x[i, i + n)}. */
  public static float sum(float[] x, int i, int n) {
    return CHOSEN.sum(x, i, n);
  }

  /**
   * {@code ranks[j + t]} = how many c in [0, k) have {@code x[i + t] > thresholds[c period + t %
   * period]}, for t in [0, n): codes of rows of numbers between thresholds, whose columns repeat
   * with the period.
   *
   * @param x finite numbers
   * @param thresholds without NaN, negative zero and negative infinity
   * @param period a multiple of 16
   */
  public static void ranks(
      float[] x, int i, int n, float[] thresholds, int period, int k, int[] ranks, int j) {
    CHOSEN.ranks(x, i, n, thresholds, period, k, ranks, j);
  }

  /** Largest of {@code x[i, i + n)}; negative infinity for n = 0. NaN is passed over. */
  public static float max(float[] x, int i, int n) {
    return CHOSEN.max(x, i, n);
  }
}
