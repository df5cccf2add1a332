package org.latent4j.metric;

import java.util.List;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Comparisons of two spaces by what each says of all pairs of its rows. They hold n (n-1) / 2
 * numbers for each space, so n is at most {@value Triangle#MOST_ROWS}.
 */
public final class Dissimilarity {
  private Dissimilarity() {}

  static List<SimilarityIndex> all() {
    return List.of(rsa(), rsaPearson(), rsaEuclidean(), rsmNormDifference(), distanceCorrelation());
  }

  /**
   * {@code rsa}: Spearman's correlation of the upper triangles of the Pearson correlations between
   * rows. A row of equal values correlates with none (0).
   *
   * <p>Source: Kriegeskorte, Mur and Bandettini, "Representational similarity analysis", Frontiers
   * in Systems Neuroscience 2, 2008.
   */
  public static SimilarityIndex rsa() {
    return Definition.similarity(
            "rsa",
            -1,
            1,
            "PS",
            pair ->
                Correlation.spearman(
                    pair.x.correlations().values(), pair.y.correlations().values(), pair.threads))
        .with(Trait.ALL_PAIRS);
  }

  /** {@code rsa-pearson}: Pearson's correlation of the same triangles. */
  public static SimilarityIndex rsaPearson() {
    return Definition.similarity(
            "rsa-pearson",
            -1,
            1,
            "PS",
            pair ->
                Correlation.pearson(
                    pair.x.correlations().values(), pair.y.correlations().values(), pair.threads))
        .with(Trait.ALL_PAIRS);
  }

  /** {@code rsa-euclidean}: Spearman's correlation of the triangles of Euclidean distances. */
  public static SimilarityIndex rsaEuclidean() {
    return Definition.similarity(
            "rsa-euclidean",
            -1,
            1,
            "OPST",
            pair ->
                // Ranks of distances are ranks of their squares.
                Correlation.spearman(
                    pair.x.squaredDistances().values(),
                    pair.y.squaredDistances().values(),
                    pair.threads))
        .with(Trait.ALL_PAIRS);
  }

  /**
   * {@code rsm-norm-difference}: the Frobenius norm of the difference of the n x n matrices of
   * Euclidean distances, a metric.
   *
   * <p>Source: Shahbazi et al., "Using distance on the Riemannian manifold to compare
   * representations in brain and in models", 2021; Yin and Shen, "On the dimensionality of word
   * embedding", 2018, arXiv 1812.04224. ReSi 24ab9e5 takes the spectral norm.
   */
  public static SimilarityIndex rsmNormDifference() {
    return Definition.distance(
            "rsm-norm-difference", Double.POSITIVE_INFINITY, "OPT", Dissimilarity::difference)
        .with(Trait.METRIC)
        .with(Trait.ALL_PAIRS);
  }

  private static Value difference(Pair pair) {
    double[] x = pair.x.squaredDistances().values();
    double[] y = pair.y.squaredDistances().values();
    double squares =
        Sums.of(
            x.length,
            1 << 14,
            pair.threads,
            (from, to) -> {
              double sum = 0;
              for (int p = from; p < to; p++) {
                double difference = Math.sqrt(x[p]) - Math.sqrt(y[p]);
                sum += difference * difference;
              }
              return sum;
            });
    return Value.of(Math.sqrt(2 * squares));
  }

  /**
   * {@code distance-correlation}: sqrt(dCov²(X, Y) / sqrt(dCov²(X, X) dCov²(Y, Y))) with dCov² the
   * mean product of the double-centred matrices of Euclidean distances.
   *
   * <p>Source: Székely, Rizzo and Bakirov, "Measuring and testing dependence by correlation of
   * distances", Annals of Statistics 35, 2007, definitions 2 and 3.
   */
  public static SimilarityIndex distanceCorrelation() {
    return Definition.similarity(
            "distance-correlation", 0, 1, "OPST", Dissimilarity::distanceCorrelation)
        .with(Trait.ALL_PAIRS);
  }

  private static Value distanceCorrelation(Pair pair) {
    DoubleCentred x = centredDistances(pair.x);
    DoubleCentred y = centredDistances(pair.y);
    double left = x.inner(x, pair.threads);
    double right = y.inner(y, pair.threads);
    if (!(left > 0) || !(right > 0)) {
      return Value.none("all rows are equal on one side");
    }
    double both = x.inner(y, pair.threads) / (Math.sqrt(left) * Math.sqrt(right));
    return Value.of(Math.sqrt(Math.max(0, both)));
  }

  private static DoubleCentred centredDistances(Side side) {
    return DoubleCentred.of(side.squaredDistances().map(side.threads, Math::sqrt), 0, side.threads);
  }
}
