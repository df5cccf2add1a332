package org.latent4j.kernel;

/**
 * A point that moves downhill along directions, by steps that meet the strong Wolfe conditions:
 * enough decrease and a slope that has flattened enough. A value or gradient that is not finite
 * counts as too far.
 */
final class LineSearch {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final double LONGEST = 1e20;
  private static final int TRIALS = 60;

  /** Value and slope at one step length. */
  private record Trial(double length, double value, double slope) {}

  private final Lbfgs.Objective objective;
  private double[] point;
  private double[] gradient;
  private double value;
  private double[] trialPoint;
  private double[] trialGradient;
  private double[] direction;
  private double[] lastStep;
  private double[] lastChange;
  private int evaluations;

  LineSearch(Lbfgs.Objective objective, double[] start) {
    int n = start.length;
    this.objective = objective;
    this.point = start.clone();
    this.gradient = new double[n];
    this.trialPoint = new double[n];
    this.trialGradient = new double[n];
    this.direction = new double[n];
    this.lastStep = new double[n];
    this.lastChange = new double[n];
    this.value = checked(objective.evaluate(point.clone(), gradient), gradient);
    this.evaluations = 1;
  }

  double[] point() {
    return point.clone();
  }

  double[] gradient() {
    return gradient;
  }

  double value() {
    return value;
  }

  int evaluations() {
    return evaluations;
  }

  /** The last step that was taken. */
  double[] lastStep() {
    return lastStep;
  }

  /** The change of the gradient over the last step. */
  double[] lastChange() {
    return lastChange;
  }

  /** Moves along {@code along}, trying {@code length} first; false when no step helps. */
  boolean go(double[] along, double length) {
    direction = along;
    double slope = dot(along, gradient);
    if (!(slope < 0) || Double.isInfinite(slope)) {
      return false;
    }
    Trial start = new Trial(0, value, slope);
    Trial before = start;
    double next = length;
    for (int t = 0; t < TRIALS; t++) {
      Trial now = at(next);
      if (accepted(start, now)) {
        return take(now);
      }
      if (tooHigh(start, now) || (t > 0 && now.value >= before.value)) {
        return zoom(start, before, now);
      }
      if (now.slope >= 0) {
        return zoom(start, now, before);
      }
      before = now;
      next = Math.min(2.5 * next, LONGEST);
    }
    return before.length > 0 && at(before.length).value < value && take(before);
  }

  /** Narrows an interval down; {@code low} has the lower value and slopes into it. */
  private boolean zoom(Trial start, Trial first, Trial second) {
    Trial low = first;
    Trial high = second;
    for (int t = 0; t < TRIALS; t++) {
      double length = between(low, high);
      if (length == low.length || length == high.length) {
        break;
      }
      Trial now = at(length);
      if (accepted(start, now)) {
        return take(now);
      }
      if (tooHigh(start, now) || now.value >= low.value) {
        high = now;
      } else {
        if (now.slope * (high.length - low.length) >= 0) {
          high = low;
        }
        low = now;
      }
    }
    // The conditions are out of reach of rounding; what lowers the value will do.
    return low.length > 0 && low.value < value && take(at(low.length));
  }

  /** The minimum of the cubic through both ends, kept off the ends. */
  private static double between(Trial a, Trial b) {
    double width = b.length - a.length;
    double middle = a.length + width / 2;
    if (!Double.isFinite(b.value)) {
      return middle;
    }
    double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.length - b.length);
    double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0)) {
      return middle;
    }
    double d2 = Math.signum(width) * Math.sqrt(square);
    double cubic = b.length - width * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
    double share = (cubic - a.length) / width;
    return share > 0.1 && share < 0.9 ? cubic : middle;
  }

  private static boolean tooHigh(Trial start, Trial now) {
    return !(now.value <= start.value + DECREASE * now.length * start.slope);
  }

  private static boolean accepted(Trial start, Trial now) {
    if (!Double.isFinite(now.value)) {
      return false;
    }
    if (!tooHigh(start, now) && Math.abs(now.slope) <= -CURVATURE * start.slope) {
      return true;
    }
    // Near the minimum values differ by rounding only, but slopes can still be told apart.
    boolean near = Math.abs(now.value - start.value) <= 1e-12 * Math.abs(start.value);
    return near
        && now.slope >= CURVATURE * start.slope
        && now.slope <= (2 * DECREASE - 1) * start.slope;
  }

  private Trial at(double length) {
    for (int i = 0; i < point.length; i++) {
      trialPoint[i] = point[i] + length * direction[i];
    }
    evaluations++;
    double height = checked(objective.evaluate(trialPoint, trialGradient), trialGradient);
    return new Trial(length, height, dot(direction, trialGradient));
  }

  /** Infinity unless the value and all of the gradient are finite. */
  private static double checked(double value, double[] gradient) {
    for (double entry : gradient) {
      if (!Double.isFinite(entry)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
  }

  /** Moves to the trial, which was the last one evaluated. */
  private boolean take(Trial trial) {
    int n = point.length;
    lastStep = new double[n];
    lastChange = new double[n];
    for (int i = 0; i < n; i++) {
      lastStep[i] = trialPoint[i] - point[i];
      lastChange[i] = trialGradient[i] - gradient[i];
    }
    double[] freePoint = point;
    double[] freeGradient = gradient;
    point = trialPoint;
    gradient = trialGradient;
    value = trial.value;
    trialPoint = freePoint;
    trialGradient = freeGradient;
    return true;
  }

  private static double dot(double[] a, double[] b) {
    return Kernels.dot(a, 0, b, 0, a.length);
  }
}
