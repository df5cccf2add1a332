package org.latent4j.quantize.disentangle;

/** Trees that predict a class from latents. */
interface TreeEnsemble {
  /** How important each latent is; adds up to 1, or 0 where no split was made. */
  double[] importances();

  /** The class that is predicted for a row of {@code latents [z][n]}. */
  int predict(double[][] latents, int row);

  /** The share of rows whose class is predicted. */
  default double accuracy(double[][] latents, Labels labels) {
    int right = 0;
    for (int row = 0; row < labels.rows(); row++) {
      right += predict(latents, row) == labels.codes()[row] ? 1 : 0;
    }
    return (double) right / labels.rows();
  }

  /** Divides by the sum, where there is one. */
  static double[] normalised(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double[] out = values.clone();
    for (int j = 0; j < out.length && sum > 0; j++) {
      out[j] /= sum;
    }
    return out;
  }
}
