package org.latent4j.report;

import java.util.List;
import org.latent4j.kernel.Dense;

/** Reports that several tests look at. */
final class Samples {
  /** What a page must not take for its own: markup, entities, controls, halves of pairs. */
  static final String HOSTILE =
      "</title><script>alert('1')</script>\" & &amp; ]]> \u0000\u001b[31m \ud800 \uffff é 日本 😀 "
          + "| *a* _b_ `c` [d](javascript:e) ${f}";

  private Samples() {}

  /** One section of every kind. */
  static Report everything(String word) {
    return Report.of(word)
        .withSubtitle(word)
        .with(
            KeyFigures.of(word).figure(word, 0.25, word).figure(word, word),
            Text.of(word, word, word),
            Table.of(word, word, "n").row(word, 1.5).row(null, Double.NaN).withCaption(word),
            lines(word),
            scatter(word),
            bars(word),
            heat(word),
            images(word),
            Panels.of(word, Text.of(word, word), lines(word), heat(word), images(word)));
  }

  static LineChart lines(String word) {
    Series one = Series.of(word, new double[] {1, 2, 3}, new double[] {3, Double.NaN, 4});
    Series two = Series.of(word, new double[] {5, 6});
    return LineChart.of(word, Axis.of(word), Axis.of(word), one, two).withCaption(word);
  }

  static ScatterChart scatter(String word) {
    Series one = Series.of(word, new double[] {1, 2}, new double[] {3, 4});
    Series labelled = one.withLabels(List.of(word, word));
    return ScatterChart.of(word, Axis.log(word), Axis.of(word), labelled, one).withCaption(word);
  }

  static BarChart bars(String word) {
    Bars plain = Bars.of(word, 1, -2);
    Bars whiskers = Bars.of(word, 3, 4).withIntervals(new double[] {2, 3}, new double[] {4, 5});
    return BarChart.of(word, List.of(word, word), Axis.of(word), plain, whiskers).withCaption(word);
  }

  static HeatMap heat(String word) {
    List<List<Double>> values = List.of(List.of(0.5, 1.0), List.of(Double.NaN, -1.0));
    List<String> names = List.of(word, word);
    return new HeatMap(word, names, names, values, HeatMap.Scale.diverging(1), word);
  }

  static ImageGrid images(String word) {
    float[] pixels = {0, 0.5f, 1, 2, -1, Float.NaN, 0.25f, 0.75f, 1, 1, 0, 0};
    return ImageGrid.of(word, Dense.of(pixels, 3, 4), 2, 2, 2)
        .withRows(List.of(word, word))
        .withColumns(List.of(word, word))
        .withCaption(word);
  }
}
