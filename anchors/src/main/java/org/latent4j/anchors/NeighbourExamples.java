package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.kernel.Measure;
import org.latent4j.kernel.NearestNeighbours;
import org.latent4j.kernel.Ranking;
import org.latent4j.report.Section;
import org.latent4j.report.Table;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What lies nearest to some rows, by cosine, in each space and across their relative versions. */
final class NeighbourExamples {
  private static final int QUERIES = 8;
  private static final int SHOWN = 5;

  private final List<String> names;
  private final List<LatentSpace> spaces;
  private final List<LatentSpace> relative;
  private final int threads;

  NeighbourExamples(
      List<String> names, List<LatentSpace> spaces, List<LatentSpace> relative, int threads) {
    this.names = names;
    this.spaces = spaces;
    this.relative = relative;
    this.threads = threads;
  }

  /** One table of the spaces and one of the first relative version among the others. */
  List<Section> sections() {
    if (spaces.get(0).size() < 2) {
      return List.of();
    }
    long[] rows = SpacePictures.evenlySpaced(spaces.get(0).size(), QUERIES);
    List<List<String>> within = new ArrayList<>();
    List<List<String>> across = new ArrayList<>();
    List<String> acrossNames = new ArrayList<>();
    for (int i = 0; i < spaces.size(); i++) {
      within.add(others(spaces.get(i), rows));
      acrossNames.add("in " + names.get(i) + ", relative");
      across.add(found(relative.get(0), relative.get(i), rows));
    }
    List<String> withinNames = names.stream().map(name -> "in " + name).toList();
    return List.of(
        table("Nearest neighbours", withinNames, within, rows)
            .withCaption("The nearest other rows by cosine, nearest first."),
        table("Nearest neighbours across relative versions", acrossNames, across, rows)
            .withCaption(
                "The relative row of "
                    + names.get(0)
                    + " is the query; where spaces agree its own key comes first."));
  }

  private Table table(String title, List<String> columns, List<List<String>> cells, long[] rows) {
    List<String> all = new ArrayList<>(List.of("row"));
    all.addAll(columns);
    Table table = Table.of(title, all.toArray(new String[0]));
    for (int q = 0; q < rows.length; q++) {
      Object[] row = new Object[all.size()];
      row[0] = spaces.get(0).keys().get(rows[q]);
      for (int c = 0; c < columns.size(); c++) {
        row[c + 1] = cells.get(c).get(q);
      }
      table = table.row(row);
    }
    return table;
  }

  /** The nearest rows of a space to some of its rows, without themselves. */
  private List<String> others(LatentSpace space, long[] rows) {
    return nearest(space, space, rows, true);
  }

  /** The nearest rows of a space to some rows of another. */
  private List<String> found(LatentSpace from, LatentSpace in, long[] rows) {
    return from.dimension() == in.dimension()
        ? nearest(from, in, rows, false)
        : java.util.Collections.nCopies(rows.length, "");
  }

  private List<String> nearest(LatentSpace from, LatentSpace in, long[] rows, boolean others) {
    INDArray queries = from.select(rows).vectors();
    int k = (int) Math.min(in.size(), SHOWN + (others ? 1L : 0L));
    Ranking ranking =
        new NearestNeighbours(Measure.COSINE, k, threads).search(queries, in.vectors());
    List<String> out = new ArrayList<>();
    for (int q = 0; q < rows.length; q++) {
      List<String> keys = new ArrayList<>();
      for (int place = 0; place < k && keys.size() < SHOWN; place++) {
        int row = ranking.id(q, place);
        if (!others || row != rows[q]) {
          keys.add(in.keys().get(row));
        }
      }
      out.add(String.join(", ", keys));
    }
    return out;
  }
}
