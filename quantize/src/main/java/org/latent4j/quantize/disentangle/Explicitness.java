package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.Locale;

/** What the explicitness of InfoMEC is measured against. */
public enum Explicitness {
  /**
   * As the reference: the fit weights classes by n / (K N_c), and ignorance is ln K whatever the
   * shares of the classes are.
   */
  STRICT,
  /** The fit is not weighted and ignorance is the entropy of the source. */
  CALIBRATED;

  /** The name as commands spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The log loss of who knows nothing of the latents. */
  double ignorance(Labels source) {
    return this == STRICT
        ? Math.log(Arrays.stream(source.sizes()).filter(size -> size > 0).count())
        : source.entropy();
  }

  /** The weight of a row of each class in the fit. */
  double[] weights(Labels source) {
    int[] sizes = source.sizes();
    long present = Arrays.stream(sizes).filter(size -> size > 0).count();
    double[] weights = new double[sizes.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] =
          this == STRICT && sizes[c] > 0 ? source.rows() / ((double) present * sizes[c]) : 1;
    }
    return weights;
  }
}
