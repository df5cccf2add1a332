package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.metric.Pair;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.metric.Uncertainty;

/** The scores of every two of some spaces of the same rows, computed when they are asked for. */
final class SpaceScores {
  private final List<LatentSpace> spaces;
  private final List<SimilarityIndex> indices;
  private final Uncertainty uncertainty;
  private final Run run;
  private final Map<List<Integer>, List<Score>> known = new ConcurrentHashMap<>();

  SpaceScores(
      List<LatentSpace> spaces, List<SimilarityIndex> indices, Uncertainty uncertainty, Run run) {
    this.spaces = spaces;
    this.indices = indices;
    this.uncertainty = uncertainty;
    this.run = run;
  }

  /** The spaces that are compared, row i of all being one item. */
  List<LatentSpace> spaces() {
    return spaces;
  }

  /** Two spaces as a pair. */
  Pair pair(int left, int right) {
    Require.between("SpaceReport: left space", 0, spaces.size() - 1L, left);
    Require.between("SpaceReport: right space", 0, spaces.size() - 1L, right);
    Paired joined = new Paired(spaces.get(left), spaces.get(right), List.of(), List.of());
    return Pair.of(joined, run.threads());
  }

  /** The scores of two spaces, one an index, with intervals and p where these were asked for. */
  List<Score> of(int left, int right) {
    List<Integer> place = List.of(left, right);
    List<Score> scores = known.get(place);
    if (scores == null) {
      // Twice at worst, with the same outcome; a lock would be held for minutes.
      scores = compute(pair(left, right), indices, uncertainty);
      known.put(place, scores);
    }
    return scores;
  }

  /**
   * The values of one index for all pairs, {@code [s][s]}; NaN where there is none. Both orders of
   * an index that is symmetric are one comparison.
   */
  List<List<List<Double>>> matrices() {
    int s = spaces.size();
    double[][][] values = new double[indices.size()][s][s];
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < s; j++) {
        List<Score> scores = i < j ? of(i, j) : j < i ? back(i, j) : itself(i);
        for (int t = 0; t < values.length; t++) {
          values[t][i][j] = scores.get(t).value();
        }
      }
    }
    List<List<List<Double>>> out = new ArrayList<>();
    for (double[][] matrix : values) {
      List<List<Double>> rows = new ArrayList<>();
      for (double[] row : matrix) {
        rows.add(java.util.Arrays.stream(row).boxed().toList());
      }
      out.add(rows);
    }
    return out;
  }

  private List<Score> itself(int space) {
    return compute(pair(space, space), indices, new Uncertainty(0, 0));
  }

  /** The other order of a pair: computed where it matters. */
  private List<Score> back(int row, int column) {
    List<SimilarityIndex> asymmetric = indices.stream().filter(i -> !i.symmetric()).toList();
    Iterator<Score> other = List.<Score>of().iterator();
    if (!asymmetric.isEmpty()) {
      other = compute(pair(row, column), asymmetric, new Uncertainty(0, 0)).iterator();
    }
    List<Score> forth = of(column, row);
    List<Score> out = new ArrayList<>();
    for (int t = 0; t < indices.size(); t++) {
      out.add(indices.get(t).symmetric() ? forth.get(t) : other.next());
    }
    return out;
  }

  private List<Score> compute(Pair pair, List<SimilarityIndex> asked, Uncertainty draws) {
    List<SimilarityIndex> able = new ArrayList<>();
    List<Optional<String>> obstacles = new ArrayList<>();
    for (SimilarityIndex index : asked) {
      Optional<String> obstacle = index.obstacle(pair);
      obstacles.add(obstacle);
      if (obstacle.isEmpty()) {
        able.add(index);
      }
    }
    Iterator<Score> scores = draws.compare(able, pair, run).iterator();
    List<Score> out = new ArrayList<>();
    for (Optional<String> obstacle : obstacles) {
      out.add(
          obstacle.isPresent()
              ? Score.of(Double.NaN, pair.size(), "skipped: " + obstacle.get())
              : scores.next());
    }
    return List.copyOf(out);
  }
}
