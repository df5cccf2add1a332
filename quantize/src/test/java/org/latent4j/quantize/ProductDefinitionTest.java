package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Product quantization beside its definition in plain loops. */
class ProductDefinitionTest {
  private static ProductQuantizer whole(long seed, int m, int bits, int width, int most) {
    float[] centroids = PlainScan.whole(new RandomStream(seed), (m << bits) * width, most);
    return ProductQuantizer.of(centroids, m, bits, Similarity.L2);
  }

  private static CodeMatrix codes(ProductQuantizer quantizer, int rows, long seed) {
    RandomStream random = new RandomStream(seed);
    int[] codes = new int[rows * quantizer.space().positions()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = random.below(quantizer.space().level(0));
    }
    return CodeMatrix.of(quantizer.space(), codes);
  }

  @ParameterizedTest
  @CsvSource({"1,4,1", "1,8,1", "3,4,2", "8,8,3", "5,4,7", "33,4,1", "2,8,40", "1,4,300"})
  void everySliceTakesItsNearestCentroid(int m, int bits, int width) {
    RandomStream random = new RandomStream(m * 100L + width);
    float[] centroids = random.normals((m << bits) * width);
    ProductQuantizer quantizer = ProductQuantizer.of(centroids, m, bits, Similarity.L2);
    INDArray x = Dense.of(random.normals(77 * m * width), 77, (long) m * width);
    int[] expected = PlainScan.productCodes(Dense.doubles(x), centroids, m, 1 << bits);
    assertThat(quantizer.quantize(x).codes()).containsExactly(expected);
    double[] wide = new double[77 * m * width];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = random.normal();
    }
    int[] inDouble = PlainScan.productCodes(wide, centroids, m, 1 << bits);
    assertThat(quantizer.quantize(Dense.of(wide, 77, (long) m * width)).codes())
        .as("double rows, seed %d", m * 100 + width)
        .containsExactly(inDouble);
  }

  /** Half numbers lie midway between whole ones, and whole centroids repeat: ties everywhere. */
  @ParameterizedTest
  @CsvSource({"1,4,1", "4,4,2", "3,8,1", "2,8,2", "2,4,5"})
  void theFirstOfEquallyNearCentroidsWins(int m, int bits, int width) {
    ProductQuantizer quantizer = whole(m + bits, m, bits, width, 2);
    float[] rows = PlainScan.whole(new RandomStream(width), 200 * m * width, 6);
    for (int i = 0; i < rows.length; i++) {
      rows[i] /= 2;
    }
    INDArray x = Dense.of(rows, 200, (long) m * width);
    int[] expected = PlainScan.productCodes(Dense.doubles(x), quantizer.centroids(), m, 1 << bits);
    assertThat(quantizer.quantize(x).codes()).containsExactly(expected);
    assertThat(quantizer.quantize(x.castTo(DataType.DOUBLE)).codes()).containsExactly(expected);
  }

  /** Rows far from zero, close to each other: a product of floats cannot tell them apart. */
  @Test
  void cancellationChangesNoCode() {
    RandomStream random = new RandomStream(3);
    float[] centroids = new float[16 * 4];
    float[] rows = new float[500 * 4];
    for (int i = 0; i < centroids.length; i++) {
      centroids[i] = 1000 + (float) random.normal() / 100;
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 1000 + (float) random.normal() / 100;
    }
    INDArray x = Dense.of(rows, 500, 4);
    assertThat(ProductQuantizer.of(centroids, 1, 4, Similarity.L2).quantize(x).codes())
        .containsExactly(PlainScan.productCodes(Dense.doubles(x), centroids, 1, 16));
  }

  @ParameterizedTest
  @CsvSource({"1,4,1", "7,4,3", "8,4,2", "3,8,5", "16,8,1"})
  void valuesAreTheCentroidsSideBySide(int m, int bits, int width) {
    ProductQuantizer quantizer = whole(9, m, bits, width, 50);
    CodeMatrix codes = codes(quantizer, 41, 5);
    float[] centroids = quantizer.centroids();
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    for (int i = 0; i < values.length; i++) {
      int row = i / (m * width);
      int s = i % (m * width) / width;
      int at = ((s << bits) + codes.get(row, s)) * width + i % width;
      assertThat(values[i]).as("entry %d", i).isEqualTo(centroids[at]);
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void estimatesAreSumsOfTableEntries(Similarity similarity) {
    int[][] shapes = {{1, 4, 3}, {5, 4, 2}, {6, 8, 3}, {17, 4, 1}, {32, 8, 1}};
    for (int[] shape : shapes) {
      int m = shape[0];
      int levels = 1 << shape[1];
      RandomStream random = new RandomStream(m);
      float[] centroids = random.normals(m * levels * shape[2]);
      ProductQuantizer quantizer = ProductQuantizer.of(centroids, m, shape[1], similarity);
      CodeMatrix codes = codes(quantizer, 67, m);
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      int d = m * shape[2];
      INDArray queries = Dense.of(random.normals(3 * d), 3, d);
      float[] ours = Dense.floats(quantizer.estimates(queries, codes));
      for (int i = 0; i < ours.length; i++) {
        float[] query = ScanRows.row(queries, i / 67);
        double[][] tables =
            PlainScan.tables(query, centroids, m, levels, similarity == Similarity.L2);
        double expected = PlainScan.look(tables, codes.row(i % 67));
        if (similarity == Similarity.COSINE) {
          expected = PlainScan.similarity(similarity, query, values, i % 67 * d);
        }
        assertThat((double) ours[i])
            .as("%s m=%d estimate %d", similarity, m, i)
            .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void cosinesWithZeroAreZero() {
    float[] centroids = PlainScan.whole(new RandomStream(4), 2 * 16 * 2, 3);
    for (int j = 0; j < 2; j++) {
      centroids[j] = 0;
      centroids[32 + j] = 0;
    }
    ProductQuantizer quantizer = ProductQuantizer.of(centroids, 2, 4, Similarity.COSINE);
    CodeMatrix codes = CodeMatrix.of(quantizer.space(), new int[][] {{0, 0}, {1, 2}, {3, 4}});
    INDArray queries = Dense.of(new float[] {0, 0, 0, 0, 1, 2, 3, 4}, 2, 4);
    for (ProductQuantizer each : new ProductQuantizer[] {quantizer, quantizer.withFastScan()}) {
      float[] all = Dense.floats(each.estimates(queries, codes));
      assertThat(java.util.Arrays.copyOf(all, 4)).as("%s", each).containsOnly(0);
    }
  }

  /** Integer tables with a range of 255 steps of 1: what a fast scan adds up is exact. */
  @ParameterizedTest
  @CsvSource({
    "1,1", "1,31", "1,32", "2,33", "3,63", "7,64", "8,65", "15,100", "16,127", "31,128", "32,129",
    "33,257", "64,96", "255,40", "256,70"
  })
  void fastScansAddRoundedTables(int m, int rows) {
    ProductQuantizer exact = whole(m, m, 4, 2, 40);
    ProductQuantizer fast = exact.withFastScan();
    CodeMatrix codes = codes(exact, rows, rows);
    for (Similarity similarity : new Similarity[] {Similarity.L2, Similarity.DOT}) {
      float[] query = PlainScan.whole(new RandomStream(rows), 2 * m, 30);
      double[][] tables =
          PlainScan.tables(query, exact.centroids(), m, 16, similarity == Similarity.L2);
      double range = 0;
      double base = 0;
      double[] minima = new double[m];
      for (int s = 0; s < m; s++) {
        double[] of = tables[s].clone();
        java.util.Arrays.sort(of);
        minima[s] = of[0];
        base += of[0];
        range = Math.max(range, of[15] - of[0]);
      }
      double step = range / 255;
      float[] out = new float[rows];
      ProductQuantizer scanned = fast.withSimilarity(similarity);
      scanned.scanner(query, similarity).scan(codes, 0, rows, out);
      for (int i = 0; i < rows; i++) {
        long sum = 0;
        double truth = PlainScan.look(tables, codes.row(i));
        for (int s = 0; s < m; s++) {
          sum += (long) Math.rint((tables[s][codes.get(i, s)] - minima[s]) / step);
        }
        double expected = base + step * sum;
        double scale = Math.abs(base) + step * sum;
        assertThat((double) out[i])
            .as("%s m=%d row %d", similarity, m, i)
            .isCloseTo(expected, within(1e-6 * Math.max(1, scale)))
            .isCloseTo(truth, within(m * step / 2 + 1e-6 * scale));
      }
      assertThat(scanned.fastScanBound(query))
          .isCloseTo(m * step / 2, within(1e-6 * Math.max(1, m * step)));
    }
  }

  /** A scan of some rows, wherever they start, gives what the scan of all gives. */
  @ParameterizedTest
  @EnumSource(Similarity.class)
  void anyRangeOfRowsIsScannedAlike(Similarity similarity) {
    for (ProductQuantizer quantizer :
        new ProductQuantizer[] {
          whole(1, 5, 4, 2, 9), whole(2, 6, 8, 2, 9), whole(3, 9, 4, 1, 9).withFastScan()
        }) {
      ProductQuantizer subject = quantizer.withSimilarity(similarity);
      CodeMatrix codes = codes(subject, 150, 8);
      int d = (int) subject.dimension();
      float[] query = PlainScan.whole(new RandomStream(9), d, 9);
      float[] all = Dense.floats(subject.estimates(Dense.of(query, 1, d), codes));
      Scanner scanner = subject.scanner(query, similarity);
      for (int[] range :
          new int[][] {{0, 0}, {0, 150}, {149, 150}, {31, 97}, {64, 96}, {150, 150}}) {
        float[] out = new float[range[1] - range[0] + 2];
        out[out.length - 1] = 77;
        scanner.scan(codes, range[0], range[1], out);
        for (int t = 0; t < range[1] - range[0]; t++) {
          assertThat(out[t])
              .as("%s %s row %d", subject, similarity, range[0] + t)
              .isCloseTo(all[range[0] + t], within(1e-5f));
        }
        assertThat(out[out.length - 1]).as("what lies behind is left alone").isEqualTo(77);
      }
      assertThatThrownBy(() -> scanner.scan(codes, 140, 151, new float[11]))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("151");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100000})
  void equalCentroidsMakeFastScansExact(int value) {
    float[] centroids = new float[3 * 16 * 2];
    java.util.Arrays.fill(centroids, value);
    ProductQuantizer fast = ProductQuantizer.of(centroids, 3, 4, Similarity.L2).withFastScan();
    CodeMatrix codes = codes(fast, 35, 3);
    float[] query = {1, 2, 3, 4, 5, 6};
    float[] out = new float[35];
    fast.scanner(query, Similarity.L2).scan(codes, 0, 35, out);
    float expected = 0;
    for (float q : query) {
      expected += (q - value) * (q - value);
    }
    assertThat(out).containsOnly(expected);
    assertThat(fast.fastScanBound(query)).isZero();
  }

  /** As many rows as centroids: each row becomes a centroid of its own, and nothing is lost. */
  @Test
  void asManyRowsAsCentroidsAreKeptWhole() {
    INDArray x = ScanRows.of(12, 16, 6);
    ProductQuantizer fitted = ProductQuantization.of(3, 4).fit(x, Run.of(1));
    assertThat(ScanRows.relativeError(x, fitted)).isLessThan(1e-10);
    CodeMatrix codes = fitted.quantize(x);
    assertThat(UsageStats.counting(codes).active()).containsExactly(16, 16, 16);
  }

  /** A centroid is the mean of the training rows that go to it, once k-means has settled. */
  @Test
  void fittedCentroidsAreMeansOfTheirRows() {
    INDArray x = ScanRows.of(5, 300, 4);
    ProductQuantizer fitted = new ProductQuantization(2, 4, 300, Similarity.L2).fit(x, Run.of(7));
    CodeMatrix codes = fitted.quantize(x);
    double[] rows = Dense.doubles(x);
    float[] centroids = fitted.centroids();
    for (int s = 0; s < 2; s++) {
      for (int k = 0; k < 16; k++) {
        double[] sum = new double[2];
        int count = 0;
        for (int i = 0; i < 300; i++) {
          if (codes.get(i, s) == k) {
            count++;
            sum[0] += rows[i * 4 + s * 2];
            sum[1] += rows[i * 4 + s * 2 + 1];
          }
        }
        for (int j = 0; j < 2 && count > 0; j++) {
          assertThat((double) centroids[(s * 16 + k) * 2 + j])
              .as("slice %d code %d", s, k)
              .isCloseTo(sum[j] / count, within(1e-4));
        }
      }
    }
  }

  @Test
  void centroidsThatMakeNoCodebooksAreRefused() {
    assertThatThrownBy(() -> ProductQuantizer.of(new float[33], 2, 4, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("32")
        .hasMessageContaining("33 values");
    assertThatThrownBy(() -> ProductQuantizer.of(new float[0], 2, 4, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0 values");
    float[] broken = new float[32];
    broken[9] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> ProductQuantizer.of(broken, 2, 4, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Infinity");
    assertThatThrownBy(
            () -> ProductQuantizer.of(new float[257 * 16], 257, 4, Similarity.L2).withFastScan())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("257 positions");
  }

  @Test
  void theCentroidsAreItsOwn() {
    float[] centroids = PlainScan.whole(new RandomStream(1), 32, 5);
    float[] before = centroids.clone();
    ProductQuantizer quantizer = ProductQuantizer.of(centroids, 1, 4, Similarity.L2);
    centroids[0] = 99;
    quantizer.centroids()[1] = 99;
    assertThat(quantizer.centroids()).containsExactly(before);
  }
}
