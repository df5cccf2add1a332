package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.ndarray.INDArray;

class RelativeEncoderContractTest extends EncoderContract<RelativeEncoder> {
  @Override
  protected RelativeEncoder encoder() {
    return RelativeProjection.cosine().fit(anchors(), anchors());
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.STAY_DOUBLE;
  }

  /** The share of anchors that are closest to themselves, with cosine 1. */
  @Override
  protected double quality(RelativeEncoder encoder) {
    INDArray r = encoder.encode(anchors()); // [12, 12]
    double hits = 0;
    for (int i = 0; i < 12; i++) {
      boolean own = Math.abs(r.getDouble(i, i) - 1) < 1e-6;
      hits += own && r.getRow(i).argMax().getInt(0) == i ? 1 : 0;
    }
    return hits / 12;
  }

  @Override
  protected double qualityFloor() {
    return 1;
  }

  private INDArray anchors() {
    return Dense.of(random("anchors").normals(12 * 7), 12, 7).addi(0.5);
  }
}
