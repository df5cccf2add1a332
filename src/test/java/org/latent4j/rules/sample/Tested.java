package org.latent4j.rules.sample;

import org.latent4j.Encoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An encoder for the rules to look at. */
public final class Tested implements Encoder {
  @Override
  public long inputDimension() {
    return 1;
  }

  @Override
  public long dimension() {
    return 1;
  }

  @Override
  public INDArray encode(INDArray x) {
    return x.dup('c');
  }
}
