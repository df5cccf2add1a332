package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns an {@link OptimizedScalarQuantizer}: the mean of the rows (for the cosine, of their
 * directions).
 *
 * @param bits of a code: 1 to 8
 * @param similarity what a search with the quantizer estimates; for the cosine rows are brought to
 *     length one before they are coded
 */
public record OptimizedScalarQuantization(int bits, Similarity similarity)
    implements Estimator<OptimizedScalarQuantizer> {
  /** Checks the bits. */
  public OptimizedScalarQuantization {
    Require.between("OptimizedScalarQuantization: bits", 1, 8, bits);
  }

  /** Squared distances. */
  public static OptimizedScalarQuantization of(int bits) {
    return new OptimizedScalarQuantization(bits, Similarity.L2);
  }

  @Override
  public OptimizedScalarQuantizer fit(INDArray x, Run run) {
    CodedRows.training("OptimizedScalarQuantization.fit", x);
    float[] centroid = Centroid.of(x, similarity == Similarity.COSINE);
    return OptimizedScalarQuantizer.of(centroid, bits, similarity);
  }
}
