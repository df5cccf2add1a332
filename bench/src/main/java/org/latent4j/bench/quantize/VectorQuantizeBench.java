package org.latent4j.bench.quantize;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.VqQuantizer;
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

/** The nearest vector of each row, one thread. Peer: {@code VectorQuantizeBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VectorQuantizeBench {
  /** Rows. */
  @Param("20000")
  int n;

  /** Columns. */
  @Param("64")
  int d;

  /** Vectors. */
  @Param("1024")
  int codes;

  private INDArray x; // [n, d]
  private VqQuantizer quantizer;

  /** Normal rows and vectors. */
  @Setup
  public void prepare() {
    x = Dense.of(new RandomStream(1).normals(n * d), n, d);
    quantizer = VqQuantizer.of(Dense.of(new RandomStream(2).normals(codes * d), codes, d));
  }

  /** Codes that no rounding of the product decides. */
  @Benchmark
  public int[] assign() {
    return quantizer.assign(x, 1);
  }
}
