package org.latent4j.quantize.disentangle;

import java.util.Arrays;

/**
 * Linear support vector machines on one number, one class against the rest: squared hinge loss, C =
 * 0.01 times the balance of the class, slope and offset both penalised (as liblinear does). Each is
 * a smooth convex problem in two variables, solved by Newton steps.
 */
final class SupportVectors {
  private static final double C = 0.01;
  private static final int STEPS = 100;

  private final double[] slopes;
  private final double[] offsets;

  private SupportVectors(int count) {
    this.slopes = new double[count];
    this.offsets = new double[count];
    Arrays.fill(offsets, Double.NEGATIVE_INFINITY);
  }

  /** Learns from rows. */
  static SupportVectors of(double[] x, Labels labels) {
    int[] sizes = labels.sizes();
    long present = Arrays.stream(sizes).filter(size -> size > 0).count();
    SupportVectors out = new SupportVectors(labels.count());
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] > 0) {
        double own = C * labels.rows() / (present * (double) sizes[c]);
        double rest = present > 2 ? C : C * labels.rows() / (2.0 * (labels.rows() - sizes[c]));
        out.learn(x, labels.codes(), c, own, sizes[c] == labels.rows() ? C : rest);
      }
    }
    return out;
  }

  private void learn(double[] x, int[] codes, int member, double own, double rest) {
    double w = 0;
    double b = 0;
    for (int step = 0; step < STEPS; step++) {
      double gw = w;
      double gb = b;
      double ww = 1;
      double wb = 0;
      double bb = 1;
      for (int i = 0; i < x.length; i++) {
        double sign = codes[i] == member ? 1 : -1;
        double weight = codes[i] == member ? own : rest;
        double slack = 1 - sign * (w * x[i] + b);
        if (slack > 0) {
          gw -= 2 * weight * slack * sign * x[i];
          gb -= 2 * weight * slack * sign;
          ww += 2 * weight * x[i] * x[i];
          wb += 2 * weight * x[i];
          bb += 2 * weight;
        }
      }
      double determinant = ww * bb - wb * wb;
      double dw = (bb * gw - wb * gb) / determinant;
      double db = (ww * gb - wb * gw) / determinant;
      double before = value(x, codes, member, own, rest, w, b);
      double length = 1;
      while (length > 1e-10
          && value(x, codes, member, own, rest, w - length * dw, b - length * db) > before) {
        length /= 2;
      }
      w -= length * dw;
      b -= length * db;
      if (Math.abs(dw) <= 1e-10 * (1 + Math.abs(w)) && Math.abs(db) <= 1e-10 * (1 + Math.abs(b))) {
        break;
      }
    }
    slopes[member] = w;
    offsets[member] = b;
  }

  private static double value(
      double[] x, int[] codes, int member, double own, double rest, double w, double b) {
    double sum = (w * w + b * b) / 2;
    for (int i = 0; i < x.length; i++) {
      boolean in = codes[i] == member;
      double slack = Math.max(0, 1 - (in ? 1 : -1) * (w * x[i] + b));
      sum += (in ? own : rest) * slack * slack;
    }
    return sum;
  }

  /** The class whose machine says the most; the first of several. */
  int predict(double number) {
    int best = 0;
    for (int c = 1; c < slopes.length; c++) {
      if (slopes[c] * number + offsets[c] > slopes[best] * number + offsets[best]) {
        best = c;
      }
    }
    return best;
  }

  /** The share of rows whose class is predicted. */
  double accuracy(double[] x, Labels labels) {
    int right = 0;
    for (int i = 0; i < x.length; i++) {
      right += predict(x[i]) == labels.codes()[i] ? 1 : 0;
    }
    return (double) right / x.length;
  }
}
