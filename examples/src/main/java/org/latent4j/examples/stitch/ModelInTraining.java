package org.latent4j.examples.stitch;

import java.util.stream.Stream;
import org.latent4j.Seed;

/** An encoder, what stands behind it, and a head: one batch at a time through all three. */
final class ModelInTraining implements AutoCloseable {
  /** Width of the hidden layers. */
  static final int HIDDEN = 512;

  /** Width of the codes. */
  static final int CODE = 500;

  /**
   * How large fresh weights are, measured: the larger the encoder's, the less its codes turn while
   * they are learned, and the more alike are the relative codes of two seeds; the larger the
   * head's, the more of its encoder's own detail it learns to rely on.
   */
  private static final double ENCODER_DEVIATION = 0.8;

  private static final double HEAD_DEVIATION = 0.7;

  private final Mlp encoder;
  private final Bridge bridge;
  private final Mlp head;
  private final Matrix inputs;
  private final Matrix gradient;
  private final Adam adam;

  /**
   * A fresh model: pixels-512-500, then the codes or their relative form, then 512-outputs.
   *
   * @param anchors pixels {@code [m, pixels]} of the anchors; absolute models leave them unused
   * @param pixels of an image
   * @param objective says how wide the outputs are
   * @param batch the most rows of a batch
   * @param seed draws the weights
   */
  ModelInTraining(
      Variant variant, float[] anchors, int pixels, Objective objective, int batch, Seed seed) {
    int m = anchors.length / pixels;
    this.bridge = variant.bridge(m, CODE, batch);
    int rows = bridge.anchors() + batch;
    int read = variant.isRelative() ? m : CODE;
    this.encoder =
        new Mlp(
            seed.child("encoder"),
            rows,
            Activation.IDENTITY,
            ENCODER_DEVIATION,
            pixels,
            HIDDEN,
            CODE);
    this.head =
        new Mlp(
            seed.child("head"),
            batch,
            objective.activation(),
            HEAD_DEVIATION,
            read,
            HIDDEN,
            objective.width());
    this.inputs = new Matrix(rows, pixels);
    this.gradient = new Matrix(batch, objective.width());
    // The anchors are the first rows of every batch, so they are copied once.
    System.arraycopy(anchors, 0, inputs.values(), 0, bridge.anchors() * pixels);
    this.adam =
        new Adam(
            Stream.of(encoder, head).flatMap(each -> each.parameters().stream()).toList(),
            Training.RATE);
  }

  /**
   * One step of Adam on the images {@code order[from]}, {@code order[from + 1]} ...; returns the
   * loss before it.
   */
  double step(float[] images, Objective objective, int[] order, int from, int count) {
    double loss = loss(images, objective, order, from, count);
    encoder.backward(bridge.backward(head.backward(gradient, true)), false);
    adam.step();
    return loss;
  }

  /** The loss of a batch; the derivative by the outputs stays in {@code gradient}. */
  private double loss(float[] images, Objective objective, int[] order, int from, int count) {
    int pixels = inputs.columns();
    int first = bridge.anchors();
    inputs.resize(first + count);
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          images, order[from + i] * pixels, inputs.values(), (first + i) * pixels, pixels);
    }
    Matrix outputs = head.forward(bridge.forward(encoder.forward(inputs.toNative())));
    return objective.loss(outputs.values(), order, from, count, gradient.resize(count).values());
  }

  Mlp encoder() {
    return encoder;
  }

  Mlp head() {
    return head;
  }

  @Override
  public void close() {
    encoder.close();
    bridge.close();
    head.close();
    inputs.close();
    gradient.close();
  }
}
