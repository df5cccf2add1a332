package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.error.FormatException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of {@code quantize evaluate}.
 *
 * @param file where they are
 * @param z the rows {@code [n, d]}
 * @param gradient at the output {@code [n, d]}
 */
record EvaluationInput(ArrayFile file, INDArray z, INDArray gradient) {
  static EvaluationInput open(Path path) {
    ArrayFile file = ArrayFile.open(path);
    INDArray z = floats(file.array("z"), 2).read();
    StoredArray gradient = floats(file.array("gradient"), 2);
    if (!Arrays.equals(z.shape(), gradient.description().shape())) {
      throw new ShapeException(
          gradient.place(),
          Arrays.toString(z.shape()) + ", the shape of 'z'",
          Arrays.toString(gradient.description().shape()));
    }
    return new EvaluationInput(file, z, gradient.read());
  }

  int n() {
    return Math.toIntExact(z.size(0));
  }

  int d() {
    return Math.toIntExact(z.size(1));
  }

  /** Whether there is an array of that name. */
  boolean has(String name) {
    return file.names().contains(name);
  }

  /**
   * The finite values of a float array of a certain rank, whose last size must be {@code last} (-1:
   * any).
   */
  double[] values(String name, int rank, int last) {
    StoredArray array = floats(file.array(name), rank);
    ArrayDescription description = array.description();
    if (last >= 0 && description.size(rank - 1) != last) {
      throw new ShapeException(
          array.place(), last + " columns", Arrays.toString(description.shape()));
    }
    return org.latent4j.kernel.Dense.doubles(Finite.require(array.place(), array.read()));
  }

  /** A size of an array. */
  int size(String name, int axis) {
    return Math.toIntExact(file.array(name).description().size(axis));
  }

  /** Whole numbers along one axis. */
  int[] integers(String name) {
    StoredArray array = file.array(name);
    ArrayDescription description = array.description();
    boolean whole = !description.type().isFloating() && !description.type().isText();
    if (!whole || description.rank() != 1) {
      throw new FormatException(array.place(), "1-D whole numbers", description.toString());
    }
    return Arrays.stream(array.longs()).mapToInt(Math::toIntExact).toArray();
  }

  private static StoredArray floats(StoredArray array, int rank) {
    ArrayDescription description = array.description();
    if (!description.type().isFloating() || description.rank() != rank) {
      throw new FormatException(array.place(), rank + "-D floats", description.toString());
    }
    return array;
  }
}
