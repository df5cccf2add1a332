package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Parallel;
import org.latent4j.report.Report;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything about how latents separate sources in one call: the figures of all asked metrics, the
 * matrix of mutual information, the mask of active latents, warnings, and intervals by the
 * percentile bootstrap. Immutable.
 *
 * <p>An interval is the range of the middle 95 % of a figure over resamples of the rows with
 * replacement; those that test models are drawn from those that tested them. Estimates of mutual
 * information see repeated rows in a resample, which lifts them: an interval of InfoM or InfoC for
 * latents that are numbers tells the spread more than the place.
 */
public final class DisentanglementReport {
  private static final String NAME = "DisentanglementReport";
  private static final String TASK = "bootstrap";

  private final int rows;
  private final DisentanglementOptions options;
  private final Optional<InfoMecScore> infomec;
  private final Map<String, Double> figures;
  private final Map<String, double[]> intervals;
  private final List<String> warnings;

  private DisentanglementReport(
      int rows,
      DisentanglementOptions options,
      Optional<InfoMecScore> infomec,
      Map<String, Double> figures,
      Map<String, double[]> intervals,
      List<String> warnings) {
    this.rows = rows;
    this.options = options;
    this.infomec = infomec;
    this.figures = figures;
    this.intervals = intervals;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Measures.
   *
   * @param sources {@code [n, s]}, none constant, s at least 2 for InfoMEC, modularity and DCI; of
   *     a whole-number type they are classes, of {@code FLOAT} or {@code DOUBLE} they are numbers
   *     (which InfoMEC and SAP take as they are, and the other metrics in 20 bins)
   * @param latents {@code [n, z]}
   * @throws org.latent4j.error.ShapeException for other shapes or numbers of rows
   * @throws org.latent4j.error.InputException for fewer sources, a constant source, or discrete
   *     latents that are not whole
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static DisentanglementReport of(
      INDArray sources, INDArray latents, DisentanglementOptions options) {
    Observations data = Observations.of(NAME, sources, latents, options.discrete());
    Measurements measurements = new Measurements(data, options);
    Optional<InfoMecScore> infomec = measurements.infomec();
    Map<String, Double> figures = measurements.figures(infomec);
    List<String> warnings = new ArrayList<>();
    infomec.ifPresent(score -> warnings.addAll(score.warnings()));
    if (data.continuous() && !options.metrics().equals(java.util.Set.of(Metric.INFOMEC))) {
      warnings.add("sources are numbers: metrics that need classes took them in 20 bins");
    }
    Map<String, double[]> intervals =
        options.bootstrap() == 0 ? Map.of() : intervals(measurements, data.rows(), options);
    return new DisentanglementReport(data.rows(), options, infomec, figures, intervals, warnings);
  }

  private static Map<String, double[]> intervals(
      Measurements measurements, int n, DisentanglementOptions options) {
    int count = options.bootstrap();
    Run run = options.run();
    Split split = Split.of(n);
    Seed seed = run.seed().child(TASK);
    List<Map<String, Double>> all = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      all.add(Map.of());
    }
    run.progress().on(new Progress.Started(TASK, count));
    Parallel.blocks(
        count,
        1,
        run.threads(),
        (from, to) -> {
          for (int b = from; b < to; b++) {
            Seed own = seed.child(b);
            int[] rows = split.resample(own.child("rows").stream());
            all.set(b, measurements.again(rows, new Run(own, Progress.silent(), 1)));
          }
        });
    run.progress().on(new Progress.Finished(TASK));
    Map<String, double[]> out = new LinkedHashMap<>();
    for (String name : all.get(0).keySet()) {
      double[] values = all.stream().mapToDouble(map -> map.get(name)).sorted().toArray();
      out.put(name, new double[] {Quantile.of(values, 0.025), Quantile.of(values, 0.975)});
    }
    return out;
  }

  /** How many rows were measured. */
  public int rows() {
    return rows;
  }

  /** What was asked. */
  public DisentanglementOptions options() {
    return options;
  }

  /** InfoMEC with its matrix and mask, where it was asked. */
  public Optional<InfoMecScore> infomec() {
    return infomec;
  }

  /** The figures by name, in the order of {@link Metric}; see {@link Metric#figures}. */
  public Map<String, Double> figures() {
    return java.util.Collections.unmodifiableMap(figures);
  }

  /** The interval {low, high} of each figure that has one; a copy. */
  public Map<String, double[]> intervals() {
    Map<String, double[]> out = new LinkedHashMap<>();
    intervals.forEach((name, ends) -> out.put(name, Arrays.copyOf(ends, 2)));
    return out;
  }

  /** What to know before the figures are trusted; empty when all is well. */
  public List<String> warnings() {
    return warnings;
  }

  /** The report as a page: figures with intervals, and what each latent tells of each source. */
  public Report page() {
    return DisentanglementPage.of(this);
  }
}
