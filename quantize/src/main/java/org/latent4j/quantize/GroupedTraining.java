package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.Seed;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Grouped vector quantization that learns: each slice as {@link VqTraining} does. Losses are means
 * over all columns, so those of the slices count by their share.
 */
public final class GroupedTraining extends Training<GroupedTraining.Memory> {
  private final GroupedQuantization settings;
  private final int width;
  private final List<VqTraining> groups;

  /** What a step remembers. */
  record Memory(Batch batch, List<Step> steps) {}

  GroupedTraining(GroupedQuantization settings, int width, List<VqTraining> groups) {
    this.settings = settings;
    this.width = width;
    this.groups = List.copyOf(groups);
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    int d = width * groups.size();
    Batch batch = Batch.of("GroupedTraining.forward", z, d);
    double[] output = new double[batch.values().length];
    CodeDraft draft =
        CodeMatrix.draft(CodeSpace.uniform(groups.size(), settings.group().codes()), batch.n());
    List<Step> steps = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      INDArray slice = Slices.of(batch.values(), batch.n(), d, g * width, width, z);
      Step step = groups.get(g).forward(slice, phase);
      Slices.put(step.output(), output, d, g * width);
      for (int row = 0; row < batch.n(); row++) {
        draft.put(row, g, step.codes().get(row, 0));
      }
      steps.add(step);
    }
    Step step = new Step(batch.with(output).array(), draft.seal(), losses(steps));
    return keep(step, new Memory(batch, steps));
  }

  private Losses losses(List<Step> steps) {
    Map<String, Double> parts = new LinkedHashMap<>();
    double total = 0;
    for (Step step : steps) {
      total += step.losses().total() / steps.size();
      step.losses()
          .parts()
          .forEach((name, value) -> parts.merge(name, value / steps.size(), Double::sum));
    }
    return new Losses(total, parts);
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] given = gradient(batch, gradient);
    double[] out = new double[given.length];
    int share = groups.size();
    // A slice takes the mean over its own columns: scaled up on the way in, down on the way out.
    for (int i = 0; i < given.length; i++) {
      given[i] *= share;
    }
    for (int g = 0; g < share; g++) {
      INDArray slice = Slices.of(given, batch.n(), batch.d(), g * width, width, batch.doubles());
      double[][] former = gradients(groups.get(g));
      Slices.put(groups.get(g).backward(memory.steps().get(g), slice), out, batch.d(), g * width);
      scaleNew(groups.get(g), former, share);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= share;
    }
    return batch.with(out).array();
  }

  private static double[][] gradients(VqTraining group) {
    return group.parameters().stream().map(p -> p.gradient().clone()).toArray(double[][]::new);
  }

  private static void scaleNew(VqTraining group, double[][] former, int share) {
    for (int p = 0; p < former.length; p++) {
      double[] gradient = group.parameters().get(p).gradient();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = former[p][i] + (gradient[i] - former[p][i]) / share;
      }
    }
  }

  @Override
  public List<ParameterGroup> parameters() {
    return groups.stream().flatMap(group -> group.parameters().stream()).toList();
  }

  @Override
  public void afterStep(Step step, Seed seed) {
    List<Step> steps = recall(step).steps();
    for (int g = 0; g < steps.size(); g++) {
      groups.get(g).afterStep(steps.get(g), seed.child(g));
    }
  }

  @Override
  public GroupedQuantizer freeze() {
    return new GroupedQuantizer(
        groups.stream().map(VqTraining::freeze).toList(), RecordJson.of(settings));
  }
}
