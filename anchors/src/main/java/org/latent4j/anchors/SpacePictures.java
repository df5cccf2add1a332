package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.latent4j.LatentSpace;
import org.latent4j.report.Axis;
import org.latent4j.report.Panels;
import org.latent4j.report.ScatterChart;
import org.latent4j.report.Section;
import org.latent4j.report.Series;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scatter charts of spaces and of their relative versions along two principal directions. Relative
 * versions share the plane of the first, because their columns mean the same.
 */
final class SpacePictures {
  /** Points of a chart; of more rows, evenly spaced ones are drawn. */
  private static final int POINTS = 1000;

  /** Classes with a colour of their own; with more, all points look alike. */
  private static final int CLASSES = 8;

  private final List<String> names;
  private final List<LatentSpace> spaces;
  private final List<LatentSpace> relative;
  private final int threads;

  SpacePictures(
      List<String> names, List<LatentSpace> spaces, List<LatentSpace> relative, int threads) {
    this.names = names;
    this.spaces = spaces;
    this.relative = relative;
    this.threads = threads;
  }

  /** The spaces side by side, then their relative versions. */
  List<Section> sections() {
    List<Section> absolute = new ArrayList<>();
    List<Section> shown = new ArrayList<>();
    PrincipalPlane common = PrincipalPlane.of(relative.get(0).vectors(), threads);
    for (int i = 0; i < names.size(); i++) {
      PrincipalPlane own = PrincipalPlane.of(spaces.get(i).vectors(), threads);
      absolute.add(chart(names.get(i), own, spaces.get(i)));
      shown.add(chart(names.get(i) + ", relative", common, relative.get(i)));
    }
    return List.of(
        new Panels("Two principal directions of each space", absolute),
        new Panels("Relative versions in the plane of the first", shown));
  }

  private ScatterChart chart(String title, PrincipalPlane plane, LatentSpace space) {
    long[] rows = evenlySpaced(space.size(), POINTS);
    LatentSpace drawn = rows.length == space.size() ? space : space.select(rows);
    INDArray vectors = drawn.vectors();
    double[] x = plane.places(vectors, 0);
    double[] y = plane.places(vectors, 1);
    int[] labels = spaces.get(0).labels().map(all -> taken(all, rows)).orElse(new int[x.length]);
    TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      classes.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
    }
    List<Series> series = new ArrayList<>();
    if (classes.size() == 1 || classes.size() > CLASSES) {
      series.add(Series.of("rows", x, y).withLabels(drawn.keys().asList()));
    } else {
      classes.forEach((label, some) -> series.add(series("class " + label, some, x, y, drawn)));
    }
    return ScatterChart.of(
            title, Axis.of("first"), Axis.of("second"), series.toArray(new Series[0]))
        .withCaption(caption(rows.length, space.size()));
  }

  private static Series series(
      String name, List<Integer> some, double[] x, double[] y, LatentSpace drawn) {
    return new Series(
        name,
        some.stream().map(i -> x[i]).toList(),
        some.stream().map(i -> y[i]).toList(),
        some.stream().map(i -> drawn.keys().get(i)).toList());
  }

  private static String caption(int drawn, long rows) {
    return drawn == rows ? "" : drawn + " of " + rows + " rows.";
  }

  private static int[] taken(int[] values, long[] rows) {
    int[] out = new int[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[(int) rows[i]];
    }
    return out;
  }

  /** At most {@code most} rows, evenly spaced from 0 on. */
  static long[] evenlySpaced(long rows, int most) {
    int count = (int) Math.min(rows, most);
    long[] out = new long[count];
    for (int i = 0; i < count; i++) {
      out[i] = i * rows / count;
    }
    return out;
  }
}
