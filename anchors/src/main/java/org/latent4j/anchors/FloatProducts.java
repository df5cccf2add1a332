package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inner products, cosines and angles in single precision. Centring, scaling and lengths are taken
 * in double, row by row; the product of all rows with all anchors is one of floats.
 */
final class FloatProducts implements FloatRelation {
  /** Factors outside of this range, or their products, could leave the range of floats. */
  private static final double LARGEST = 1e18;

  private final Kind kind;
  private final Frame frame;
  private final FloatBlocks blocks;

  private FloatProducts(Kind kind, Frame frame, INDArray anchors) {
    this.kind = kind;
    this.frame = frame;
    this.blocks = new FloatBlocks(anchors);
  }

  static @Nullable FloatProducts of(RelativeProjection projection, FitState state) {
    Frame frame = Frame.of(projection, state);
    double[] anchors = frame.apply(state.anchors().vectors().clone()); // [m, d]
    if (projection.kind() != Kind.INNER) {
      UnitRows.apply(anchors, state.d());
    }
    if (!FloatRelation.fit(anchors)) {
      return null;
    }
    INDArray floats = Dense.of(DataType.FLOAT, anchors, state.anchors().count(), state.d());
    return new FloatProducts(projection.kind(), frame, floats);
  }

  @Override
  public boolean write(INDArray x, INDArray out, int threads) {
    FloatBlocks.Ending ending = kind == Kind.ANGULAR ? (row, told, prepared) -> angles(row) : null;
    blocks.run(x, out, threads, () -> preparation(x), ending);
    return true;
  }

  private FloatBlocks.Preparation preparation(INDArray x) {
    double[] wide = new double[frame.width()];
    return row -> {
      double squares = FloatBlocks.squares(row);
      if (!Double.isFinite(squares)) {
        Finite.require("RelativeEncoder.encode", x);
      }
      if (!frame.isIdentity()) {
        prepareInDouble(row, wide);
      } else if (kind != Kind.INNER && squares > 0) {
        double factor = 1 / Math.sqrt(squares);
        if (factor > LARGEST || factor < 1 / LARGEST) {
          prepareInDouble(row, wide);
        } else {
          Kernels.scale((float) factor, row, 0, row.length);
        }
      }
      return 0;
    };
  }

  private void prepareInDouble(float[] row, double[] wide) {
    for (int j = 0; j < wide.length; j++) {
      wide[j] = row[j];
    }
    frame.apply(wide);
    if (kind != Kind.INNER) {
      UnitRows.apply(wide, wide.length);
    }
    for (int j = 0; j < wide.length; j++) {
      row[j] = (float) wide[j];
    }
  }

  private static void angles(float[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) ProductRelation.angle(row[j]);
    }
  }
}
