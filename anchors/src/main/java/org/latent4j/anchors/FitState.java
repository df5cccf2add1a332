package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;

/**
 * What a projection remembers of the data that it was fitted on; all else follows from it. This is
 * what a file holds, so what is loaded works with the same bits.
 *
 * @param anchors the vectors to compare with, as they came
 * @param d their width
 * @param mean {@code [d]}: what is subtracted
 * @param scale {@code [d]}: what is divided by then, or null for nothing
 * @param centre {@code [d]}: the mean of the fitting space, with the covariance
 * @param covariance {@code [d, d]} of the fitting space, where a kind uses it
 * @param nodes {@code [n, d]}: the fitting space, where a kind uses it
 */
record FitState(
    AnchorRows anchors,
    int d,
    double[] mean,
    double @Nullable [] scale,
    double @Nullable [] centre,
    double @Nullable [] covariance,
    double @Nullable [] nodes) {

  static FitState of(RelativeProjection projection, LatentSpace space, AnchorRows anchors) {
    int d = Math.toIntExact(space.dimension());
    int heads = projection.headCount();
    if (d % heads != 0) {
      throw new InputException("RelativeProjection.fit: heads", "a divisor of " + d, heads + "");
    }
    double[] mean =
        switch (projection.centering()) {
          case ANCHORS -> ColumnMeans.of(anchors.vectors(), d);
          case SPACE -> ColumnMeans.of(Spread.requireFinite(space));
          case NONE -> new double[d];
        };
    double[] centre = null;
    double[] covariance = null;
    if (projection.kinds().stream().anyMatch(Kind::ofCovariance)) {
      centre = ColumnMeans.of(Spread.requireFinite(space));
      covariance = Spread.covariance(Spread.of(space), centre);
    }
    double[] nodes =
        projection.kinds().contains(Kind.GEODESIC)
            ? Dense.doubles(Spread.requireFinite(space).vectors())
            : null;
    double[] scale = scale(projection, space, anchors, mean);
    return new FitState(anchors, d, mean, scale, centre, covariance, nodes);
  }

  private static double @Nullable [] scale(
      RelativeProjection projection, LatentSpace space, AnchorRows anchors, double[] mean) {
    boolean onSpace = projection.fitOn() == FitOn.SPACE;
    Spread.Rows rows =
        onSpace ? Spread.of(Spread.requireFinite(space)) : Spread.of(anchors.vectors());
    int d = mean.length;
    return switch (projection.scaling()) {
      case STD ->
          Spread.deviations(
              rows, onSpace ? ColumnMeans.of(space) : ColumnMeans.of(anchors.vectors(), d));
      case ISOTROPIC -> {
        double[] scale = new double[d];
        int width = d / projection.headCount();
        for (int from = 0; from < d; from += width) {
          double norm = Spread.meanNorm(rows, mean, from, from + width);
          java.util.Arrays.fill(scale, from, from + width, norm);
        }
        yield scale;
      }
      case NONE, L2 -> null;
    };
  }

  /** Columns {@code from} to {@code to} alone, for one head. */
  FitState columns(int from, int to) {
    if (from == 0 && to == d) {
      return this;
    }
    double[] part = covariance;
    if (part != null) {
      part = java.util.Arrays.copyOfRange(part, from * d, to * d); // [to - from, d]
      part = columns(part, d, from, to);
    }
    return new FitState(
        anchors.columns(d, from, to),
        to - from,
        columns(mean, d, from, to),
        scale == null ? null : columns(scale, d, from, to),
        centre == null ? null : columns(centre, d, from, to),
        part,
        nodes == null ? null : columns(nodes, d, from, to));
  }

  /** Columns {@code from} to {@code to} of rows of {@code d} values. */
  static double[] columns(double[] rows, int d, int from, int to) {
    int width = to - from;
    double[] out = new double[rows.length / d * width];
    for (int i = 0; i < rows.length / d; i++) {
      System.arraycopy(rows, i * d + from, out, i * width, width);
    }
    return out;
  }
}
