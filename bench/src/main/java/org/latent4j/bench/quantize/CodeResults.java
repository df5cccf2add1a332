package org.latent4j.bench.quantize;

import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.quantize.disentangle.InfoMecScore;

/** Writes what the benchmarks of quantizers compute, for comparison with the peers. */
public final class CodeResults {
  private CodeResults() {}

  /** Writes the results of one benchmark class at its default sizes; none for another class. */
  public static void write(Path folder, String benchmark) {
    switch (benchmark) {
      case "ScalarCodesBench" -> scalar(folder);
      case "VectorQuantizeBench" -> vectors(folder);
      case "ProductBench" -> products(folder);
      case "InfoMecBench" -> information(folder);
      default -> System.out.println("no results are compared for " + benchmark);
    }
  }

  private static void scalar(Path folder) {
    ScalarCodesBench bench = new ScalarCodesBench();
    bench.n = 200000;
    bench.prepare();
    write(folder, "ScalarCodesBench.fsq-200000", bench.fsq());
    write(folder, "ScalarCodesBench.qlae-200000", bench.qlae());
  }

  private static void vectors(Path folder) {
    VectorQuantizeBench bench = new VectorQuantizeBench();
    bench.codes = 1024;
    bench.d = 64;
    bench.n = 20000;
    bench.prepare();
    write(folder, "VectorQuantizeBench.assign-1024-64-20000", bench.assign());
  }

  private static void products(Path folder) {
    ProductBench.Rows rows = new ProductBench.Rows();
    rows.n = 20000;
    rows.d = 128;
    rows.m = 16;
    rows.k = 256;
    rows.prepare();
    write(folder, "ProductBench.encode-20000-128-16-256", new ProductBench().encode(rows).codes());
  }

  private static void information(Path folder) {
    InfoMecBench bench = new InfoMecBench();
    bench.n = 10000;
    bench.prepare();
    write(folder, "InfoMecBench.ksgPair-10000", bench.ksgPair());
    double[] matrix =
        Arrays.stream(bench.nmiContinuous()).flatMapToDouble(Arrays::stream).toArray();
    write(folder, "InfoMecBench.nmiContinuous-10000", matrix);
    InfoMecScore score = bench.discrete();
    write(folder, "InfoMecBench.discrete-10000", score.infom(), score.infoe(), score.infoc());
  }

  private static void write(Path folder, String name, int[] codes) {
    NpyWriter.write(folder.resolve(name + ".npy"), HeldArray.of("codes", codes, codes.length));
  }

  private static void write(Path folder, String name, double... numbers) {
    NpyWriter.write(folder.resolve(name + ".npy"), HeldArray.of("x", numbers, numbers.length));
  }
}
