package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.RandomStream;
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

/** Product of two square float matrices, one thread. Peer: {@code peers/GemmBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
public class GemmBench {
  /** Rows and columns of all three matrices. */
  @Param({"512", "2048"})
  int n;

  private FloatPointer a; // [n, n]
  private FloatPointer b; // [n, n]
  private FloatPointer c; // [n, n]

  /** Normal values. */
  @Setup
  public void prepare() {
    a = new FloatPointer((long) n * n).put(new RandomStream(1).normals(n * n));
    b = new FloatPointer((long) n * n).put(new RandomStream(2).normals(n * n));
    c = new FloatPointer((long) n * n).put(new float[n * n]);
  }

  /** Frees the matrices. */
  @TearDown
  public void release() {
    a.close();
    b.close();
    c.close();
  }

  /** C = A B. */
  @Benchmark
  public FloatPointer gemm() {
    Gemm.multiply(Gemm.Form.NN, n, n, n, 1f, a, n, b, n, 0f, c, n, 1);
    return c;
  }
}
