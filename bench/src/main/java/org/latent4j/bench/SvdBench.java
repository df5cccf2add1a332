package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.kernel.Svd;
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
import org.openjdk.jmh.annotations.Warmup;

/** Thin SVD of a square normal matrix, one thread. Peer: {@code peers/SvdBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 1)
public class SvdBench {
  /** Rows and columns. */
  @Param("768")
  int n;

  private INDArray a; // [n, n]

  /** Normal values. */
  @Setup
  public void prepare() {
    a = Dense.of(new RandomStream(1).normals(n * n), n, n);
  }

  /** All singular values and vectors. */
  @Benchmark
  public Svd gesdd() {
    return Svd.of(a);
  }
}
