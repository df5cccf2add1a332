package org.latent4j.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.latent4j.Lineage;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small estimators with one fault each, by the check that must catch it. */
final class FitMutants {
  private FitMutants() {}

  static Map<String, Supplier<SmallFit>> all() {
    Map<String, Supplier<SmallFit>> all = new LinkedHashMap<>();
    all.put("isRecord", Counting::new);
    all.put("fitsTheSameForAnyThreads", ThreadSums::new);
    all.put("fitsEightTimesAtOnce", Shared::new);
    all.put("usesItsSeedAsDeclared", FixedSeed::new);
    all.put("keepsNothingOfAnEarlierFit", Warm::new);
    all.put("fitsAnyLayoutAndLeavesItAlone", Centring::new);
    all.put("forgetsTheTrainingArray", Lazy::new);
    all.put("refusesWhatIsNoMatrixOfRows", NoRows::new);
    all.put("namesWhatIsNotFiniteInTrainingRows", AnyNumber::new);
    all.put("fitsOrRefusesRowsWithoutVariation", Deviations::new);
    all.put("tellsItsProgress", Unfinished::new);
    all.put("fitsInSilence", Talking::new);
    all.put("tellsItsStep", NoStep::new);
    return all;
  }

  /** Hyper-parameters that change. */
  private static final class Counting extends SmallFit {
    private int fits;

    @Override
    Small fit(INDArray x, Run run) {
      fits++;
      return super.fit(x, run);
    }

    @Override
    String state() {
      return "[" + fits + "]";
    }
  }

  /** Sums in as many parts as there are threads. */
  private static final class ThreadSums extends SmallFit {
    @Override
    double[] mean(double[] x, int n, Run run) {
      double[] mean = new double[6];
      for (int part = 0; part < run.threads(); part++) {
        double[] sum = new double[6];
        for (int i = part; i < n; i += run.threads()) {
          for (int j = 0; j < 6; j++) {
            sum[j] += x[i * 6 + j] / n;
          }
        }
        Arrays.setAll(mean, j -> mean[j] + sum[j]);
      }
      return mean;
    }
  }

  /** All fits draw from one stream. */
  private static final class Shared extends SmallFit {
    private RandomStream stream = new RandomStream(0);

    @Override
    double[] weight(Run run) {
      stream = run.seed().stream();
      double[] weight = new double[24];
      for (int i = 0; i < weight.length; i++) {
        weight[i] = stream.normal();
        Thread.onSpinWait();
        if (i % 6 == 0) {
          LockSupport.parkNanos(100_000);
        }
      }
      return weight;
    }
  }

  private static final class FixedSeed extends SmallFit {
    @Override
    double[] weight(Run run) {
      return super.weight(Run.of(7));
    }
  }

  /** Starts from where the last fit ended. */
  private static final class Warm extends SmallFit {
    private double[] last = new double[6];

    @Override
    double[] mean(double[] x, int n, Run run) {
      double[] mean = super.mean(x, n, run);
      Arrays.setAll(mean, j -> mean[j] + 0.01 * last[j]);
      last = mean;
      return mean;
    }
  }

  /** Centres the training rows themselves. */
  private static final class Centring extends SmallFit {
    @Override
    Small make(INDArray x, double[] mean, double[] weight) {
      x.subi(0.5);
      return super.make(x, mean, weight);
    }
  }

  /** Keeps the training rows and takes their mean at each call. */
  private static final class Lazy extends SmallFit {
    @Override
    Small make(INDArray x, double[] mean, double[] weight) {
      return new Small(mean, weight) {
        @Override
        double[] transform(double[] rows, int n) {
          double[] now = Lazy.this.mean(Dense.doubles(x), (int) x.size(0), Run.of(0));
          return new Small(now, weight).transform(rows, n);
        }
      };
    }
  }

  private static final class NoRows extends SmallFit {
    @Override
    void check(INDArray x) {
      if (!x.isEmpty()) {
        super.check(x);
      }
    }
  }

  private static final class AnyNumber extends SmallFit {
    @Override
    void check(INDArray x) {
      Require.matrix("SmallFit.fit", x, -1);
      Require.atLeast("SmallFit.fit: rows", 1, x.size(0));
    }
  }

  /** Divides by deviations, also where they are 0. */
  private static final class Deviations extends SmallFit {
    @Override
    double[] mean(double[] x, int n, Run run) {
      double[] mean = super.mean(x, n, run);
      double spread = 0;
      for (int i = 0; i < x.length; i++) {
        spread += Math.abs(x[i] - x[i % 6]);
      }
      double divisor = spread;
      Arrays.setAll(mean, j -> mean[j] * divisor / divisor);
      return mean;
    }
  }

  private static final class Unfinished extends SmallFit {
    @Override
    void finish(Run run) {
      run.progress().on(new Progress.Started("another", 1));
    }
  }

  private static final class Talking extends SmallFit {
    @Override
    void finish(Run run) {
      System.out.println("fitted by " + Nd4j.getBackend());
      super.finish(run);
    }
  }

  private static final class NoStep extends SmallFit {
    @Override
    Small make(INDArray x, double[] mean, double[] weight) {
      return new Small(mean, weight) {
        @Override
        public Lineage.Step step() {
          return Lineage.Step.of("");
        }
      };
    }
  }
}
