package org.latent4j.anchors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Anchors that two spaces agree on: the rows whose relative representations in both differ least,
 * nearest first; of equal ones the smaller row. Relative representations are the default ones
 * (cosine, centred) to the reference, in double. Only rows whose keys both spaces have can be
 * chosen; those of the reference can.
 *
 * @param other the space to agree with, joined on keys
 * @param reference anchors whose keys both spaces have
 */
public record BestAligned(LatentSpace other, AnchorSet reference) implements AnchorSelector {
  private static final int BLOCK = 4096;

  /**
   * {@inheritDoc}
   *
   * @throws org.latent4j.error.InputException also for an m above the number of shared keys, and
   *     for keys of the reference that one of the spaces lacks
   */
  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    Selection.requireRows(this, space, m);
    Paired pairs = LatentSpace.pair(space, other);
    Require.between("BestAligned.select: m", 1, pairs.left().size(), m);
    double[] left = relative(space, pairs.left());
    double[] right = relative(other, pairs.right());
    int width = reference.size();
    double[] squares = new double[Math.toIntExact(pairs.left().size())];
    for (int t = 0; t < left.length; t++) {
      double difference = left[t] - right[t];
      squares[t / width] += difference * difference;
    }
    int[] rows =
        IntStream.range(0, squares.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> squares[i])) // stable
            .mapToInt(Integer::intValue)
            .toArray();
    return Selection.of(pairs.left(), Arrays.copyOf(rows, m));
  }

  /** The relative rows of {@code rows [n, d]} to the reference in {@code space}, in double. */
  private double[] relative(LatentSpace space, LatentSpace rows) {
    INDArray anchors = inDouble(reference.in(space)); // [m, d]
    RelativeEncoder encoder = RelativeProjection.cosine().fit(anchors, anchors);
    int n = Math.toIntExact(rows.size());
    double[] out = new double[Math.multiplyExact(n, reference.size())];
    INDArray vectors = rows.vectors();
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      double[] block = Dense.doubles(encoder.encode(inDouble(Dense.rows(vectors, from, to))));
      System.arraycopy(block, 0, out, from * reference.size(), block.length);
    }
    return out;
  }

  private static INDArray inDouble(INDArray x) {
    return Dense.of(Dense.doubles(x), x.shape());
  }
}
