package org.latent4j.bench;

import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.bench.quantize.InfoMecBench;
import org.latent4j.bench.quantize.ProductBench;
import org.latent4j.bench.quantize.ScalarCodesBench;
import org.latent4j.bench.quantize.VectorQuantizeBench;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.quantize.disentangle.InfoMecScore;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes what the benchmarks compute, at their default sizes, as npy files for comparison with the
 * peers: {@code Results FOLDER BENCHMARK}.
 */
public final class Results {
  private final Path folder;

  private Results(Path folder) {
    this.folder = folder;
  }

  /** Writes the results of one benchmark class. */
  public static void main(String[] arguments) {
    Results results = new Results(Path.of(arguments[0]));
    switch (arguments[1]) {
      case "GemmBench" -> results.gemm(512, 2048);
      case "TopKBench" -> results.topK();
      case "KnnBench" -> results.neighbours();
      case "KMeansBench" -> results.kMeans();
      case "SvdBench" -> results.svd();
      case "AnchorSelectorBench" -> results.anchors();
      case "TranslatorBench" -> results.translator();
      case "RelativeProjectionBench" -> results.relative();
      case "SimilarityBench" -> results.similarity();
      case "ScalarCodesBench" -> results.scalarCodes();
      case "VectorQuantizeBench" -> results.vectors();
      case "ProductBench" -> results.products();
      case "InfoMecBench" -> results.information();
      default -> System.out.println("no results are compared for " + arguments[1]);
    }
  }

  private void gemm(int... sizes) {
    for (int n : sizes) {
      GemmBench bench = new GemmBench();
      bench.n = n;
      bench.prepare();
      float[] c = new float[n * n];
      bench.gemm().get(c);
      write("GemmBench.gemm", bench, Dense.of(c, n, n));
    }
  }

  private void topK() {
    TopKBench bench = Sizes.defaults(new TopKBench());
    bench.prepare();
    var found = bench.rows();
    write("TopKBench.rows", bench, HeldArray.of("ids", found.ids(), found.rows(), found.k()));
  }

  private void neighbours() {
    KnnBench bench = Sizes.defaults(new KnnBench());
    bench.prepare();
    var found = bench.cosine();
    write("KnnBench.cosine", bench, HeldArray.of("ids", found.ids(), found.rows(), found.k()));
  }

  private void kMeans() {
    KMeansBench bench = Sizes.defaults(new KMeansBench());
    bench.prepare();
    write("KMeansBench.lloyd", bench, bench.lloyd().centroids());
  }

  private void svd() {
    SvdBench bench = Sizes.defaults(new SvdBench());
    bench.prepare();
    write("SvdBench.gesdd", bench, bench.gesdd().singularValues());
  }

  private void anchors() {
    AnchorSelectorBench bench = Sizes.defaults(new AnchorSelectorBench());
    bench.prepare();
    int[] rows = bench.farthestPoint().names().stream().mapToInt(Integer::parseInt).toArray();
    write("AnchorSelectorBench.farthestPoint", bench, HeldArray.of("ids", rows, 1, rows.length));
  }

  private void translator() {
    TranslatorBench.Pairs pairs = Sizes.defaults(new TranslatorBench.Pairs());
    pairs.prepare();
    write("TranslatorBench.orthogonal", pairs, new TranslatorBench().orthogonal(pairs).weight());
  }

  private void relative() {
    RelativeProjectionBench bench = new RelativeProjectionBench();
    var cosine = Sizes.defaults(new RelativeProjectionBench.Cosine());
    cosine.prepare();
    write("RelativeProjectionBench.cosine", cosine, bench.cosine(cosine));
    var euclidean = Sizes.defaults(new RelativeProjectionBench.Euclidean());
    euclidean.prepare();
    write("RelativeProjectionBench.euclidean", euclidean, bench.euclidean(euclidean));
    var l1 = Sizes.defaults(new RelativeProjectionBench.L1());
    l1.prepare();
    write("RelativeProjectionBench.l1", l1, bench.l1(l1));
    var fused = Sizes.defaults(new RelativeProjectionBench.Fused());
    fused.prepare();
    var found = bench.fusedTopK(fused);
    write(
        "RelativeProjectionBench.fusedTopK",
        fused,
        HeldArray.of("ids", found.ids(), found.rows(), found.k()));
  }

  private void similarity() {
    SimilarityBench bench = new SimilarityBench();
    var many = Sizes.defaults(new SimilarityBench.ManyRows());
    many.prepare();
    write("SimilarityBench.linearCka", many, bench.linearCka(many).value());
    many.release();
    var some = Sizes.defaults(new SimilarityBench.SomeRows());
    some.prepare();
    write("SimilarityBench.unbiasedCka", some, bench.unbiasedCka(some).value());
    some.release();
    var near = Sizes.defaults(new SimilarityBench.Neighbours());
    near.prepare();
    write("SimilarityBench.mutualKnn", near, bench.mutualKnn(near).value());
    near.release();
  }

  private void scalarCodes() {
    ScalarCodesBench bench = Sizes.defaults(new ScalarCodesBench());
    bench.prepare();
    write("ScalarCodesBench.fsq", bench, bench.fsq());
    write("ScalarCodesBench.qlae", bench, bench.qlae());
  }

  private void vectors() {
    VectorQuantizeBench bench = Sizes.defaults(new VectorQuantizeBench());
    bench.prepare();
    write("VectorQuantizeBench.assign", bench, bench.assign());
  }

  private void products() {
    ProductBench.Rows rows = Sizes.defaults(new ProductBench.Rows());
    rows.prepare();
    write("ProductBench.encode", rows, new ProductBench().encode(rows).codes());
  }

  private void information() {
    InfoMecBench bench = Sizes.defaults(new InfoMecBench());
    bench.prepare();
    write("InfoMecBench.ksgPair", bench, bench.ksgPair());
    double[][] matrix = bench.nmiContinuous();
    write(
        "InfoMecBench.nmiContinuous",
        bench,
        Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray());
    InfoMecScore score = bench.discrete();
    write("InfoMecBench.discrete", bench, score.infom(), score.infoe(), score.infoc());
  }

  /** Codes, one after the other. */
  private void write(String benchmark, Object state, int[] codes) {
    write(benchmark, state, HeldArray.of("codes", codes, codes.length));
  }

  private void write(String benchmark, Object state, double... numbers) {
    write(benchmark, state, HeldArray.of("x", numbers, numbers.length));
  }

  private void write(String benchmark, Object state, INDArray x) {
    write(benchmark, state, HeldArray.of("x", x));
  }

  private void write(String benchmark, Object state, StoredArray array) {
    NpyWriter.write(folder.resolve(benchmark + "-" + Sizes.of(state) + ".npy"), array);
  }
}
