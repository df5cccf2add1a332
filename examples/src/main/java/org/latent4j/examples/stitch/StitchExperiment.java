package org.latent4j.examples.stitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.examples.tour.JointProgress;
import org.latent4j.kernel.Parallel;

/**
 * Trains models of the same images from several seeds, in three variants each, and scores every
 * encoder before every head.
 *
 * <p>What to expect (10,000 images of Fashion-MNIST, 500 anchors, 8 epochs, seeds 0 and 1; mean
 * squared error of pixels times 100 on 10,000 others; {@code StitchFiguresTest} holds it):
 *
 * <pre>
 * heads read                       own   stitched   ratio
 * codes                           1.54      10.95    7.12
 * codes, by rotation and scale    1.54       1.62    1.05
 * codes, by ridge regression      1.54       1.57    1.02
 * relative codes                  4.14       4.45    1.07
 * relative codes, centred         2.38       2.64    1.11
 * </pre>
 *
 * <p>Behind another encoder an absolute head is lost. A relative one loses little, but pays for its
 * codes in its own error, less when they are centred. Translation on the anchors, after the fact,
 * loses least of all. So at such a budget translate; relative codes are for heads that must serve
 * encoders which do not exist yet. The un-centred figures differ much between seeds.
 *
 * <pre>{@code
 * StitchData data = StitchData.read(...);
 * StitchFigures figures =
 *     new StitchExperiment(StitchTask.AUTOENCODER, 8, 500, List.of(0L, 1L)).run(data, Run.of(0));
 * }</pre>
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, section 4.2; Maiorca et al. 2023, arXiv
 * 2311.00664, section 4.
 *
 * @param task what the heads are for
 * @param epochs how often each image is seen, at least 1
 * @param anchors how many training images are shared, at least 1
 * @param seeds of the models, all different, at least one; one alone has nothing to be stitched to
 */
public record StitchExperiment(StitchTask task, int epochs, int anchors, List<Long> seeds) {
  /** Relative models take about twice as long, so they begin. */
  private static final List<Variant> ORDER =
      List.of(Variant.RELATIVE, Variant.RELATIVE_CENTRED, Variant.ABSOLUTE);

  /** Checks the ranges. */
  public StitchExperiment {
    Require.atLeast("StitchExperiment: epochs", 1, epochs);
    Require.atLeast("StitchExperiment: anchors", 1, anchors);
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw new InputException(
          "StitchExperiment: seeds", "one or more, all different", seeds.toString());
    }
  }

  /**
   * Trains, stitches and scores.
   *
   * @param run its seed draws the anchors; the models have seeds of their own. The number of
   *     threads does not change a bit
   * @throws InputException when there are fewer images than anchors, or a classifier's images have
   *     no labels
   * @throws ShapeException when training and test images differ in size
   */
  public StitchFigures run(StitchData data, Run run) {
    check(data);
    int classes = Math.max(data.train().classes(), data.test().classes());
    AnchorImages shared = AnchorImages.draw(data.train(), anchors, run.child("anchors"));
    Map<Variant, List<TrainedModel>> models = train(data.train(), classes, shared, run);
    Stitching stitching =
        new Stitching(shared, data.test().images(), task.on(data.test(), classes), run);
    List<TrainedModel> absolute = models.getOrDefault(Variant.ABSOLUTE, List.of());
    return new StitchFigures(
        stitching.direct(absolute),
        stitching.bySimilarity(absolute),
        stitching.byRidge(absolute),
        stitching.relative(models.getOrDefault(Variant.RELATIVE, List.of())),
        stitching.relative(models.getOrDefault(Variant.RELATIVE_CENTRED, List.of())));
  }

  private Map<Variant, List<TrainedModel>> train(
      Examples examples, int classes, AnchorImages shared, Run run) {
    Objective objective = task.on(examples, classes);
    Training training = new Training(epochs);
    int jobs = ORDER.size() * seeds.size();
    Progress joint = new JointProgress(Training.TASK, jobs, run.progress());
    TrainedModel[] trained = new TrainedModel[jobs];
    Parallel.blocks(
        jobs,
        1,
        run.threads(),
        (from, to) -> {
          Seed seed = new Seed(seeds.get(from % seeds.size()));
          trained[from] =
              training.train(
                  ORDER.get(from / seeds.size()),
                  examples,
                  objective,
                  shared,
                  new Run(seed, joint, 1));
        });
    Map<Variant, List<TrainedModel>> models = new EnumMap<>(Variant.class);
    Arrays.stream(trained)
        .forEach(
            model -> models.computeIfAbsent(model.variant(), v -> new ArrayList<>()).add(model));
    return models;
  }

  private void check(StitchData data) {
    Require.between("StitchExperiment: anchors", 1, data.train().size(), anchors);
    Require.atLeast("StitchExperiment: test images", 1, data.test().size());
    if (data.train().width() != data.test().width()) {
      throw new ShapeException(
          "StitchExperiment: test images",
          "[n, " + data.train().width() + "]",
          "[" + data.test().size() + ", " + data.test().width() + "]");
    }
    boolean labelled = data.train().isLabelled() && data.test().isLabelled();
    if (task == StitchTask.CLASSIFIER && !labelled) {
      throw new InputException(
          "StitchExperiment: classifier",
          "labels of all images",
          data.train().labels().length + " and " + data.test().labels().length + " labels");
    }
  }
}
