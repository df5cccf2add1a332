package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Optimised scalar quantization beside {@link PlainIntervals}, its definition in plain loops. */
class IntervalDefinitionTest {
  private static final int[] WIDTHS = {1, 2, 3, 7, 16, 64, 129};

  private static void compare(float[] rows, int d, float[] centroid, int bits, String what) {
    for (Similarity similarity : new Similarity[] {Similarity.L2, Similarity.DOT}) {
      OptimizedScalarQuantizer quantizer = OptimizedScalarQuantizer.of(centroid, bits, similarity);
      CodeMatrix codes = quantizer.quantize(Dense.of(rows, rows.length / d, d));
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      for (int i = 0; i < rows.length / d; i++) {
        PlainIntervals.Coded plain = PlainIntervals.code(PlainScan.row(rows, i, d), centroid, bits);
        String place = what + ", d=" + d + ", " + bits + " bits, row " + i;
        assertThat(codes.row(i)).as(place).containsExactly(plain.codes());
        assertThat(codes.factor("lower")[i]).as(place).isEqualTo(plain.lower());
        assertThat(codes.factor("upper")[i]).as(place).isEqualTo(plain.upper());
        assertThat(codes.factor("sum")[i]).as(place).isEqualTo(plain.sum());
        assertThat(codes.factor("correction")[i])
            .as(place)
            .isEqualTo(similarity == Similarity.L2 ? plain.squares() : plain.product());
        float step = (plain.upper() - plain.lower()) / ((1 << bits) - 1);
        for (int j = 0; j < d; j++) {
          double value = centroid[j] + plain.lower() + step * plain.codes()[j];
          assertThat((double) values[i * d + j])
              .as(place)
              .isCloseTo(value, within(1e-6 * (1 + Math.abs(value))));
        }
      }
    }
  }

  private static void everywhere(int bits, String what, IntFunction<float[]> rows) {
    for (int d : WIDTHS) {
      float[] of = rows.apply(40 * d);
      compare(of, d, new float[d], bits, what + " about zero");
      float[] centroid = new RandomStream(d).normals(d);
      compare(of, d, centroid, bits, what + " about normal numbers");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void normalRows(int bits) {
    everywhere(bits, "normal", new RandomStream(bits)::normals);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7, 8})
  void rowsWithLongTails(int bits) {
    RandomStream random = new RandomStream(10 + bits);
    everywhere(
        bits,
        "cubes",
        count -> {
          float[] out = random.normals(count);
          for (int i = 0; i < count; i++) {
            out[i] = out[i] * out[i] * out[i];
          }
          return out;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 8})
  void sparseRowsOfWholeNumbers(int bits) {
    RandomStream random = new RandomStream(20 + bits);
    everywhere(
        bits,
        "sparse",
        count -> {
          float[] out = PlainScan.whole(random, count, 3);
          for (int i = 0; i < count; i++) {
            out[i] = random.below(4) == 0 ? out[i] : 0;
          }
          return out;
        });
  }

  @ParameterizedTest
  @ValueSource(floats = {0x1p-60f, 0x1p-13f, 0x1p13f, 0x1p50f})
  void rowsOfAnySize(float scale) {
    RandomStream random = new RandomStream(5);
    for (int bits : new int[] {1, 4, 8}) {
      float[] rows = random.normals(30 * 24);
      for (int i = 0; i < rows.length; i++) {
        rows[i] *= scale;
      }
      compare(rows, 24, new float[24], bits, "times " + scale);
    }
  }

  @Test
  void rowsOfEqualValuesHaveOneEnd() {
    for (int bits = 1; bits <= 8; bits++) {
      float[] rows = new float[4 * 9];
      java.util.Arrays.fill(rows, 9, 18, 2.5f);
      java.util.Arrays.fill(rows, 18, 27, -1e-3f);
      rows[30] = 1;
      compare(rows, 9, new float[9], bits, "equal values");
      OptimizedScalarQuantizer quantizer =
          OptimizedScalarQuantizer.of(new float[9], bits, Similarity.L2);
      CodeMatrix codes = quantizer.quantize(Dense.of(rows, 4, 9));
      assertThat(codes.row(0)).as("the zero row").containsOnly(0);
      assertThat(codes.row(1)).containsOnly(0);
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      assertThat(PlainScan.row(values, 1, 9)).containsOnly(2.5f);
      assertThat(codes.row(3)[3]).as("the one of a single peak").isPositive();
    }
  }

  /** Rows in double are rounded to floats first: the single precision is part of the definition. */
  @Test
  void doubleRowsAreRounded() {
    RandomStream random = new RandomStream(6);
    double[] wide = new double[50 * 11];
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = random.normal();
      narrow[i] = (float) wide[i];
    }
    OptimizedScalarQuantizer quantizer =
        OptimizedScalarQuantizer.of(random.normals(11), 4, Similarity.DOT);
    assertThat(quantizer.quantize(Dense.of(wide, 50, 11)))
        .isEqualTo(quantizer.quantize(Dense.of(narrow, 50, 11)));
  }

  @ParameterizedTest
  @CsvSource({"L2,1,1", "L2,1,4", "L2,4,4", "L2,2,8", "L2,8,1", "DOT,1,4", "DOT,5,3", "DOT,8,8"})
  void estimatesFollowTheFormula(Similarity similarity, int bits, int queryBits) {
    for (int d : new int[] {1, 8, 9, 70}) {
      RandomStream random = new RandomStream(d);
      float[] rows = random.normals(35 * d);
      float[] queries = random.normals(3 * d);
      float[] c = random.normals(d);
      OptimizedScalarQuantizer quantizer =
          OptimizedScalarQuantizer.of(c, bits, similarity).withQueryBits(queryBits);
      CodeMatrix codes = quantizer.quantize(Dense.of(rows, 35, d));
      float[] ours = Dense.floats(quantizer.estimates(Dense.of(queries, 3, d), codes));
      double squares = PlainScan.similarity(Similarity.DOT, c, c, 0);
      for (int q = 0; q < 3; q++) {
        PlainIntervals.Coded query =
            PlainIntervals.code(PlainScan.row(queries, q, d), c, queryBits);
        for (int i = 0; i < 35; i++) {
          PlainIntervals.Coded row = PlainIntervals.code(PlainScan.row(rows, i, d), c, bits);
          double product = PlainIntervals.product(row, bits, query, queryBits);
          double expected =
              similarity == Similarity.L2
                  ? row.squares() + query.squares() - 2 * product
                  : product + row.product() + query.product() - squares;
          assertThat((double) ours[q * 35 + i])
              .as("d=%d query %d row %d", d, q, i)
              .isCloseTo(expected, within(1e-5 * Math.max(d, Math.abs(expected))));
        }
      }
    }
  }

  /** Without being told otherwise a query is coded in the bits of the rows. */
  @Test
  void queriesHaveTheBitsOfTheRowsAtFirst() {
    INDArray x = ScanRows.of(2, 30, 10);
    OptimizedScalarQuantizer quantizer = OptimizedScalarQuantization.of(3).fit(x, Run.of(0));
    CodeMatrix codes = quantizer.quantize(x);
    float[] plain = Dense.floats(quantizer.estimates(x, codes));
    assertThat(Dense.floats(quantizer.withQueryBits(3).estimates(x, codes))).isEqualTo(plain);
    assertThat(Dense.floats(quantizer.withQueryBits(6).estimates(x, codes))).isNotEqualTo(plain);
  }

  @Test
  void theCentroidIsTheMean() {
    INDArray x = ScanRows.of(3, 5000, 7);
    double[] rows = Dense.doubles(x);
    double[] mean = new double[7];
    double[] directions = new double[7];
    for (int i = 0; i < 5000; i++) {
      double norm = 0;
      for (int j = 0; j < 7; j++) {
        norm += rows[i * 7 + j] * rows[i * 7 + j];
      }
      for (int j = 0; j < 7; j++) {
        mean[j] += rows[i * 7 + j] / 5000;
        directions[j] += rows[i * 7 + j] / Math.sqrt(norm) / 5000;
      }
    }
    float[] l2 = OptimizedScalarQuantization.of(4).fit(x, Run.of(0)).centroid();
    float[] cosine =
        new OptimizedScalarQuantization(4, Similarity.COSINE).fit(x, Run.of(0)).centroid();
    for (int j = 0; j < 7; j++) {
      assertThat((double) l2[j]).isCloseTo(mean[j], within(1e-5));
      assertThat((double) cosine[j]).isCloseTo(directions[j], within(1e-6));
    }
  }

  /** For the cosine the length of a row changes nothing that is coded. */
  @Test
  void lengthsDoNotMatterForTheCosine() {
    INDArray x = ScanRows.of(4, 25, 8);
    float[] longer = Dense.floats(x);
    for (int i = 0; i < longer.length; i++) {
      longer[i] *= 8; // exact in floats
    }
    OptimizedScalarQuantizer quantizer =
        new OptimizedScalarQuantization(5, Similarity.COSINE).fit(x, Run.of(0));
    CodeMatrix codes = quantizer.quantize(x);
    assertThat(quantizer.quantize(Dense.of(longer, 25, 8))).isEqualTo(codes);
    float[] near = Dense.floats(quantizer.estimates(x, codes));
    assertThat(Dense.floats(quantizer.estimates(Dense.of(longer, 25, 8), codes))).isEqualTo(near);
    for (int i = 0; i < 25; i++) {
      assertThat(near[i * 26]).as("row %d with itself", i).isCloseTo(1, within(0.05f));
    }
  }
}
