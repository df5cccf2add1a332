package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.metric.Direction;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.report.HeatMap;
import org.latent4j.report.Panels;
import org.latent4j.report.Report;
import org.latent4j.report.Section;
import org.latent4j.report.Table;
import org.latent4j.report.Text;

/** The sections of a {@link SpaceReport}. */
final class SpaceSections {
  /** Anchors that are chosen for the pictures where none were given. */
  private static final int ANCHORS = 100;

  private static final int NAMED = 20;
  private static final int SIDE_BY_SIDE = 3;

  private final List<LatentSpace> spaces;
  private final List<LatentSpace> shared;
  private final List<String> names;
  private final SpaceScores scores;
  private final List<SimilarityIndex> indices;
  private final boolean relative;
  private final RelativeViews views;
  private final Run run;

  SpaceSections(
      List<LatentSpace> spaces,
      SpaceScores scores,
      List<SimilarityIndex> indices,
      @Nullable RelativeViews given,
      Run run) {
    this.spaces = spaces;
    this.shared = SharedRows.of(spaces);
    this.names = distinctNames(spaces);
    this.scores = scores;
    this.indices = indices;
    this.relative = given != null;
    this.views = given == null ? chosenViews(spaces, shared.get(0), run) : given;
    this.run = run;
  }

  private static RelativeViews chosenViews(List<LatentSpace> spaces, LatentSpace rows, Run run) {
    int m = (int) Math.min(ANCHORS, rows.size());
    AnchorSet anchors = new Uniform().select(rows, m, run.child("anchors"));
    return RelativeViews.of(spaces, anchors, RelativeProjection.cosine());
  }

  /** The names of the spaces; one that comes again gets a number. */
  private static List<String> distinctNames(List<LatentSpace> spaces) {
    Set<String> names = new HashSet<>();
    List<String> out = new ArrayList<>();
    for (LatentSpace space : spaces) {
      String name = space.name();
      for (int i = 2; !names.add(name); i++) {
        name = space.name() + " (" + i + ")";
      }
      out.add(name);
    }
    return out;
  }

  Report report() {
    List<Section> sections = new ArrayList<>();
    sections.add(overview());
    sections.add(table());
    sections.addAll(heatMaps());
    sections.addAll(new SpacePictures(names, shared, views.shared(), run.threads()).sections());
    sections.addAll(new NeighbourExamples(names, shared, views.shared(), run.threads()).sections());
    sections.add(anchors());
    return Report.of("Spaces compared", sections.toArray(new Section[0]))
        .withSubtitle(String.join(", ", names));
  }

  private Section overview() {
    Table table = Table.of("Spaces", "space", "rows", "width", "rows in common");
    for (int i = 0; i < spaces.size(); i++) {
      LatentSpace space = spaces.get(i);
      table = table.row(names.get(i), space.size(), space.dimension(), shared.get(i).size());
    }
    return table.withCaption(
        relative
            ? "The indices compare the relative versions: " + projection() + "."
            : "The indices compare the vectors as they are.");
  }

  private String projection() {
    return views.encoders().get(0) + ", centring " + centring();
  }

  private String centring() {
    return views.projection().centering().name().toLowerCase(Locale.ROOT);
  }

  private Section table() {
    Table table =
        Table.of(
            "Scores", "index", "spaces", "value", "better", "low", "high", "p", "chance", "note");
    for (int t = 0; t < indices.size(); t++) {
      SimilarityIndex index = indices.get(t);
      for (int i = 0; i < names.size(); i++) {
        for (int j = i + 1; j < names.size(); j++) {
          Score score = scores.of(i, j).get(t);
          table =
              table.row(
                  index.name(),
                  names.get(i) + ", " + names.get(j),
                  figure(score.value()),
                  index.direction().word(),
                  figure(score.low()),
                  figure(score.high()),
                  figure(score.p()),
                  figure(score.chance()),
                  score.note());
        }
      }
    }
    return table.withCaption("low and high: 95 % interval of the delete-half jackknife.");
  }

  private static @Nullable Double figure(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private List<Section> heatMaps() {
    List<List<List<Double>>> matrices = scores.matrices();
    List<Section> maps = new ArrayList<>();
    for (int t = 0; t < indices.size(); t++) {
      SimilarityIndex index = indices.get(t);
      boolean lower = index.direction() == Direction.LOWER;
      maps.add(
          new HeatMap(
              index.name(),
              names,
              names,
              matrices.get(t),
              scale(index),
              lower ? "Lower is more alike." : "Higher is more alike."));
    }
    List<Section> out = new ArrayList<>();
    for (int from = 0; from < maps.size(); from += SIDE_BY_SIDE) {
      String title = from == 0 ? "Every two spaces" : "";
      out.add(new Panels(title, maps.subList(from, Math.min(maps.size(), from + SIDE_BY_SIDE))));
    }
    return out;
  }

  private static HeatMap.Scale scale(SimilarityIndex index) {
    boolean bounded = Double.isFinite(index.least()) && Double.isFinite(index.most());
    return bounded
        ? HeatMap.Scale.sequential(index.least(), index.most())
        : HeatMap.Scale.sequential();
  }

  private Section anchors() {
    List<String> all = views.anchors().names();
    String some = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    String how = relative ? "" : ", drawn uniformly for these pictures";
    return Text.of(
        "Anchors",
        all.size() + " anchors" + how + ": " + some + (all.size() > NAMED ? " ..." : ""),
        "Projection: " + projection() + ". Fingerprint: " + views.anchors().fingerprint());
  }
}
