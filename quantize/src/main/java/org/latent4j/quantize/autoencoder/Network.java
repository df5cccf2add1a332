package org.latent4j.quantize.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Seed;

/** Dense layers one after the other, ReLU between them. */
final class Network implements AutoCloseable {
  private final List<Layer> layers = new ArrayList<>();

  /**
   * Fresh layers.
   *
   * @param widths of the input and of each layer
   */
  Network(String name, Seed seed, int capacity, int... widths) {
    for (int i = 0; i + 1 < widths.length; i++) {
      boolean last = i + 2 == widths.length;
      layers.add(
          new Layer(
              name + "." + i, widths[i], widths[i + 1], !last, capacity, seed.child(i).stream()));
    }
  }

  /** The outputs for inputs on the native side; see {@link Layer#forward}. */
  Twin forward(Twin x, int threads) {
    Twin y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, threads);
    }
    return y;
  }

  /** The derivative by the inputs; see {@link Layer#backward}. */
  Twin backward(Twin gradient, boolean further, int threads) {
    Twin back = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      back = layers.get(i).backward(back, i > 0 || further, threads);
    }
    return back;
  }

  /** All that is learned, first layer first. */
  List<Weights> weights() {
    List<Weights> out = new ArrayList<>();
    for (Layer layer : layers) {
      out.add(layer.weight());
      out.add(layer.bias());
    }
    return out;
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }
}
