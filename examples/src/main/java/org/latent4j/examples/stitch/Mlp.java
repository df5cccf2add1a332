package org.latent4j.examples.stitch;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Lineage;
import org.latent4j.Seed;

/** Dense layers in training, one after the other: ReLU between them, anything at the end. */
final class Mlp implements AutoCloseable {
  private final List<DenseLayer> layers = new ArrayList<>();

  /**
   * Fresh layers.
   *
   * @param seed draws the weights
   * @param capacity the most rows of a batch
   * @param last the activation of the last layer
   * @param deviation of the weights; see {@link DenseLayer}
   * @param widths of the input and of each layer
   */
  Mlp(Seed seed, int capacity, Activation last, double deviation, int... widths) {
    for (int i = 0; i + 1 < widths.length; i++) {
      Activation activation = i + 2 < widths.length ? Activation.RELU : last;
      layers.add(
          new DenseLayer(
              widths[i], widths[i + 1], activation, deviation, capacity, seed.child(i).stream()));
    }
  }

  /** The outputs for inputs in native memory, on both sides; see {@link DenseLayer#forward}. */
  Matrix forward(Matrix x) {
    Matrix y = x;
    for (DenseLayer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }

  /** The derivative by the inputs from that by the outputs; see {@link DenseLayer#backward}. */
  Matrix backward(Matrix gradient, boolean further) {
    Matrix back = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      back = layers.get(i).backward(back, i > 0 || further);
    }
    return back;
  }

  /** All that is learned, first layer first. */
  List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** What the layers are now, as an encoder that later training does not change. */
  MlpEncoder encoder(Lineage.Step step) {
    return new MlpEncoder(layers.stream().map(MlpEncoder.Layer::of).toList(), step);
  }

  @Override
  public void close() {
    layers.forEach(DenseLayer::close);
  }
}
