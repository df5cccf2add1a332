package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.io.ArrayFile;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Measure;
import org.latent4j.kernel.NearestNeighbours;
import org.latent4j.kernel.Ranking;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recall beside faiss 1.7.3 on real vectors, base and training rows being the same. It reads the
 * data of LATENT4J_DATA.
 */
class RealVectorsTest {
  private static final int K = 10;

  private static Path data(String file) {
    String folder = System.getenv("LATENT4J_DATA");
    Assumptions.assumeTrue(folder != null, "LATENT4J_DATA is not set");
    return Path.of(folder, file);
  }

  private static INDArray words(int from, int to) {
    Path file = data("word-vectors/w2v-googlenews-8000x300.txt.gz");
    INDArray all = ArrayFile.open(file).array("vectors").read();
    return Dense.of(Dense.floats(all, from, to), to - from, 300);
  }

  private static INDArray images(int from, int to) {
    ArrayFile file = ArrayFile.open(data("fashion-mnist/t10k-images-idx3-ubyte.gz"));
    float[] pixels = file.array(file.names().get(0)).floats();
    float[] out = new float[(to - from) * 784];
    for (int i = 0; i < out.length; i++) {
      out[i] = pixels[from * 784 + i] / 255;
    }
    return Dense.of(out, to - from, 784);
  }

  private static double recall(ScanningQuantizer quantizer, INDArray base, INDArray queries) {
    Ranking truth = new NearestNeighbours(Measure.SQUARED_EUCLIDEAN, K, 2).search(queries, base);
    Neighbors found = quantizer.search(queries, quantizer.quantize(base), K);
    int hits = 0;
    for (int q = 0; q < truth.rows(); q++) {
      Set<Integer> ids = new HashSet<>();
      for (int place = 0; place < K; place++) {
        ids.add(truth.id(q, place));
      }
      for (int place = 0; place < K; place++) {
        hits += ids.contains(found.id(q, place)) ? 1 : 0;
      }
    }
    return (double) hits / K / truth.rows();
  }

  private static void product(
      INDArray base, INDArray queries, int positions, double recall, double error) {
    LongFunction<ProductQuantizer> fit =
        seed -> ProductQuantization.of(positions, 8).fit(base, Run.of(seed));
    double sum = 0;
    double worst = 0;
    for (int seed = 0; seed < 3; seed++) {
      ProductQuantizer quantizer = fit.apply(seed);
      sum += recall(quantizer, base, queries) / 3;
      worst = Math.max(worst, ScanRows.relativeError(base, quantizer));
    }
    assertThat(sum).isCloseTo(recall, within(0.01));
    assertThat(worst).isLessThanOrEqualTo(1.01 * error);
  }

  private static void scalar(INDArray base, INDArray queries, int bits, double recall) {
    ScalarQuantizer quantizer = ScalarQuantization.of(bits).fit(base, Run.of(0));
    // Rounding to the nearest step can only do better than faiss, which cuts off and adds a half;
    // pixels even lie on the 256 steps.
    assertThat(recall(quantizer, base, queries)).isGreaterThanOrEqualTo(recall - 0.01);
  }

  @Test
  void wordVectors() {
    INDArray base = words(0, 7000);
    INDArray queries = words(7000, 8000);
    product(base, queries, 30, 0.6231, 0.3456);
    scalar(base, queries, 8, 0.9926);
    scalar(base, queries, 4, 0.8856);
  }

  @Test
  void images() {
    INDArray base = images(0, 4000);
    INDArray queries = images(4000, 4300);
    product(base, queries, 28, 0.7390, 0.0971);
    scalar(base, queries, 8, 0.9860);
    scalar(base, queries, 4, 0.9473);
  }

  @Test
  void rotationHelpsOnWordVectors() {
    INDArray base = words(0, 7000);
    ProductQuantizer plain = ProductQuantization.of(30, 4).fit(base, Run.of(0));
    OptimizedProductQuantizer rotated =
        new OptimizedProductQuantization(30, 4, 25, 10, Similarity.L2).fit(base, Run.of(0));
    assertThat(ScanRows.relativeError(base, rotated))
        .isLessThan(ScanRows.relativeError(base, plain));
  }
}
