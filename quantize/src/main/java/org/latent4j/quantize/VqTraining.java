package org.latent4j.quantize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.Seed;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vector quantization that learns. The output of a step is the nearest vector as it was before the
 * step; gradients pass as the settings say.
 *
 * <p>Losses: {@link Losses#COMMITMENT}, and {@link Losses#QUANTIZATION} where the codebook learns
 * by gradient; it then is the one group of parameters, {@code codebook}. Otherwise {@link
 * #afterStep} moves it and replaces dead codes.
 *
 * <p>Source: see {@link VqQuantization}.
 */
public final class VqTraining extends Training<VqTraining.Memory> {
  private final VqQuantization settings;
  private final int d;
  private final ParameterGroup group; // [K, d]
  private final MovingCodebook moving;
  private final Seed seed;
  private boolean started;

  /** What a step remembers. */
  record Memory(Batch batch, UnitRows unit, UnitRows vectors, int[] codes, double[] nearest) {}

  private VqTraining(
      VqQuantization settings, int d, double[] codebook, Seed seed, boolean started) {
    this.settings = settings;
    this.d = d;
    this.group = ParameterGroup.free("codebook", codebook);
    this.moving = new MovingCodebook(settings, d, codebook);
    this.seed = seed;
    this.started = started;
  }

  static VqTraining random(VqQuantization settings, int d, Seed seed) {
    RandomStream random = seed.child("codebook").stream();
    double[] codebook = new double[Math.multiplyExact(settings.codes(), d)];
    for (int i = 0; i < codebook.length; i++) {
      codebook[i] = random.normal() / Math.sqrt(d);
    }
    if (settings.cosine()) {
      codebook = UnitRows.of(codebook, d, 1).values();
    }
    return new VqTraining(settings, d, codebook, seed, !settings.clusteredStart());
  }

  /**
   * Training from given vectors, each counted once.
   *
   * @param codebook {@code [K, d]} row by row
   */
  public static VqTraining of(VqQuantization settings, int d, double[] codebook) {
    if (codebook.length != (long) settings.codes() * d) {
      throw new ShapeException(
          "VqTraining: codebook",
          settings.codes() + " x " + d + " values",
          codebook.length + " values");
    }
    double[] own = settings.cosine() ? UnitRows.of(codebook, d, 1).values() : codebook.clone();
    return new VqTraining(settings, d, own, new Seed(0), true);
  }

  /**
   * Sets what the moving averages have come to.
   *
   * @param clusterSize {@code [K]}
   * @param embedAverage {@code [K, d]} row by row
   */
  public void resume(double[] clusterSize, double[] embedAverage) {
    moving.resume(clusterSize, embedAverage);
  }

  /** The vectors as they are now {@code [K, d]}, a copy. */
  public double[] codebook() {
    return group.values().clone();
  }

  /** The moving count of each code {@code [K]}, a copy. */
  public double[] clusterSize() {
    return moving.counts().clone();
  }

  /** The moving sum of the rows of each code {@code [K, d]}, a copy. */
  public double[] embedAverage() {
    return moving.sums().clone();
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch given = Batch.of("VqTraining.forward", z, d);
    UnitRows unit = settings.cosine() ? UnitRows.of(given, 1) : UnitRows.NONE;
    Batch batch = settings.cosine() ? given.with(unit.values()) : given;
    if (!started && phase == Phase.TRAINING && batch.n() > 0) {
      moving.cluster(batch, seed.child("start"));
      started = true;
    }
    UnitRows vectors = settings.cosine() ? UnitRows.of(group.values(), d, 1) : UnitRows.NONE;
    double[] codebook = settings.cosine() ? vectors.values() : group.values();
    int[] codes = Codebook.nearest(batch, codebook);
    double[] nearest = new double[batch.values().length];
    for (int row = 0; row < batch.n(); row++) {
      System.arraycopy(codebook, codes[row] * d, nearest, row * d, d);
    }
    CodeMatrix matrix = CodeMatrix.of(new CodeSpace(settings.codes()), codes);
    Step step = new Step(batch.with(nearest).array(), matrix, losses(batch.meanSquare(nearest)));
    return keep(step, new Memory(batch, unit, vectors, codes, nearest));
  }

  private Losses losses(double distance) {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put(Losses.COMMITMENT, distance);
    double weight = settings.commitmentWeight();
    if (learns()) {
      parts.put(Losses.QUANTIZATION, distance);
      weight += settings.quantizationWeight();
    }
    return new Losses(weight * distance, parts);
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] out = gradient(batch, gradient);
    if (settings.estimator() == GradientEstimator.ROTATION) {
      Rotation.backward(batch, memory.nearest(), out);
    }
    batch.addMeanSquareGradient(settings.commitmentWeight(), memory.nearest(), out);
    if (settings.cosine()) {
      memory.unit().backward(out);
    }
    if (learns()) {
      addCodebookGradient(memory);
    }
    return batch.with(out).array();
  }

  private void addCodebookGradient(Memory memory) {
    double[] rows = memory.batch().values();
    double factor = 2 * settings.quantizationWeight() / Math.max(1, rows.length);
    double[] gradient = new double[group.values().length];
    for (int i = 0; i < rows.length; i++) {
      gradient[memory.codes()[i / d] * d + i % d] += factor * (memory.nearest()[i] - rows[i]);
    }
    if (settings.cosine()) {
      memory.vectors().backward(gradient);
    }
    for (int i = 0; i < gradient.length; i++) {
      group.gradient()[i] += gradient[i];
    }
  }

  private boolean learns() {
    return settings.update() == CodebookUpdate.GRADIENT;
  }

  @Override
  public List<ParameterGroup> parameters() {
    return learns() ? List.of(group) : List.of();
  }

  /** Moves the codebook to the moving averages, and replaces dead codes by rows of the step. */
  @Override
  public void afterStep(Step step, Seed stepSeed) {
    Memory memory = recall(step);
    if (settings.update() == CodebookUpdate.MOVING_AVERAGE && memory.batch().n() > 0) {
      moving.update(memory.batch(), memory.codes());
      moving.replaceDead(memory.batch(), stepSeed.child("dead codes").stream());
    }
  }

  @Override
  public VqQuantizer freeze() {
    double[] codebook =
        settings.cosine() ? UnitRows.of(group.values(), d, 1).values() : group.values();
    return VqQuantizer.of(
        CodedRows.rounded(codebook),
        CodedRows.rounded(moving.counts()),
        CodedRows.rounded(moving.sums()),
        settings.cosine(),
        RecordJson.of(settings));
  }
}
