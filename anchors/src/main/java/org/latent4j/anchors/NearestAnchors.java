package org.latent4j.anchors;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Measure;
import org.latent4j.kernel.NearestNeighbours;
import org.latent4j.kernel.Ranking;
import org.latent4j.kernel.RowNorms;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The nearest anchors of rows in single precision, without writing all values. */
final class NearestAnchors {
  /** Squared lengths outside of this range are left to doubles. */
  private static final double SMALLEST = 1e-20;

  private static final double LARGEST = 1e20;

  private final Frame frame;
  private final Measure measure;
  private final DoubleUnaryOperator value;
  private final INDArray anchors; // [m, d] FLOAT

  private NearestAnchors(
      Frame frame, Measure measure, DoubleUnaryOperator value, INDArray anchors) {
    this.frame = frame;
    this.measure = measure;
    this.value = value;
    this.anchors = anchors;
  }

  /** The search of a plain projection; null where there is none. */
  static @Nullable NearestAnchors of(RelativeProjection projection, FitState state) {
    if (!projection.isPlain() || state.anchors().starts() != null) {
      return null;
    }
    Frame frame = Frame.of(projection, state);
    int m = state.anchors().count();
    double[] anchors = frame.apply(state.anchors().vectors().clone()); // [m, d]
    if (!FloatRelation.fit(anchors)) {
      return null;
    }
    double sigma =
        projection.kind() == Kind.RBF ? Relations.sigma(projection.options(), anchors, m) : 1;
    DoubleUnaryOperator value =
        switch (projection.kind()) {
          case ANGULAR -> ProductRelation::angle;
          case EUCLIDEAN -> Math::sqrt;
          case RBF -> squared -> Math.exp(-squared / (2 * sigma * sigma));
          default -> score -> score;
        };
    INDArray floats = Dense.of(DataType.FLOAT, anchors, m, state.d());
    Measure measure = measure(projection.kind());
    return measure == null || !fit(floats)
        ? null
        : new NearestAnchors(frame, measure, value, floats);
  }

  private static @Nullable Measure measure(Kind kind) {
    return switch (kind) {
      case COSINE, ANGULAR -> Measure.COSINE;
      case INNER -> Measure.INNER_PRODUCT;
      case EUCLIDEAN, RBF -> Measure.SQUARED_EUCLIDEAN;
      case L1 -> Measure.MANHATTAN;
      case LINF -> Measure.CHEBYSHEV;
      default -> null;
    };
  }

  private static boolean fit(INDArray rows) {
    double largest = 0;
    for (double norm : RowNorms.squared(rows)) {
      largest = Math.max(largest, norm);
    }
    return largest > SMALLEST && largest < LARGEST;
  }

  /** The k nearest; null where floats do not do. */
  @Nullable TopK search(INDArray x, int k, int threads) {
    INDArray rows =
        frame.isIdentity()
            ? x
            : Dense.of(DataType.FLOAT, frame.apply(Dense.doubles(x)), x.size(0), x.size(1));
    try {
      if (!fit(rows)) {
        return null;
      }
      Ranking found = new NearestNeighbours(measure, k, threads).search(rows, anchors);
      double[] scores = new double[found.scores().length]; // [n, k]
      for (int t = 0; t < scores.length; t++) {
        scores[t] = value.applyAsDouble(found.scores()[t]);
      }
      return new TopK(found.rows(), k, found.ids(), scores);
    } finally {
      Dense.release(rows, x);
    }
  }
}
