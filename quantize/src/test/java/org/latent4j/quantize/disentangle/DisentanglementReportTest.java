package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class DisentanglementReportTest {
  private static final Run RUN = Run.of(0).withThreads(2);
  private final INDArray sources = Samples.classes(1, 500, 4, 3);
  private final INDArray latents = Samples.noisy(sources, 0.4, 2);

  @Test
  void allMetricsAreTheirClassesOwn() {
    DisentanglementReport report =
        DisentanglementReport.of(sources, latents, DisentanglementOptions.all().withRun(RUN));
    Map<String, Double> figures = report.figures();
    assertThat(figures.keySet())
        .containsExactly(
            "infom",
            "infoe",
            "infoc",
            "mig",
            "modularity",
            "explicitnessAuc",
            "sap",
            "disentanglement",
            "completeness",
            "informativeness",
            "factorvae",
            "betavae",
            "irs");
    InfoMecScore infomec = InfoMec.paper().score(sources, latents, false, RUN);
    assertThat(figures.get("infom")).isEqualTo(infomec.infom());
    assertThat(figures.get("infoe")).isEqualTo(infomec.infoe());
    assertThat(figures.get("mig")).isEqualTo(Mig.score(sources, latents));
    assertThat(figures.get("modularity")).isEqualTo(Modularity.score(sources, latents));
    assertThat(figures.get("explicitnessAuc"))
        .isEqualTo(ExplicitnessAuc.score(sources, latents, 1));
    assertThat(figures.get("sap")).isEqualTo(Sap.score(sources, latents));
    assertThat(figures.get("irs")).isEqualTo(Irs.score(sources, latents));
    Dci dci = Dci.of(sources, latents, Importances.BOOSTED, RUN.child("dci"));
    assertThat(figures.get("disentanglement")).isEqualTo(dci.disentanglement());
    Seed votes = RUN.child("factorvae").seed();
    assertThat(figures.get("factorvae")).isEqualTo(FactorVae.of(sources, latents, votes).score());
    assertThat(figures.get("betavae"))
        .isEqualTo(BetaVae.score(sources, latents, RUN.child("betavae")));
    assertThat(report.intervals()).isEmpty();
    assertThat(report.rows()).isEqualTo(500);
  }

  @Test
  void intervalsHoldTheFigureAndAreOfAnyThreadTheSame() {
    Set<Metric> metrics = EnumSet.of(Metric.INFOMEC, Metric.MIG, Metric.SAP);
    INDArray codes = org.nd4j.linalg.factory.Nd4j.math().round(latents);
    DisentanglementOptions options =
        DisentanglementOptions.standard()
            .withDiscrete(true)
            .withMetrics(metrics)
            .withBootstrap(40)
            .withRun(RUN);
    DisentanglementReport report = DisentanglementReport.of(sources, codes, options);
    assertThat(report.intervals().keySet())
        .containsExactly("infom", "infoe", "infoc", "mig", "sap");
    double[] infoe = report.intervals().get("infoe");
    assertThat(report.figures().get("infoe")).isBetween(infoe[0] - 0.02, infoe[1] + 0.02);
    assertThat(infoe[1] - infoe[0]).isBetween(0.005, 0.2);
    DisentanglementReport one =
        DisentanglementReport.of(sources, codes, options.withRun(RUN.withThreads(1)));
    report
        .intervals()
        .forEach((name, ends) -> assertThat(one.intervals().get(name)).isEqualTo(ends));
  }

  @Test
  void refitsThatStartFromTheFullFitEndWhereFreshOnesDo() {
    Observations data = Observations.of("", sources, latents, false);
    PredictedInformation full = PredictedInformation.of(data, Explicitness.STRICT, 1);
    int[] rows = Split.of(500).resample(new org.latent4j.kernel.RandomStream(4));
    Observations some = data.select(rows);
    double warm = full.again(rows, some, Explicitness.STRICT, 1);
    double fresh = PredictedInformation.of(some, Explicitness.STRICT, 1).value();
    assertThat(warm).isCloseTo(fresh, within(1e-6)).isNotEqualTo(full.value());
  }

  @Test
  void givenImportancesAreRead() {
    INDArray importances = Dense.of(new double[] {3, 0, 0, 1}, 2, 2);
    DisentanglementReport report =
        DisentanglementReport.of(
            sources,
            latents,
            DisentanglementOptions.standard()
                .withMetrics(Set.of(Metric.DCI))
                .withImportances(importances)
                .withBootstrap(3)
                .withRun(RUN));
    assertThat(report.figures().get("disentanglement")).isCloseTo(1, within(1e-8));
    assertThat(report.figures().get("informativeness")).isNaN();
    assertThat(report.intervals()).isEmpty();
    assertThat(report.infomec()).isEmpty();
    DisentanglementOptions options = report.options();
    assertThatThrownBy(
            () ->
                DisentanglementReport.of(
                    sources, latents, options.withImportances(Dense.zeros(DataType.DOUBLE, 3, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[2, 2]", "[3, 2]");
    INDArray negative = importances.dup().putScalar(1, 0, -2);
    assertThatThrownBy(() -> Dci.of(negative))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-2.0 at row 1, column 0");
    INDArray infinite = importances.dup().putScalar(1, 0, Double.NaN);
    assertThatThrownBy(() -> Dci.of(infinite)).isInstanceOf(NonFiniteException.class);
  }

  @Test
  void thePageShowsFiguresIntervalsAndTheMatrix() {
    DisentanglementReport report =
        DisentanglementReport.of(
            sources, latents, DisentanglementOptions.standard().withBootstrap(3).withRun(RUN));
    String html = report.page().html();
    assertThat(html).contains("infom", "High", "source 1", "z0 ●", "<svg", "500 rows");
    assertThat(html).doesNotContain("<script");
  }

  @Test
  void uninformedTreesAndVotesAreFlat() {
    INDArray constant = Dense.zeros(DataType.DOUBLE, 500, 2);
    Dci dci = Dci.of(sources, constant, Importances.BOOSTED, RUN);
    assertThat(dci.disentanglement()).isCloseTo(0, within(1e-9));
    assertThat(FactorVae.of(sources, constant, new Seed(0))).isEqualTo(new FactorVae(0, 0));
    assertThat(FactorVae.of(sources, latents.mul(0.01), new Seed(0)).active()).isZero();
    assertThat(Irs.score(sources, constant)).isZero();
    assertThat(Sap.score(sources, constant)).isZero();
    assertThat(Mig.score(sources, constant)).isZero();
    assertThat(ExplicitnessAuc.score(sources, constant, 1)).isEqualTo(0.5);
  }

  @Test
  void namesOfMetrics() {
    assertThat(Metric.named("factorvae")).contains(Metric.FACTORVAE);
    assertThat(Metric.named("FACTORVAE")).isEmpty();
    assertThatThrownBy(() -> DisentanglementOptions.standard().withBootstrap(-1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-1");
  }
}
