package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Intervals by the bootstrap. */
class BootstrapTest {
  private static final Run RUN = Run.of(4).withThreads(2);

  private static DisentanglementOptions options(int resamples, Metric... metrics) {
    return DisentanglementOptions.standard()
        .withMetrics(Set.of(metrics))
        .withBootstrap(resamples)
        .withRun(RUN);
  }

  private static Map<String, double[]> intervals(int n, DisentanglementOptions options) {
    INDArray sources = Samples.classes(1, n, 4, 3);
    INDArray latents = Samples.noisy(sources, 0.6, 2);
    return DisentanglementReport.of(sources, latents, options).intervals();
  }

  @ParameterizedTest
  @EnumSource
  void everyFigureOfEveryMetricHasOne(Metric metric) {
    Map<String, double[]> intervals = intervals(120, options(4, metric));
    assertThat(intervals.keySet()).containsExactlyElementsOf(metric.figures());
    intervals.forEach(
        (name, ends) -> {
          assertThat(ends).hasSize(2);
          assertThat(ends[0]).as(name).isLessThanOrEqualTo(ends[1]);
          assertThat(ends[0]).as(name).isBetween(-0.5, 1.0);
        });
  }

  @Test
  void theyAreThePercentilesOfTheFigureOnResampledRows() {
    int n = 150;
    INDArray sources = Samples.classes(3, n, 4, 3);
    INDArray latents = Samples.noisy(sources, 0.6, 4);
    DisentanglementReport report =
        DisentanglementReport.of(
            sources, latents, options(25, Metric.MIG, Metric.IRS, Metric.MODULARITY));
    double[] migs = new double[25];
    double[] reaches = new double[25];
    double[][] s = Plain.columns(sources);
    double[][] z = Plain.columns(latents);
    for (int b = 0; b < 25; b++) {
      Seed seed = RUN.seed().child("bootstrap").child(b).child("rows");
      int[] rows = Split.of(n).resample(seed.stream());
      INDArray some = select(s, rows).castTo(org.nd4j.linalg.api.buffer.DataType.INT32);
      migs[b] = Mig.score(some, select(z, rows));
      reaches[b] = Irs.score(some, select(z, rows));
    }
    double[] mig = report.intervals().get("mig");
    assertThat(mig[0]).isCloseTo(Plain.quantile(migs, 0.025), within(1e-12));
    assertThat(mig[1]).isCloseTo(Plain.quantile(migs, 0.975), within(1e-12));
    double[] irs = report.intervals().get("irs");
    assertThat(irs[0]).isCloseTo(Plain.quantile(reaches, 0.025), within(1e-12));
    assertThat(irs[1]).isCloseTo(Plain.quantile(reaches, 0.975), within(1e-12));
  }

  private static INDArray select(double[][] columns, int[] rows) {
    double[] out = new double[rows.length * columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        out[i * columns.length + j] = columns[j][rows[i]];
      }
    }
    return Dense.of(out, rows.length, columns.length);
  }

  @Test
  void moreRowsNarrowThem() {
    DisentanglementOptions asked = options(60, Metric.MIG, Metric.MODULARITY);
    double[] few = intervals(200, asked).get("mig");
    double[] many = intervals(3200, asked).get("mig");
    double ratio = (few[1] - few[0]) / (many[1] - many[0]);
    assertThat(ratio).isBetween(2.5, 7.0); // four in the long run
  }

  @Test
  void oneResampleIsAPointAndFiguresDoNotDependOnResamples() {
    double[] one = intervals(100, options(1, Metric.MIG)).get("mig");
    assertThat(one[0]).isEqualTo(one[1]);
    INDArray sources = Samples.classes(5, 100, 4, 3);
    INDArray latents = Samples.noisy(sources, 0.6, 6);
    Map<String, Double> without =
        DisentanglementReport.of(sources, latents, options(0, Metric.MIG, Metric.FACTORVAE))
            .figures();
    Map<String, Double> with =
        DisentanglementReport.of(sources, latents, options(3, Metric.MIG, Metric.FACTORVAE))
            .figures();
    assertThat(with).isEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void threadsChangeNoBitAndSeedsDo(int threads) {
    Metric[] metrics = {Metric.INFOMEC, Metric.SAP, Metric.EXPLICITNESS};
    DisentanglementOptions asked = options(6, metrics);
    Map<String, double[]> two = intervals(90, asked);
    Map<String, double[]> other = intervals(90, asked.withRun(RUN.withThreads(threads)));
    two.forEach((name, ends) -> assertThat(other.get(name)).as(name).isEqualTo(ends));
    double[] again = intervals(90, asked.withRun(Run.of(5))).get("infoe");
    assertThat(again).isNotEqualTo(two.get("infoe"));
  }

  @Test
  void intervalsAreCopiesAndFiguresCannotBeChanged() {
    INDArray sources = Samples.classes(7, 80, 2, 2);
    DisentanglementReport report =
        DisentanglementReport.of(sources, Samples.noisy(sources, 0.4, 8), options(3, Metric.MIG));
    double low = report.intervals().get("mig")[0];
    report.intervals().get("mig")[0] = 99;
    assertThat(report.intervals().get("mig")[0]).isEqualTo(low);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> report.figures().put("mig", 0.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aRareClassMayBeAbsentFromAResample() {
    INDArray sources = Samples.classes(9, 60, 2, 3);
    sources.putScalar(10, 0, 7);
    INDArray latents = Samples.noisy(sources, 0.5, 10);
    DisentanglementReport report =
        DisentanglementReport.of(
            sources, latents, DisentanglementOptions.all().withBootstrap(5).withRun(RUN));
    report
        .intervals()
        .forEach((name, ends) -> assertThat(ends[1] - ends[0]).as(name).isFinite().isNotNegative());
  }

  @Test
  void progressIsToldOfMetricsAndResamples() {
    List<String> told = new ArrayList<>();
    Run run =
        RUN.withProgress(
            event -> {
              if (event instanceof Progress.Started started) {
                told.add(started.task() + " of " + started.steps());
              } else if (event instanceof Progress.Finished finished) {
                told.add(finished.task() + " done");
              }
            });
    INDArray sources = Samples.classes(11, 50, 2, 2);
    DisentanglementReport.of(
        sources, Samples.noisy(sources, 0.4, 12), options(2, Metric.MIG, Metric.IRS).withRun(run));
    assertThat(told)
        .containsExactly(
            "disentangle of 2", "disentangle done", "bootstrap of 2", "bootstrap done");
  }

  @Test
  void sourcesThatAreNumbersAreFlaggedWhereClassesAreWanted() {
    INDArray numbers = Samples.normals(13, 100, 2);
    INDArray latents = Samples.normals(14, 100, 2).addi(numbers);
    Set<Metric> many = EnumSet.of(Metric.INFOMEC, Metric.MIG);
    DisentanglementReport both =
        DisentanglementReport.of(
            numbers, latents, DisentanglementOptions.standard().withMetrics(many));
    assertThat(both.warnings()).anyMatch(warning -> warning.contains("20 bins"));
    DisentanglementReport alone =
        DisentanglementReport.of(numbers, latents, DisentanglementOptions.standard());
    assertThat(alone.warnings()).isEmpty();
  }
}
