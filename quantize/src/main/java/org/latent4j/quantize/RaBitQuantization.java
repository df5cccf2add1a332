package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns a {@link RaBitQuantizer}: the mean of the rows (for the cosine, of their directions) and a
 * random rotation of the seed.
 *
 * <p>Source: Gao and Long 2024, "RaBitQ: Quantizing high-dimensional vectors with a theoretical
 * error bound for approximate nearest neighbor search", arXiv 2405.12497.
 *
 * @param similarity what a search with the quantizer estimates; for the cosine rows are brought to
 *     length one before they are coded
 */
public record RaBitQuantization(Similarity similarity) implements Estimator<RaBitQuantizer> {
  /** Squared distances. */
  public RaBitQuantization() {
    this(Similarity.L2);
  }

  @Override
  public RaBitQuantizer fit(INDArray x, Run run) {
    CodedRows.training("RaBitQuantization.fit", x);
    int bits = RaBitQuantizer.bits(Math.toIntExact(x.size(1)));
    OrthogonalMatrix rotation =
        OrthogonalMatrix.of(run.seed().child("rotation").stream().orthogonal(bits), bits);
    float[] centroid = Centroid.of(x, similarity == Similarity.COSINE);
    return new RaBitQuantizer(centroid, rotation, similarity, RaBitQuantizer.FLOAT_QUERY);
  }
}
