package org.latent4j.quantize.disentangle;

import java.util.Map;
import org.latent4j.report.Report;
import org.latent4j.report.Table;
import org.latent4j.report.Text;

/** The page of a {@link DisentanglementReport}. */
final class DisentanglementPage {
  private DisentanglementPage() {}

  static Report of(DisentanglementReport report) {
    InfoMec infomec = report.options().infomec();
    String subtitle =
        report.rows()
            + " rows, "
            + (report.options().discrete() ? "discrete" : "continuous")
            + " latents; preset "
            + infomec.preset().label()
            + ", explicitness "
            + infomec.explicitness().label();
    Report page = Report.of("Disentanglement", scores(report)).withSubtitle(subtitle);
    if (report.infomec().isPresent()) {
      page = page.with(report.infomec().get().heatMap());
    }
    return report.warnings().isEmpty()
        ? page
        : page.with(Text.of("Warnings", report.warnings().toArray(String[]::new)));
  }

  private static Table scores(DisentanglementReport report) {
    Map<String, double[]> intervals = report.intervals();
    Table table =
        intervals.isEmpty()
            ? Table.of("Scores", "Score", "Value")
            : Table.of("Scores", "Score", "Value", "Low", "High");
    for (Map.Entry<String, Double> figure : report.figures().entrySet()) {
      double[] ends = intervals.get(figure.getKey());
      Double value = figure.getValue().isNaN() ? null : figure.getValue();
      if (intervals.isEmpty()) {
        table = table.row(figure.getKey(), value);
      } else {
        Double low = ends == null ? null : ends[0];
        Double high = ends == null ? null : ends[1];
        table = table.row(figure.getKey(), value, low, high);
      }
    }
    return intervals.isEmpty()
        ? table
        : table.withCaption(
            "Low and high bound the middle 95 % over "
                + report.options().bootstrap()
                + " resamples of the rows.");
  }
}
