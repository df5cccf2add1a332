package org.latent4j.metric;

import java.util.List;
import org.latent4j.error.Require;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Centred kernel alignment: HSIC(K, L) / sqrt(HSIC(K, K) HSIC(L, L)) of kernel matrices K of X and
 * L of Y. HSIC is tr(KHLH), H = I - 11ᵀ/n, or its unbiased estimator HSIC₁ ({@link Hsic}), whose
 * ratio may be negative and is not defined where a divisor is not above 0.
 *
 * <p>Source: Kornblith, Norouzi, Lee and Hinton, "Similarity of neural network representations
 * revisited", 2019, arXiv 1905.00414, section 3; Cortes, Mohri and Rostamizadeh, 2012, arXiv
 * 1203.0550.
 */
public final class Cka {
  private Cka() {}

  static List<SimilarityIndex> all(IndexOptions options) {
    return List.of(
        linear(),
        unbiased(),
        rbf(),
        rbfFixed(options.sigma()),
        unbiasedRbf(),
        minibatch(options.batch()),
        MaskedCka.cknna(options.k()));
  }

  /**
   * {@code linear-cka}, which is the RV coefficient: ‖X_cᵀY_c‖² / (‖X_cᵀX_c‖ ‖Y_cᵀY_c‖). In feature
   * space, or by the Gram matrices where there are few rows.
   */
  public static SimilarityIndex linear() {
    return Definition.similarity("linear-cka", 0, 1, "OPST", LinearKernels::cka);
  }

  /**
   * {@code unbiased-cka}: the ratio of HSIC₁ for linear kernels, at least 4 rows. Without any n x n
   * matrix where there are many rows; {@link StreamingCka} takes the rows in blocks.
   *
   * <p>Source: Song et al., 2012, equation 4; Nguyen, Raghu and Kornblith, "Do wide and deep
   * networks learn the same things?", 2021, arXiv 2010.15327, equation 3.
   */
  public static SimilarityIndex unbiased() {
    return Definition.similarity("unbiased-cka", -1, 1, "OPST", LinearKernels::unbiasedCka)
        .fromRows(Hsic.ROWS);
  }

  /**
   * {@code rbf-cka}: kernels exp(-‖x_i - x_j‖² / 2σ²), σ² the median of the squared distances that
   * are not zero, for each space by itself.
   */
  public static SimilarityIndex rbf() {
    return Definition.similarity(
            "rbf-cka",
            0,
            1,
            "OPST",
            pair -> biased(pair, RbfKernel.ofMedian(pair.x), RbfKernel.ofMedian(pair.y)))
        .with(Trait.ALL_PAIRS);
  }

  /**
   * {@code rbf-cka-fixed}: kernels exp(-‖x_i - x_j‖² / 2σ²) of one σ for both spaces.
   *
   * @param sigma the width σ, above 0
   */
  public static SimilarityIndex rbfFixed(double sigma) {
    Require.positive("rbf-cka-fixed: sigma", sigma);
    return Definition.similarity("rbf-cka-fixed", 0, 1, "OPT", pair -> fixed(pair, sigma * sigma))
        .with(Trait.ALL_PAIRS);
  }

  /**
   * {@code unbiased-rbf-cka}: the ratio of HSIC₁ for the kernels of {@link #rbf}, at least 4 rows.
   */
  public static SimilarityIndex unbiasedRbf() {
    return Definition.similarity("unbiased-rbf-cka", -1, 1, "OPST", Cka::unbiasedRbf)
        .with(Trait.ALL_PAIRS)
        .fromRows(Hsic.ROWS);
  }

  private static Value fixed(Pair pair, double sigmaSquared) {
    return biased(pair, RbfKernel.of(pair.x, sigmaSquared), RbfKernel.of(pair.y, sigmaSquared));
  }

  private static Value biased(Pair pair, Triangle k, Triangle l) {
    DoubleCentred x = DoubleCentred.of(k, 1, pair.threads);
    DoubleCentred y = DoubleCentred.of(l, 1, pair.threads);
    double left = x.inner(x, pair.threads);
    double right = y.inner(y, pair.threads);
    return Hsic.ratio(x.inner(y, pair.threads), left, right);
  }

  private static Value unbiasedRbf(Pair pair) {
    int threads = pair.threads;
    Triangle k = RbfKernel.withoutMean(RbfKernel.ofMedian(pair.x), threads);
    Triangle l = RbfKernel.withoutMean(RbfKernel.ofMedian(pair.y), threads);
    double[] rowsOfK = k.rowSums(threads);
    double[] rowsOfL = l.rowSums(threads);
    return Hsic.ratio(
        Hsic.unbiased(k, rowsOfK, l, rowsOfL, threads),
        Hsic.unbiased(k, rowsOfK, k, rowsOfK, threads),
        Hsic.unbiased(l, rowsOfL, l, rowsOfL, threads));
  }

  /**
   * {@code minibatch-cka}: the three HSIC₁ of linear kernels summed over consecutive whole batches
   * of rows, then the ratio. Rows beyond the last whole batch are dropped; with fewer rows than one
   * batch there is no value, and the note says so.
   *
   * <p>Source: Nguyen, Raghu and Kornblith, 2021, arXiv 2010.15327, equation 2.
   *
   * @param batch rows of a batch, at least 4
   */
  public static SimilarityIndex minibatch(int batch) {
    Require.atLeast("minibatch-cka: batch", Hsic.ROWS, batch);
    return Definition.similarity(
        "minibatch-cka", -1, 1, "OPST", pair -> LinearKernels.minibatchCka(pair, batch));
  }

  /**
   * {@code cknna}: HSIC₁ of the cosine kernels, masked by the lists of the k nearest neighbours;
   * see {@link MaskedCka#cknna}.
   *
   * @param k neighbours, at least 1, fewer than there are rows
   */
  public static SimilarityIndex cknna(int k) {
    return MaskedCka.cknna(k);
  }
}
