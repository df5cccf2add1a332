package org.latent4j.anchors;

import java.util.LinkedHashMap;
import java.util.Map;

/** The projections that golden files and the contract know by name. */
final class ProjectionCase {
  private ProjectionCase() {}

  /** All of the golden files; {@code ridge} goes to the projections by covariance. */
  static Map<String, RelativeProjection> golden(double ridge) {
    RelativeProjection cosine = RelativeProjection.cosine();
    Map<String, RelativeProjection> all = new LinkedHashMap<>();
    all.put("cosine", cosine);
    all.put("cosine-uncentred", cosine.uncentred());
    all.put("cosine-space", cosine.centred(Centering.SPACE));
    all.put("cosine-std", cosine.scaled(Scaling.STD));
    all.put("inner", RelativeProjection.inner());
    all.put(
        "inner-isotropic-space",
        RelativeProjection.inner()
            .centred(Centering.SPACE)
            .scaled(Scaling.ISOTROPIC)
            .fittedOn(FitOn.SPACE));
    all.put("angular", RelativeProjection.angular());
    all.put("euclidean", RelativeProjection.euclidean());
    all.put("l1", RelativeProjection.l1());
    all.put("linf", RelativeProjection.linf());
    all.put("lp3", RelativeProjection.lp());
    all.put("rbf", RelativeProjection.rbf());
    all.put("rbf-sigma2", RelativeProjection.rbf(2));
    all.put("geodesic", RelativeProjection.geodesic());
    all.put("basis", RelativeProjection.basis().uncentred());
    all.put("basis-centred", RelativeProjection.basis());
    all.put("whitened", RelativeProjection.whitened(ridge));
    all.put("mahalanobis", RelativeProjection.mahalanobis(ridge));
    all.put("quantize-bin", cosine.quantised(Quantised.BIN, 0.1));
    all.put("quantize-smooth", cosine.quantised(Quantised.SMOOTH, 0.25));
    all.put(
        "product-concat",
        cosine.product(Combination.CONCAT, Kind.COSINE, Kind.EUCLIDEAN, Kind.L1, Kind.LINF));
    all.put("product-mean", cosine.product(Combination.MEAN, Kind.COSINE, Kind.EUCLIDEAN));
    all.put("heads-concat", cosine.heads(4, Pool.CONCAT));
    all.put("heads-max", cosine.heads(2, Pool.MAX));
    all.put("post-l2", cosine.post(Post.L2));
    all.put("sparse-top5-p2", cosine.sparse(5, 2));
    return all;
  }
}
