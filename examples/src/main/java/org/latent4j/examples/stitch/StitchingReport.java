package org.latent4j.examples.stitch;

import java.util.List;
import java.util.function.ToDoubleFunction;
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
    List<StitchFigures.Row> rows = figures.rows();
    return Report.of(
        "Encoders before the heads of other models",
        Text.of(
            "",
            setting,
            "Every model finds its own coordinates, so the head of one cannot read the codes of"
                + " another. Two repairs need the anchors alone, images that all models have seen:"
                + " translate the codes, or train the heads on cosines to the anchors."),
        KeyFigures.of("Stitched over own, by what the heads read")
            .figure("codes", rows.get(0).ratio(), "what breaks")
            .figure("translated codes", rows.get(1).ratio(), "rotation and scale")
            .figure(
                "relative codes, centred",
                rows.get(4).ratio(),
                "cosines to the anchors about their mean"),
        table(rows, score),
        BarChart.of(
            "Behind the own encoder, and behind another's",
            List.of("codes", "rotation, scale", "ridge", "relative", "relative, centred"),
            Axis.of(score),
            Bars.of("own", values(rows, StitchFigures.Row::own)),
            Bars.of("stitched", values(rows, StitchFigures.Row::stitched))));
  }

  private static double[] values(
      List<StitchFigures.Row> rows, ToDoubleFunction<StitchFigures.Row> figure) {
    return rows.stream().mapToDouble(figure).toArray();
  }

  private static Table table(List<StitchFigures.Row> rows, String score) {
    Table table = Table.of("All figures", "heads read", "own", "stitched", "stitched / own");
    for (StitchFigures.Row row : rows) {
      table = table.row(row.heads(), row.own(), row.stitched(), row.ratio());
    }
    return table.withCaption(
        "The "
            + score
            + " on the test images: mean over all models (own), over all ordered pairs"
            + " of them (stitched).");
  }
}
