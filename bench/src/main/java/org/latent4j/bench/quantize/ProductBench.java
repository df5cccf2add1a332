package org.latent4j.bench.quantize;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.CodeColumns;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.ProductQuantizer;
import org.latent4j.quantize.Similarity;
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
 * Product quantization: rows into codes, and estimates of all rows for a query whose tables are
 * given. Peer: {@code peers/ProductBench.py}. Encoding uses one thread where the JVM is given one
 * processor.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:ActiveProcessorCount=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBench {
  /** Normal rows, and centroids that are normal too. */
  @State(Scope.Benchmark)
  public static class Rows {
    /** Rows. */
    @Param("20000")
    int n;

    /** Columns. */
    @Param("128")
    int d;

    /** Positions. */
    @Param("16")
    int m;

    /** Centroids of a position. */
    @Param("256")
    int k;

    private INDArray x; // [n, d]
    private ProductQuantizer quantizer;

    /** Makes rows and quantizer. */
    @Setup
    public void prepare() {
      x = Dense.of(new RandomStream(1).normals(n * d), n, d);
      int bits = 31 - Integer.numberOfLeadingZeros(k);
      float[] centroids = new RandomStream(2).normals(k * d);
      quantizer = ProductQuantizer.of(centroids, m, bits, Similarity.L2);
    }
  }

  /** Random codes, one byte a position, and tables of floats. */
  @State(Scope.Benchmark)
  public static class Bytes {
    /** Rows. */
    @Param("1000000")
    int n;

    /** Positions. */
    @Param("16")
    int m;

    private CodeColumns columns;
    private float[] tables; // [m, 256]
    private float[] out; // [n]

    /** Makes codes and tables. */
    @Setup
    public void prepare() {
      columns = columns(n, m);
      tables = new RandomStream(2).normals(m * 256);
      out = new float[n];
    }
  }

  /** Random codes, two positions a byte, and tables of bytes. */
  @State(Scope.Benchmark)
  public static class Nibbles {
    /** Rows. */
    @Param("1000000")
    int n;

    /** Positions. */
    @Param("32")
    int m;

    private CodeColumns columns;
    private byte[] tables; // [m / 2, 2, 16] and padding
    private float[] out; // [n]

    /** Makes codes and tables. */
    @Setup
    public void prepare() {
      columns = columns(n, m / 2);
      tables = bytes(3, m * 16 + CodeColumns.BLOCK);
      out = new float[n];
    }
  }

  private static CodeColumns columns(int n, int width) {
    return CodeColumns.of(bytes(1, n * width), n, width);
  }

  private static byte[] bytes(long seed, int count) {
    RandomStream random = new RandomStream(seed);
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = (byte) (random.next() >>> 56);
    }
    return out;
  }

  /** The codes of all rows. */
  @Benchmark
  public CodeMatrix encode(Rows rows) {
    return rows.quantizer.quantize(rows.x);
  }

  /** Sums of floats from 16 tables of 256. */
  @Benchmark
  public float[] adc8(Bytes codes) {
    codes.columns.sum(codes.tables, 0, 0, codes.n, codes.out);
    return codes.out;
  }

  /** Sums of bytes from 32 tables of 16. */
  @Benchmark
  public float[] fastScan4(Nibbles codes) {
    codes.columns.sumNibbles(codes.tables, 0, 1, 0, codes.n, codes.out);
    return codes.out;
  }
}
