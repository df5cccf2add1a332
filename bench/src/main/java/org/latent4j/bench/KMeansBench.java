package org.latent4j.bench;

import java.util.Arrays;
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

/** Lloyd's k-means from given centres, one thread. Peer: {@code peers/KMeansBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 7, time = 2)
public class KMeansBench {
  /** Rows. */
  @Param("100000")
  int rows;

  /** Values of a row. */
  @Param("64")
  int columns;

  /** Clusters, starting from the first rows. */
  @Param("256")
  int clusters;

  /** Iterations; the rows are assigned to the last centres besides. */
  @Param("10")
  int iterations;

  private INDArray x; // [rows, columns]
  private INDArray start; // [clusters, columns]

  /** Normal values. */
  @Setup
  public void prepare() {
    float[] values = new RandomStream(1).normals(rows * columns);
    x = Dense.of(values, rows, columns);
    start = Dense.of(Arrays.copyOf(values, clusters * columns), clusters, columns);
  }

  /** Centres, assignments and inertia. */
  @Benchmark
  public Clustering lloyd() {
    return KMeans.of(clusters).withIterations(iterations).fit(x, start, 0, 1);
  }
}
