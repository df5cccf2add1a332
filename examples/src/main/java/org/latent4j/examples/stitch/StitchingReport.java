package org.latent4j.examples.stitch;

import java.util.List;
import org.latent4j.report.Axis;
import org.latent4j.report.BarChart;
import org.latent4j.report.Bars;
import org.latent4j.report.KeyFigures;
import org.latent4j.report.Report;
import org.latent4j.report.Table;
import org.latent4j.report.Text;

/** The figures of a {@link StitchExperiment} as a page with a chart. */
public final class StitchingReport {
  private StitchingReport() {}

  /**
   * The report.
   *
   * @param score what the figures are: the mean squared error, or the accuracy
   * @param setting what was trained on what, one sentence
   */
  public static Report of(StitchFigures figures, String score, String setting) {
    double own = figures.absolute().own();
    double relative = figures.relative().own();
    double centred = figures.relativeCentred().own();
    return Report.of(
        "Encoders before the heads of other models",
        Text.of(
            "",
            setting,
            "Every model finds its own coordinates, so the head of one cannot read the codes of"
                + " another. Two repairs need the anchors alone, images that all models have seen:"
                + " translate the codes, or train the heads on cosines to the anchors."),
        KeyFigures.of("Stitched over own, by what the heads read")
            .figure("codes", figures.absolute().stitched() / own, "what breaks")
            .figure("translated codes", figures.similarity().stitched() / own, "rotation and scale")
            .figure(
                "relative codes, centred",
                figures.relativeCentred().stitched() / centred,
                "cosines to the anchors about their mean"),
        table(figures, score, own, relative, centred),
        BarChart.of(
            "Behind the own encoder, and behind another's",
            List.of("codes", "rotation, scale", "ridge", "relative", "relative, centred"),
            Axis.of(score),
            Bars.of("own", own, own, own, relative, centred),
            Bars.of(
                "stitched",
                figures.absolute().stitched(),
                figures.similarity().stitched(),
                figures.affine().stitched(),
                figures.relative().stitched(),
                figures.relativeCentred().stitched())));
  }

  private static Table table(
      StitchFigures figures, String score, double own, double relative, double centred) {
    Table table = Table.of("All figures", "heads read", "own", "stitched", "stitched / own");
    table = row(table, "codes", own, figures.absolute().stitched());
    table = row(table, "codes, by rotation and scale", own, figures.similarity().stitched());
    table = row(table, "codes, by ridge regression", own, figures.affine().stitched());
    table = row(table, "relative codes", relative, figures.relative().stitched());
    table = row(table, "relative codes, centred", centred, figures.relativeCentred().stitched());
    return table.withCaption(
        "The "
            + score
            + " on the test images: mean over all models (own), over all ordered pairs"
            + " of them (stitched).");
  }

  private static Table row(Table table, String name, double own, double stitched) {
    return table.row(name, own, stitched, stitched / own);
  }
}
