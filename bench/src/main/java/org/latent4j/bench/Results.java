package org.latent4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.openblas.global.openblas_full;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;

/**
 * Writes what the benchmarks compute, so that the peers can compare it with theirs. Arguments: a
 * folder and the name of a benchmark class; or {@code --environment}, which prints what runs here.
 *
 * <p>Array i of a case is the file {@code Class.method-parameter-...-i}: little-endian values, row
 * by row.
 */
public final class Results {
  private final Path folder;

  private Results(Path folder) {
    this.folder = folder;
  }

  /** Runs one class's cases once; a class without any is fine. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--environment")) {
      System.out.println(
          "JDK "
              + Runtime.version()
              + ", kernels "
              + Kernels.describe()
              + ", OpenBLAS "
              + openblas_full.openblas_get_config().getString().trim().replaceAll("\\s+", " "));
      return;
    }
    if (arguments.length != 2) {
      throw new IllegalArgumentException(
          "Results: expected FOLDER CLASS or --environment, got "
              + arguments.length
              + " arguments");
    }
    Results results = new Results(Path.of(arguments[0]));
    results.cases().getOrDefault(arguments[1], () -> {}).run();
  }

  private Map<String, Runnable> cases() {
    Map<String, Runnable> cases = new TreeMap<>();
    cases.put(
        "GemmBench",
        () -> {
          gemm(512);
          gemm(2048);
        });
    cases.put("TopKBench", this::topK);
    cases.put("KnnBench", this::neighbours);
    cases.put("KMeansBench", this::kMeans);
    cases.put("SvdBench", this::svd);
    return cases;
  }

  private void gemm(int n) {
    GemmBench bench = new GemmBench();
    bench.n = n;
    bench.prepare();
    float[] product = new float[n * n];
    bench.gemm().get(product);
    bench.release();
    write("GemmBench.gemm-" + n + "-0", product);
  }

  private void topK() {
    TopKBench bench = new TopKBench();
    bench.rows = 1024;
    bench.columns = 4096;
    bench.k = 32;
    bench.prepare();
    write("TopKBench.rows-1024-4096-32-0", bench.rows().scores());
  }

  private void neighbours() {
    KnnBench bench = new KnnBench();
    bench.rows = 20000;
    bench.columns = 300;
    bench.k = 10;
    bench.prepare();
    write("KnnBench.cosine-20000-300-10-0", bench.cosine().scores());
  }

  private void kMeans() {
    KMeansBench bench = new KMeansBench();
    bench.rows = 100000;
    bench.columns = 64;
    bench.clusters = 256;
    bench.iterations = 10;
    bench.prepare();
    Clustering found = bench.lloyd();
    write("KMeansBench.lloyd-100000-64-256-10-0", Dense.floats(found.centroids()));
    ByteBuffer inertia = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    write("KMeansBench.lloyd-100000-64-256-10-1", inertia.putDouble(found.inertia()));
  }

  private void svd() {
    SvdBench bench = new SvdBench();
    bench.n = 768;
    bench.prepare();
    write("SvdBench.gesdd-768-0", Dense.floats(bench.gesdd().singularValues()));
  }

  private void write(String name, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    write(name, bytes);
  }

  private void write(String name, ByteBuffer bytes) {
    try {
      Files.write(folder.resolve(name), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException("Results: " + folder.resolve(name), e);
    }
  }
}
