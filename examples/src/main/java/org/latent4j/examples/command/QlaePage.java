package org.latent4j.examples.command;

import java.util.List;
import org.latent4j.examples.sprites.QlaeFigures;
import org.latent4j.quantize.autoencoder.AutoencoderModel;
import org.latent4j.report.Axis;
import org.latent4j.report.KeyFigures;
import org.latent4j.report.LineChart;
import org.latent4j.report.Report;
import org.latent4j.report.Series;
import org.latent4j.report.Text;

/** The report of {@link Qlae}. */
final class QlaePage {
  private QlaePage() {}

  static Report of(AutoencoderModel model, long steps, QlaeFigures figures, LossCurve losses) {
    KeyFigures head =
        KeyFigures.of("Scores")
            .figure("InfoM", figures.score().infom(), "modularity")
            .figure("InfoE", figures.score().infoe(), "explicitness")
            .figure("InfoC", figures.score().infoc(), "compactness")
            .figure("PSNR", figures.evaluation().psnr(), "dB")
            .figure("active", figures.score().activeCount(), "latents");
    Report page =
        Report.of("Autoencoder " + model.label(), head, figures.score().heatMap())
            .withSubtitle(steps + " steps, scored on " + figures.indices().length + " images");
    if (!losses.steps().isEmpty()) {
      Series line = new Series("loss", losses.steps(), losses.losses(), List.of());
      page = page.with(LineChart.of("Training", Axis.of("step"), Axis.of("loss"), line));
    }
    List<String> warnings = figures.score().warnings();
    return warnings.isEmpty()
        ? page
        : page.with(Text.of("Warnings", warnings.toArray(String[]::new)));
  }
}
