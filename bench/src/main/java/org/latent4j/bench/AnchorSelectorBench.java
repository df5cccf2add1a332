package org.latent4j.bench;

import java.util.concurrent.TimeUnit;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.FarthestPoint;
import org.latent4j.kernel.Dense;
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
import org.openjdk.jmh.annotations.Warmup;

/** Anchor selection, two threads. Peer: {@code peers/AnchorSelectorBench.py}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnchorSelectorBench {
  private static final int THREADS = 2;

  /** Rows. */
  @Param("20000")
  int n;

  /** Values of a row. */
  @Param("768")
  int d;

  /** Anchors. */
  @Param("256")
  int m;

  private LatentSpace space; // [n, d]

  /** Normal values. */
  @Setup
  public void prepare() {
    space = TensorSpace.of("rows", Dense.of(new RandomStream(1).normals(n * d), n, d));
  }

  /** Farthest-point anchors from row 0; scaling to length 1 is part of the job. */
  @Benchmark
  public AnchorSet farthestPoint() {
    return new FarthestPoint(0).select(space, m, Run.of(0).withThreads(THREADS));
  }
}
