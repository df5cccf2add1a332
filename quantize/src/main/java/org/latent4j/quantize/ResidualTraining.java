package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.Seed;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Residual vector quantization that learns: {@code r_0 = z}, {@code r_{i+1} = r_i - q_i} with q_i
 * held fixed, output the sum of q_i; gradients pass straight through the sum. Stages choose the
 * nearest vector, whatever the beam. The losses are sums over the stages.
 *
 * <p>With dropout a step in {@link Phase#TRAINING} keeps the first s stages, s uniform in 1 ... S;
 * {@link Step#code} is -1 for the others.
 */
public final class ResidualTraining extends Training<ResidualTraining.Memory> {
  private final ResidualQuantization settings;
  private final List<VqTraining> stages;
  private final RandomStream random;

  /** What a step remembers. */
  record Memory(Batch batch, List<Step> steps) {}

  ResidualTraining(ResidualQuantization settings, List<VqTraining> stages, RandomStream random) {
    this.settings = settings;
    this.stages = List.copyOf(stages);
    this.random = random;
  }

  /**
   * Training from given vectors.
   *
   * @param codebooks one {@code [K, d]} a stage, row by row
   */
  public static ResidualTraining of(
      ResidualQuantization settings, int d, List<double[]> codebooks, Seed seed) {
    if (codebooks.size() != settings.stages()) {
      throw new ShapeException(
          "ResidualTraining", settings.stages() + " codebooks", codebooks.size() + " codebooks");
    }
    return new ResidualTraining(
        settings,
        codebooks.stream().map(values -> VqTraining.of(settings.stage(), d, values)).toList(),
        seed.child("dropout").stream());
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch batch = Batch.of("ResidualTraining.forward", z, width());
    int kept =
        settings.dropout() && phase == Phase.TRAINING
            ? 1 + random.below(stages.size())
            : stages.size();
    double[] rest = batch.values().clone();
    double[] sum = new double[rest.length];
    List<Step> steps = new ArrayList<>();
    for (VqTraining stage : stages.subList(0, kept)) {
      Step step = stage.forward(batch.with(rest).doubles(), phase);
      double[] nearest = Dense.doubles(step.output());
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= nearest[i];
        sum[i] += nearest[i];
      }
      steps.add(step);
    }
    Step step = new Step(batch.with(sum).array(), codes(steps, batch.n()), losses(steps));
    return keep(step, new Memory(batch, steps));
  }

  private int width() {
    return stages.get(0).codebook().length / settings.stage().codes();
  }

  private CodeMatrix codes(List<Step> steps, int n) {
    CodeDraft draft =
        CodeMatrix.draft(CodeSpace.uniform(steps.size(), settings.stage().codes()), n);
    for (int s = 0; s < steps.size(); s++) {
      for (int row = 0; row < n; row++) {
        draft.put(row, s, steps.get(s).codes().get(row, 0));
      }
    }
    return draft.seal();
  }

  private static Losses losses(List<Step> steps) {
    Map<String, Double> parts = new LinkedHashMap<>();
    double total = 0;
    for (Step step : steps) {
      total += step.losses().total();
      step.losses().parts().forEach((name, value) -> parts.merge(name, value, Double::sum));
    }
    return new Losses(total, parts);
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] out = gradient(batch, gradient);
    // Each stage's rest moves with z one to one; of a stage only its losses add to the gradient.
    INDArray none = batch.with(new double[out.length]).doubles();
    for (int s = 0; s < memory.steps().size(); s++) {
      double[] own = Dense.doubles(stages.get(s).backward(memory.steps().get(s), none));
      for (int i = 0; i < out.length; i++) {
        out[i] += own[i];
      }
    }
    return batch.with(out).array();
  }

  @Override
  public List<ParameterGroup> parameters() {
    return stages.stream().flatMap(stage -> stage.parameters().stream()).toList();
  }

  /** Moves the codebooks of the stages that the step kept. */
  @Override
  public void afterStep(Step step, Seed seed) {
    List<Step> steps = recall(step).steps();
    for (int s = 0; s < steps.size(); s++) {
      stages.get(s).afterStep(steps.get(s), seed.child(s));
    }
  }

  @Override
  public ResidualQuantizer freeze() {
    return new ResidualQuantizer(
        stages.stream().map(stage -> CodedRows.rounded(stage.codebook())).toList(),
        width(),
        settings.beam(),
        RecordJson.of(settings));
  }
}
