package org.latent4j.examples.graph;

import java.util.Arrays;
import java.util.List;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.RandomStream;

/**
 * A graph convolution in training: H = f(P (X W) + b), with P the symmetric propagation {@code [n,
 * n]} and W {@code [in, out]}, and its gradients.
 *
 * <p>Source: Kipf and Welling 2016, arXiv 1609.02907, equation 2; biases as in common use.
 */
final class GcnLayer {
  private final Product propagation;
  private final int in;
  private final int out;
  private final Activation activation;
  private final Parameter weights;
  private final Parameter biases;
  private Product inputs;
  private double[] outputs = new double[0];

  /**
   * A layer with biases of 0 and weights uniform within sqrt(6 / (in + out)) about 0.
   *
   * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
   * networks", 2010, equation 16 (the weights).
   */
  GcnLayer(Product propagation, int in, int out, Activation activation, RandomStream random) {
    this.propagation = propagation;
    this.inputs = propagation; // until the first inputs come
    this.in = in;
    this.out = out;
    this.activation = activation;
    this.weights = Parameter.of(Math.multiplyExact(in, out));
    this.biases = Parameter.of(out);
    double reach = Math.sqrt(6.0 / (in + out));
    Arrays.setAll(weights.value(), t -> reach * (2 * random.uniform() - 1));
  }

  /**
   * The outputs {@code [n, out]}, the layer's own until the next call.
   *
   * @param x {@code [n, in]}
   */
  double[] forward(Product x) {
    inputs = x;
    outputs = propagation.times(x.times(weights.value(), out), out);
    for (int t = 0; t < outputs.length; t++) {
      outputs[t] = activation.apply(outputs[t] + biases.value()[t % out]);
    }
    return outputs;
  }

  /**
   * Turns the derivative of the loss by the outputs into those by weights and biases, and by the
   * inputs where they are wanted.
   *
   * @param gradient {@code [n, out]}, not changed
   * @param further whether the derivative by the inputs is wanted
   * @return {@code [n, in]}, or nothing when it is not wanted
   */
  double[] backward(double[] gradient, boolean further) {
    double[] sums = new double[gradient.length];
    for (int t = 0; t < sums.length; t++) {
      sums[t] = gradient[t] * activation.slope(outputs[t]);
    }
    Arrays.fill(biases.gradient(), 0);
    for (int start = 0; start < sums.length; start += out) {
      Kernels.axpy(1, sums, start, biases.gradient(), 0, out);
    }
    double[] mixed = propagation.times(sums, out); // P is its own transpose
    double[] slopes = inputs.transposedTimes(mixed, out);
    System.arraycopy(slopes, 0, weights.gradient(), 0, slopes.length);
    if (!further) {
      return new double[0];
    }
    int n = sums.length / out;
    double[] back = new double[n * in];
    Gemm.multiply(Gemm.Form.NT, n, in, out, 1, mixed, weights.value(), 0, back, 1);
    return back;
  }

  /** The width of the outputs. */
  int width() {
    return out;
  }

  /** Weights, then biases. */
  List<Parameter> parameters() {
    return List.of(weights, biases);
  }
}
