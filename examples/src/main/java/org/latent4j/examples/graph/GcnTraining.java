package org.latent4j.examples.graph;

import java.util.List;
import java.util.function.Consumer;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.RandomStream;

/**
 * Trains networks by full batches: cross-entropy of the training nodes and a decay of 5e-4 of the
 * first layer's weights, as in Kipf and Welling 2016, section 5.2. Every third epoch is a
 * checkpoint.
 *
 * @param graph all nodes; the fields of those that do not train are never seen
 * @param split which nodes train
 */
record GcnTraining(CitationGraph graph, NodeSplit split) {
  /** Epochs from one checkpoint to the next. */
  static final int INTERVAL = 3;

  private static final double DECAY = 5e-4;

  /**
   * Trains one network.
   *
   * @param checkpoints takes each as it comes
   * @param run its seed draws weights and dropout
   */
  void train(TrainingPlan plan, Consumer<Checkpoint> checkpoints, Run run) {
    Gcn network = new Gcn(graph, plan, run.seed().child("weights"));
    List<Optimiser.Stepping> steps =
        network.parameters().stream().map(each -> plan.optimiser().of(each, plan.rate())).toList();
    RandomStream random = run.seed().child("dropout").stream();
    NodeLoss loss = new NodeLoss(graph.fields(), graph.classes());
    double[] gradient = new double[graph.size() * graph.classes()];
    for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
      loss.of(network.forward(random), split.train(), gradient);
      network.backward(gradient);
      Parameter first = network.firstWeights();
      Kernels.axpy(DECAY, first.value(), 0, first.gradient(), 0, first.value().length);
      for (Optimiser.Stepping step : steps) {
        step.move(epoch);
      }
      if (epoch % INTERVAL == 0) {
        checkpoints.accept(checkpoint(plan, epoch, network, loss));
      }
    }
  }

  private Checkpoint checkpoint(TrainingPlan plan, int epoch, Gcn network, NodeLoss loss) {
    double[] logits = network.forward();
    return new Checkpoint(
        plan.name(),
        epoch,
        loss.accuracy(logits, split.validation()),
        loss.accuracy(logits, split.test()),
        Dense.of(network.hidden(), graph.size(), network.hiddenWidth()));
  }
}
