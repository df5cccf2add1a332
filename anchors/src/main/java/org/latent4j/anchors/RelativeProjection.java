package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.Keys;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How rows are described by their likeness to anchors: entry j of a relative row is the cosine
 * between the row and anchor j, after centring.
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, equations 1 and 2 (there without centring).
 *
 * @param centering what is subtracted first
 */
public record RelativeProjection(Centering centering) {
  /** Cosine, centred on the mean of the anchors. */
  public static RelativeProjection cosine() {
    return new RelativeProjection(Centering.ANCHORS);
  }

  /** The same projection with another centring. */
  public RelativeProjection centred(Centering other) {
    return new RelativeProjection(other);
  }

  /** The paper's formula. */
  public RelativeProjection uncentred() {
    return centred(Centering.NONE);
  }

  /**
   * Fits the projection of a space.
   *
   * @param space n rows of width d; only {@link Centering#SPACE} looks at more than the anchors
   * @param anchors looked up by key in the space
   */
  public RelativeEncoder fit(LatentSpace space, AnchorSet anchors) {
    double[] mean = centering == Centering.SPACE ? ColumnMeans.of(space) : null;
    return new RelativeEncoder(this, anchors, anchors.in(space), mean);
  }

  /**
   * Fits the projection of bare vectors.
   *
   * @param space {@code [n, d]}
   * @param anchors {@code [m, d]}, m of at least 1; their keys are "0" ... "m-1"
   */
  public RelativeEncoder fit(INDArray space, INDArray anchors) {
    Require.matrix("RelativeProjection.fit: space", space, -1);
    Finite.require("RelativeProjection.fit: space", space);
    Require.matrix("RelativeProjection.fit: anchors", anchors, space.size(1));
    if (anchors.size(0) < 1) {
      throw new ShapeException(
          "RelativeProjection.fit", "at least one anchor", Arrays.toString(anchors.shape()));
    }
    double[] mean =
        centering == Centering.SPACE ? ColumnMeans.of(TensorSpace.of("space", space)) : null;
    AnchorSet names = AnchorSet.of(Keys.ofRows(anchors.size(0)).asList());
    return new RelativeEncoder(this, names, anchors, mean);
  }
}
