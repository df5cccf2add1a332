package org.latent4j.quantize.autoencoder;

import java.util.List;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;

/**
 * Numbers of a network that Adam learns, with its moments. Weights have their gradients clamped to
 * [-1, 1] and decay; biases do neither.
 *
 * <p>Source: Kingma and Ba 2014, arXiv 1412.6980, algorithm 1; Loshchilov and Hutter 2017, arXiv
 * 1711.05101, algorithm 2 (decay beside the step).
 */
final class Weights implements AutoCloseable {
  private final String name;
  private final Twin value;
  private final Twin gradient;
  private final float[] first;
  private final float[] second;
  private final boolean decayed;

  /** Zeros {@code [rows, columns]}. */
  Weights(String name, int rows, int columns, boolean decayed) {
    this.name = name;
    this.value = new Twin(rows, columns);
    this.gradient = new Twin(rows, columns);
    this.first = new float[value.values().length];
    this.second = new float[first.length];
    this.decayed = decayed;
  }

  /** What they are, equal on both sides. */
  Twin value() {
    return value;
  }

  /** The derivative of the loss by them, on the heap. */
  Twin gradient() {
    return gradient;
  }

  /** Makes one step against the gradient. */
  void learn(Adam adam, double decay) {
    float[] v = value.values();
    float[] g = gradient.values();
    float clamp = decayed ? 1 : Float.POSITIVE_INFINITY;
    float keep = decayed ? (float) (1 - adam.rate() * decay) : 1;
    float rate = (float) adam.factor();
    float spread = (float) adam.spread();
    float b1 = (float) Adam.FIRST;
    float b2 = (float) Adam.SECOND;
    float rest1 = (float) (1 - Adam.FIRST);
    float rest2 = (float) (1 - Adam.SECOND);
    float epsilon = (float) Adam.EPSILON;
    for (int i = 0; i < v.length; i++) {
      float one = Math.max(-clamp, Math.min(clamp, g[i]));
      float m = b1 * first[i] + rest1 * one;
      float s = b2 * second[i] + rest2 * one * one;
      first[i] = m;
      second[i] = s;
      v[i] = keep * v[i] - rate * m / ((float) Math.sqrt(s) * spread + epsilon);
    }
    value.toNative();
  }

  /** Adds value and moments to a file. */
  void save(SavedThing.Draft draft) {
    long[] shape = {value.rows(), value.columns()};
    draft.tensor(HeldArray.of(name, value.values(), shape));
    draft.tensor(HeldArray.of(name + ".first", first, shape));
    draft.tensor(HeldArray.of(name + ".second", second, shape));
  }

  /** Takes value and moments from a file. */
  void load(SavedThing file) {
    copy(file, name, value.values());
    copy(file, name + ".first", first);
    copy(file, name + ".second", second);
    value.toNative();
  }

  private void copy(SavedThing file, String tensor, float[] to) {
    StoredArray array =
        file.array(tensor, List.of(org.latent4j.io.ElementType.F32), value.rows(), value.columns());
    System.arraycopy(array.floats(), 0, to, 0, to.length);
  }

  @Override
  public void close() {
    value.close();
    gradient.close();
  }
}
