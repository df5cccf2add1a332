package org.latent4j.examples.stitch;

import java.util.List;
import java.util.stream.Collectors;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trained dense layers as an encoder, for the first half of a model as for the second. Computes and
 * gives {@code FLOAT}; {@code DOUBLE} inputs are rounded.
 */
final class MlpEncoder implements Encoder {
  /** Rows at a time. */
  private static final int BLOCK = 2048;

  private final List<Layer> layers;
  private final Lineage.Step step;

  /**
   * One layer.
   *
   * @param weight {@code [in, out]}, {@code FLOAT}
   * @param bias {@code [out]}
   * @param activation what comes after the sum
   */
  record Layer(INDArray weight, float[] bias, Activation activation) {
    static Layer of(DenseLayer layer) {
      Matrix weight = layer.parameters().get(0).value();
      return new Layer(
          Dense.of(weight.copy(), weight.rows(), weight.columns()),
          layer.parameters().get(1).value().copy(),
          layer.activation());
    }

    INDArray apply(INDArray x, int threads) {
      INDArray product = Gemm.product(x, weight, threads); // [n, out]
      float[] y = Dense.floats(product);
      product.close();
      for (int start = 0; start < y.length; start += bias.length) {
        Kernels.axpy(1, bias, 0, y, start, bias.length);
      }
      activation.apply(y, y.length);
      return Dense.of(y, x.size(0), bias.length);
    }
  }

  MlpEncoder(List<Layer> layers, Lineage.Step step) {
    this.layers = List.copyOf(layers);
    this.step = step;
  }

  @Override
  public long inputDimension() {
    return layers.get(0).weight().size(0);
  }

  @Override
  public long dimension() {
    return layers.get(layers.size() - 1).bias().length;
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix("MlpEncoder.encode", x, inputDimension());
    Finite.require("MlpEncoder.encode", x);
    INDArray out = Dense.zeros(DataType.FLOAT, x.size(0), dimension()); // [n, out]
    int threads = Runtime.getRuntime().availableProcessors();
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      INDArray block = Dense.of(Dense.floats(x, from, to), to - from, x.size(1)); // [b, in]
      for (Layer layer : layers) {
        INDArray next = layer.apply(block, threads); // [b, out]
        block.close();
        block = next;
      }
      Dense.rows(out, from, to).assign(block);
      block.close();
    }
    return out;
  }

  @Override
  public Lineage.Step step() {
    return step;
  }

  @Override
  public String toString() {
    return "MLP ["
        + inputDimension()
        + layers.stream().map(layer -> " -> " + layer.bias().length).collect(Collectors.joining())
        + "]";
  }
}
