package org.latent4j.bench.quantize;

import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.FsqBound;
import org.latent4j.quantize.FsqQuantization;
import org.latent4j.quantize.FsqQuantizer;
import org.latent4j.quantize.QlaeQuantizer;
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

/** Codes of single numbers: floats in, codes out, one thread. Peer: {@code ScalarCodesBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScalarCodesBench {
  private static final int LATENTS = 12;
  private static final int LEVELS = 10;

  /** Rows. */
  @Param("200000")
  int n;

  private float[] four; // [n, 4]
  private float[] twelve; // [n, LATENTS]
  private FsqQuantizer fsq;
  private QlaeQuantizer qlae;

  /** Normal numbers; values of each latent evenly over [-1/2, 1/2], stretched by 1 to 2.1. */
  @Setup
  public void prepare() {
    four = new RandomStream(1).normals(n * 4);
    twelve = new RandomStream(2).normals(n * LATENTS);
    fsq = FsqQuantization.of(8, 5, 5, 5).withBound(FsqBound.REFERENCE).quantizer();
    float[][] values = new float[LATENTS][LEVELS];
    for (int j = 0; j < LATENTS; j++) {
      float stretch = 1 + 0.1f * j;
      for (int k = 0; k < LEVELS; k++) {
        values[j][k] = stretch * (k / (LEVELS - 1f) - 0.5f);
      }
    }
    qlae = QlaeQuantizer.of(values);
  }

  /** Finite scalar quantization to [8, 5, 5, 5], bound as in the reference. */
  @Benchmark
  public int[] fsq() {
    int[] codes = new int[four.length];
    fsq.codes(four, codes);
    return codes;
  }

  /** Latent quantization of 12 latents to 10 values each. */
  @Benchmark
  public int[] qlae() {
    int[] codes = new int[twelve.length];
    qlae.codes(twelve, codes);
    return codes;
  }
}
