package org.latent4j.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last steps of a minimisation and the changes of the gradient, from which L-BFGS steers. */
final class StepHistory {
  private record Pair(double[] step, double[] change, double curvature) {}

  private final int limit;
  private final int dimension;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  StepHistory(int limit, int dimension) {
    this.limit = limit;
    this.dimension = dimension;
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void clear() {
    pairs.clear();
  }

  /** Remembers a step, unless its curvature is lost in rounding. */
  void add(double[] step, double[] change) {
    double curvature = dot(step, change);
    if (!(curvature > 0x1.0p-52 * Math.sqrt(dot(step, step) * dot(change, change)))) {
      return;
    }
    if (pairs.size() == limit) {
      pairs.removeFirst();
    }
    pairs.addLast(new Pair(step, change, curvature));
  }

  /** The direction of descent: minus the inverse Hessian, nearly, times the gradient. */
  double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] alphas = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> it = pairs.descendingIterator(); it.hasNext(); ) {
      Pair pair = it.next();
      i--;
      alphas[i] = dot(pair.step, q) / pair.curvature;
      Kernels.axpy(-alphas[i], pair.change, 0, q, 0, dimension);
    }
    double scale = -1;
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      scale = -last.curvature / dot(last.change, last.change);
    }
    for (int j = 0; j < dimension; j++) {
      q[j] *= scale;
    }
    for (Pair pair : pairs) {
      double beta = dot(pair.change, q) / pair.curvature;
      Kernels.axpy(-alphas[i++] - beta, pair.step, 0, q, 0, dimension);
    }
    return q;
  }

  private static double dot(double[] a, double[] b) {
    return Kernels.dot(a, 0, b, 0, a.length);
  }
}
