package org.latent4j.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops over rows of classes on the Vector API. */
final class VectorClassLoops implements ClassLoops {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = DOUBLES.length();

  private static final DoubleVector LOG2_E = of(Exponential.LOG2_E);
  private static final DoubleVector ROUNDING = of(Exponential.ROUNDING);
  private static final DoubleVector MINUS_LN2_HIGH = of(-Exponential.LN2_HIGH);
  private static final DoubleVector MINUS_LN2_LOW = of(-Exponential.LN2_LOW);
  private static final DoubleVector ONE = of(1);
  private static final DoubleVector S13 = of(Exponential.SERIES[0]);
  private static final DoubleVector S12 = of(Exponential.SERIES[1]);
  private static final DoubleVector S11 = of(Exponential.SERIES[2]);
  private static final DoubleVector S10 = of(Exponential.SERIES[3]);
  private static final DoubleVector S9 = of(Exponential.SERIES[4]);
  private static final DoubleVector S8 = of(Exponential.SERIES[5]);
  private static final DoubleVector S7 = of(Exponential.SERIES[6]);
  private static final DoubleVector S6 = of(Exponential.SERIES[7]);
  private static final DoubleVector S5 = of(Exponential.SERIES[8]);
  private static final DoubleVector S4 = of(Exponential.SERIES[9]);
  private static final DoubleVector S3 = of(Exponential.SERIES[10]);
  private static final DoubleVector S2 = of(Exponential.SERIES[11]);

  private static DoubleVector of(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  /** Refuses vectors that do not divide a row. */
  VectorClassLoops() {
    if (WIDTH < 2 || WIDTH > 8) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " doubles");
    }
  }

  @Override
  public void sum(
      double[] table, int lanes, int[] chosen, int each, int from, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      int first = (from + i) * each;
      for (int c = 0; c < lanes; c += WIDTH) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int t = 0; t < each; t++) {
          sum = sum.add(DoubleVector.fromArray(DOUBLES, table, chosen[first + t] * lanes + c));
        }
        sum.intoArray(out, i * lanes + c);
      }
    }
  }

  @Override
  public void add(double[] x, int lanes, int[] chosen, int each, int from, int n, double[] table) {
    for (int i = 0; i < n; i++) {
      int first = (from + i) * each;
      for (int c = 0; c < lanes; c += WIDTH) {
        DoubleVector row = DoubleVector.fromArray(DOUBLES, x, i * lanes + c);
        for (int t = 0; t < each; t++) {
          int at = chosen[first + t] * lanes + c;
          DoubleVector.fromArray(DOUBLES, table, at).add(row).intoArray(table, at);
        }
      }
    }
  }

  @Override
  public void softmax(
      double[] x, int lanes, int n, double[] weights, double[] tops, double[] sums) {
    for (int i = 0; i < n; i++) {
      int at = i * lanes;
      DoubleVector largest = DoubleVector.fromArray(DOUBLES, x, at);
      for (int c = WIDTH; c < lanes; c += WIDTH) {
        largest = largest.max(DoubleVector.fromArray(DOUBLES, x, at + c));
      }
      double top = largest.reduceLanes(VectorOperators.MAX);
      for (int c = 0; c < lanes; c += WIDTH) {
        DoubleVector.fromArray(DOUBLES, x, at + c).sub(top).intoArray(x, at + c);
      }
      tops[i] = top;
    }
    exponentials(x, n * lanes);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int c = 0; c < lanes; c++) {
        sum += x[i * lanes + c];
      }
      sums[i] = sum;
      double scale = weights[i] / sum;
      for (int c = 0; c < lanes; c += WIDTH) {
        DoubleVector.fromArray(DOUBLES, x, i * lanes + c).mul(scale).intoArray(x, i * lanes + c);
      }
    }
  }

  /** {@link Exponential#of} of each number. */
  private static void exponentials(double[] x, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      DoubleVector number = DoubleVector.fromArray(DOUBLES, x, i).max(Exponential.LEAST);
      DoubleVector shifted = number.fma(LOG2_E, ROUNDING);
      DoubleVector whole = shifted.sub(ROUNDING);
      DoubleVector r = whole.fma(MINUS_LN2_HIGH, number);
      r = whole.fma(MINUS_LN2_LOW, r);
      DoubleVector p = r.fma(S13, S12).fma(r, S11).fma(r, S10).fma(r, S9).fma(r, S8).fma(r, S7);
      p = p.fma(r, S6).fma(r, S5).fma(r, S4).fma(r, S3).fma(r, S2).fma(r, ONE).fma(r, ONE);
      LongVector exponent =
          shifted
              .reinterpretAsLongs()
              .add(Exponential.BIAS)
              .lanewise(VectorOperators.LSHL, Exponential.EXPONENT);
      p.mul(exponent.reinterpretAsDoubles()).intoArray(x, i);
    }
  }
}
