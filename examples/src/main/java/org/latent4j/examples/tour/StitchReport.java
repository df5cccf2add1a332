package org.latent4j.examples.tour;

import java.util.List;
import org.latent4j.kernel.Dense;
import org.latent4j.report.Axis;
import org.latent4j.report.BarChart;
import org.latent4j.report.Bars;
import org.latent4j.report.ImageGrid;
import org.latent4j.report.KeyFigures;
import org.latent4j.report.Section;
import org.latent4j.report.Table;
import org.latent4j.report.Text;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Chapter 1 of the tour as sections of a report. */
public final class StitchReport {
  /** Images in a row of the grid. */
  private static final int SHOWN = 12;

  private StitchReport() {}

  /** The sections, in order. */
  public static List<Section> of(StitchChapter.Result result, int width) {
    StitchChapter.Figures f = result.figures();
    return List.of(
        Text.of(
            "1 Stitch",
            "Two autoencoders learned the same "
                + f.trainImages()
                + " images from other seeds. Each reconstructs images well by itself; but the"
                + " decoder of B cannot read what A encodes: every seed finds its own coordinates.",
            "Two repairs need nothing but "
                + f.anchors()
                + " images that both have seen, the anchors: describe every code by its cosines to"
                + " the codes of the anchors (relative representation, centred on the anchors'"
                + " mean), or rotate, scale and shift A's codes onto B's (Procrustes)."),
        KeyFigures.of("")
            .figure("absolute / own", f.absolute() / f.own(), "what breaks")
            .figure("relative / own", f.relative() / f.relativeOwn(), "repaired by anchors")
            .figure("Procrustes / own", f.procrustes() / f.own(), "repaired by a rotation"),
        table(f),
        chart(f),
        grid(result, width));
  }

  private static Table table(StitchChapter.Figures f) {
    return Table.of("Reconstruction error", "decoder of B reads", "error", "times its own")
        .row("codes of B", f.own(), 1.0)
        .row("codes of A", f.absolute(), f.absolute() / f.own())
        .row("relative codes of B", f.relativeOwn(), 1.0)
        .row("relative codes of A", f.relative(), f.relative() / f.relativeOwn())
        .row("codes of A, by Procrustes", f.procrustes(), f.procrustes() / f.own())
        .withCaption(
            "Mean squared error of pixels in [0, 1] over " + f.testImages() + " unseen images.");
  }

  private static BarChart chart(StitchChapter.Figures f) {
    return BarChart.of(
        "Error by what the decoder reads",
        List.of("B", "A", "relative B", "relative A", "A, Procrustes"),
        Axis.of("mean squared error"),
        Bars.of("error", f.own(), f.absolute(), f.relativeOwn(), f.relative(), f.procrustes()));
  }

  private static ImageGrid grid(StitchChapter.Result result, int width) {
    int pixels = (int) result.pictures().get(0).size(1);
    int shown = (int) Math.min(SHOWN, result.pictures().get(0).size(0));
    float[] values = new float[result.pictures().size() * shown * pixels];
    int row = 0;
    for (INDArray pictures : result.pictures()) {
      float[] first = Dense.floats(pictures, 0, shown);
      System.arraycopy(first, 0, values, row++ * first.length, first.length);
    }
    INDArray images = Dense.of(values, (long) shown * result.pictures().size(), pixels);
    return ImageGrid.of("The first unseen images", images, pixels / width, width, shown)
        .withRows(result.rows())
        .withCaption("Each row shows the same images as one way of reading decodes them.");
  }
}
