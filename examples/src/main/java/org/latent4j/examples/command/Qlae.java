package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.examples.sprites.QlaeExperiment;
import org.latent4j.examples.sprites.QlaeFigures;
import org.latent4j.examples.sprites.SourcedImages;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.quantize.autoencoder.AutoencoderModel;
import org.latent4j.quantize.autoencoder.AutoencoderSettings;
import org.latent4j.quantize.autoencoder.AutoencoderTraining;
import org.latent4j.quantize.autoencoder.Evaluation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains an autoencoder with quantized latents, or another, and scores what its latents separate.
 */
@picocli.CommandLine.Command(
    name = "qlae",
    description =
        "Train an autoencoder on images and score how its latents separate their sources.")
public final class Qlae extends Command {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "F.npz|sprites:16",
      converter = ImagesArgument.Converter.class,
      description = "Arrays images and factors, or factor-sprites of a size.")
  private ImagesArgument data;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "qlae, qlae-global, ae, vae, vqvae or fsq.")
  private String model;

  @Option(names = "--seed", paramLabel = "N", description = "Seed (default 0).")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps in all (default ${DEFAULT-VALUE}).")
  private long steps = 4000;

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--eval",
      paramLabel = "N",
      description = "Images that are scored (default ${DEFAULT-VALUE}).")
  private int rows = 10_000;

  @Option(
      names = "--eval-seed",
      paramLabel = "N",
      description = "Draws them (default ${DEFAULT-VALUE}).")
  private long rowSeed = 999;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--resume",
      paramLabel = "C",
      description = "Go on with a training that --out wrote, up to --steps in all.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--out",
      paramLabel = "M.safetensors",
      description = "Write the training, so that it can go on.")
  private @Nullable Path out;

  @Option(
      names = "--latents-out",
      paramLabel = "L.npy",
      description = "Write what the metrics saw [eval, latents].")
  private @Nullable Path latentsOut;

  @Option(
      names = "--sources-out",
      paramLabel = "S.npy",
      description = "Write the sources of the scored images [eval, s].")
  private @Nullable Path sourcesOut;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with pictures.")
  private @Nullable Path html;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    AutoencoderModel kind = kind();
    Path saved = stage(outputs, out);
    Path latents = stage(outputs, latentsOut);
    Path sources = stage(outputs, sourcesOut);
    Path page = stage(outputs, html);
    SourcedImages images = data.open();
    QlaeExperiment experiment = new QlaeExperiment(steps, rows, rowSeed);
    QlaeFigures figures;
    LossCurve losses = new LossCurve();
    try (ConsoleProgress progress = new ConsoleProgress()) {
      Run run = new Run(new Seed(seed == null ? 0 : seed), losses.before(progress), threads);
      try (AutoencoderTraining learner = learner(kind, images, run)) {
        figures = Blame.on(data.toString(), () -> experiment.run(learner, images));
        if (saved != null) {
          learner.save(saved);
        }
        seed = learner.run().seed().value();
      }
    }
    write(figures, images, latents, sources);
    if (page != null) {
      QlaePage.of(kind, steps, figures, losses).save(page);
    }
    print("%s after %d steps, seed %d: %s", kind.label(), steps, seed, figures.score());
    print("PSNR %.2f dB on %d rows", figures.evaluation().psnr(), rows);
    figures.score().warnings().forEach(warning -> print("note: %s", warning));
    return json(kind, figures);
  }

  private AutoencoderModel kind() {
    List<String> valid =
        Arrays.stream(AutoencoderModel.values()).map(AutoencoderModel::label).toList();
    return AutoencoderModel.named(model)
        .orElseThrow(
            () ->
                usage(
                    "--model: unknown '"
                        + model
                        + "', expected one of "
                        + String.join(", ", valid)));
  }

  private static @Nullable Path stage(Outputs outputs, @Nullable Path target) throws IOException {
    return target == null ? null : outputs.stage(target);
  }

  private AutoencoderTraining learner(AutoencoderModel kind, SourcedImages images, Run run) {
    AutoencoderSettings wanted = training.settings(kind);
    Path file = checkpoint;
    if (file == null) {
      return AutoencoderTraining.start(wanted, images.width(), run);
    }
    AutoencoderTraining learner = AutoencoderTraining.resume(file, run);
    AutoencoderSettings behind = learner.settings();
    if (behind.model() != kind
        || !training.agrees(behind)
        || learner.pixels() != images.width()
        || (seed != null && seed != learner.run().seed().value())) {
      String is =
          behind + ", " + learner.pixels() + " pixels, seed " + learner.run().seed().value();
      learner.close();
      throw new InputException(
          file + ": --resume",
          "a training of " + kind.label() + " on " + images.width() + " pixels with the options",
          is);
    }
    return learner;
  }

  private static void write(
      QlaeFigures figures, SourcedImages images, @Nullable Path latents, @Nullable Path sources) {
    Evaluation evaluation = figures.evaluation();
    int n = figures.indices().length;
    if (latents != null) {
      NpyWriter.write(
          latents,
          evaluation.discrete()
              ? HeldArray.of("latents", evaluation.codes(), n, evaluation.codes().length / n)
              : HeldArray.of("latents", evaluation.numbers(), n, evaluation.numbers().length / n));
    }
    if (sources != null) {
      NpyWriter.write(sources, images.sourcesOf(figures.indices()));
    }
  }

  private Map<String, ?> json(AutoencoderModel kind, QlaeFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", kind.label());
    json.put("seed", seed);
    json.put("steps", steps);
    json.put("infom", figures.score().infom());
    json.put("infoe", figures.score().infoe());
    json.put("infoc", figures.score().infoc());
    json.put("active", figures.score().activeCount());
    json.put("psnr", figures.evaluation().psnr());
    json.put("loss", figures.evaluation().crossEntropy());
    json.put("valuesMoved", figures.valuesMoved());
    json.put("stepsPerSecond", figures.stepsPerSecond());
    json.put("warnings", List.copyOf(figures.score().warnings()));
    return json;
  }
}
