package org.latent4j.anchors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.metric.Pair;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.metric.Uncertainty;
import org.latent4j.report.Report;

/**
 * How alike some spaces are, as a report: the scores of every two spaces by every index, a picture
 * of each space and of its relative version, and what lies nearest to some rows in each. Rows are
 * joined on keys; only those that all spaces share are looked at.
 *
 * <pre>{@code
 * SpaceReport.of(first, second)
 *     .indices(SimilarityIndex.named("linear-cka"), SimilarityIndex.named("mutual-knn"))
 *     .save(Path.of("spaces.html"));
 * }</pre>
 *
 * <p>Immutable; what was computed for one pair of spaces is kept. Same spaces, indices and seed:
 * the same report.
 */
public final class SpaceReport {
  private final List<LatentSpace> spaces;
  private final List<SimilarityIndex> indices;
  private final Uncertainty uncertainty;
  private final Run run;
  private final @Nullable RelativeViews relative;
  private final SpaceScores scores;

  private SpaceReport(
      List<LatentSpace> spaces,
      List<SimilarityIndex> indices,
      Uncertainty uncertainty,
      Run run,
      @Nullable RelativeViews relative) {
    this.spaces = spaces;
    this.indices = indices;
    this.uncertainty = uncertainty;
    this.run = run;
    this.relative = relative;
    List<LatentSpace> compared = relative == null ? SharedRows.of(spaces) : relative.shared();
    this.scores = new SpaceScores(compared, indices, uncertainty, run);
  }

  /**
   * A report on at least two spaces by linear CKA, the Procrustes distance, mutual nearest
   * neighbours and representational similarity analysis; without intervals, seed 0.
   *
   * @throws InputException for fewer than two spaces, and when they share no key
   */
  public static SpaceReport of(LatentSpace... spaces) {
    return of(List.of(spaces));
  }

  /** A report on at least two spaces; see {@link #of(LatentSpace...)}. */
  public static SpaceReport of(List<LatentSpace> spaces) {
    if (spaces.size() < 2) {
      throw new InputException("SpaceReport.of", "at least 2 spaces", spaces.size() + " spaces");
    }
    List<SimilarityIndex> indices = new ArrayList<>();
    for (String name : List.of("linear-cka", "procrustes", "mutual-knn", "rsa")) {
      indices.add(SimilarityIndex.named(name));
    }
    return new SpaceReport(
        List.copyOf(spaces), List.copyOf(indices), new Uncertainty(0, 0), Run.of(0), null);
  }

  /** The same report by other indices. */
  public SpaceReport indices(SimilarityIndex... others) {
    return indices(List.of(others));
  }

  /** The same report by other indices, at least one. */
  public SpaceReport indices(List<SimilarityIndex> others) {
    if (others.isEmpty()) {
      throw new InputException("SpaceReport.indices", "at least 1 index", others.size() + "");
    }
    return new SpaceReport(spaces, List.copyOf(others), uncertainty, run, relative);
  }

  /**
   * The same report on the relative versions of the spaces: the indices compare these. Each space
   * is projected by an encoder fitted on all of its own rows.
   *
   * @throws InputException for anchors that a space lacks, naming the first three
   */
  public SpaceReport relativeTo(AnchorSet anchors, RelativeProjection projection) {
    RelativeViews views = RelativeViews.of(spaces, anchors, projection);
    return new SpaceReport(spaces, indices, uncertainty, run, views);
  }

  /** The same report with intervals and p, drawn by the seed of {@code with}. */
  public SpaceReport uncertainty(Uncertainty draws, Run with) {
    return new SpaceReport(spaces, indices, draws, with, relative);
  }

  /**
   * The scores of two of the spaces, one an index, in their order. An index that a pair of this
   * shape does not allow has no value, and its note says why.
   *
   * @param left the number of the left space, from 0 on
   * @param right the number of the right space
   * @throws InputException for a k that is not below the number of shared rows, and for spaces that
   *     are relative to different anchors
   */
  public List<Score> scores(int left, int right) {
    return scores.of(left, right);
  }

  /** The spaces that are compared, of the rows that all share, as a pair. */
  public Pair pair(int left, int right) {
    return scores.pair(left, right);
  }

  /** The report; {@link Report#html} is one page that loads nothing from anywhere. */
  public Report report() {
    return new SpaceSections(spaces, scores, indices, relative, run).report();
  }

  /** Writes the report as {@code .html}, {@code .md} or {@code .json}; see {@link Report#save}. */
  public void save(Path file) {
    report().save(file);
  }

  /** The first two spaces joined on their keys, with what did not match. */
  public Paired paired() {
    return LatentSpace.pair(spaces.get(0), spaces.get(1));
  }
}
