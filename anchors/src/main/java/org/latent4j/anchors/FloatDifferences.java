package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Measure;
import org.latent4j.kernel.Pairwise;
import org.latent4j.kernel.RowNorms;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums and maxima of absolute differences in single precision. Where rows are moved only, they are
 * not moved: the differences stay.
 */
final class FloatDifferences implements FloatRelation {
  /** Squared lengths above this are left to doubles. */
  private static final double LARGEST = 1e36;

  private final Measure measure;
  private final Frame frame;
  private final INDArray anchors; // [m, d] FLOAT

  private FloatDifferences(Measure measure, Frame frame, INDArray anchors) {
    this.measure = measure;
    this.frame = frame;
    this.anchors = anchors;
  }

  static @Nullable FloatDifferences of(RelativeProjection projection, FitState state) {
    Frame frame = Frame.of(projection, state);
    double[] anchors = state.anchors().vectors().clone(); // [m, d]
    if (!frame.isShift()) {
      frame.apply(anchors);
    }
    if (!FloatRelation.fit(anchors)) {
      return null;
    }
    INDArray floats = Dense.of(DataType.FLOAT, anchors, state.anchors().count(), state.d());
    Measure measure = projection.kind() == Kind.L1 ? Measure.MANHATTAN : Measure.CHEBYSHEV;
    return new FloatDifferences(measure, frame, floats);
  }

  @Override
  public boolean write(INDArray x, INDArray out, int threads) {
    Finite.require("RelativeEncoder.encode", x);
    INDArray rows = rows(x);
    try {
      boolean fits = fit(rows);
      if (fits) {
        INDArray distances = Pairwise.between(measure, rows, anchors, threads);
        out.assign(distances);
        distances.close();
      }
      return fits;
    } finally {
      Dense.release(rows, x);
    }
  }

  private INDArray rows(INDArray x) {
    return frame.isShift()
        ? x
        : Dense.of(DataType.FLOAT, frame.apply(Dense.doubles(x)), x.size(0), x.size(1));
  }

  private static boolean fit(INDArray x) {
    for (double norm : RowNorms.squared(x)) {
      if (!(norm <= LARGEST)) {
        return false;
      }
    }
    return true;
  }
}
