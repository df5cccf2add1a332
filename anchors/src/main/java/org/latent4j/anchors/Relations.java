package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearAlgebra;

/** Makes the fitted form of each kind. */
final class Relations {
  private Relations() {}

  /** The kind fitted on a state, its groups averaged. */
  static Relation of(Kind kind, RelativeProjection projection, FitState state) {
    Relation relation = single(kind, projection, state);
    int[] starts = state.anchors().starts();
    return starts == null ? relation : new GroupMeans(relation, starts);
  }

  private static Relation single(Kind kind, RelativeProjection projection, FitState state) {
    KindOptions options = projection.options();
    Frame frame = Frame.of(projection, state);
    int m = state.anchors().count();
    double[] anchors = frame.apply(state.anchors().vectors().clone()); // [m, d]
    return switch (kind) {
      case COSINE, INNER, ANGULAR -> new ProductRelation(kind, frame, anchors, m);
      case EUCLIDEAN -> new DistanceRelation(frame, anchors, m, 0);
      case RBF -> new DistanceRelation(frame, anchors, m, sigma(options, anchors, m));
      case L1 -> new MinkowskiRelation(frame, anchors, m, 1);
      case LINF -> new MinkowskiRelation(frame, anchors, m, Double.POSITIVE_INFINITY);
      case LP -> new MinkowskiRelation(frame, anchors, m, options.p());
      case GEODESIC -> GeodesicRelation.of(frame, state, options.neighbours());
      case BASIS -> new LinearRelation(frame, Factor.of(basis(anchors, m), anchors.length / m, m));
      case WHITENED -> {
        Covariance covariance = Covariance.of(state, options.ridge());
        yield new LinearRelation(covariance.centring(), covariance.whitened(state.anchors()));
      }
      case MAHALANOBIS -> {
        RowMap whitening = Covariance.of(state, options.ridge()).whitening();
        double[] white = whitening.apply(state.anchors().vectors().clone());
        yield new DistanceRelation(whitening, white, m, 0);
      }
    };
  }

  /** The projection with the width of its Gaussian filled in, where it has one for all columns. */
  static RelativeProjection known(RelativeProjection projection, FitState state) {
    if (projection.kind() != Kind.RBF
        || projection.options().sigma() != null
        || projection.composition().heads() != null
        || projection.composition().product() != null) {
      return projection;
    }
    double[] anchors = Frame.of(projection, state).apply(state.anchors().vectors().clone());
    double sigma = sigma(projection.options(), anchors, state.anchors().count());
    return projection.with(projection.options().withSigma(sigma));
  }

  /** The pseudo-inverse of the anchors, {@code [d, m]}. */
  private static double[] basis(double[] anchors, int m) {
    return Dense.doubles(LinearAlgebra.pseudoInverse(Dense.of(anchors, m, anchors.length / m)));
  }

  /** The width of a Gaussian: the median distance of two anchors unless it is given. */
  static double sigma(KindOptions options, double[] anchors, int m) {
    Double given = options.sigma();
    if (given != null) {
      return given;
    }
    int d = anchors.length / m;
    double[] distances = new double[Math.toIntExact(m * (m - 1L) / 2)];
    int at = 0;
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        distances[at++] = Math.sqrt(Distances.squared(anchors, i * d, anchors, j * d, d));
      }
    }
    Arrays.sort(distances);
    double median =
        at == 0
            ? 0
            : at % 2 == 1 ? distances[at / 2] : (distances[at / 2 - 1] + distances[at / 2]) / 2;
    if (!(median > 0)) {
      throw new InputException(
          "projection rbf",
          "a sigma, or anchors whose median distance is above 0",
          "a median of " + median + " among " + m + " anchors");
    }
    return median;
  }
}
