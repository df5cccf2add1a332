package org.latent4j.quantize.disentangle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;

/** All asked metrics for the same rows. */
final class Measurements {
  private static final String TASK = "disentangle";

  private final DisentanglementOptions options;
  private final Observations data;
  private final @Nullable PredictedInformation predicted;

  Measurements(Observations data, DisentanglementOptions options) {
    this.options = options;
    this.data = data;
    boolean infomec = options.metrics().contains(Metric.INFOMEC);
    if (infomec) {
      InfoMec.requireSources(data);
    }
    options.importances().ifPresent(this::requireShape);
    this.predicted =
        infomec
            ? PredictedInformation.of(
                data, options.infomec().explicitness(), options.run().threads())
            : null;
  }

  private void requireShape(org.nd4j.linalg.api.ndarray.INDArray importances) {
    double[][] matrix = Dci.matrix(importances);
    int z = data.latents().length;
    int s = data.sources().length;
    if (matrix.length != z || matrix[0].length != s) {
      throw new ShapeException(
          "DisentanglementReport: importances",
          "[z, s] = [" + z + ", " + s + "]",
          "[" + matrix.length + ", " + matrix[0].length + "]");
    }
  }

  /** InfoMEC of all rows, where it is asked. */
  Optional<InfoMecScore> infomec() {
    return predicted == null
        ? Optional.empty()
        : Optional.of(options.infomec().score(data, predicted, options.run()));
  }

  /** The figures of all rows by name; {@code infomec} is what {@link #infomec} gave. */
  Map<String, Double> figures(Optional<InfoMecScore> infomec) {
    Map<String, Double> out = new LinkedHashMap<>();
    infomec.ifPresent(score -> put(score, out));
    Run run = options.run();
    long done = 0;
    run.progress().on(new Progress.Started(TASK, options.metrics().size()));
    for (Metric metric : Metric.values()) {
      if (options.metrics().contains(metric)) {
        measure(metric, data, run, out);
        run.progress().on(new Progress.Stepped(TASK, ++done, Map.of()));
      }
    }
    run.progress().on(new Progress.Finished(TASK));
    return out;
  }

  /** The figures of some rows, on one thread. */
  Map<String, Double> again(int[] rows, Run own) {
    Run run = own.withThreads(1).withProgress(Progress.silent());
    Observations some = data.select(rows);
    Map<String, Double> out = new LinkedHashMap<>();
    if (predicted != null) {
      double infoe = predicted.again(rows, some, options.infomec().explicitness(), 1);
      put(options.infomec().score(some, infoe, run), out);
    }
    for (Metric metric : Metric.values()) {
      // What depends on given importances alone has no spread.
      boolean fixed = metric == Metric.DCI && options.importances().isPresent();
      if (options.metrics().contains(metric) && !fixed) {
        measure(metric, some, run, out);
      }
    }
    return out;
  }

  private static void put(InfoMecScore score, Map<String, Double> out) {
    out.put("infom", score.infom());
    out.put("infoe", score.infoe());
    out.put("infoc", score.infoc());
  }

  private void measure(Metric metric, Observations some, Run run, Map<String, Double> out) {
    String name = metric.figures().get(0);
    Run own = run.child(metric.label());
    switch (metric) {
      case INFOMEC -> {} // measured before, for its matrix is wanted too
      case MIG -> out.put(name, Mig.score(some));
      case MODULARITY -> out.put(name, Modularity.score(some));
      case EXPLICITNESS -> out.put(name, ExplicitnessAuc.score(some, run.threads()));
      case SAP -> out.put(name, Sap.score(some));
      case FACTORVAE -> out.put(name, FactorVae.of(some, own.seed()).score());
      case BETAVAE -> out.put(name, BetaVae.score(some, own));
      case IRS -> out.put(name, Irs.score(some));
      case DCI -> {
        Dci dci =
            options.importances().map(Dci::of).orElseGet(() -> Dci.of(some, options.trees(), own));
        out.put(name, dci.disentanglement());
        out.put(metric.figures().get(1), dci.completeness());
        out.put(metric.figures().get(2), dci.informativeness());
      }
      default -> throw new InputException("metric", "one that is known", metric.label());
    }
  }
}
