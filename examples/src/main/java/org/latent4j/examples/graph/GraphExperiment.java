package org.latent4j.examples.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Uniform;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Parallel;

/**
 * Does likeness to a good network tell how good another is? Trains networks of many settings on a
 * graph, good, slow and collapsed ones, and compares every third epoch of each, by the mean cosine
 * of relative rows, to the best checkpoint of one good run.
 *
 * <p>What to expect on Cora (seeds 0, 1, 2): likeness by centred relative rows rises with accuracy
 * (Pearson about 0.9), whatever the reference. Without centring, with a reference of ReLU units, it
 * falls (about -0.8): such rows lie in one corner of the space, those of a network that has learned
 * little still more so, and rows that are all alike have cosine near 1 with each other. The sign
 * hangs on the reference and on the company, though: with a reference of tanh units uncentred
 * likeness rises with accuracy as well. Centred, nothing hangs on either.
 *
 * <pre>{@code
 * GraphFigures figures =
 *     GraphExperiment.standard().run(CitationFile.read(Path.of("cora.npz")), Run.of(0));
 * }</pre>
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, section 4.1 (there without centring); Kipf
 * and Welling 2016, arXiv 1609.02907 (the networks).
 *
 * @param reference the good run
 * @param plans the other runs, at least one
 * @param anchors how many nodes are shared, at least 1
 */
public record GraphExperiment(TrainingPlan reference, List<TrainingPlan> plans, int anchors) {
  /** How many anchors are usual. */
  public static final int ANCHORS = 300;

  private static final String TASK = "gcn";

  /** Copies the plans and checks the ranges. */
  public GraphExperiment {
    plans = List.copyOf(plans);
    Require.atLeast("GraphExperiment: plans", 1, plans.size());
    Require.atLeast("GraphExperiment: anchors", 1, anchors);
    Require.atLeast(
        "GraphExperiment: epochs of the reference", GcnTraining.INTERVAL, reference.epochs());
  }

  /**
   * Nine runs, 72 checkpoints: widths 16 to 64, one to three layers, ReLU and tanh, descent with
   * momentum and Adam; some learn fast, some little, some nothing but the largest field.
   */
  public static GraphExperiment standard() {
    Activation relu = Activation.RELU;
    Activation tanh = Activation.TANH;
    Optimiser adam = Optimiser.ADAM;
    Optimiser momentum = Optimiser.MOMENTUM;
    return new GraphExperiment(
        TrainingPlan.of(2, 32, relu, 0.5, adam, 0.01, 60),
        List.of(
            TrainingPlan.of(2, 16, relu, 0.5, adam, 0.003, 24),
            TrainingPlan.of(2, 64, tanh, 0, adam, 0.01, 24),
            TrainingPlan.of(2, 32, tanh, 0.5, adam, 0.02, 18),
            TrainingPlan.of(1, 16, relu, 0, adam, 0.01, 18),
            TrainingPlan.of(3, 64, tanh, 0.5, adam, 0.01, 30),
            TrainingPlan.of(3, 16, tanh, 0.2, adam, 0.03, 24),
            TrainingPlan.of(2, 32, relu, 0.5, momentum, 0.01, 30),
            TrainingPlan.of(3, 32, relu, 0.8, momentum, 0.02, 24),
            TrainingPlan.of(2, 64, relu, 0.8, adam, 0.001, 24)),
        ANCHORS);
  }

  /** The same runs compared to another good one. */
  public GraphExperiment withReference(TrainingPlan other) {
    return new GraphExperiment(other, plans, anchors);
  }

  /** The same runs with another number of anchors. */
  public GraphExperiment withAnchors(int count) {
    return new GraphExperiment(reference, plans, count);
  }

  /**
   * Trains and compares.
   *
   * @param run its seed draws the split, the anchors and all networks; the number of threads does
   *     not change a bit
   * @throws org.latent4j.error.InputException for fewer nodes than anchors or than 5, and for a
   *     network that diverges
   */
  public GraphFigures run(CitationGraph graph, Run run) {
    Require.between("GraphExperiment: anchors", 1, graph.size(), anchors);
    GcnTraining training =
        new GcnTraining(graph, NodeSplit.of(graph.size(), run.seed().child("split")));
    run.progress().on(new Progress.Started(TASK, plans.size() + 1L));
    AnchorSet shared = draw(graph, run);
    List<Checkpoint> good = new ArrayList<>();
    training.train(reference, good::add, run.child("reference"));
    run.progress().on(new Progress.Stepped(TASK, 1, Map.of()));
    Checkpoint best = best(good);
    List<List<Agreement>> points;
    try (RelativeReference relative = new RelativeReference(best, graph.names(), shared)) {
      points = compare(training, relative, run);
    }
    good.forEach(each -> each.hidden().close());
    run.progress().on(new Progress.Finished(TASK));
    return new GraphFigures(
        new GraphFigures.Reference(
            best.run(), best.epoch(), best.validationAccuracy(), best.testAccuracy()),
        points.stream().flatMap(List::stream).toList());
  }

  private AnchorSet draw(CitationGraph graph, Run run) {
    TensorSpace nodes =
        TensorSpace.of("nodes", Dense.of(new float[graph.size()], graph.size(), 1), graph.names());
    return new Uniform().select(nodes, anchors, run.child("anchors"));
  }

  /** The best by validation, the first of equal ones. */
  private static Checkpoint best(List<Checkpoint> checkpoints) {
    Checkpoint best = checkpoints.get(0);
    for (Checkpoint each : checkpoints) {
      best = each.validationAccuracy() > best.validationAccuracy() ? each : best;
    }
    return best;
  }

  private List<List<Agreement>> compare(GcnTraining training, RelativeReference relative, Run run) {
    List<List<Agreement>> points = new ArrayList<>();
    plans.forEach(plan -> points.add(new ArrayList<>()));
    AtomicInteger done = new AtomicInteger(1);
    Parallel.blocks(
        plans.size(),
        1,
        run.threads(),
        (from, to) -> {
          training.train(
              plans.get(from),
              checkpoint -> {
                points.get(from).add(relative.compare(checkpoint));
                checkpoint.hidden().close();
              },
              run.child("plans").child(from));
          run.progress().on(new Progress.Stepped(TASK, done.incrementAndGet(), Map.of()));
        });
    return points;
  }
}
