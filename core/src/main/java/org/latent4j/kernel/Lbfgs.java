package org.latent4j.kernel;

import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;

/**
 * Minimises a smooth function by the limited-memory BFGS method with a line search that meets the
 * strong Wolfe conditions. Deterministic: the same function and start give the same bits.
 *
 * <p>Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization",
 * 1989; Nocedal and Wright, "Numerical Optimization", 2006, algorithms 7.4, 3.5 and 3.6; Hager and
 * Zhang, 2005, equation 4.1 (the approximate Wolfe condition near the minimum).
 *
 * @param history how many steps are remembered, at least 1; 10 is usual
 * @param iterations at most this many iterations, at least 1
 * @param gradientTolerance done when no entry of the gradient is larger than this, at least 0
 */
public record Lbfgs(int history, int iterations, double gradientTolerance) {
  private static final String NAME = "Lbfgs";

  /** What is minimised. */
  @FunctionalInterface
  public interface Objective {
    /**
     * The value at a point.
     *
     * @param point not to be modified
     * @param gradient receives the gradient, all of it
     */
    double evaluate(double[] point, double[] gradient);
  }

  /** Why a minimisation ended. */
  public enum End {
    /** The gradient is within the tolerance. */
    CONVERGED,
    /** The limit of iterations was reached. */
    ITERATIONS,
    /** Rounding leaves no step that lowers the value. */
    STALLED
  }

  /** Checks the ranges. */
  public Lbfgs {
    Require.atLeast(NAME + ": history", 1, history);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.notNegative(NAME + ": gradientTolerance", gradientTolerance);
  }

  /** Ten remembered steps, at most 1,000 iterations. */
  public static Lbfgs of(double gradientTolerance) {
    return new Lbfgs(10, 1000, gradientTolerance);
  }

  /**
   * Minimises from a start.
   *
   * @param start not modified; at least one value
   * @throws NonFiniteException when the start, or the objective at it, is NaN or infinite
   */
  public Minimum minimise(Objective objective, double[] start) {
    if (start.length == 0) {
      throw new InputException(NAME + ": start", "at least 1 value", start.length + " values");
    }
    for (int i = 0; i < start.length; i++) {
      if (!Double.isFinite(start[i])) {
        throw new NonFiniteException(
            NAME + ": start", "finite values", start[i] + " at position " + i);
      }
    }
    LineSearch search = new LineSearch(objective, start);
    if (!Double.isFinite(search.value())) {
      throw new NonFiniteException(
          NAME, "a finite value and gradient at the start", "the value " + search.value());
    }
    StepHistory steps = new StepHistory(history, start.length);
    int done = 0;
    End end = End.ITERATIONS;
    while (true) {
      if (largest(search.gradient()) <= gradientTolerance) {
        end = End.CONVERGED;
        break;
      }
      if (done == iterations) {
        break;
      }
      if (!step(search, steps)) {
        end = End.STALLED;
        break;
      }
      done++;
    }
    double norm = largest(search.gradient());
    return new Minimum(search.point(), search.value(), norm, done, search.evaluations(), end);
  }

  private static boolean step(LineSearch search, StepHistory steps) {
    double[] direction = steps.direction(search.gradient());
    if (!steps.isEmpty() && search.go(direction, 1)) {
      steps.add(search.lastStep(), search.lastChange());
      return true;
    }
    // Steepest descent: at the first step, and when what is remembered misleads.
    steps.clear();
    double[] steepest = steps.direction(search.gradient());
    double length = 0;
    for (double value : steepest) {
      length += Math.abs(value);
    }
    if (search.go(steepest, Math.min(1, 1 / length))) {
      steps.add(search.lastStep(), search.lastChange());
      return true;
    }
    return false;
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
