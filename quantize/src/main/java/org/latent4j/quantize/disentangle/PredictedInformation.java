package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.ClassRows;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Lbfgs;
import org.latent4j.kernel.Minimum;

/**
 * How much of the sources all latents together predict by a linear model: the share of the log loss
 * that goes, or R squared where sources are numbers. Fits can start from those to other rows.
 */
final class PredictedInformation {
  private static final int HISTORY = 10;
  private static final int ITERATIONS = 2000;
  private static final double GRADIENT = 1e-8;
  private static final double SEPARABLE = 1e-4;

  private final Features features;
  private final Whitening whitening;
  private final List<double[]> points = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private double value;

  private PredictedInformation(Features features, Whitening whitening) {
    this.features = features;
    this.whitening = whitening;
  }

  /** Fits a model to each source. */
  static PredictedInformation of(Observations data, Explicitness kind, int threads) {
    Features features =
        data.discrete()
            ? CodeFeatures.of(InformationMatrix.codes(data.latents()))
            : NumberFeatures.of(data.latents());
    PredictedInformation out = new PredictedInformation(features, Whitening.of(features));
    out.fit(data, kind, threads, null);
    return out;
  }

  /** The same for some rows, starting from the fits to all. */
  double again(int[] rows, Observations some, Explicitness kind, int threads) {
    Features selected = features.select(rows);
    Whitening own = some.continuous() ? Whitening.of(selected) : whitening;
    PredictedInformation out = new PredictedInformation(selected, own);
    out.fit(some, kind, threads, points);
    return out.value;
  }

  /** The mean over the sources. */
  double value() {
    return value;
  }

  /** What to know of the fits. */
  List<String> warnings() {
    return warnings;
  }

  private void fit(
      Observations data, Explicitness kind, int threads, @Nullable List<double[]> starts) {
    int s = data.sources().length;
    double sum = 0;
    for (int i = 0; i < s; i++) {
      sum +=
          data.continuous()
              ? explained(data.sources()[i])
              : share(data.labels()[i], i, kind, threads, starts == null ? null : starts.get(i));
    }
    value = sum / s;
  }

  private double share(
      Labels source, int index, Explicitness kind, int threads, double @Nullable [] start) {
    LogLoss loss = new LogLoss(features, whitening, source, kind.weights(source), threads);
    double[] from = start == null ? new double[source.count() * whitening.variables()] : start;
    Minimum minimum = new Lbfgs(HISTORY, ITERATIONS, GRADIENT).minimise(loss, from);
    points.add(minimum.point());
    double ignorance = kind.ignorance(source);
    double left = loss.plain(minimum.point());
    if (left < SEPARABLE * ignorance) {
      warnings.add(
          "source " + index + " is separable: the log loss of the linear model is " + left);
    } else if (minimum.end() == Lbfgs.End.ITERATIONS) {
      warnings.add(
          "the linear model of source "
              + index
              + " has a gradient of "
              + minimum.gradientNorm()
              + " after "
              + minimum.iterations()
              + " iterations");
    }
    return ignorance > 0 ? (ignorance - left) / ignorance : 0;
  }

  /** R squared: the variables are uncorrelated, so that their correlations add up. */
  private double explained(double[] source) {
    int n = source.length;
    double mean = 0;
    for (double number : source) {
      mean += number / n;
    }
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = source[i] - mean;
    }
    double all = Kernels.dot(rest, 0, rest, 0, n) / n;
    int lanes = ClassRows.lanes(1);
    double[] residuals = new double[n * lanes];
    for (int i = 0; i < n; i++) {
      residuals[i * lanes] = rest[i];
    }
    double[] padded = new double[features.width() * lanes];
    features.addProducts(residuals, lanes, 0, n, padded);
    double[] products = new double[features.width()];
    Arrays.setAll(products, j -> padded[j * lanes]);
    double[] variables = new double[whitening.variables()];
    whitening.gradient(products, 1, variables);
    double sum = 0;
    for (double variable : variables) {
      sum += variable / n * (variable / n);
    }
    return all > 0 ? Math.min(1, sum / all) : 0;
  }
}
