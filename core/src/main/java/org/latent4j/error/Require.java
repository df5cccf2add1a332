package org.latent4j.error;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Checks of inputs. Each throws before any work is done and names operation, expectation and value.
 */
public final class Require {
  private Require() {}

  /** Returns {@code value} when {@code lowest <= value}; {@code name} is the parameter's. */
  public static long atLeast(String name, long lowest, long value) {
    if (value < lowest) {
      throw new InputException(name, "at least " + lowest, Long.toString(value));
    }
    return value;
  }

  /**
   * Returns {@code value} when {@code lowest <= value <= highest}; {@code name} is the parameter's.
   */
  public static long between(String name, long lowest, long highest, long value) {
    if (value < lowest || value > highest) {
      throw new InputException(name, lowest + " to " + highest, Long.toString(value));
    }
    return value;
  }

  /** Returns {@code value} when it is finite and above zero; {@code name} is the parameter's. */
  public static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InputException(name, "a finite number above 0", Double.toString(value));
    }
    return value;
  }

  /**
   * Returns {@code value} when it is finite and not below zero; {@code name} is the parameter's.
   */
  public static double notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new InputException(name, "a finite number of at least 0", Double.toString(value));
    }
    return value;
  }

  /**
   * Checks that {@code x} is a floating matrix of {@code width} columns ({@code -1}: any).
   *
   * @throws ShapeException for another rank or width, naming both shapes
   * @throws InputException for a type other than {@code FLOAT} and {@code DOUBLE}
   */
  public static INDArray matrix(String operation, INDArray x, long width) {
    if (x.rank() != 2 || (width >= 0 && x.size(1) != width)) {
      throw new ShapeException(
          operation, "[n, " + (width < 0 ? "d" : width) + "]", Arrays.toString(x.shape()));
    }
    if (x.dataType() != DataType.FLOAT && x.dataType() != DataType.DOUBLE) {
      throw new InputException(operation, "FLOAT or DOUBLE", x.dataType().toString());
    }
    return x;
  }
}
