package org.latent4j.anchors;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Euclidean distances and Gaussians of them in single precision, by one product of all rows with
 * all anchors; close pairs are added up from their differences. Rows and anchors are moved to the
 * mean of the anchors and scaled by a power of two, so that neither a far origin nor an odd unit
 * costs digits.
 */
final class FloatDistances implements FloatRelation {
  /** Squared lengths above this, in units of the anchors, are left to doubles. */
  private static final double LARGEST = 1e30;

  /** Anchors less their mean below this are left to doubles. */
  private static final double SMALLEST = 1e-30;

  private final Frame frame;
  private final double[] centre; // [d], of the framed anchors
  private final float[] shift; // [d], where rows are moved only
  private final double unit;
  private final double sigma; // in units, or 0 for the distance itself
  private final float[] anchors; // [m, d]
  private final float[] norms; // [m], squared
  private final FloatBlocks blocks;

  private FloatDistances(
      Frame frame, double[] centre, double unit, double sigma, double[] prepared, int m) {
    int d = centre.length;
    this.frame = frame;
    this.centre = centre;
    this.unit = unit;
    this.sigma = sigma / unit;
    INDArray floats = Dense.of(DataType.FLOAT, prepared, m, d); // [m, d]
    this.anchors = Dense.floats(floats);
    this.norms = new float[m];
    for (int j = 0; j < m; j++) {
      norms[j] = (float) Kernels.dotInDouble(anchors, j * d, anchors, j * d, d);
    }
    this.shift = new float[d];
    double[] zero = frame.apply(new double[d]); // minus the mean
    for (int t = 0; t < d; t++) {
      shift[t] = (float) (centre[t] - zero[t]);
    }
    this.blocks = new FloatBlocks(floats);
  }

  static @Nullable FloatDistances of(RelativeProjection projection, FitState state) {
    Frame frame = Frame.of(projection, state);
    int d = state.d();
    int m = state.anchors().count();
    double[] anchors = frame.apply(state.anchors().vectors().clone()); // [m, d]
    double sigma =
        projection.kind() == Kind.RBF ? Relations.sigma(projection.options(), anchors, m) : 0;
    double[] centre = ColumnMeans.of(anchors, d);
    double largest = 0;
    for (int t = 0; t < anchors.length; t++) {
      anchors[t] -= centre[t % d];
      largest = Math.max(largest, Math.abs(anchors[t]));
    }
    if (!(largest > SMALLEST) || !FloatRelation.fit(state.anchors().vectors())) {
      return null;
    }
    double unit = Math.scalb(1.0, Math.getExponent(largest));
    if (frame.isShift()) {
      // The same roundings as of the rows, so that a row that is an anchor is at distance 0.
      return shifted(frame, centre, unit, sigma, state);
    }
    for (int t = 0; t < anchors.length; t++) {
      anchors[t] /= unit;
    }
    return new FloatDistances(frame, centre, unit, sigma, anchors, m);
  }

  private static FloatDistances shifted(
      Frame frame, double[] centre, double unit, double sigma, FitState state) {
    int d = state.d();
    double[] zero = frame.apply(new double[d]);
    double[] raw = state.anchors().vectors().clone(); // [m, d]
    for (int t = 0; t < raw.length; t++) {
      float moved = (float) raw[t] - (float) (centre[t % d] - zero[t % d]);
      raw[t] = moved / unit;
    }
    return new FloatDistances(frame, centre, unit, sigma, raw, state.anchors().count());
  }

  @Override
  public boolean write(INDArray x, INDArray out, int threads) {
    AtomicBoolean tooLarge = new AtomicBoolean();
    blocks.run(x, out, threads, () -> preparation(x, tooLarge), this::end);
    return !tooLarge.get();
  }

  private FloatBlocks.Preparation preparation(INDArray x, AtomicBoolean tooLarge) {
    double[] wide = new double[centre.length];
    float factor = (float) (1 / unit);
    boolean plain = frame.isShift() && factor > 0 && !Float.isInfinite(factor);
    return row -> {
      if (plain) {
        for (int j = 0; j < row.length; j++) {
          row[j] = (row[j] - shift[j]) * factor;
        }
      } else {
        prepareInDouble(row, wide);
      }
      double squares = FloatBlocks.squares(row);
      if (!(squares <= LARGEST)) {
        Finite.require("RelativeEncoder.encode", x);
        tooLarge.set(true);
      }
      return (float) squares;
    };
  }

  private void prepareInDouble(float[] row, double[] wide) {
    for (int j = 0; j < wide.length; j++) {
      wide[j] = row[j];
    }
    frame.apply(wide);
    for (int j = 0; j < wide.length; j++) {
      row[j] = (float) ((wide[j] - centre[j]) / unit);
    }
  }

  private void end(float[] products, float norm, Supplier<float[]> row) {
    int m = products.length;
    float close = (float) Distances.CLOSE;
    for (int j = 0; j < m; j++) {
      products[j] = norm + norms[j] - 2 * products[j];
    }
    float[] prepared = null;
    for (int j = 0; j < m; j++) {
      if (products[j] < close * (norm + norms[j])) {
        prepared = prepared == null ? row.get() : prepared;
        products[j] =
            Kernels.squaredEuclidean(prepared, 0, anchors, j * prepared.length, prepared.length);
      }
    }
    if (sigma > 0) {
      double factor = -1 / (2 * sigma * sigma);
      for (int j = 0; j < m; j++) {
        products[j] = (float) Math.exp(products[j] * factor);
      }
    } else {
      float scale = (float) unit;
      for (int j = 0; j < m; j++) {
        products[j] = (float) Math.sqrt(products[j]) * scale;
      }
    }
  }
}
