package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.RandomStream;

/** The indices against their definitions written out with n x n matrices in plain loops. */
class NaiveDefinitionTest {
  private double[][] x = new double[0][];
  private double[][] y = new double[0][];
  private String what = "";

  private void given(int n, int d, int e, long seed) {
    RandomStream random = new RandomStream(seed);
    x = Samples.space(n, d, random);
    y = Samples.related(x, e, 0.8, random);
    what = "n " + n + ", d " + d + ", d' " + e + ", seed " + seed;
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 2, 1", "30, 5, 8, 2", "25, 60, 40, 3", "70, 1, 3, 4", "9, 30, 2, 5"})
  void linearAlignments(int n, int d, int e, long seed) {
    given(n, d, e, seed);
    double[][] k = gram(centred(x));
    double[][] l = gram(centred(y));
    check(Cka.linear(), inner(k, l) / Math.sqrt(inner(k, k) * inner(l, l)), 1e-11);
    check(Cka.unbiased(), ratio(gram(x), gram(y)), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"12, 3, 2, 1", "30, 5, 8, 2", "25, 60, 40, 3"})
  void gaussianAlignments(int n, int d, int e, long seed) {
    given(n, d, e, seed);
    double[][] k = gaussian(x, median(x));
    double[][] l = gaussian(y, median(y));
    check(Cka.unbiasedRbf(), ratio(k, l), 1e-11);
    check(Cka.rbf(), biased(k, l) / Math.sqrt(biased(k, k) * biased(l, l)), 1e-11);
    double[][] p = gaussian(x, 0.49);
    double[][] q = gaussian(y, 0.49);
    check(Cka.rbfFixed(0.7), biased(p, q) / Math.sqrt(biased(p, p) * biased(q, q)), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"30, 3, 2, 8, 1", "31, 5, 8, 10, 2", "29, 60, 40, 7, 3"})
  void batches(int n, int d, int e, int batch, long seed) {
    given(n, d, e, seed);
    double[] sums = new double[3];
    for (int b = 0; b + batch <= n; b += batch) {
      double[][] k =
          gram(IntStream.range(b, b + batch).mapToObj(i -> x[i]).toArray(double[][]::new));
      double[][] l =
          gram(IntStream.range(b, b + batch).mapToObj(i -> y[i]).toArray(double[][]::new));
      sums[0] += unbiased(k, l);
      sums[1] += unbiased(k, k);
      sums[2] += unbiased(l, l);
    }
    check(Cka.minibatch(batch), sums[0] / Math.sqrt(sums[1] * sums[2]), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"12, 3, 2, 3, 1", "40, 5, 8, 10, 2", "300, 6, 4, 7, 3", "8, 2, 2, 7, 4"})
  void neighbours(int n, int d, int e, int k, long seed) {
    given(n, d, e, seed);
    List<List<Integer>> a = nearest(x, k);
    List<List<Integer>> b = nearest(y, k);
    double mutual = 0;
    double jaccard = 0;
    int cycles = 0;
    for (int i = 0; i < n; i++) {
      Set<Integer> shared = new HashSet<>(a.get(i));
      shared.retainAll(b.get(i));
      mutual += shared.size() / (double) k / n;
      jaccard += shared.size() / (2.0 * k - shared.size()) / n;
      int self = i;
      cycles += b.get(i).stream().anyMatch(j -> a.get(j).contains(self)) ? 1 : 0;
    }
    check(Neighbourhoods.mutualKnn(k), mutual, 1e-12);
    check(Neighbourhoods.jaccard(k), jaccard, 1e-12);
    check(Neighbourhoods.cycleKnn(k), cycles / (double) n, 1e-12);
    check(Cka.cknna(k), masked(a, b), 1e-11);
  }

  private double masked(List<List<Integer>> a, List<List<Integer>> b) {
    double[][] k = gram(unit(x));
    double[][] l = gram(unit(y));
    double cross = unbiased(keep(keep(k, a), b), keep(keep(l, a), b));
    double[][] left = keep(k, a);
    double[][] right = keep(l, b);
    return cross / Math.sqrt(unbiased(left, left) * unbiased(right, right));
  }

  @ParameterizedTest
  @CsvSource({"12, 3, 4, 1", "40, 5, 8, 2", "25, 60, 40, 3"})
  void distances(int n, int d, int e, long seed) {
    given(n, d, e, seed);
    double[][] p = roots(squares(x));
    double[][] q = roots(squares(y));
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        squares += (p[i][j] - q[i][j]) * (p[i][j] - q[i][j]);
      }
    }
    check(Dissimilarity.rsmNormDifference(), Math.sqrt(squares), 1e-11);
    double covariance = biased(p, q) / Math.sqrt(biased(p, p) * biased(q, q));
    check(Dissimilarity.distanceCorrelation(), Math.sqrt(covariance), 1e-11);
    check(Dissimilarity.rsaEuclidean(), spearman(triangle(p), triangle(q)), 1e-11);
    double[][] r = gram(unit(rowCentred(x)));
    double[][] s = gram(unit(rowCentred(y)));
    check(Dissimilarity.rsa(), spearman(triangle(r), triangle(s)), 1e-11);
    check(Dissimilarity.rsaPearson(), pearson(triangle(r), triangle(s)), 1e-11);
  }

  private void check(SimilarityIndex index, double expected, double tolerance) {
    double value = index.compare(Samples.array(x), Samples.array(y)).value();
    assertThat(value)
        .as(index.name() + ", " + what)
        .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
  }

  private static double[][] centred(double[][] rows) {
    double[][] out = new double[rows.length][rows[0].length];
    for (int j = 0; j < rows[0].length; j++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[j] / rows.length;
      }
      for (int i = 0; i < rows.length; i++) {
        out[i][j] = rows[i][j] - mean;
      }
    }
    return out;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] out = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        out[j][i] = rows[i][j];
      }
    }
    return out;
  }

  private static double[][] rowCentred(double[][] rows) {
    return transposed(centred(transposed(rows)));
  }

  private static double[][] unit(double[][] rows) {
    double[][] out = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double norm = Math.sqrt(Samples.dot(rows[i], rows[i]));
      out[i] = Arrays.stream(rows[i]).map(v -> v / norm).toArray();
    }
    return out;
  }

  private static double[][] gram(double[][] rows) {
    return Samples.times(rows, transposed(rows));
  }

  private static double inner(double[][] k, double[][] l) {
    double sum = 0;
    for (int i = 0; i < k.length; i++) {
      sum += Samples.dot(k[i], l[i]);
    }
    return sum;
  }

  /** tr(KHLH). */
  private static double biased(double[][] k, double[][] l) {
    return inner(rowCentred(centred(k)), rowCentred(centred(l)));
  }

  /** HSIC₁; tr(K̃L̃) and 1ᵀK̃L̃1 as products of matrices, which need not be symmetric. */
  private static double unbiased(double[][] k, double[][] l) {
    int n = k.length;
    double[][] p = withoutDiagonal(k);
    double[][] q = withoutDiagonal(l);
    double[][] product = Samples.times(p, q);
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += product[i][i];
    }
    double corrected =
        trace + sum(p) * sum(q) / ((n - 1.0) * (n - 2.0)) - 2 / (n - 2.0) * sum(product);
    return corrected / (n * (n - 3.0));
  }

  private static double ratio(double[][] k, double[][] l) {
    return unbiased(k, l) / Math.sqrt(unbiased(k, k) * unbiased(l, l));
  }

  private static double[][] withoutDiagonal(double[][] k) {
    double[][] out = new double[k.length][];
    for (int i = 0; i < k.length; i++) {
      out[i] = k[i].clone();
      out[i][i] = 0;
    }
    return out;
  }

  private static double sum(double[][] k) {
    double sum = 0;
    for (double[] row : k) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum;
  }

  private static double[][] squares(double[][] rows) {
    double[][] out = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        for (int t = 0; t < rows[0].length; t++) {
          out[i][j] += (rows[i][t] - rows[j][t]) * (rows[i][t] - rows[j][t]);
        }
      }
    }
    return out;
  }

  private static double[][] roots(double[][] squares) {
    double[][] out = new double[squares.length][];
    for (int i = 0; i < squares.length; i++) {
      out[i] = Arrays.stream(squares[i]).map(Math::sqrt).toArray();
    }
    return out;
  }

  private static double median(double[][] rows) {
    double[] sorted = Arrays.stream(triangle(squares(rows))).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double[][] gaussian(double[][] rows, double sigmaSquared) {
    double[][] out = squares(rows);
    for (double[] row : out) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(-row[j] / 2 / sigmaSquared);
      }
    }
    return out;
  }

  private static List<List<Integer>> nearest(double[][] rows, int k) {
    double[][] cosines = gram(unit(rows));
    List<List<Integer>> out = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int self = i;
      out.add(
          IntStream.range(0, rows.length)
              .boxed()
              .filter(j -> j != self)
              .sorted(Comparator.comparingDouble(j -> -cosines[self][j]))
              .limit(k)
              .toList());
    }
    return out;
  }

  private static double[][] keep(double[][] k, List<List<Integer>> lists) {
    double[][] out = new double[k.length][k.length];
    for (int i = 0; i < k.length; i++) {
      for (int j : lists.get(i)) {
        out[i][j] = k[i][j];
      }
    }
    return out;
  }

  private static double[] triangle(double[][] k) {
    return IntStream.range(0, k.length)
        .boxed()
        .flatMapToDouble(i -> Arrays.stream(k[i], i + 1, k.length))
        .toArray();
  }

  private static double spearman(double[] a, double[] b) {
    return pearson(ranks(a), ranks(b));
  }

  private static double[] ranks(double[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (double other : values) {
        out[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
      }
    }
    return out;
  }

  private static double pearson(double[] a, double[] b) {
    double[] p = transposed(centred(transposed(new double[][] {a})))[0];
    double[] q = transposed(centred(transposed(new double[][] {b})))[0];
    return Samples.dot(p, q) / Math.sqrt(Samples.dot(p, p) * Samples.dot(q, q));
  }
}
