package org.latent4j;

import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two encoders, one after the other. */
record Chain(Encoder first, Encoder second) implements Encoder {
  Chain {
    if (first.dimension() != second.inputDimension()) {
      throw new ShapeException(
          first + " andThen " + second,
          "an encoder of rows of width " + first.dimension(),
          "one of width " + second.inputDimension());
    }
  }

  @Override
  public long inputDimension() {
    return first.inputDimension();
  }

  @Override
  public long dimension() {
    return second.dimension();
  }

  @Override
  public INDArray encode(INDArray x) {
    INDArray middle = first.encode(x); // [n, first.dimension]
    INDArray out = second.encode(middle); // [n, second.dimension]
    if (middle != out && middle.closeable()) {
      middle.close();
    }
    return out;
  }

  @Override
  public LatentSpace encode(LatentSpace space) {
    return second.encode(first.encode(space));
  }

  @Override
  public String toString() {
    return first + " -> " + second;
  }
}
