package org.latent4j.testkit;

import java.util.Map;
import org.latent4j.Estimator;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A small right estimator: the mean of the rows and a random projection. Its parts are methods, so
 * that mutants can spoil one.
 */
class SmallFit {
  /** The estimator, a record around the parts. */
  record Parts(SmallFit parts) implements Estimator<Small> {
    @Override
    public Small fit(INDArray x, Run run) {
      return parts.fit(x, run);
    }

    @Override
    public String toString() {
      return "Parts" + parts.state();
    }
  }

  String state() {
    return "";
  }

  Small fit(INDArray x, Run run) {
    check(x);
    run.progress().on(new Progress.Started("fit", 1));
    double[] mean = mean(Dense.doubles(x), (int) x.size(0), run);
    double[] weight = weight(run);
    run.progress().on(new Progress.Stepped("fit", 1, Map.of("rows", (double) x.size(0))));
    finish(run);
    return make(x, mean, weight);
  }

  Small make(INDArray x, double[] mean, double[] weight) {
    return new Small(mean, weight);
  }

  void check(INDArray x) {
    Require.matrix("SmallFit.fit", x, -1);
    Require.atLeast("SmallFit.fit: rows", 1, x.size(0));
    double[] values = Dense.doubles(x);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Small.notFinite(values[i], i / 6, i % 6);
      }
    }
  }

  double[] mean(double[] x, int n, Run run) {
    double[] mean = new double[6];
    for (int i = 0; i < x.length; i++) {
      mean[i % 6] += x[i] / n;
    }
    return mean;
  }

  double[] weight(Run run) {
    RandomStream random = run.seed().child("weight").stream();
    double[] weight = new double[24];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = random.normal();
    }
    return weight;
  }

  void finish(Run run) {
    run.progress().on(new Progress.Finished("fit"));
  }
}
