package org.latent4j.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Latent quantization that learns: the output is the nearest value of each latent, its gradient
 * goes straight through, and two losses draw values and latents to each other.
 *
 * <p>With n rows of d latents, at codes k: the values' gradient is {@code lq 2 / (n d) sum (v_jk -
 * z_j)} over the rows of code k (and over j where values are shared), the latents' {@code g_j + lc
 * 2 / (n d) (z_j - q_j)}. The losses have the parts {@link Losses#QUANTIZATION} and {@link
 * Losses#COMMITMENT}. The parameters are one group, {@code values}, or none where values stay.
 *
 * <p>Source: Hsu et al. 2023, arXiv 2305.18378, equations 3 to 6.
 */
public final class QlaeTraining extends Training<QlaeTraining.Memory> {
  private final QlaeQuantization settings;
  private final int latents;
  private final int levels;
  private final ParameterGroup group; // [latents or 1, levels]

  /** What a step remembers. */
  record Memory(Batch batch, int[] codes, double[] nearest) {}

  private QlaeTraining(QlaeQuantization settings, int latents, double[][] values) {
    this.settings = settings;
    this.latents = latents;
    this.levels = settings.levels();
    this.group =
        ParameterGroup.free(
            "values", Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
  }

  /**
   * Training from given values.
   *
   * @param values {@code [latents][levels]}, or {@code [1][levels]} where they are shared
   */
  public static QlaeTraining of(QlaeQuantization settings, int latents, double[][] values) {
    int wanted = settings.shared() ? 1 : latents;
    if (values.length != wanted) {
      throw new ShapeException(
          "QlaeTraining: values",
          "[" + wanted + ", " + settings.levels() + "]",
          "[" + values.length + ", ...]");
    }
    for (int j = 0; j < wanted; j++) {
      if (values[j].length != settings.levels()) {
        throw new ShapeException(
            "QlaeTraining: values of latent " + j,
            settings.levels() + " values",
            values[j].length + " values");
      }
      for (double value : values[j]) {
        if (!Double.isFinite(value)) {
          throw new InputException(
              "QlaeTraining: values of latent " + j, "finite values", Double.toString(value));
        }
      }
    }
    return new QlaeTraining(settings, latents, values);
  }

  /** The values of a latent {@code [levels]} as they are now, a copy. */
  public double[] values(int latent) {
    int from = start(latent);
    return Arrays.copyOfRange(group.values(), from, from + levels);
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch batch = Batch.of("QlaeTraining.forward", z, latents);
    Ladder[] ladders = new Ladder[latents];
    for (int j = 0; j < latents; j++) {
      ladders[j] = settings.shared() && j > 0 ? ladders[0] : Ladder.nearest(values(j));
    }
    int[] codes = new int[batch.values().length];
    double[] nearest = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int j = i % latents;
      codes[i] = ladders[j].applyAsInt(batch.values()[i]);
      nearest[i] = group.values()[start(j) + codes[i]];
    }
    double distance = batch.meanSquare(nearest);
    Losses losses =
        new Losses(
            (settings.quantizationWeight() + settings.commitmentWeight()) * distance,
            Map.of(Losses.QUANTIZATION, distance, Losses.COMMITMENT, distance));
    CodeMatrix matrix = CodeMatrix.of(CodeSpace.uniform(latents, levels), codes);
    Step step = new Step(batch.with(nearest).array(), matrix, losses);
    return keep(step, new Memory(batch, codes, nearest));
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] out = gradient(batch, gradient);
    batch.addMeanSquareGradient(settings.commitmentWeight(), memory.nearest(), out);
    if (settings.optimizeValues()) {
      double factor = 2 * settings.quantizationWeight() / Math.max(1, batch.values().length);
      for (int i = 0; i < batch.values().length; i++) {
        group.gradient()[start(i % latents) + memory.codes()[i]] +=
            factor * (memory.nearest()[i] - batch.values()[i]);
      }
    }
    return batch.with(out).array();
  }

  @Override
  public List<ParameterGroup> parameters() {
    return settings.optimizeValues() ? List.of(group) : List.of();
  }

  @Override
  public QlaeQuantizer freeze() {
    double[][] values = new double[latents][];
    Arrays.setAll(values, this::values);
    return QlaeQuantizer.rounded(values, RecordJson.of(settings));
  }

  private int start(int latent) {
    return settings.shared() ? 0 : latent * levels;
  }
}
