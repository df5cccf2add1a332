package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Seed;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tries which changes of a space a projection or an encoder does not notice. Each class of changes
 * is drawn twelve times; the outcome is a {@link InvarianceTable} of the largest and the mean
 * deviation. A projection is fitted anew on the changed space, rows and anchors together; an
 * encoder stays as it is, and only the rows change.
 *
 * <pre>{@code
 * InvarianceProbe.check(RelativeProjection.cosine(), Transformation.values())
 *     .holds(Transformation.TRANSLATION); // true: centred
 * }</pre>
 *
 * <p>Same bits at every call.
 */
public final class InvarianceProbe {
  private static final int CASES = 12;
  private static final int ROWS = 60;
  private static final int WIDTH = 12;
  private static final int ANCHORS = 24;
  private static final long SEED = 20221026;

  private InvarianceProbe() {}

  /**
   * Tries a projection on 60 normal rows of width 12, the first 24 of them anchors, in {@code
   * DOUBLE}.
   *
   * @param transformations the classes to try; none stands for all
   */
  public static InvarianceTable check(
      RelativeProjection projection, Transformation... transformations) {
    return check(projection, rows(WIDTH, DataType.DOUBLE), transformations);
  }

  /**
   * Tries a projection on given rows, of which the first 24 (or all, if fewer) are anchors.
   *
   * @param space {@code [n, d]}, n of at least 1
   */
  public static InvarianceTable check(
      RelativeProjection projection, INDArray space, Transformation... transformations) {
    return measure(space, x -> relative(projection, x), transformations);
  }

  /**
   * Tries an encoder on 60 normal rows in {@code DOUBLE}.
   *
   * @param transformations the classes to try; none stands for all
   */
  public static InvarianceTable check(Encoder encoder, Transformation... transformations) {
    int width = Math.toIntExact(encoder.inputDimension());
    return check(encoder, rows(width, DataType.DOUBLE), transformations);
  }

  /**
   * Tries an encoder on given rows.
   *
   * @param x {@code [n, inputDimension]}, n of at least 1
   */
  public static InvarianceTable check(
      Encoder encoder, INDArray x, Transformation... transformations) {
    return measure(x, encoder::encode, transformations);
  }

  private static INDArray relative(RelativeProjection projection, INDArray x) {
    LatentSpace space = TensorSpace.of("probe", x);
    int m = (int) Math.min(ANCHORS, space.size());
    return projection.fit(space, AnchorSet.of(space.keys().asList().subList(0, m))).encode(x);
  }

  private static INDArray rows(int width, DataType type) {
    RandomStream random = new Seed(SEED).child("rows").stream();
    double[] values = new double[ROWS * width];
    for (int i = 0; i < values.length; i++) {
      // Columns of unequal spread, off the origin, so that no class holds by chance.
      int column = i % width;
      values[i] = (0.5 + 1.5 * column / width) * random.normal() + 0.3 + 0.1 * column;
    }
    return Dense.of(type, values, ROWS, width);
  }

  private static InvarianceTable measure(
      INDArray x, UnaryOperator<INDArray> encode, Transformation... asked) {
    if (x.rank() != 2 || x.size(0) < 1) {
      throw new InputException(
          "InvarianceProbe.check",
          "[n, d] with n of at least 1",
          java.util.Arrays.toString(x.shape()));
    }
    double[] before = Dense.doubles(encode.apply(x));
    double largest = 0;
    for (double value : before) {
      largest = Math.max(largest, Math.abs(value));
    }
    List<InvarianceTable.Row> rows = new ArrayList<>();
    for (Transformation change : asked.length == 0 ? Transformation.values() : asked) {
      double most = 0;
      double sum = 0;
      for (int number = 0; number < CASES; number++) {
        RandomStream random = new Seed(SEED).child(change.name()).child(number).stream();
        double[] after = Dense.doubles(encode.apply(change.apply(x, random, number)));
        for (int i = 0; i < after.length; i++) {
          double deviation = Math.abs(after[i] - before[i]) / (largest > 0 ? largest : 1);
          most = Math.max(most, deviation);
          sum += deviation / after.length / CASES;
        }
      }
      rows.add(new InvarianceTable.Row(change, most, sum));
    }
    return new InvarianceTable(rows, InvarianceTable.tolerance(x.dataType()));
  }
}
