package org.latent4j.bench;

import java.nio.file.Path;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Ranking;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes what the benchmarks compute, at their default sizes, as npy files for comparison with the
 * peers: {@code Results FOLDER BENCHMARK}.
 */
public final class Results {
  private Results() {}

  /** Writes the results of one benchmark class. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "GemmBench" -> gemm(folder, 512, 2048);
      case "TopKBench" -> topK(folder);
      case "KnnBench" -> neighbours(folder);
      case "KMeansBench" -> kMeans(folder);
      case "SvdBench" -> svd(folder);
      case "AnchorSelectorBench" -> anchors(folder);
      case "TranslatorBench" -> translator(folder);
      default -> System.out.println("no results are compared for " + arguments[1]);
    }
  }

  private static void gemm(Path folder, int... sizes) {
    for (int n : sizes) {
      GemmBench bench = new GemmBench();
      bench.n = n;
      bench.prepare();
      float[] c = new float[n * n];
      bench.gemm().get(c);
      write(folder, "GemmBench.gemm-" + n, Dense.of(c, n, n));
    }
  }

  private static void topK(Path folder) {
    TopKBench bench = new TopKBench();
    bench.rows = 1024;
    bench.columns = 4096;
    bench.k = 32;
    bench.prepare();
    write(folder, "TopKBench.rows-1024-4096-32", bench.rows());
  }

  private static void neighbours(Path folder) {
    KnnBench bench = new KnnBench();
    bench.rows = 20000;
    bench.columns = 300;
    bench.k = 10;
    bench.prepare();
    write(folder, "KnnBench.cosine-20000-300-10", bench.cosine());
  }

  private static void kMeans(Path folder) {
    KMeansBench bench = new KMeansBench();
    bench.rows = 100000;
    bench.columns = 64;
    bench.k = 256;
    bench.prepare();
    write(folder, "KMeansBench.lloyd-100000-64-256", bench.lloyd().centroids());
  }

  private static void svd(Path folder) {
    SvdBench bench = new SvdBench();
    bench.n = 768;
    bench.prepare();
    write(folder, "SvdBench.gesdd-768", bench.gesdd().singularValues());
  }

  private static void anchors(Path folder) {
    AnchorSelectorBench bench = new AnchorSelectorBench();
    bench.n = 20000;
    bench.d = 768;
    bench.m = 256;
    bench.prepare();
    int[] rows = bench.farthestPoint().names().stream().mapToInt(Integer::parseInt).toArray();
    NpyWriter.write(
        folder.resolve("AnchorSelectorBench.farthestPoint-20000-768-256.npy"),
        HeldArray.of("rows", rows, 1, rows.length));
  }

  private static void translator(Path folder) {
    TranslatorBench.Pairs pairs = new TranslatorBench.Pairs();
    pairs.n = 2000;
    pairs.d = 768;
    pairs.prepare();
    write(
        folder,
        "TranslatorBench.orthogonal-2000-768",
        new TranslatorBench().orthogonal(pairs).weight());
  }

  private static void write(Path folder, String name, Ranking ranking) {
    NpyWriter.write(
        folder.resolve(name + ".npy"),
        HeldArray.of("ids", ranking.ids(), ranking.rows(), ranking.k()));
  }

  private static void write(Path folder, String name, INDArray x) {
    NpyWriter.write(folder.resolve(name + ".npy"), HeldArray.of("x", x));
  }
}
