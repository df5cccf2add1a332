package org.latent4j.testkit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small encoders whose answer depends on what it must not, or that are heard. */
final class StateMutants {
  private StateMutants() {}

  static List<Mutant> all() {
    return List.of(
        unseeded(),
        randomPerCall(),
        neighboursMatter(),
        placeMatters(),
        threadMatters(),
        blasThreadsMatter(),
        sharedBuffer(),
        mutableStatic(),
        prints(),
        printsErrors(),
        logsToSlf4j(),
        logsToJul());
  }

  private static Mutant unseeded() {
    return Mutant.of(
        "unseeded",
        () -> {
          double[] weight = Small.someWeight();
          weight[3] = new Random().nextDouble();
          return new Small(weight);
        },
        "repeatsItsBits");
  }

  private static Mutant randomPerCall() {
    return Mutant.of(
        "random per call",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] z = super.transform(x, n);
                for (int i = 0; i < z.length; i++) {
                  z[i] += 1e-4 * new Random().nextDouble();
                }
                return z;
              }
            },
        "repeatsItsBits");
  }

  private static Mutant neighboursMatter() {
    return Mutant.of(
        "neighbours matter",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] centred = x.clone();
                for (int j = 0; j < 6 && n > 0; j++) {
                  double sum = 0;
                  for (int i = 0; i < n; i++) {
                    sum += x[i * 6 + j];
                  }
                  for (int i = 0; i < n; i++) {
                    centred[i * 6 + j] -= 0.01 * sum / n;
                  }
                }
                return super.transform(centred, n);
              }
            },
        "encodesEachRowByItself",
        "agreesForAnySplitIntoBatches");
  }

  private static Mutant placeMatters() {
    return Mutant.of(
        "place matters",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] z = super.transform(x, n);
                for (int i = 4096 * 4; i < z.length; i++) {
                  z[i] = 0;
                }
                return z;
              }
            },
        "agreesForAnySplitIntoBatches");
  }

  private static Mutant threadMatters() {
    return Mutant.of(
        "thread matters",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] z = super.transform(x, n);
                for (int i = 0; i < z.length; i++) {
                  z[i] *= 1 + 1e-6 * (Thread.currentThread().getId() % 5);
                }
                return z;
              }
            },
        "givesTheSameBitsForAnyThreads");
  }

  private static Mutant blasThreadsMatter() {
    return Mutant.of(
        "blas threads matter",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] z = super.transform(x, n);
                int threads = Nd4j.factory().blas().getMaxThreads();
                for (int i = 0; i < z.length; i++) {
                  z[i] *= 1 + 1e-6 * threads;
                }
                return z;
              }
            },
        "givesTheSameBitsForAnyThreads");
  }

  private static Mutant sharedBuffer() {
    return Mutant.of(
        "shared buffer",
        () ->
            new Small() {
              private double[] buffer = {};

              @Override
              double[] transform(double[] x, int n) {
                buffer = super.transform(x, n);
                LockSupport.parkNanos(1000);
                return buffer;
              }
            },
        "servesEightThreadsAtOnce");
  }

  private static Mutant mutableStatic() {
    return Mutant.of("mutable static", WithStatic::new, "keepsNoStateThatChanges");
  }

  private static Mutant prints() {
    return Mutant.of(
        "prints",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                System.out.println("encoding " + n);
                return super.transform(x, n);
              }
            },
        "isSilent");
  }

  private static Mutant printsErrors() {
    return Mutant.of(
        "prints errors",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                System.err.print('.');
                return super.transform(x, n);
              }
            },
        "isSilent");
  }

  private static Mutant logsToSlf4j() {
    return Mutant.of(
        "logs to slf4j",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                org.slf4j.LoggerFactory.getLogger("org.latent4j.Small").info("encoding {}", n);
                return super.transform(x, n);
              }
            },
        "isSilent");
  }

  private static Mutant logsToJul() {
    return Mutant.of(
        "logs to jul",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                Logger.getLogger("org.latent4j.Small").info("encoding " + n);
                return super.transform(x, n);
              }
            },
        "isSilent");
  }

  /** Counts its calls in a static. */
  static final class WithStatic extends Small {
    private static int calls;

    WithStatic() {
      super(someMean(), someWeight());
    }

    @Override
    void check(INDArray x) {
      calls++;
      super.check(x);
    }

    @Override
    public String toString() {
      return "called " + calls;
    }
  }
}
