package org.latent4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every index of similarity between two matrices of the same rows must pass. A test says how
 * two matrices are compared and declares what the index claims of itself; both the claims and what
 * is not claimed are tried.
 */
public abstract class SimilarityContract extends Contract {
  /** For subclasses. */
  protected SimilarityContract() {}

  /** The value of the index for {@code a} {@code [n, d]} and {@code b} {@code [n, d']}. */
  protected abstract double compare(INDArray a, INDArray b);

  /** Whether a larger value says that two matrices are more alike. */
  protected abstract boolean largerIsCloser();

  /** Whether both orders of the matrices give the same value. */
  protected abstract boolean symmetric();

  /** The least value there is; may be minus infinity. */
  protected abstract double least();

  /** The largest value there is; may be infinity. */
  protected abstract double most();

  /** What may be done to one of the matrices without changing the value. */
  protected abstract Set<SpaceTransformation> invariances();

  /**
   * By how much a noisy copy must be closer than an unrelated matrix, above 0: the quality floor.
   */
  protected abstract double qualityFloor();

  /**
   * Whether the index is a distance that obeys the triangle inequality; false unless overridden.
   */
  protected boolean metric() {
    return false;
  }

  /** Whether only matrices of the same width are compared; false unless overridden. */
  protected boolean sameWidthOnly() {
    return false;
  }

  /** How far values that must agree may be apart; 1e-6 unless overridden. */
  protected double tolerance() {
    return 1e-6;
  }

  /**
   * Varied data, {@code [n, d]} {@code DOUBLE}: correlated columns of unequal scale, away from the
   * origin, unless overridden.
   */
  protected INDArray sample(int n, int d, RandomStream random) {
    double[] values = new double[n * d];
    for (int i = 0; i < n; i++) {
      double common = random.normal();
      for (int j = 0; j < d; j++) {
        values[i * d + j] = (1 + j) * (random.normal() + 0.5 * common) + 0.3 * j + 0.4;
      }
    }
    return Dense.of(values, n, d);
  }

  /** Values lie between the declared least and most, for matrices of any relation and width. */
  @Test
  public final void staysInItsRange() {
    RandomStream random = random("staysInItsRange");
    for (int round = 0; round < 8; round++) {
      int width = sameWidthOnly() ? 5 : 3 + random.below(5);
      INDArray a = sample(40, 5, random);
      double value = compare(a, sample(40, width, random));
      inRange("unrelated matrices", value);
      inRange("noisy copies", compare(a, noisy(a, random)));
    }
  }

  /** A matrix is as close to itself as can be. */
  @Test
  public final void findsNothingCloserThanItself() {
    INDArray a = sample(40, 5, random("findsNothingCloserThanItself"));
    double best = largerIsCloser() ? most() : least();
    expect("a matrix and itself", best, compare(a, a.dup('c')));
  }

  /** Both orders give the same value exactly where the index says so. */
  @Test
  public final void isSymmetricAsDeclared() {
    RandomStream random = random("isSymmetricAsDeclared");
    boolean differs = false;
    for (int round = 0; round < 6; round++) {
      INDArray a = sample(40, 5, random);
      INDArray b = noisy(a, random).muli(sample(40, 5, random));
      double forth = compare(a, b);
      double back = compare(b, a);
      differs |= !(Math.abs(forth - back) <= tolerance());
      if (symmetric()) {
        expect("the other order", forth, back);
      }
    }
    if (!symmetric() && !differs) {
      throw new AssertionError("declared asymmetric, but both orders agree; seed " + seed());
    }
  }

  /** Declared invariances hold for either side and for both. */
  @Test
  public final void holdsItsInvariances() {
    RandomStream random = random("holdsItsInvariances");
    INDArray a = sample(40, 5, random);
    INDArray b = noisy(a, random);
    double value = compare(a, b);
    for (SpaceTransformation change : SpaceTransformation.values()) {
      if (change.follows(invariances())) {
        expect(change + " of the left", value, compare(change.apply(a, random), b));
        expect(change + " of the right", value, compare(a, change.apply(b, random)));
        expect(
            change + " of both", value, compare(change.apply(a, random), change.apply(b, random)));
      }
    }
  }

  /** What is not declared an invariance changes the value of some pair. */
  @Test
  public final void declaresAllItsInvariances() {
    RandomStream random = random("declaresAllItsInvariances");
    List<SpaceTransformation> unnoticed = new ArrayList<>();
    for (SpaceTransformation change : SpaceTransformation.values()) {
      boolean noticed = change.follows(invariances());
      for (int round = 0; round < 6 && !noticed; round++) {
        INDArray a = sample(40, 5, random);
        INDArray b = noisy(a, random);
        double value = compare(a, b);
        noticed =
            Math.abs(value - compare(change.apply(a, random), b)) > tolerance()
                || Math.abs(value - compare(a, change.apply(b, random))) > tolerance();
      }
      if (!noticed) {
        unnoticed.add(change);
      }
    }
    if (!unnoticed.isEmpty()) {
      throw new AssertionError(
          "declared " + invariances() + ", but these change nothing either: " + unnoticed);
    }
  }

  /** Where it is a metric: no detour over a third matrix is shorter. */
  @Test
  public final void obeysTheTriangleInequalityIfMetric() {
    RandomStream random = random("obeysTheTriangleInequalityIfMetric");
    for (int round = 0; metric() && round < 20; round++) {
      INDArray a = sample(30, 4, random);
      INDArray b = round % 2 == 0 ? sample(30, 4, random) : noisy(a, random);
      INDArray c = round % 3 == 0 ? sample(30, 4, random) : noisy(b, random);
      double direct = compare(a, c);
      double detour = compare(a, b) + compare(b, c);
      if (!(direct <= detour + tolerance())) {
        throw new AssertionError("triangle: expected at most " + detour + ", got " + direct);
      }
    }
  }

  /** The order of the rows does not matter as long as both have the same. */
  @Test
  public final void ignoresTheOrderOfRows() {
    RandomStream random = random("ignoresTheOrderOfRows");
    INDArray a = sample(40, 5, random);
    INDArray b = noisy(a, random);
    int[] order = random.permutation(40);
    double permuted = compare(RowLaws.take(a, order), RowLaws.take(b, order));
    expect("rows in another order", compare(a, b), permuted);
  }

  /** A noisy copy is closer than an unrelated matrix, by the declared floor. */
  @Test
  public final void reachesItsQualityFloor() {
    double floor = qualityFloor();
    double quality = 0;
    RandomStream random = random("reachesItsQualityFloor");
    for (int round = 0; round < 10; round++) {
      INDArray a = sample(60, 5, random);
      double gap = compare(a, noisy(a, random)) - compare(a, unrelated(random));
      quality += (largerIsCloser() ? gap : -gap) / 10;
    }
    if (!(floor > 0) || !(quality >= floor)) {
      throw new AssertionError(
          "quality: expected at least a floor above 0, " + floor + ", got " + quality);
    }
  }

  /** Another number of rows, and another width where that matters, is refused with both shapes. */
  @Test
  public final void refusesMatricesThatDoNotFit() {
    RandomStream random = random("refusesMatricesThatDoNotFit");
    INDArray a = sample(40, 5, random);
    refusesBoth(a, sample(39, 5, random));
    if (sameWidthOnly()) {
      refusesBoth(a, sample(40, 6, random));
    } else {
      inRange("matrices of widths 5 and 7", compare(a, sample(40, 7, random)));
    }
  }

  /** Other ranks and integers are refused on either side, naming what came. */
  @Test
  public final void refusesWhatIsNoMatrixOfRows() {
    INDArray a = sample(40, 5, random("refusesWhatIsNoMatrixOfRows"));
    INDArray integers = Dense.zeros(DataType.INT32, 40, 5);
    for (INDArray bad : List.of(Dense.zeros(DataType.DOUBLE, 40), a.reshape(8, 5, 5))) {
      String shape = Arrays.toString(bad.shape());
      Refusal.names("rank on the left", refuses(bad, a, ShapeException.class), shape);
      Refusal.names("rank on the right", refuses(a, bad, ShapeException.class), shape);
    }
    String type = integers.dataType().toString();
    Refusal.names("type on the left", refuses(integers, a, InputException.class), type);
    Refusal.names("type on the right", refuses(a, integers, InputException.class), type);
  }

  /** A NaN or an infinity on either side is refused, naming its row and column. */
  @Test
  public final void namesWhatIsNotFinite() {
    RandomStream random = random("namesWhatIsNotFinite");
    INDArray a = sample(40, 5, random);
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      int row = random.below(40);
      int column = random.below(5);
      INDArray bad = a.dup('c').putScalar(row, column, value);
      String name = Double.isNaN(value) ? "NaN" : Double.toString(value);
      String left = refuses(bad, a, NonFiniteException.class);
      Refusal.namesCell("on the left", left, name, row, column);
      String right = refuses(a, bad, NonFiniteException.class);
      Refusal.namesCell("on the right", right, name, row, column);
    }
  }

  /** Both matrices keep every bit; views and {@code f} order give the same value. */
  @Test
  public final void readsAnyLayoutAndLeavesItAlone() {
    RandomStream random = random("readsAnyLayoutAndLeavesItAlone");
    INDArray a = sample(40, 5, random);
    INDArray b = noisy(a, random);
    double value = compare(a, b);
    Layouts.of(a)
        .forEach(
            (name, y) -> {
              same("the left in " + name, value, compare(y, b));
              Bits.same("the left in " + name + " afterwards", a, y);
            });
    Layouts.of(b)
        .forEach(
            (name, y) -> {
              same("the right in " + name, value, compare(a, y));
              Bits.same("the right in " + name + " afterwards", b, y);
            });
  }

  /** {@code FLOAT} matrices give the value of the same numbers as {@code DOUBLE}, near enough. */
  @Test
  public final void takesBothTypes() {
    RandomStream random = random("takesBothTypes");
    INDArray a = sample(40, 5, random).castTo(DataType.FLOAT);
    INDArray b = noisy(a, random).castTo(DataType.FLOAT);
    double wide = compare(a.castTo(DataType.DOUBLE), b.castTo(DataType.DOUBLE));
    double narrow = compare(a, b);
    if (!(Math.abs(wide - narrow) <= 1e-4 * Math.max(1, Math.abs(wide)))) {
      throw new AssertionError("FLOAT: expected about " + wide + ", got " + narrow);
    }
  }

  /** Repeated, from 1, 2 and 7 threads and with as many of BLAS, and from 8 at once: same bits. */
  @Test
  public final void repeatsItsBitsForAnyThreads() throws Exception {
    RandomStream random = random("repeatsItsBitsForAnyThreads");
    INDArray a = sample(200, 5, random);
    INDArray b = noisy(a, random);
    double value = compare(a, b);
    compare(b, b); // between the calls, so that a memory of the last call shows
    same("called again", value, compare(a, b));
    for (int count : new int[] {1, 2, 7, 8}) {
      for (double other : Threads.together(count, () -> compare(a, b))) {
        same("called from " + count + " threads", value, other);
      }
      same(count + " native threads", value, Threads.withNative(count, () -> compare(a, b)));
    }
  }

  /** Nothing is printed, and nothing is logged at INFO or above. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  public final void isSilent() throws Exception {
    RandomStream random = random("isSilent");
    INDArray a = sample(40, 5, random);
    INDArray b = noisy(a, random);
    Silence.expect("compare", () -> compare(a, b));
  }

  private INDArray unrelated(RandomStream random) {
    return sample(60, 5, random);
  }

  private static INDArray noisy(INDArray x, RandomStream random) {
    INDArray out = x.dup('c');
    for (long i = 0; i < x.size(0); i++) {
      for (long j = 0; j < x.size(1); j++) {
        out.putScalar(i, j, x.getDouble(i, j) + 0.4 * random.normal());
      }
    }
    return out;
  }

  private void refusesBoth(INDArray a, INDArray b) {
    String message = refuses(a, b, ShapeException.class);
    for (INDArray side : List.of(a, b)) {
      long size = a.size(0) == b.size(0) ? side.size(1) : side.size(0);
      Refusal.names("matrices that do not fit", message, Long.toString(size));
    }
  }

  private String refuses(INDArray a, INDArray b, Class<? extends InputException> type) {
    String situation = "compare given " + Bits.describe(a) + " and " + Bits.describe(b);
    return Refusal.of(situation, type, () -> compare(a, b));
  }

  private void inRange(String what, double value) {
    if (!(value >= least() - tolerance() && value <= most() + tolerance())) {
      throw new AssertionError(what + ": expected " + least() + " to " + most() + ", got " + value);
    }
  }

  private void expect(String what, double expected, double value) {
    if (!(Math.abs(expected - value) <= tolerance() * Math.max(1, Math.abs(expected)))) {
      throw new AssertionError(what + ": expected " + expected + ", got " + value);
    }
  }

  private static void same(String what, double expected, double value) {
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(value)) {
      throw new AssertionError(what + ": expected the bits of " + expected + ", got " + value);
    }
  }
}
