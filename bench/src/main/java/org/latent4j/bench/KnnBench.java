package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Measure;
import org.latent4j.kernel.NearestNeighbours;
import org.latent4j.kernel.RandomStream;
import org.latent4j.kernel.Ranking;
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

/** The k nearest rows of each row by cosine, one thread. Peer: {@code peers/KnnBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KnnBench {
  /** Rows, each of them also a query. */
  @Param("20000")
  int rows;

  /** Values of a row. */
  @Param("300")
  int columns;

  /** Neighbours of a row, itself among them. */
  @Param("10")
  int k;

  private INDArray x; // [rows, columns]

  /** Normal values. */
  @Setup
  public void prepare() {
    x = Dense.of(new RandomStream(1).normals(rows * columns), rows, columns);
  }

  /** Ids and cosines, best first, of all rows; scaling to length 1 is part of the job. */
  @Benchmark
  public Ranking cosine() {
    return new NearestNeighbours(Measure.COSINE, k, 1).search(x, x);
  }
}
