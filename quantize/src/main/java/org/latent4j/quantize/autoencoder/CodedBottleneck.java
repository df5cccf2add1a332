package org.latent4j.quantize.autoencoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.quantize.ParameterGroup;
import org.latent4j.quantize.Phase;
import org.latent4j.quantize.Step;
import org.latent4j.quantize.TrainableQuantizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Latents that pass a quantizer, as one row of numbers or as a row for each latent. */
final class CodedBottleneck implements Bottleneck {
  private final TrainableQuantizer quantizer;
  private final int width;
  private final int rowsEach;
  private @Nullable Step last;
  private @Nullable Seed seed;

  /**
   * A bottleneck.
   *
   * @param width numbers of a row of the quantizer
   * @param rowsEach rows of the quantizer for one row of the data
   */
  CodedBottleneck(TrainableQuantizer quantizer, int width, int rowsEach) {
    this.quantizer = quantizer;
    this.width = width;
    this.rowsEach = rowsEach;
  }

  @Override
  public int encodedWidth() {
    return width * rowsEach;
  }

  @Override
  public int decodedWidth() {
    return width * rowsEach;
  }

  @Override
  public void forward(float[] encoded, int n, @Nullable Seed stepSeed, float[] out) {
    int count = n * width * rowsEach;
    INDArray z = // [n rowsEach, width]
        Dense.of(java.util.Arrays.copyOf(encoded, count), (long) n * rowsEach, width);
    Step step = quantizer.forward(z, stepSeed == null ? Phase.EVALUATION : Phase.TRAINING);
    float[] output = Dense.floats(step.output());
    System.arraycopy(output, 0, out, 0, count);
    z.close();
    last = step;
    seed = stepSeed;
  }

  private Step step() {
    Step step = last;
    if (step == null) {
      throw new InputException("CodedBottleneck", "a forward pass before", "none of " + quantizer);
    }
    return step;
  }

  @Override
  public double loss() {
    return step().losses().total();
  }

  @Override
  public void backward(float[] gradient, float[] out) {
    Step step = step();
    long rows = step.output().size(0);
    int count = (int) rows * width;
    INDArray g = Dense.of(java.util.Arrays.copyOf(gradient, count), rows, width);
    INDArray back = quantizer.backward(step, g);
    System.arraycopy(Dense.floats(back), 0, out, 0, count);
    g.close();
    back.close();
    if (seed != null) {
      quantizer.afterStep(step, seed);
    }
  }

  @Override
  public List<ParameterGroup> parameters() {
    return quantizer.parameters();
  }

  @Override
  public float[] latents() {
    int[] codes = step().codes().codes();
    float[] out = new float[codes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = codes[i];
    }
    return out;
  }
}
