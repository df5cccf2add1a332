package org.latent4j.metric;

import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/** Alignment of kernels of which only the entries of nearest neighbours are kept. */
final class MaskedCka {
  private MaskedCka() {}

  /**
   * {@code cknna}: with K = x̂x̂ᵀ, L = ŷŷᵀ and masks M_A, M_B that keep the columns of the k
   * nearest neighbours of each row,
   *
   * <pre>HSIC₁(M_A∘M_B∘K, M_A∘M_B∘L) / sqrt(HSIC₁(M_A∘K, M_A∘K) HSIC₁(M_B∘L, M_B∘L))</pre>
   *
   * <p>The masks are not symmetric: tr(K̃L̃) = Σ K_ij L_ji, and 1ᵀK̃L̃1 is the product of the
   * column sums of K with the row sums of L. So the index is not symmetric either. A space with
   * itself gives 1; that nothing exceeds 1 or is below -1 is not proven.
   *
   * <p>Source: Huh, Cheung, Wang and Isola, "The platonic representation hypothesis", 2024, arXiv
   * 2405.07987, appendix A. Its code adds 1e-6 to the divisor, ours does not.
   */
  static SimilarityIndex cknna(int k) {
    return Definition.similarity("cknna", -1, 1, "OPS", pair -> value(pair, k))
        .with(Trait.ASYMMETRIC)
        .fromRows(Hsic.ROWS)
        .fromNeighbours(k);
  }

  private static Value value(Pair pair, int k) {
    int[] a = pair.x.neighbours(k);
    int[] b = pair.y.neighbours(k);
    int[] both = common(a, b, k);
    Matrix x = pair.x.unit();
    Matrix y = pair.y.unit();
    return Hsic.ratio(
        hsic(masked(x, both, k), masked(y, both, k)),
        hsic(masked(x, a, k), masked(x, a, k)),
        hsic(masked(y, b, k), masked(y, b, k)));
  }

  /** The members of both lists of each row; -1 in the places that are left. */
  private static int[] common(int[] a, int[] b, int k) {
    int[] out = new int[a.length];
    for (int start = 0; start < a.length; start += k) {
      for (int p = start; p < start + k; p++) {
        out[p] = NeighbourLists.position(b, start, k, a[p]) >= 0 ? a[p] : -1;
      }
    }
    return out;
  }

  /**
   * A matrix with at most k entries in a row.
   *
   * @param columns {@code [n k]}, -1 for none
   * @param values {@code [n k]}
   * @param n number of rows
   * @param k places in a row
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sparse(int[] columns, double[] values, int n, int k) {
    double at(int i, int j) {
      int p = NeighbourLists.position(columns, i * k, k, j);
      return p < 0 ? 0 : values[i * k + p];
    }
  }

  private static Sparse masked(Matrix unit, int[] lists, int k) {
    double[] values = new double[lists.length];
    for (int p = 0; p < lists.length; p++) {
      values[p] = lists[p] < 0 ? 0 : unit.dot(p / k, unit, lists[p]);
    }
    return new Sparse(lists, values, unit.rows(), k);
  }

  private static double hsic(Sparse left, Sparse right) {
    double trace = 0;
    double sumLeft = 0;
    double sumRight = 0;
    double[] columnsOfLeft = new double[left.n];
    double[] rowsOfRight = new double[left.n];
    for (int p = 0; p < left.columns.length; p++) {
      int i = p / left.k;
      int j = left.columns[p];
      if (j >= 0) {
        trace += left.values[p] * right.at(j, i);
        sumLeft += left.values[p];
        columnsOfLeft[j] += left.values[p];
      }
      sumRight += right.values[p];
      rowsOfRight[i] += right.values[p];
    }
    return Hsic.unbiased(
        left.n, trace, sumLeft, sumRight, Sums.ofProducts(columnsOfLeft, rowsOfRight));
  }
}
