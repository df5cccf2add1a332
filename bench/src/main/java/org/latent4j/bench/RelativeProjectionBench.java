package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.anchors.RelativeEncoder;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.TopK;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
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
 * Relative rows of standard normal rows, un-centred, on all processors; the anchors are fitted
 * before. Peer: {@code peers/RelativeProjectionBench.py}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RelativeProjectionBench {
  /** Rows and anchors, and an encoder of them. */
  static final class Rows {
    private final INDArray x; // [n, d]
    private final RelativeEncoder encoder;
    private final INDArray out; // [n, m]

    Rows(RelativeProjection projection, int n, int d, int m) {
      this.x = Dense.of(new RandomStream(1).normals(n * d), n, d);
      INDArray anchors = Dense.of(new RandomStream(2).normals(m * d), m, d);
      this.encoder = projection.uncentred().fit(anchors, anchors);
      this.out = Dense.zeros(DataType.FLOAT, n, m);
    }
  }

  /** Sizes of the cosine. */
  @State(Scope.Benchmark)
  public static class Cosine {
    /** Rows. */
    @Param("20000")
    int n;

    /** Values of a row. */
    @Param("768")
    int d;

    /** Anchors. */
    @Param("1024")
    int m;

    private Rows rows;

    /** Normal values. */
    @Setup
    public void prepare() {
      rows = new Rows(RelativeProjection.cosine(), n, d, m);
    }
  }

  /** Sizes of the Euclidean distance. */
  @State(Scope.Benchmark)
  public static class Euclidean {
    /** Rows. */
    @Param("20000")
    int n;

    /** Values of a row. */
    @Param("768")
    int d;

    /** Anchors. */
    @Param("1024")
    int m;

    private Rows rows;

    /** Normal values. */
    @Setup
    public void prepare() {
      rows = new Rows(RelativeProjection.euclidean(), n, d, m);
    }
  }

  /** Sizes of the sum of absolute differences. */
  @State(Scope.Benchmark)
  public static class L1 {
    /** Rows. */
    @Param("2000")
    int n;

    /** Values of a row. */
    @Param("768")
    int d;

    /** Anchors. */
    @Param("1024")
    int m;

    private Rows rows;

    /** Normal values. */
    @Setup
    public void prepare() {
      rows = new Rows(RelativeProjection.l1(), n, d, m);
    }
  }

  /** Sizes of the nearest anchors. */
  @State(Scope.Benchmark)
  public static class Fused {
    /** Rows. */
    @Param("20000")
    int n;

    /** Values of a row. */
    @Param("300")
    int d;

    /** Anchors. */
    @Param("20000")
    int m;

    /** Anchors wanted for each row. */
    @Param("10")
    int k;

    private Rows rows;

    /** Normal values. */
    @Setup
    public void prepare() {
      rows = new Rows(RelativeProjection.cosine(), n, d, m);
      rows.out.close(); // only the nearest are written
    }
  }

  /** Cosines [n, m]. */
  @Benchmark
  public INDArray cosine(Cosine sizes) {
    return encode(sizes.rows);
  }

  /** Euclidean distances [n, m]. */
  @Benchmark
  public INDArray euclidean(Euclidean sizes) {
    return encode(sizes.rows);
  }

  /** Sums of absolute differences [n, m]. */
  @Benchmark
  public INDArray l1(L1 sizes) {
    return encode(sizes.rows);
  }

  /** The k nearest anchors of each row by cosine. */
  @Benchmark
  public TopK fusedTopK(Fused sizes) {
    return sizes.rows.encoder.topK(sizes.rows.x, sizes.k);
  }

  /** The output is used again: numpy's and torch's memory comes in huge pages, Java's does not. */
  private static INDArray encode(Rows rows) {
    rows.encoder.encode(rows.x, rows.out);
    return rows.out;
  }
}
