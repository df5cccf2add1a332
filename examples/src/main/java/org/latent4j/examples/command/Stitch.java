package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Run;
import org.latent4j.examples.stitch.StitchData;
import org.latent4j.examples.stitch.StitchExperiment;
import org.latent4j.examples.stitch.StitchFigures;
import org.latent4j.examples.stitch.StitchFiles;
import org.latent4j.examples.stitch.StitchTask;
import org.latent4j.examples.stitch.StitchingReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Encoders of one seed before heads of another: absolute, translated and relative. */
@picocli.CommandLine.Command(
    name = "stitch",
    description = "Train models of other seeds on images and put encoders before others' heads.")
public final class Stitch extends Command {
  /** Words of {@code --task}. */
  static final class Tasks extends WordConverter<StitchTask> {
    Tasks() {
      super(StitchTask.class);
    }
  }

  @Option(
      names = "--images",
      required = true,
      paramLabel = "IDX",
      description = "Images, an idx file of bytes, .gz or not.")
  private Path images;

  @Option(names = "--labels", paramLabel = "IDX", description = "Their labels (classifier).")
  private @Nullable Path labels;

  @Option(
      names = "--test-images",
      paramLabel = "IDX",
      description = "Images for the test (default: the last of --images, never trained on).")
  private @Nullable Path testImages;

  @Option(
      names = "--test-labels",
      paramLabel = "IDX",
      description = "Their labels (default: the file beside them, ...labels-idx1...).")
  private @Nullable Path testLabels;

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Images to train (default 10000, or as many as there are).")
  private @Nullable Integer train;

  @Option(
      names = "--test",
      paramLabel = "N",
      description = "Images to test (default 10000, or as many as there are).")
  private @Nullable Integer test;

  @Option(
      names = "--task",
      converter = Tasks.class,
      description = "autoencoder or classifier (default autoencoder).")
  private StitchTask task = StitchTask.AUTOENCODER;

  @Option(names = "--epochs", paramLabel = "N", description = "Epochs (default ${DEFAULT-VALUE}).")
  private int epochs = 8;

  @Option(
      names = "--anchors",
      paramLabel = "M",
      description = "Training images that all models share (default ${DEFAULT-VALUE}).")
  private int anchors = 500;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds of the models (default 0,1); --seed draws images and anchors.")
  private List<Long> seeds = List.of(0L, 1L);

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with a chart.")
  private @Nullable Path html;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    if (task == StitchTask.CLASSIFIER && labels == null) {
      throw usage("--task classifier needs --labels");
    }
    if (testLabels != null && (testImages == null || labels == null)) {
      throw usage("--test-labels needs --test-images and --labels");
    }
    Path page = html == null ? null : outputs.stage(html);
    StitchExperiment experiment = new StitchExperiment(task, epochs, anchors, seeds);
    Run silent = options.run();
    StitchData data =
        new StitchFiles(images, labels, testImages, testLabels)
            .read(train, test, silent.seed().child("images"));
    StitchFigures figures;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      figures = experiment.run(data, silent.withProgress(progress));
    }
    printTable(figures, data);
    if (page != null) {
      StitchingReport.of(figures, score(), setting(data)).save(page);
    }
    return json(figures, data);
  }

  private String score() {
    return task == StitchTask.CLASSIFIER ? "accuracy" : "mean squared error";
  }

  private String setting(StitchData data) {
    return "%d models, %d training images, %d test images, %d anchors, %d epochs, %s."
        .formatted(
            seeds.size(),
            data.train().size(),
            data.test().size(),
            anchors,
            epochs,
            WordConverter.word(task));
  }

  private Map<String, ?> json(StitchFigures figures, StitchData data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", WordConverter.word(task));
    json.put("trainImages", data.train().size());
    json.put("testImages", data.test().size());
    json.put("epochs", epochs);
    json.put("anchors", anchors);
    json.put("seeds", seeds);
    json.put("absolute", figures.absolute());
    json.put("similarity", figures.similarity());
    json.put("affine", figures.affine());
    json.put("relative", figures.relative());
    json.put("relativeCentred", figures.relativeCentred());
    return json;
  }

  private void printTable(StitchFigures f, StitchData data) {
    print(
        "%d models of %d images, %d anchors, %d epochs; %s of %d others.",
        seeds.size(), data.train().size(), anchors, epochs, score(), data.test().size());
    print("%-32s %9s %9s %9s", "heads read", "own", "stitched", "ratio");
    for (StitchFigures.Row row : f.rows()) {
      print("%-32s %9.5f %9.5f %9.3f", row.heads(), row.own(), row.stitched(), row.ratio());
    }
  }
}
