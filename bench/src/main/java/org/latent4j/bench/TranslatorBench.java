package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.Run;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fits of translators to pairs of standard normal {@code FLOAT} rows, two threads. Peer: {@code
 * peers/TranslatorBench.py}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class TranslatorBench {
  private static final Run RUN = Run.of(0).withThreads(2);

  /** The pairs. */
  @State(Scope.Benchmark)
  public static class Pairs {
    /** Rows. */
    @Param("2000")
    int n;

    /** Values of a row on both sides. */
    @Param("768")
    int d;

    private INDArray x; // [n, d]
    private INDArray y; // [n, d]

    /** Normal values. */
    @Setup
    public void prepare() {
      x = Dense.of(new RandomStream(1).normals(n * d), n, d);
      y = Dense.of(new RandomStream(2).normals(n * d), n, d);
    }

    /** Frees the arrays. */
    @TearDown
    public void release() {
      x.close();
      y.close();
    }
  }

  /** {@code orthogonal}: product, decomposition, and the residual of the pairs. */
  @Benchmark
  public Translator orthogonal(Pairs pairs) {
    return Translation.orthogonal().fit(pairs.x, pairs.y, RUN);
  }
}
