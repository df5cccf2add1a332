package org.latent4j.quantize;

/**
 * Estimates for one query: of its squared distance, inner product or cosine to coded rows. Not
 * thread-safe unless its class says so; make one a thread.
 */
@FunctionalInterface
public interface Scanner {
  /**
   * Writes the estimates for rows {@code from} (inclusive) to {@code to}.
   *
   * @param out the estimate of row {@code from + t} goes to {@code out[t]}
   */
  void scan(CodeMatrix codes, int from, int to, float[] out);
}
