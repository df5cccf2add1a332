package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A translator in the making: the map, and what the method knows of it. */
final class TranslatorDraft {
  private final JsonObject parameters;
  private final INDArray weight; // [d, d'] DOUBLE
  private double scale = 1;
  private int rank = -1;
  private @Nullable Double ridge;
  private String note = "";

  TranslatorDraft(Translation method, INDArray weight) {
    this.parameters = method.parameters();
    this.weight = weight;
  }

  TranslatorDraft scale(double fitted) {
    this.scale = fitted;
    return this;
  }

  /** The rank, where the method knows it. */
  TranslatorDraft rank(int known) {
    this.rank = known;
    return this;
  }

  TranslatorDraft ridge(double used) {
    this.ridge = used;
    return this;
  }

  TranslatorDraft note(String text) {
    this.note = text;
    return this;
  }

  /** The translator about the means of the pairs. */
  Translator fitted(PairedRows pairs) {
    return fitted(pairs, pairs.xMean(), pairs.yMean());
  }

  /** The translator about given means, with its figures on the pairs. */
  Translator fitted(PairedRows pairs, double[] xMean, double[] yMean) {
    int found = rank >= 0 ? rank : LinearAlgebra.rank(weight);
    Translator bare =
        new Translator(parameters, null, null, xMean, weight, yMean, figures(0, 0, 0, found));
    double[] mapped = bare.map(pairs.x().clone(), pairs.threads());
    double[] target = bare.target(pairs.y().clone());
    double error = squaredDistance(mapped, target);
    double spread = spread(target, yMean.length);
    double residual = Math.sqrt(error / target.length);
    double r2 = spread > 0 ? 1 - error / spread : Double.NaN;
    return new Translator(
        parameters, null, null, xMean, weight, yMean, figures(pairs.size(), residual, r2, found));
  }

  private TranslatorFigures figures(long pairs, double residual, double r2, int found) {
    return new TranslatorFigures(pairs, residual, r2, scale, found, ridge, note);
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** The squared distance of rows from their mean; 0 where rounding alone makes one. */
  private static double spread(double[] rows, int width) {
    int n = rows.length / width;
    double[] mean = new double[width];
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      mean[i % width] += rows[i] / n;
      squares += rows[i] * rows[i];
    }
    double spread = 0;
    for (int i = 0; i < rows.length; i++) {
      double difference = rows[i] - mean[i % width];
      spread += difference * difference;
    }
    double rounding = n * 0x1.0p-52;
    return spread <= squares * rounding * rounding ? 0 : spread;
  }
}
