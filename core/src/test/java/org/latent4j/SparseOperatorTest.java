package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearOperator;
import org.latent4j.kernel.RandomStream;
import org.latent4j.kernel.RandomisedSvd;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of sparse rows, and the randomised decomposition by products alone. */
class SparseOperatorTest {
  /** About one value in five is not zero. */
  private static double[] values(long seed, int count) {
    RandomStream random = new RandomStream(seed);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.uniform() < 0.2 ? random.normal() : 0;
    }
    return out;
  }

  private static void assertNear(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    assertThat(Dense.doubles(actual)).containsExactly(Dense.doubles(expected), within(tolerance));
  }

  @Test
  void productsAreThoseOfTheDenseMatrix() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = Dense.of(type, values(1, 90 * 130), 90, 130);
      INDArray x = Dense.of(type, values(2, 130 * 7), 130, 7);
      INDArray y = Dense.of(type, values(3, 90 * 5), 90, 5);
      LinearOperator sparse = SparseRows.ofDense(a).operator();
      LinearOperator dense = LinearOperator.of(a);
      double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-13;
      assertThat(new long[] {sparse.rows(), sparse.columns()}).containsExactly(90, 130);
      assertThat(new long[] {dense.rows(), dense.columns()}).containsExactly(90, 130);
      assertThat(sparse.dataType()).isEqualTo(dense.dataType());
      assertNear(sparse.times(x, 2), Gemm.product(a, x, 1), tolerance);
      assertNear(dense.times(x, 2), Gemm.product(a, x, 1), 0);
      assertNear(sparse.transposedTimes(y, 2), dense.transposedTimes(y, 1), tolerance);
      assertThat(sparse.times(x, 1)).isEqualTo(sparse.times(x, 7));
    }
  }

  @Test
  void transposedTwiceIsTheSame() {
    SparseRows rows = SparseRows.ofDense(Dense.of(values(4, 12 * 31), 12, 31));
    SparseRows transposed = rows.transposed();
    assertThat(transposed.rows()).isEqualTo(31);
    assertThat(transposed.columns()).isEqualTo(12);
    assertThat(transposed.toDense()).isEqualTo(rows.toDense().transpose());
    assertThat(transposed.transposed()).isEqualTo(rows);
  }

  @Test
  void refusesAnotherWidth() {
    LinearOperator sparse = SparseRows.ofDense(Dense.of(values(4, 12 * 31), 12, 31)).operator();
    INDArray x = Dense.zeros(DataType.DOUBLE, 12, 2);
    assertThatThrownBy(() -> sparse.times(x, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[31, p]")
        .hasMessageContaining("[12, 2]");
  }

  @Test
  void decomposesAsTheDenseMatrix() {
    // Singular values that fall off: the leading ones are found to working precision.
    double[] values = values(5, 150 * 200);
    for (int t = 0; t < values.length; t++) {
      values[t] *= Math.pow(0.9, t % 200);
    }
    INDArray a = Dense.of(values, 150, 200);
    Svd exact = Svd.of(a);
    for (int rank : new int[] {5, 20, 150}) {
      RandomisedSvd decomposition = new RandomisedSvd(rank, 10, 7, 3, 2);
      Svd sparse = decomposition.decompose(SparseRows.ofDense(a).operator());
      Svd dense = decomposition.decompose(a);
      assertThat(sparse.u().shape()).containsExactly(150, rank);
      assertThat(sparse.vt().shape()).containsExactly(rank, 200);
      for (int i = 0; i < rank; i++) {
        assertThat(sparse.sigma()[i]).isCloseTo(exact.sigma()[i], within(1e-9));
        assertThat(dense.sigma()[i]).isCloseTo(exact.sigma()[i], within(1e-9));
      }
      double[] projected = Dense.doubles(Gemm.product(a, sparse.vt().transpose(), 1)); // U S
      double[] u = Dense.doubles(sparse.u());
      for (int t = 0; t < u.length; t++) {
        assertThat(u[t] * sparse.sigma()[t % rank]).isCloseTo(projected[t], within(1e-6));
      }
    }
  }
}
