package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;

class GcnTrainingTest {
  private final CitationGraph graph = SmallGraph.of(150, 3, 21);
  private final NodeSplit split = NodeSplit.of(graph.size(), new Seed(1));

  private List<Checkpoint> train(CitationGraph on, TrainingPlan plan, long seed) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    new GcnTraining(on, split).train(plan, checkpoints::add, Run.of(seed));
    return checkpoints;
  }

  private static TrainingPlan plan(Optimiser optimiser, double rate, double dropout, int epochs) {
    return TrainingPlan.of(2, 8, Activation.RELU, dropout, optimiser, rate, epochs);
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAreLearned(Optimiser optimiser) {
    List<Checkpoint> run = train(graph, plan(optimiser, 0.05, 0.2, 60), 3);
    Checkpoint last = run.get(run.size() - 1);
    assertThat(last.validationAccuracy()).as("%s", last).isGreaterThan(0.85);
    assertThat(last.testAccuracy()).as("%s", last).isGreaterThan(0.85);
  }

  @Test
  void everyThirdEpochIsACheckpoint() {
    TrainingPlan plan = plan(Optimiser.ADAM, 0.01, 0, 11);
    List<Checkpoint> run = train(graph, plan, 3);
    assertThat(run).extracting(Checkpoint::epoch).containsExactly(3, 6, 9);
    assertThat(run).extracting(Checkpoint::run).containsOnly(plan.name());
    assertThat(run.get(0).hidden().shape()).containsExactly(150, 8);
    assertThat(Dense.doubles(run.get(0).hidden())).isNotEqualTo(Dense.doubles(run.get(2).hidden()));
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    TrainingPlan plan = plan(Optimiser.ADAM, 0.02, 0.5, 9);
    double[] first = Dense.doubles(train(graph, plan, 5).get(2).hidden());
    assertThat(Dense.doubles(train(graph, plan, 5).get(2).hidden())).containsExactly(first);
    assertThat(Dense.doubles(train(graph, plan, 6).get(2).hidden())).isNotEqualTo(first);
  }

  /** Other fields of nodes that do not train change accuracies, never the network. */
  @Test
  void theFieldsOfOtherNodesAreNotSeen() {
    int[] fields = graph.fields().clone();
    for (int node : split.test()) {
      fields[node] = (fields[node] + 1) % 3;
    }
    for (int node : split.validation()) {
      fields[node] = (fields[node] + 2) % 3;
    }
    CitationGraph wrong = new CitationGraph(graph.words(), graph.links(), fields, graph.names());
    TrainingPlan plan = plan(Optimiser.ADAM, 0.05, 0, 30);
    Checkpoint right = train(graph, plan, 7).get(9);
    Checkpoint other = train(wrong, plan, 7).get(9);
    assertThat(Dense.doubles(other.hidden())).containsExactly(Dense.doubles(right.hidden()));
    assertThat(other.testAccuracy()).isLessThan(0.3);
    assertThat(right.testAccuracy()).isGreaterThan(0.8);
  }

  @Test
  void aNetworkOfOneLayerShowsItsLogits() {
    TrainingPlan plan = TrainingPlan.of(1, 8, Activation.RELU, 0, Optimiser.ADAM, 0.05, 30);
    Checkpoint last = train(graph, plan, 8).get(9);
    assertThat(last.hidden().shape()).containsExactly(150, 3);
    NodeLoss loss = new NodeLoss(graph.fields(), 3);
    assertThat(loss.accuracy(Dense.doubles(last.hidden()), split.test()))
        .isEqualTo(last.testAccuracy());
  }
}
