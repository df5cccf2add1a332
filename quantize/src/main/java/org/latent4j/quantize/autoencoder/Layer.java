package org.latent4j.quantize.autoencoder;

import java.util.Arrays;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.RandomStream;

/** A dense layer in training: y = f(x W + b) with f ReLU or nothing. */
final class Layer implements AutoCloseable {
  private final boolean rectified;
  private final Weights weight; // [in, out]
  private final Weights bias; // [1, out]
  private final Twin output;
  private final Twin inputGradient;
  private Twin input;

  /** Weights uniform within one over the root of {@code in}; biases 0. */
  Layer(String name, int in, int out, boolean rectified, int capacity, RandomStream random) {
    this.rectified = rectified;
    this.weight = new Weights(name + ".weight", in, out, true);
    this.bias = new Weights(name + ".bias", 1, out, false);
    this.output = new Twin(capacity, out);
    this.inputGradient = new Twin(capacity, in);
    this.input = inputGradient; // until the first batch comes
    double reach = 1 / Math.sqrt(in);
    float[] values = weight.value().values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (reach * (2 * random.uniform() - 1));
    }
    weight.value().toNative();
  }

  Weights weight() {
    return weight;
  }

  Weights bias() {
    return bias;
  }

  /**
   * The outputs {@code [n, out]} on both sides, overwritten by the next call.
   *
   * @param x on the native side; it must stay until {@link #backward}
   */
  Twin forward(Twin x, int threads) {
    input = x;
    Twin.multiply(Gemm.Form.NN, x, weight.value(), output.resize(x.rows()), threads);
    float[] y = output.toHeap().values();
    float[] b = bias.value().values();
    int width = output.columns();
    for (int row = 0; row < x.rows(); row++) {
      int start = row * width;
      if (rectified) {
        for (int j = 0; j < width; j++) {
          y[start + j] = Math.max(0, y[start + j] + b[j]);
        }
      } else {
        Kernels.axpy(1, b, 0, y, start, width);
      }
    }
    return output.toNative();
  }

  /**
   * Derivatives by weights and biases, and by the inputs where they are wanted.
   *
   * @param gradient by the outputs, on the heap; overwritten
   * @return by the inputs, on the heap
   */
  Twin backward(Twin gradient, boolean further, int threads) {
    int n = input.rows();
    int width = output.columns();
    float[] g = gradient.values();
    float[] y = output.values();
    if (rectified) {
      for (int i = 0; i < n * width; i++) {
        g[i] = y[i] > 0 ? g[i] : 0;
      }
    }
    float[] sums = bias.gradient().values();
    Arrays.fill(sums, 0);
    for (int row = 0; row < n; row++) {
      Kernels.axpy(1, g, row * width, sums, 0, width);
    }
    gradient.toNative();
    Twin.multiply(Gemm.Form.TN, input, gradient, weight.gradient(), threads);
    weight.gradient().toHeap();
    if (further) {
      Twin.multiply(Gemm.Form.NT, gradient, weight.value(), inputGradient.resize(n), threads);
      inputGradient.toHeap();
    }
    return inputGradient;
  }

  @Override
  public void close() {
    weight.close();
    bias.close();
    output.close();
    inputGradient.close();
  }
}
