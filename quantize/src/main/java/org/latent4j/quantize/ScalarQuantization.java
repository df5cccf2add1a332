package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns a {@link ScalarQuantizer}: the least and the largest value of each column.
 *
 * @param bits of a code: 4 or 8
 * @param similarity what a search with the quantizer estimates
 */
public record ScalarQuantization(int bits, Similarity similarity)
    implements Estimator<ScalarQuantizer> {
  private static final int BLOCK = 4096;

  /** Checks the bits. */
  public ScalarQuantization {
    ProductQuantization.checkBits("ScalarQuantization: bits", bits);
  }

  /** Squared distances. */
  public static ScalarQuantization of(int bits) {
    return new ScalarQuantization(bits, Similarity.L2);
  }

  @Override
  public ScalarQuantizer fit(INDArray x, Run run) {
    CodedRows.training("ScalarQuantization.fit", x);
    int d = Math.toIntExact(x.size(1));
    float[] minimum = Dense.floats(x, 0, 1);
    float[] maximum = minimum.clone();
    for (long from = 0; from < x.size(0); from += BLOCK) {
      float[] block = Dense.floats(x, from, Math.min(x.size(0), from + BLOCK));
      for (int i = 0; i < block.length; i++) {
        int j = i % d;
        minimum[j] = Math.min(minimum[j], block[i]);
        maximum[j] = Math.max(maximum[j], block[i]);
      }
    }
    return new ScalarQuantizer(minimum, maximum, bits, similarity);
  }
}
