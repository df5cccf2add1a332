package org.latent4j.bench;

import java.nio.file.Path;
import org.latent4j.anchors.TopK;
import org.latent4j.bench.quantize.CodeResults;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Ranking;
import org.latent4j.metric.Score;
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
      case "RelativeProjectionBench" -> relative(folder);
      case "SimilarityBench" -> similarity(folder);
      default -> CodeResults.write(folder, arguments[1]);
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

  private static void relative(Path folder) {
    RelativeProjectionBench bench = new RelativeProjectionBench();
    RelativeProjectionBench.Cosine cosine = new RelativeProjectionBench.Cosine();
    cosine.n = 20000;
    cosine.d = 768;
    cosine.m = 1024;
    cosine.prepare();
    write(folder, "RelativeProjectionBench.cosine-20000-768-1024", bench.cosine(cosine));
    RelativeProjectionBench.Euclidean euclidean = new RelativeProjectionBench.Euclidean();
    euclidean.n = 20000;
    euclidean.d = 768;
    euclidean.m = 1024;
    euclidean.prepare();
    write(folder, "RelativeProjectionBench.euclidean-20000-768-1024", bench.euclidean(euclidean));
    RelativeProjectionBench.L1 l1 = new RelativeProjectionBench.L1();
    l1.n = 2000;
    l1.d = 768;
    l1.m = 1024;
    l1.prepare();
    write(folder, "RelativeProjectionBench.l1-2000-768-1024", bench.l1(l1));
    RelativeProjectionBench.Fused fused = new RelativeProjectionBench.Fused();
    fused.n = 20000;
    fused.d = 300;
    fused.m = 20000;
    fused.k = 10;
    fused.prepare();
    write(folder, "RelativeProjectionBench.fusedTopK-20000-300-20000-10", bench.fusedTopK(fused));
  }

  private static void similarity(Path folder) {
    SimilarityBench bench = new SimilarityBench();
    SimilarityBench.ManyRows many = new SimilarityBench.ManyRows();
    many.n = 100000;
    many.d = 768;
    many.prepare();
    write(folder, "SimilarityBench.linearCka-100000-768", bench.linearCka(many));
    many.release();
    SimilarityBench.Neighbours some = new SimilarityBench.Neighbours();
    some.n = 4000;
    some.d = 256;
    some.k = 10;
    some.prepare();
    write(folder, "SimilarityBench.unbiasedCka-4000-256", bench.unbiasedCka(some));
    write(folder, "SimilarityBench.mutualKnn-4000-256-10", bench.mutualKnn(some));
    some.release();
  }

  private static void write(Path folder, String name, Score score) {
    write(folder, name, Dense.of(new double[] {score.value()}, 1, 1));
  }

  private static void write(Path folder, String name, TopK nearest) {
    NpyWriter.write(
        folder.resolve(name + ".npy"),
        HeldArray.of("ids", nearest.ids(), nearest.rows(), nearest.k()));
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
