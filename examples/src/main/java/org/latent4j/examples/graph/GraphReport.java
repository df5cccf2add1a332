package org.latent4j.examples.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.latent4j.report.Axis;
import org.latent4j.report.KeyFigures;
import org.latent4j.report.Report;
import org.latent4j.report.ScatterChart;
import org.latent4j.report.Series;
import org.latent4j.report.Table;
import org.latent4j.report.Text;

/** The figures of a {@link GraphExperiment} as a page with a picture. */
public final class GraphReport {
  private GraphReport() {}

  /** The report. */
  public static Report of(GraphFigures figures, CitationGraph graph, int anchors) {
    return Report.of(
        "Likeness to a good network",
        Text.of(
            "",
            figures.points().size()
                + " checkpoints of graph convolutional networks of many settings, on "
                + graph.size()
                + " papers with "
                + graph.edges()
                + " citations. Each is compared to the best checkpoint of one good run by the mean"
                + " cosine of the relative rows of all papers: their cosines to "
                + anchors
                + " anchors, in the last hidden layer (the logits where there is none). Centred,"
                + " these cosines are taken from the anchors' mean."),
        KeyFigures.of("Pearson's correlation of accuracy and likeness")
            .figure("centred", figures.centred(), "should be near 1")
            .figure("uncentred", figures.uncentred(), "its sign is not to be relied on")
            .figure(
                "validation accuracy of the reference",
                figures.reference().validationAccuracy(),
                "test " + figures.reference().testAccuracy()),
        ScatterChart.of(
                "Each point is a checkpoint",
                Axis.of("validation accuracy"),
                Axis.of("mean cosine of relative rows"),
                series("centred", figures, Agreement::centred),
                series("uncentred", figures, Agreement::uncentred))
            .withCaption(
                "Networks that have learned little have hidden rows that are all alike: without"
                    + " centring they look like almost anything."),
        lastCheckpoints(figures));
  }

  private static Series series(
      String name, GraphFigures figures, ToDoubleFunction<Agreement> likeness) {
    List<String> labels =
        figures.points().stream().map(each -> each.run() + ", epoch " + each.epoch()).toList();
    return Series.of(name, figures.values(Agreement::validationAccuracy), figures.values(likeness))
        .withLabels(labels);
  }

  private static Table lastCheckpoints(GraphFigures figures) {
    Table table =
        Table.of("Where the runs ended", "run", "epoch", "accuracy", "centred", "uncentred");
    for (Agreement last : last(figures.points())) {
      table =
          table.row(
              last.run(),
              last.epoch(),
              last.validationAccuracy(),
              last.centred(),
              last.uncentred());
    }
    return table;
  }

  /** The last checkpoint of each run; epochs begin anew with each. */
  static List<Agreement> last(List<Agreement> points) {
    List<Agreement> out = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i + 1 == points.size() || points.get(i + 1).epoch() <= points.get(i).epoch()) {
        out.add(points.get(i));
      }
    }
    return out;
  }
}
