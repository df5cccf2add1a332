package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.kernel.Ranking;
import org.latent4j.kernel.TopK;
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

/** The largest k of each row, one thread. Peer: {@code peers/TopKBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
public class TopKBench {
  /** Rows. */
  @Param("1024")
  int rows;

  /** Values of a row. */
  @Param("4096")
  int columns;

  /** How many are kept of each row. */
  @Param("32")
  int k;

  private INDArray x; // [rows, columns]

  /** Normal values. */
  @Setup
  public void prepare() {
    x = Dense.of(new RandomStream(1).normals(rows * columns), rows, columns);
  }

  /** Ids and values, best first, of all rows. */
  @Benchmark
  public Ranking rows() {
    return TopK.largest(x, k, 1);
  }
}
