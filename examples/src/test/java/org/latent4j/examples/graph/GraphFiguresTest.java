package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;

/** The figures of the experiment on Cora, and what is claimed from them. */
class GraphFiguresTest {
  private static CitationGraph cora() {
    String data = System.getenv("LATENT4J_DATA");
    assumeTrue(data != null, "LATENT4J_DATA names no folder of data sets");
    return CitationFile.read(Path.of(data, "cora"));
  }

  private static void assertClaims(GraphFigures figures, long seed) {
    String what =
        "seed %d: uncentred %.3f, centred %.3f, %s"
            .formatted(seed, figures.uncentred(), figures.centred(), figures.reference());
    assertThat(figures.points()).hasSize(72);
    assertThat(figures.centred()).as(what).isGreaterThanOrEqualTo(0.85);
    assertThat(figures.uncentred()).as(what).isLessThan(-0.5);
    assertThat(figures.reference().validationAccuracy()).as(what).isGreaterThan(0.86);
    assertThat(figures.reference().testAccuracy()).as(what).isGreaterThan(0.84);
  }

  @Test
  void centredLikenessTellsAccuracyAndUncentredTheContrary() {
    assertClaims(GraphExperiment.standard().run(cora(), Run.of(0)), 0);
  }

  @Tag("reproduction")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void otherSeedsTellTheSame(long seed) {
    assertClaims(GraphExperiment.standard().run(cora(), Run.of(seed)), seed);
  }

  /** The sign of the uncentred correlation hangs on the reference, the centred one does not. */
  @Tag("reproduction")
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void aReferenceOfTanhTurnsTheSign(long seed) {
    GraphFigures figures =
        GraphExperiment.standard()
            .withReference(TrainingPlan.of(2, 32, Activation.TANH, 0.5, Optimiser.ADAM, 0.01, 60))
            .run(cora(), Run.of(seed));
    assertThat(figures.centred()).as("seed %d", seed).isGreaterThanOrEqualTo(0.85);
    assertThat(figures.uncentred()).as("seed %d", seed).isGreaterThan(0.5);
  }

  @Test
  void correlationsAreThoseOfThePoints() {
    GraphFigures figures =
        new GraphFigures(
            new GraphFigures.Reference("good", 9, 0.9, 0.8),
            List.of(
                new Agreement("a", 3, 1, 2, 8),
                new Agreement("a", 6, 2, 1, 6),
                new Agreement("b", 3, 3, 4, 4),
                new Agreement("b", 6, 4, 3, 2)));
    assertThat(figures.uncentred()).isCloseTo(0.6, within(1e-15));
    assertThat(figures.centred()).isCloseTo(-1, within(1e-15));
    assertThat(GraphReport.last(figures.points()))
        .extracting(Agreement::validationAccuracy)
        .containsExactly(2.0, 4.0);
  }

  @Test
  void theReportShowsEveryCheckpoint() {
    CitationGraph graph = SmallGraph.of(30, 3, 1);
    GraphFigures figures =
        new GraphFigures(
            new GraphFigures.Reference("good", 9, 0.9, 0.8),
            List.of(new Agreement("slow", 3, 0.25, 0.99, 0.5), new Agreement("fast", 3, 1, 0, 1)));
    String html = GraphReport.of(figures, graph, 12).html();
    assertThat(html).contains("<svg", "slow, epoch 3", "fast, epoch 3", "12 anchors", "30 papers");
    assertThat(html).contains("centred", "uncentred", "−1");
  }
}
