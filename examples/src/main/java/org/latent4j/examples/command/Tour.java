package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.examples.tour.StitchChapter;
import org.latent4j.examples.tour.StitchReport;
import org.latent4j.examples.tour.TourData;
import org.latent4j.examples.tour.TourSize;
import org.latent4j.report.Report;
import org.latent4j.report.Section;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: what breaks between two models, and what repairs it. */
@picocli.CommandLine.Command(
    name = "tour",
    description = "Train two autoencoders, swap their latent spaces, repair what breaks.")
public final class Tour extends Command {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of MNIST-style idx files; without it, images drawn by the program.")
  private @Nullable Path data;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--quick", description = "Fewer images and epochs; figures are rougher.")
  private boolean quick;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "The report (default ${DEFAULT-VALUE}).")
  private Path html = Path.of("tour.html");

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Path page = outputs.stage(html);
    TourSize size = quick ? TourSize.QUICK : TourSize.FULL;
    Seed root = options.run().seed();
    TourData images =
        data == null
            ? TourData.drawn(size.images(), root.child("images"))
            : TourData.read(data, size.images(), root.child("images"));
    StitchChapter.Result stitch;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      stitch = StitchChapter.run(images, size, options.run().withProgress(progress));
    }
    Report.of("Latent4J: a tour", StitchReport.of(stitch, images.width()).toArray(new Section[0]))
        .withSubtitle(
            (data == null ? "images drawn by the program" : data.toString())
                + ", seed "
                + options.seed())
        .save(page);
    printTable(stitch.figures());
    print("%nReport: %s", html.toAbsolutePath().normalize());
    return Map.of("stitch", stitch.figures());
  }

  private void printTable(StitchChapter.Figures f) {
    print("Two autoencoders, %d images, other seeds; %d anchors.", f.trainImages(), f.anchors());
    print("%-28s %9s  %s", "decoder of B reads", "error", "times its own");
    print("%-28s %9.5f", "codes of B", f.own());
    print("%-28s %9.5f  %5.2f", "codes of A", f.absolute(), f.absolute() / f.own());
    print("%-28s %9.5f", "relative codes of B", f.relativeOwn());
    print(
        "%-28s %9.5f  %5.2f", "relative codes of A", f.relative(), f.relative() / f.relativeOwn());
    print(
        "%-28s %9.5f  %5.2f",
        "codes of A, by Procrustes", f.procrustes(), f.procrustes() / f.own());
  }
}
