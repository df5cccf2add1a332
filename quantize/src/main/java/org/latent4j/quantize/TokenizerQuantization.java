package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tokenizer of vectors: the centroids of k-means.
 *
 * <p>Source: Zhu et al. 2024, "Stabilize the latent space for image autoregressive modeling"
 * (DiGIT), arXiv 2410.12490, section 3.
 *
 * @param codes how many centroids
 * @param iterations most iterations, or exactly as many mini-batches
 * @param batch rows of a mini-batch; 0: Lloyd on all rows
 */
public record TokenizerQuantization(int codes, int iterations, int batch)
    implements Estimator<KMeansTokenizer> {
  private static final String NAME = "TokenizerQuantization";

  /** Checks the ranges. */
  public TokenizerQuantization {
    Require.between(NAME + ": codes", 1, 1 << 24, codes);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.atLeast(NAME + ": batch", 0, batch);
  }

  /** 25 iterations of Lloyd on all rows. */
  public static TokenizerQuantization of(int codes) {
    return new TokenizerQuantization(codes, 25, 0);
  }

  /** By mini-batches of 10,000 rows, for many rows. */
  public TokenizerQuantization miniBatch(int batches) {
    return new TokenizerQuantization(codes, batches, 10_000);
  }

  /** The same with another limit of iterations. */
  public TokenizerQuantization withIterations(int limit) {
    return new TokenizerQuantization(codes, limit, batch);
  }

  /**
   * Finds the centroids.
   *
   * @throws org.latent4j.error.InputException for fewer rows than codes
   */
  @Override
  public KMeansTokenizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    long seed = run.seed().child("tokenizer").value();
    INDArray centroids =
        KMeans.of(codes)
            .withIterations(iterations)
            .withBatch(batch)
            .fit(x, seed, run.threads())
            .centroids();
    return new KMeansTokenizer(Dense.floats(centroids), codes, RecordJson.of(this));
  }
}
