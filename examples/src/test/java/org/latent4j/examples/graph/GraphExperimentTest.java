package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.Progress;
import org.latent4j.Run;

class GraphExperimentTest {
  private static final CitationGraph GRAPH = SmallGraph.of(90, 3, 31);
  private static final TrainingPlan GOOD = plan(2, 8, 0.05, 30);
  private static final GraphExperiment SMALL =
      new GraphExperiment(
          GOOD, List.of(plan(2, 6, 0.02, 12), plan(1, 6, 0.02, 6), plan(3, 5, 0.001, 9)), 20);

  private static TrainingPlan plan(int depth, int width, double rate, int epochs) {
    return TrainingPlan.of(depth, width, Activation.TANH, 0.1, Optimiser.ADAM, rate, epochs);
  }

  @Test
  void pointsComeRunByRun() {
    GraphFigures figures = SMALL.run(GRAPH, Run.of(1));
    assertThat(figures.points())
        .extracting(Agreement::epoch)
        .containsExactly(3, 6, 9, 12, 3, 6, 3, 6, 9);
    List<String> names = SMALL.plans().stream().map(TrainingPlan::name).toList();
    assertThat(figures.points().stream().map(Agreement::run).distinct())
        .containsExactlyElementsOf(names);
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    GraphFigures one = SMALL.run(GRAPH, Run.of(2).withThreads(1));
    assertThat(SMALL.run(GRAPH, Run.of(2).withThreads(2))).isEqualTo(one);
    assertThat(SMALL.run(GRAPH, Run.of(2).withThreads(7))).isEqualTo(one);
    assertThat(SMALL.run(GRAPH, Run.of(3).withThreads(2))).isNotEqualTo(one);
  }

  @Test
  void theReferenceIsTheBestCheckpointOfItsRun() {
    GraphFigures figures = SMALL.run(GRAPH, Run.of(4));
    GraphFigures.Reference reference = figures.reference();
    assertThat(reference.run()).isEqualTo(GOOD.name());
    assertThat(reference.epoch()).isBetween(3, 30);
    assertThat(reference.validationAccuracy()).isGreaterThan(0.8);
    List<Checkpoint> run = new ArrayList<>();
    new GcnTraining(GRAPH, NodeSplit.of(90, Run.of(4).seed().child("split")))
        .train(GOOD, run::add, Run.of(4).child("reference"));
    double best = run.stream().mapToDouble(Checkpoint::validationAccuracy).max().orElseThrow();
    Checkpoint first =
        run.stream().filter(each -> each.validationAccuracy() == best).findFirst().orElseThrow();
    assertThat(reference)
        .isEqualTo(
            new GraphFigures.Reference(GOOD.name(), first.epoch(), best, first.testAccuracy()));
  }

  @Test
  void likenessLiesBetweenTheBoundsOfCosines() {
    for (Agreement each : SMALL.run(GRAPH, Run.of(5)).points()) {
      assertThat(each.centred()).as("%s", each).isBetween(-1.0, 1.0);
      assertThat(each.uncentred()).as("%s", each).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void progressTellsOfEveryRun() {
    List<Progress.Event> events = Collections.synchronizedList(new ArrayList<>());
    SMALL.run(GRAPH, Run.of(6).withProgress(events::add));
    assertThat(events.get(0)).isEqualTo(new Progress.Started("gcn", 4));
    assertThat(events.get(events.size() - 1)).isEqualTo(new Progress.Finished("gcn"));
    assertThat(events).filteredOn(Progress.Stepped.class::isInstance).hasSize(4);
    assertThat(new HashSet<>(events)).hasSize(6);
  }

  @Test
  void theStandardSweepIsAsDescribed() {
    GraphExperiment standard = GraphExperiment.standard();
    assertThat(standard.anchors()).isEqualTo(300);
    assertThat(standard.plans()).hasSize(9);
    assertThat(standard.plans()).extracting(TrainingPlan::width).contains(16, 32, 64);
    assertThat(standard.plans()).extracting(TrainingPlan::depth).contains(1, 2, 3);
    assertThat(standard.plans()).extracting(TrainingPlan::optimiser).contains(Optimiser.values());
    assertThat(standard.plans().stream().mapToInt(plan -> plan.epochs() / 3).sum()).isEqualTo(72);
    assertThat(standard.plans()).extracting(TrainingPlan::name).doesNotHaveDuplicates();
    assertThat(standard.reference().depth()).isEqualTo(2);
    assertThat(standard.plans()).doesNotContain(standard.reference());
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> SMALL.withAnchors(91).run(GRAPH, Run.of(0)))
        .hasMessageContaining("anchors")
        .hasMessageContaining("91");
    assertThatThrownBy(() -> SMALL.withAnchors(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> SMALL.withReference(plan(2, 8, 0.05, 2)))
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> new GraphExperiment(GOOD, List.of(), 5)).hasMessageContaining("plans");
    assertThatThrownBy(() -> SMALL.withAnchors(2).run(SmallGraph.of(4, 2, 1), Run.of(0)))
        .hasMessageContaining("got 4");
  }
}
