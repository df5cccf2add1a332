package org.latent4j.quantize.disentangle;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a {@link DisentanglementReport} measures and how.
 *
 * @param discrete whether latents are codes
 * @param infomec preset and explicitness of InfoMEC
 * @param metrics the metrics
 * @param trees which trees find the importances of DCI
 * @param importances {@code [z, s]}, importances of DCI that were found elsewhere
 * @param bootstrap how many resamples of the rows the intervals come from; 0 for no intervals, 200
 *     is usual
 * @param run seed, progress and threads
 */
public record DisentanglementOptions(
    boolean discrete,
    InfoMec infomec,
    Set<Metric> metrics,
    Importances trees,
    Optional<INDArray> importances,
    int bootstrap,
    Run run) {
  /** Checks the ranges. */
  public DisentanglementOptions {
    metrics = Set.copyOf(metrics);
    Require.atLeast("DisentanglementOptions: metrics", 1, metrics.size());
    Require.atLeast("DisentanglementOptions: bootstrap", 0, bootstrap);
  }

  /** InfoMEC of the paper for latents that are numbers; no intervals; seed 0. */
  public static DisentanglementOptions standard() {
    return new DisentanglementOptions(
        false,
        InfoMec.paper(),
        Set.of(Metric.INFOMEC),
        Importances.BOOSTED,
        Optional.empty(),
        0,
        Run.of(0));
  }

  /** All metrics, else {@link #standard}. */
  public static DisentanglementOptions all() {
    return standard().withMetrics(EnumSet.allOf(Metric.class));
  }

  /** The same for latents that are codes, or numbers. */
  public DisentanglementOptions withDiscrete(boolean codes) {
    return new DisentanglementOptions(codes, infomec, metrics, trees, importances, bootstrap, run);
  }

  /** The same with another InfoMEC. */
  public DisentanglementOptions withInfoMec(InfoMec other) {
    return new DisentanglementOptions(discrete, other, metrics, trees, importances, bootstrap, run);
  }

  /** The same with other metrics. */
  public DisentanglementOptions withMetrics(Set<Metric> others) {
    return new DisentanglementOptions(
        discrete, infomec, others, trees, importances, bootstrap, run);
  }

  /** The same with other trees. */
  public DisentanglementOptions withTrees(Importances others) {
    return new DisentanglementOptions(
        discrete, infomec, metrics, others, importances, bootstrap, run);
  }

  /** The same with importances {@code [z, s]} that were found elsewhere. */
  public DisentanglementOptions withImportances(INDArray matrix) {
    return new DisentanglementOptions(
        discrete, infomec, metrics, trees, Optional.of(matrix), bootstrap, run);
  }

  /** The same with another number of resamples. */
  public DisentanglementOptions withBootstrap(int resamples) {
    return new DisentanglementOptions(
        discrete, infomec, metrics, trees, importances, resamples, run);
  }

  /** The same with another run. */
  public DisentanglementOptions withRun(Run other) {
    return new DisentanglementOptions(
        discrete, infomec, metrics, trees, importances, bootstrap, other);
  }
}
