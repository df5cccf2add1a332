package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten iterations of Lloyd from the first rows as centres, one thread. Peer: {@code
 * peers/KMeansBench.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 1)
public class KMeansBench {
  /** Rows. */
  @Param("100000")
  int rows;

  /** Values of a row. */
  @Param("64")
  int columns;

  /** Centres. */
  @Param("256")
  int k;

  private INDArray x; // [rows, columns]
  private INDArray initial; // [k, columns]

  /** Normal values. */
  @Setup
  public void prepare() {
    x = Dense.of(new RandomStream(1).normals(rows * columns), rows, columns);
    initial = Dense.rows(x, 0, k).dup();
  }

  /** Centres, assignments and inertia. */
  @Benchmark
  public Clustering lloyd() {
    return KMeans.of(k).withIterations(10).withTolerance(0).fit(x, initial, 0, 1);
  }
}
