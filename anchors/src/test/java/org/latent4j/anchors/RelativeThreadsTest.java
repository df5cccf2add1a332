package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The number of threads changes no bit; the fast way is the slow way up to rounding. */
class RelativeThreadsTest {
  private static final int N = 5000; // more than two blocks of the largest size
  private static final int D = 9;
  private static final INDArray X = Dense.of(new RandomStream(4).normals(N * D), N, D);

  private static FitState state(RelativeProjection projection) {
    TensorSpace space = TensorSpace.of("s", Dense.rows(X, 0, 300));
    return FitState.of(projection, space, AnchorRows.of(space, Dense.rows(X, 0, 11), projection));
  }

  private static float[] fast(FloatRelation fast, INDArray x, int threads) {
    INDArray out = Dense.zeros(DataType.FLOAT, x.size(0), 11);
    assertThat(fast.write(x, out, threads)).isTrue();
    return Dense.floats(out);
  }

  private static double[] dense(RelativeBlocks blocks, INDArray x, int threads) {
    INDArray out = Dense.zeros(DataType.DOUBLE, x.size(0), 11);
    blocks.write(x, out, threads);
    return Dense.doubles(out);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void doublesAndFloatsKeepTheirBits(Kind kind) {
    RelativeProjection projection = RelativeProjection.of(kind);
    FitState state = state(projection);
    Relation relation = Relations.of(kind, projection, state);
    RelativeBlocks blocks =
        new RelativeBlocks(
            relation, Finishing.of(Finish.none(), relation, state.anchors().vectors()), D);
    INDArray x = X.castTo(DataType.DOUBLE);
    double[] one = dense(blocks, x, 1);
    assertThat(dense(blocks, x, 2)).isEqualTo(one);
    assertThat(dense(blocks, x, 7)).isEqualTo(one);
    TopK top = blocks.topK(x, 3, 1, 1);
    assertThat(blocks.topK(x, 3, 1, 7).ids()).isEqualTo(top.ids());
    assertThat(blocks.sparse(x, 7)).isEqualTo(blocks.sparse(x, 1));
    FloatRelation fast = FloatRelation.of(projection, state);
    if (fast == null) {
      return;
    }
    float[] single = fast(fast, X, 1);
    assertThat(fast(fast, X, 2)).isEqualTo(single);
    assertThat(fast(fast, X, 7)).isEqualTo(single);
    double tolerance = kind == Kind.ANGULAR ? 5e-4 : 2e-5;
    for (int t = 0; t < single.length; t++) {
      assertThat(Math.abs(single[t] - one[t])).as("%s %d", kind, t).isLessThan(tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"COSINE", "INNER", "ANGULAR", "EUCLIDEAN", "RBF", "L1", "LINF"})
  void manyKindsHaveAFastWay(Kind kind) {
    for (Scaling scaling : Scaling.values()) {
      RelativeProjection projection = RelativeProjection.of(kind).scaled(scaling);
      FitState state = state(projection);
      FloatRelation fast = FloatRelation.of(projection, state);
      assertThat(fast).isNotNull();
      Relation relation = Relations.of(kind, projection, state);
      double[] expected = relation.apply(Dense.doubles(Dense.rows(X, 0, 64)));
      float[] got = fast(Objects.requireNonNull(fast), Dense.rows(X, 0, 64), 2);
      double tolerance = kind == Kind.ANGULAR ? 5e-4 : 2e-5;
      for (int t = 0; t < got.length; t++) {
        assertThat(Math.abs(got[t] - expected[t])).as("%s %s", kind, scaling).isLessThan(tolerance);
      }
      RelativeProjection sparse = projection.sparse(2, 1);
      assertThat(FloatRelation.of(sparse, state)).as("only plain kinds").isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"EUCLIDEAN", "L1", "LINF"})
  void numbersTooLargeForSquaresGoTheSlowWay(Kind kind) {
    INDArray large = X.mul(1e25);
    RelativeEncoder encoder =
        RelativeProjection.of(kind).fit(Dense.rows(X, 0, 300), Dense.rows(X, 0, 11));
    INDArray rows = Dense.rows(large, 0, 20);
    double[] got = Dense.doubles(encoder.encode(rows));
    double[] expected = Dense.doubles(encoder.encode(rows.castTo(DataType.DOUBLE)));
    for (int t = 0; t < got.length; t++) {
      assertThat(got[t] / expected[t]).as("%s", kind).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }
}
