package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Search beside a full sort of the estimates, for every kind that scans. */
class PlainSearchTest {
  private static final int D = 6;

  /** Whole numbers, many of them twice: rows that tie. */
  private static INDArray rows(long seed, int n, int d) {
    return Dense.of(PlainScan.whole(new RandomStream(seed), n * d, 2), n, d);
  }

  private static List<ScanningQuantizer> kinds(int d, Similarity similarity) {
    INDArray x = rows(1, 60, d);
    Run run = Run.of(5);
    int m = d % 3 == 0 ? 3 : 1;
    List<ScanningQuantizer> all = new ArrayList<>();
    ProductQuantizer product = new ProductQuantization(m, 4, 5, similarity).fit(x, run);
    all.add(product);
    all.add(product.withFastScan());
    all.add(new OptimizedProductQuantization(m, 4, 3, 2, similarity).fit(x, run));
    all.add(new RefinedResidualQuantization(2, 6, 4, 2, 1, similarity).fit(x, run));
    all.add(new ScalarQuantization(4, similarity).fit(x, run));
    all.add(new ScalarQuantization(8, similarity).fit(x, run));
    all.add(new OptimizedScalarQuantization(1, similarity).fit(x, run));
    all.add(new OptimizedScalarQuantization(4, similarity).fit(x, run).withQueryBits(7));
    RaBitQuantizer signs = new RaBitQuantization(similarity).fit(x, run);
    all.add(signs);
    all.add(signs.withQueryBits(4));
    return all;
  }

  static Stream<ScanningQuantizer> all() {
    return Stream.of(Similarity.values()).flatMap(each -> kinds(D, each).stream());
  }

  private static void compare(ScanningQuantizer quantizer, INDArray queries, CodeMatrix codes) {
    int n = (int) codes.rows();
    int count = (int) queries.size(0);
    boolean ascending = quantizer.similarity().isDistance();
    INDArray estimates = quantizer.estimates(queries, codes);
    assertThat(estimates.shape()).containsExactly(count, n);
    float[] all = Dense.floats(estimates);
    for (int k : new int[] {1, 2, n / 2 + 1, n, n + 1, n + 1000}) {
      int kept = Math.min(k, n);
      Neighbors found = quantizer.search(queries, codes, k);
      assertThat(found.queries()).isEqualTo(count);
      assertThat(found.k()).isEqualTo(kept);
      for (int q = 0; q < count; q++) {
        int[] expected = PlainScan.ranked(ascending, all, q * n, n, k);
        assertThat(Arrays.copyOfRange(found.ids(), q * kept, (q + 1) * kept))
            .as("%s %s query %d k %d", quantizer, quantizer.similarity(), q, k)
            .containsExactly(expected);
        for (int place = 0; place < kept; place++) {
          assertThat(found.score(q, place) + 0f).isEqualTo(all[q * n + expected[place]] + 0f);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void searchIsAFullSort(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(rows(2, 83, D));
    compare(quantizer, rows(3, 4, D), codes);
  }

  /** A query of zeros has equal products with all rows, of whichever sign of zero. */
  @ParameterizedTest
  @MethodSource("all")
  void aQueryOfZerosIsRankedToo(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(rows(2, 50, D));
    INDArray zeros = Dense.zeros(DataType.FLOAT, 1, D);
    compare(quantizer, zeros, codes);
    if (quantizer instanceof ProductQuantizer && quantizer.similarity() != Similarity.L2) {
      assertThat(quantizer.search(zeros, codes, 5).ids()).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void oneRowAndNone(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(rows(2, 1, D));
    compare(quantizer, rows(3, 3, D), codes);
    Neighbors none = quantizer.search(rows(3, 3, D), codes.slice(0, 0), 4);
    assertThat(none.queries()).isEqualTo(3);
    assertThat(none.k()).isZero();
    assertThat(none.scores()).isEmpty();
    assertThat(quantizer.estimates(rows(3, 3, D), codes.slice(1, 1)).shape()).containsExactly(3, 0);
    assertThat(quantizer.search(Dense.zeros(DataType.FLOAT, 0, D), codes, 4).k()).isOne();
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void oneColumn(Similarity similarity) {
    for (ScanningQuantizer quantizer : kinds(1, similarity)) {
      CodeMatrix codes = quantizer.quantize(rows(4, 40, 1));
      compare(quantizer, rows(5, 3, 1), codes);
      assertThat(quantizer.reconstruct(codes).shape()).containsExactly(40, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void manyColumns(Similarity similarity) {
    int d = 1026;
    INDArray x = Dense.of(new RandomStream(3).normals(20 * d), 20, d);
    Run run = Run.of(1);
    for (ScanningQuantizer quantizer :
        List.of(
            new ProductQuantization(513, 4, 2, similarity).fit(x, run),
            new RefinedResidualQuantization(2, 4, 2, 2, 1, similarity).fit(x, run),
            new ScalarQuantization(8, similarity).fit(x, run),
            new OptimizedScalarQuantization(1, similarity).fit(x, run).withQueryBits(4))) {
      compare(quantizer, Dense.rows(x, 0, 2), quantizer.quantize(x));
    }
  }

  /** Queries in double, in Fortran order, or cut out of a larger array give the same. */
  @ParameterizedTest
  @MethodSource("all")
  void queriesOfAnyLayout(ScanningQuantizer quantizer) {
    INDArray queries = rows(3, 5, D);
    CodeMatrix codes = quantizer.quantize(rows(2, 30, D));
    float[] expected = Dense.floats(quantizer.estimates(queries, codes));
    int[] ids = quantizer.search(queries, codes, 3).ids();
    INDArray wide = Dense.zeros(DataType.FLOAT, 10, 2 * D);
    INDArray strided =
        wide.get(NDArrayIndex.interval(1, 2, 10), NDArrayIndex.interval(1, 2, 2 * D));
    strided.assign(queries);
    INDArray wideBefore = wide.dup();
    for (INDArray layout :
        List.of(
            strided,
            queries.dup('f'),
            queries.transpose().dup('c').transpose(),
            queries.castTo(DataType.DOUBLE))) {
      assertThat(Dense.floats(quantizer.estimates(layout, codes))).isEqualTo(expected);
      assertThat(quantizer.search(layout, codes, 3).ids()).isEqualTo(ids);
    }
    assertThat(wide).as("queries are left alone").isEqualTo(wideBefore);
  }

  /** Codes of rows of any layout are the same, in float and in double. */
  @ParameterizedTest
  @MethodSource("all")
  void rowsOfAnyLayout(ScanningQuantizer quantizer) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = rows(7, 41, D).castTo(type);
      CodeMatrix expected = quantizer.quantize(x);
      INDArray wide = Dense.zeros(type, 82, 3 * D);
      INDArray view = wide.get(NDArrayIndex.interval(0, 2, 82), NDArrayIndex.interval(2, 3, 3 * D));
      view.assign(x);
      INDArray before = wide.dup();
      for (INDArray layout : List.of(view, x.dup('f'), x.transpose().dup('c').transpose())) {
        assertThat(quantizer.quantize(layout)).as("%s %s", quantizer, type).isEqualTo(expected);
      }
      assertThat(wide).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void brokenQueriesAreRefused(ScanningQuantizer quantizer) {
    CodeMatrix codes = quantizer.quantize(rows(2, 8, D));
    INDArray broken = rows(3, 3, D);
    broken.putScalar(2, 4, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> quantizer.search(broken, codes, 2))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 2, column 4");
    assertThatThrownBy(() -> quantizer.estimates(rows(3, 3, D + 1), codes))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 7]");
    assertThatThrownBy(() -> quantizer.search(Dense.of(new float[D], D), codes, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[6]");
    assertThatThrownBy(() -> quantizer.search(rows(3, 3, D), codes, -1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-1");
    CodeMatrix other = CodeMatrix.of(CodeSpace.uniform(2, 3), new int[4]);
    assertThatThrownBy(() -> quantizer.search(rows(3, 3, D), other, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 x 3");
    Scanner scanner = quantizer.scanner(new float[D], quantizer.similarity());
    assertThatThrownBy(() -> scanner.scan(other, 0, 2, new float[2]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 x 3");
  }

  /** Kinds that do not scan are searched by decoding. */
  @ParameterizedTest
  @EnumSource(Similarity.class)
  void decodedSearchIsAFullSort(Similarity similarity) {
    INDArray x = rows(1, 70, D);
    Quantizer quantizer = VqQuantization.of(9).fit(x, Run.of(1));
    CodeMatrix codes = quantizer.quantize(x);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    DecodedSearch search = new DecodedSearch(quantizer, similarity);
    INDArray queries = rows(2, 3, D);
    float[] all = Dense.floats(search.estimates(queries, codes));
    for (int i = 0; i < all.length; i++) {
      double expected =
          PlainScan.similarity(similarity, ScanRows.row(queries, i / 70), values, i % 70 * D);
      assertThat(Math.abs(all[i] - expected)).as("estimate %d", i).isLessThan(1e-4);
    }
    for (int k : new int[] {1, 9, 70, 71}) {
      Neighbors found = search.search(queries, codes, k);
      for (int q = 0; q < 3; q++) {
        int kept = found.k();
        assertThat(Arrays.copyOfRange(found.ids(), q * kept, (q + 1) * kept))
            .containsExactly(PlainScan.ranked(similarity == Similarity.L2, all, q * 70, 70, k));
      }
    }
  }

  @Test
  void neighborsAreAddressedByQueryAndPlace() {
    Neighbors found =
        new Neighbors(2, 3, new int[] {0, 1, 2, 3, 4, 5}, new float[] {0, 1, 2, 3, 4, 5});
    assertThat(found.id(1, 2)).isEqualTo(5);
    assertThat(found.score(1, 0)).isEqualTo(3);
    assertThatThrownBy(() -> found.id(0, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("place", "3");
    assertThatThrownBy(() -> found.score(2, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("query", "2");
    assertThatThrownBy(() -> new Neighbors(2, 3, new int[6], new float[5]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("6 and 5");
  }
}
