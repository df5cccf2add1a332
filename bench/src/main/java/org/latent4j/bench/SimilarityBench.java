package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.Cka;
import org.latent4j.metric.Neighbourhoods;
import org.latent4j.metric.Pair;
import org.latent4j.metric.Score;
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
 * Indices of two spaces of standard normal {@code FLOAT} rows, two threads; every call starts from
 * the arrays. Peer: {@code peers/SimilarityBench.py}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimilarityBench {
  private static final int THREADS = 2;

  /** Two spaces. */
  private record Spaces(INDArray a, INDArray b) {
    static Spaces of(int n, int d) {
      return new Spaces(
          Dense.of(new RandomStream(1).normals(n * d), n, d),
          Dense.of(new RandomStream(2).normals(n * d), n, d));
    }

    Pair pair() {
      return Pair.of(a, b, THREADS);
    }

    void close() {
      a.close();
      b.close();
    }
  }

  /** Many rows. */
  @State(Scope.Benchmark)
  public static class ManyRows {
    /** Rows. */
    @Param("100000")
    int n;

    /** Values of a row. */
    @Param("768")
    int d;

    private Spaces spaces;

    /** Normal values. */
    @Setup
    public void prepare() {
      spaces = Spaces.of(n, d);
    }

    /** Frees the arrays. */
    @TearDown
    public void release() {
      spaces.close();
    }
  }

  /** So many rows that n x n can still be held. */
  @State(Scope.Benchmark)
  public static class SomeRows {
    /** Rows. */
    @Param("4000")
    int n;

    /** Values of a row. */
    @Param("256")
    int d;

    private Spaces spaces;

    /** Normal values. */
    @Setup
    public void prepare() {
      spaces = Spaces.of(n, d);
    }

    /** Frees the arrays. */
    @TearDown
    public void release() {
      spaces.close();
    }
  }

  /** Rows and their neighbours. */
  @State(Scope.Benchmark)
  public static class Neighbours extends SomeRows {
    /** Neighbours of a row. */
    @Param("10")
    int k;
  }

  /** {@code linear-cka}. */
  @Benchmark
  public Score linearCka(ManyRows rows) {
    return Cka.linear().compare(rows.spaces.pair());
  }

  /** {@code unbiased-cka}. */
  @Benchmark
  public Score unbiasedCka(SomeRows rows) {
    return Cka.unbiased().compare(rows.spaces.pair());
  }

  /** {@code mutual-knn}. */
  @Benchmark
  public Score mutualKnn(Neighbours rows) {
    return Neighbourhoods.mutualKnn(rows.k).compare(((SomeRows) rows).spaces.pair());
  }
}
