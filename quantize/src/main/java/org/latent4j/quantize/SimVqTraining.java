package org.latent4j.quantize;

import java.util.List;
import java.util.Map;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vector quantization to {@code C Wt} that learns W, its one group of parameters {@code weight [d,
 * d]}. Gradients pass straight through; the losses are {@link Losses#QUANTIZATION} and {@link
 * Losses#COMMITMENT}.
 *
 * <p>Source: Zhu et al. 2024, arXiv 2411.02038, section 4.
 */
public final class SimVqTraining extends Training<SimVqTraining.Memory> {
  private final SimVqQuantization settings;
  private final int d;
  private final double[] frozen; // [K, d]
  private final ParameterGroup group; // [d, d]

  /** What a step remembers. */
  record Memory(Batch batch, int[] codes, double[] nearest) {}

  private SimVqTraining(SimVqQuantization settings, int d, double[] frozen, double[] weight) {
    this.settings = settings;
    this.d = d;
    this.frozen = frozen;
    this.group = ParameterGroup.free("weight", weight);
  }

  /**
   * Training from given vectors and a given map.
   *
   * @param frozen C, {@code [K, d]} row by row
   * @param weight W, {@code [d, d]} row by row
   */
  public static SimVqTraining of(
      SimVqQuantization settings, int d, double[] frozen, double[] weight) {
    if (frozen.length != (long) settings.codes() * d || weight.length != (long) d * d) {
      throw new ShapeException(
          "SimVqTraining",
          settings.codes() + " x " + d + " frozen values and " + d + " x " + d + " weights",
          frozen.length + " and " + weight.length);
    }
    return new SimVqTraining(settings, d, frozen.clone(), weight.clone());
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch batch = Batch.of("SimVqTraining.forward", z, d);
    double[] vectors = SimVqQuantizer.moved(frozen, group.values(), d);
    int[] codes = Codebook.nearest(batch, vectors);
    double[] nearest = new double[batch.values().length];
    for (int row = 0; row < batch.n(); row++) {
      System.arraycopy(vectors, codes[row] * d, nearest, row * d, d);
    }
    double distance = batch.meanSquare(nearest);
    Losses losses =
        new Losses(
            (settings.quantizationWeight() + settings.commitmentWeight()) * distance,
            Map.of(Losses.QUANTIZATION, distance, Losses.COMMITMENT, distance));
    CodeMatrix matrix = CodeMatrix.of(new CodeSpace(settings.codes()), codes);
    Step step = new Step(batch.with(nearest).array(), matrix, losses);
    return keep(step, new Memory(batch, codes, nearest));
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] out = gradient(batch, gradient);
    batch.addMeanSquareGradient(settings.commitmentWeight(), memory.nearest(), out);
    double factor = 2 * settings.quantizationWeight() / Math.max(1, out.length);
    double[] pull = new double[out.length];
    double[] chosen = new double[out.length];
    for (int i = 0; i < out.length; i++) {
      pull[i] = factor * (memory.nearest()[i] - batch.values()[i]);
      chosen[i] = frozen[memory.codes()[i / d] * d + i % d];
    }
    // q = W c, so the gradient of W is the sum of pull times c.
    Gemm.multiply(Gemm.Form.TN, d, d, batch.n(), 1d, pull, chosen, 1d, group.gradient(), 1);
    return batch.with(out).array();
  }

  @Override
  public List<ParameterGroup> parameters() {
    return List.of(group);
  }

  @Override
  public SimVqQuantizer freeze() {
    return SimVqQuantizer.of(frozen, group.values(), d, RecordJson.of(settings));
  }
}
