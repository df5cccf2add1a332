package org.latent4j.anchors;

import java.util.Arrays;
import java.util.List;
import org.latent4j.Keys;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How rows are described by their likeness to anchors: entry j of a relative row says how row and
 * anchor j compare. Start from a kind ({@link #cosine} and its siblings) and change what should be
 * different; {@link #fit} makes the encoder. When several steps are asked for, their order is:
 * centring, scaling, kind, heads or product, quantising, sparsity, post.
 *
 * <p>Rows are centred on the mean of the anchors unless {@link #uncentred} says otherwise:
 * un-centred relative spaces can rank models in the wrong order.
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, equations 1 and 2 (there without centring).
 *
 * @param kind what is said of a row and an anchor; the first kind where there is a product
 * @param centering what is subtracted first
 * @param scaling what is divided by next
 * @param fitOn where the scaling is measured
 * @param options parameters of single kinds
 * @param composition heads, products, groups
 * @param finish what is done to relative rows afterwards
 */
public record RelativeProjection(
    Kind kind,
    Centering centering,
    Scaling scaling,
    FitOn fitOn,
    KindOptions options,
    Composition composition,
    Finish finish) {
  private static final String FIT = "RelativeProjection.fit";

  /** Checks that the kind is one of the product's, where there is a product. */
  public RelativeProjection {
    Composition.Product product = composition.product();
    kind = product == null ? kind : product.kinds().get(0);
  }

  /** A kind with its usual parameters, centred on the mean of the anchors. */
  public static RelativeProjection of(Kind kind) {
    return new RelativeProjection(
        kind,
        Centering.ANCHORS,
        Scaling.NONE,
        FitOn.ANCHORS,
        KindOptions.standard(),
        Composition.single(),
        Finish.none());
  }

  /** Cosine. */
  public static RelativeProjection cosine() {
    return of(Kind.COSINE);
  }

  /** Inner product. */
  public static RelativeProjection inner() {
    return of(Kind.INNER);
  }

  /** Angle over π. */
  public static RelativeProjection angular() {
    return of(Kind.ANGULAR);
  }

  /** Euclidean distance. */
  public static RelativeProjection euclidean() {
    return of(Kind.EUCLIDEAN);
  }

  /** Sum of absolute differences. */
  public static RelativeProjection l1() {
    return of(Kind.L1);
  }

  /** Largest absolute difference. */
  public static RelativeProjection linf() {
    return of(Kind.LINF);
  }

  /** Minkowski distance of order 3. */
  public static RelativeProjection lp() {
    return of(Kind.LP);
  }

  /** Minkowski distance of order {@code p}, at least 1. */
  public static RelativeProjection lp(double p) {
    return lp().with(KindOptions.standard().withP(p));
  }

  /** Gaussian of the distance, as wide as the median distance of two anchors. */
  public static RelativeProjection rbf() {
    return of(Kind.RBF);
  }

  /** Gaussian of the distance of width {@code sigma}, above 0. */
  public static RelativeProjection rbf(double sigma) {
    return rbf().with(KindOptions.standard().withSigma(sigma));
  }

  /** Shortest paths in the graph of 10 neighbours. */
  public static RelativeProjection geodesic() {
    return of(Kind.GEODESIC);
  }

  /** Shortest paths in the graph of {@code neighbours} neighbours. */
  public static RelativeProjection geodesic(int neighbours) {
    return geodesic().with(KindOptions.standard().withNeighbours(neighbours));
  }

  /** Coordinates in the anchors. */
  public static RelativeProjection basis() {
    return of(Kind.BASIS);
  }

  /** Inner product in the metric of the inverse covariance. */
  public static RelativeProjection whitened() {
    return of(Kind.WHITENED);
  }

  /** The same with a ridge, at least 0. */
  public static RelativeProjection whitened(double ridge) {
    return whitened().with(KindOptions.standard().withRidge(ridge));
  }

  /** Distance in the metric of the inverse covariance. */
  public static RelativeProjection mahalanobis() {
    return of(Kind.MAHALANOBIS);
  }

  /** The same with a ridge, at least 0. */
  public static RelativeProjection mahalanobis(double ridge) {
    return mahalanobis().with(KindOptions.standard().withRidge(ridge));
  }

  /** The same projection with another centring. */
  public RelativeProjection centred(Centering other) {
    return new RelativeProjection(kind, other, scaling, fitOn, options, composition, finish);
  }

  /** The same projection without centring: the paper's formula. */
  public RelativeProjection uncentred() {
    return centred(Centering.NONE);
  }

  /** The same projection with another scaling. */
  public RelativeProjection scaled(Scaling other) {
    return new RelativeProjection(kind, centering, other, fitOn, options, composition, finish);
  }

  /** The same projection with its scaling measured elsewhere. */
  public RelativeProjection fittedOn(FitOn other) {
    return new RelativeProjection(kind, centering, scaling, other, options, composition, finish);
  }

  /** The same projection with other parameters of kinds. */
  public RelativeProjection with(KindOptions other) {
    return new RelativeProjection(kind, centering, scaling, fitOn, other, composition, finish);
  }

  /** The same projection composed in another way. */
  public RelativeProjection with(Composition other) {
    return new RelativeProjection(kind, centering, scaling, fitOn, options, other, finish);
  }

  /** The same projection finished in another way. */
  public RelativeProjection with(Finish other) {
    return new RelativeProjection(kind, centering, scaling, fitOn, options, composition, other);
  }

  /** The same projection of {@code count} blocks of columns, which must divide d. */
  public RelativeProjection heads(int count, Pool pool) {
    return with(
        new Composition(
            new Composition.Heads(count, pool), composition.product(), composition.aggregate()));
  }

  /** The product of several kinds in place of this one. */
  public RelativeProjection product(Combination combination, Kind... kinds) {
    return product(combination, List.of(kinds));
  }

  /** The product of several kinds in place of this one. */
  public RelativeProjection product(Combination combination, List<Kind> kinds) {
    return with(
        new Composition(
            composition.heads(),
            new Composition.Product(kinds, combination),
            composition.aggregate()));
  }

  /** The same projection with another meaning of groups of keys. */
  public RelativeProjection aggregate(Aggregate other) {
    return with(new Composition(composition.heads(), composition.product(), other));
  }

  /** The same projection with values rounded to bins of {@code bin}, above 0. */
  public RelativeProjection quantised(Quantised how, double bin) {
    return with(new Finish(new Finish.Quantising(how, bin), finish.sparsity(), finish.post()));
  }

  /** The same projection with the {@code topK} largest values of each row kept and sharpened. */
  public RelativeProjection sparse(int topK, double exponent) {
    return with(
        new Finish(finish.quantising(), new Finish.Sparsity(topK, exponent), finish.post()));
  }

  /** The same projection with another last step. */
  public RelativeProjection post(Post other) {
    return with(new Finish(finish.quantising(), finish.sparsity(), other));
  }

  /** The label of the kind, or those of a product's kinds joined by commas. */
  public String label() {
    return String.join(",", kinds().stream().map(Kind::label).toList());
  }

  /** All kinds that take part, in order; one where there is no product. */
  public List<Kind> kinds() {
    Composition.Product product = composition.product();
    return product == null ? List.of(kind) : product.kinds();
  }

  /** How many blocks of columns there are. */
  int headCount() {
    Composition.Heads heads = composition.heads();
    return heads == null ? 1 : heads.count();
  }

  /** Whether relative rows are what the kind alone gives. */
  boolean isPlain() {
    return composition.heads() == null && composition.product() == null && finish.isNone();
  }

  /**
   * Fits the projection of a space.
   *
   * @param space n rows of width d
   * @param anchors looked up by key in the space
   * @throws org.latent4j.error.InputException for keys that the space lacks, heads that do not
   *     divide d, a covariance that is singular, a neighbour graph in several parts
   */
  public RelativeEncoder fit(LatentSpace space, AnchorSet anchors) {
    return RelativeEncoder.of(
        this, anchors, FitState.of(this, space, AnchorRows.of(space, anchors, this)));
  }

  /**
   * Fits the projection of a space to anchors that need not lie in it.
   *
   * @param space n rows of width d
   * @param anchors the names of the anchors, single keys
   * @param vectors {@code [m, d]} in their order
   */
  public RelativeEncoder fit(LatentSpace space, AnchorSet anchors, INDArray vectors) {
    Require.matrix(FIT + ": anchors", vectors, space.dimension());
    Finite.require(FIT + ": anchors", vectors);
    if (vectors.size(0) != anchors.size()) {
      throw new ShapeException(
          FIT + ": anchors",
          "[" + anchors.size() + ", " + space.dimension() + "]",
          Arrays.toString(vectors.shape()));
    }
    return RelativeEncoder.of(
        this, anchors, FitState.of(this, space, AnchorRows.of(space, vectors, this)));
  }

  /**
   * Fits the projection of bare vectors.
   *
   * @param space {@code [n, d]}
   * @param anchors {@code [m, d]}, m of at least 1; their keys are "0" ... "m-1"
   */
  public RelativeEncoder fit(INDArray space, INDArray anchors) {
    Require.matrix(FIT + ": space", space, -1);
    Finite.require(FIT + ": space", space);
    Require.matrix(FIT + ": anchors", anchors, space.size(1));
    if (anchors.size(0) < 1 || anchors.size(1) < 1) {
      throw new ShapeException(
          FIT, "at least one anchor of at least one column", Arrays.toString(anchors.shape()));
    }
    AnchorSet names = AnchorSet.of(Keys.ofRows(anchors.size(0)).asList());
    return fit(TensorSpace.of("space", space), names, anchors);
  }
}
