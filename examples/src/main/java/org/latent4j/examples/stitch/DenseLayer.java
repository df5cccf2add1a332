package org.latent4j.examples.stitch;

import java.util.Arrays;
import java.util.List;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.RandomStream;

/** A dense layer in training: y = f(x W + b), with W {@code [in, out]}, and its gradients. */
final class DenseLayer implements AutoCloseable {
  private final Activation activation;
  private final Parameter weight;
  private final Parameter bias;
  private final Matrix outputs;
  private final Matrix inputGradient;
  private Matrix inputs;

  /**
   * A layer whose weights are uniform about 0, and whose biases are 0. Biases other than 0 would
   * move all codes together, and cosines from the origin would tell less.
   *
   * @param deviation of the weights, times the root of {@code in}
   * @param capacity the most rows of a batch
   */
  DenseLayer(
      int in, int out, Activation activation, double deviation, int capacity, RandomStream random) {
    this.activation = activation;
    this.weight = Parameter.of(in, out);
    this.bias = Parameter.of(1, out);
    this.outputs = new Matrix(capacity, out);
    this.inputGradient = new Matrix(capacity, in);
    this.inputs = inputGradient; // until the first batch comes
    double reach = deviation * Math.sqrt(3.0 / in);
    float[] values = weight.value().values();
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) (reach * (2 * random.uniform() - 1));
    }
    weight.value().toNative();
  }

  /**
   * The outputs {@code [n, out]}, on both sides; the layer's own memory, overwritten by the next
   * call.
   *
   * @param x {@code [n, in]} in native memory; it must stay as it is until {@link #backward}
   */
  Matrix forward(Matrix x) {
    inputs = x;
    Matrix.multiply(Gemm.Form.NN, x, weight.value(), outputs.resize(x.rows()));
    float[] y = outputs.toHeap().values();
    int width = outputs.columns();
    for (int i = 0; i < x.rows(); i++) {
      Kernels.axpy(1, bias.value().values(), 0, y, i * width, width);
    }
    activation.apply(y, x.rows() * width);
    return outputs.toNative();
  }

  /**
   * Turns the derivative of the loss by the outputs into those by weights and biases, and by the
   * inputs where they are wanted.
   *
   * @param gradient {@code [n, out]} on the heap; overwritten
   * @param further whether the derivative by the inputs is wanted
   * @return {@code [n, in]} on the heap, the layer's own memory; without meaning when not wanted
   */
  Matrix backward(Matrix gradient, boolean further) {
    int n = inputs.rows();
    int width = outputs.columns();
    activation.chain(outputs.values(), gradient.values(), n * width);
    float[] sums = bias.gradient().values();
    Arrays.fill(sums, 0);
    for (int i = 0; i < n; i++) {
      Kernels.axpy(1, gradient.values(), i * width, sums, 0, width);
    }
    gradient.toNative();
    Matrix.multiply(Gemm.Form.TN, inputs, gradient, weight.gradient());
    weight.gradient().toHeap();
    if (further) {
      Matrix.multiply(Gemm.Form.NT, gradient, weight.value(), inputGradient.resize(n));
      inputGradient.toHeap();
    }
    return inputGradient;
  }

  /** Weights, then biases. */
  List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  Activation activation() {
    return activation;
  }

  @Override
  public void close() {
    weight.close();
    bias.close();
    outputs.close();
    inputGradient.close();
  }
}
