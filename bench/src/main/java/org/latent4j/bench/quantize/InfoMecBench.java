package org.latent4j.bench.quantize;

import java.util.concurrent.TimeUnit;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.disentangle.InfoMec;
import org.latent4j.quantize.disentangle.InfoMecScore;
import org.latent4j.quantize.disentangle.MutualInformation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * InfoMEC of 12 latents and 6 sources of 8 classes, one thread: one estimate for a class and a
 * number (sorting included), the matrix of such estimates, and all of InfoMEC for codes of 10
 * levels. Each latent is a source with noise. Peer: {@code peers/InfoMecBench.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class InfoMecBench {
  private static final int SOURCES = 6;
  private static final int LATENTS = 12;
  private static final int CLASSES = 8;
  private static final int LEVELS = 10;
  private static final Run RUN = Run.of(0).withThreads(1);

  /** Rows. */
  @Param("10000")
  int n;

  private INDArray sources; // [n, 6]
  private INDArray latents; // [n, 12]
  private INDArray codes; // [n, 12]
  private int[] source;
  private double[] latent;

  /** Classes, noisy copies of them, and those in levels. */
  @Setup
  public void prepare() {
    RandomStream uniform = new RandomStream(1);
    float[] noise = new RandomStream(2).normals(n * LATENTS);
    int[][] s = new int[n][SOURCES];
    int[][] c = new int[n][LATENTS];
    double[] z = new double[n * LATENTS];
    source = new int[n];
    latent = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < SOURCES; j++) {
        s[i][j] = (int) (uniform.uniform() * CLASSES);
      }
      for (int j = 0; j < LATENTS; j++) {
        double value = s[i][j % SOURCES] + (double) noise[i * LATENTS + j];
        z[i * LATENTS + j] = value;
        c[i][j] = (int) Math.max(0, Math.min(LEVELS - 1, Math.floor(value + 1.5)));
      }
      source[i] = s[i][0];
      latent[i] = z[i * LATENTS];
    }
    sources = Nd4j.createFromArray(s);
    codes = Nd4j.createFromArray(c);
    latents = Dense.of(DataType.DOUBLE, z, n, LATENTS);
  }

  /** One estimate, in nats. */
  @Benchmark
  public double ksgPair() {
    return MutualInformation.mixed(source, latent, 10);
  }

  /** The matrix of normalised estimates. */
  @Benchmark
  public double[][] nmiContinuous() {
    return InfoMec.paper().nmi(sources, latents, false, RUN);
  }

  /** InfoM, InfoE and InfoC of codes. */
  @Benchmark
  public InfoMecScore discrete() {
    return InfoMec.paper().score(sources, codes, true, RUN);
  }
}
