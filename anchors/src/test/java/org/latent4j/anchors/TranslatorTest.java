package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TranslatorTest {
  private static final Run RUN = Run.of(0);

  private static INDArray normals(long seed, int n, int d) {
    RandomStream random = new RandomStream(seed);
    double[] out = new double[n * d];
    for (int i = 0; i < out.length; i++) {
      out[i] = random.normal() * (1 + i % d); // anisotropic
    }
    return Dense.of(out, n, d);
  }

  /** A rotation of the first two axes by 0.7 and a flip of the last one. */
  private static INDArray rotation(int d) {
    double[] q = new double[d * d];
    for (int i = 0; i < d; i++) {
      q[i * d + i] = i == d - 1 ? -1 : 1;
    }
    q[0] = Math.cos(0.7);
    q[1] = -Math.sin(0.7);
    q[d] = Math.sin(0.7);
    q[d + 1] = Math.cos(0.7);
    return Dense.of(q, d, d);
  }

  private static double largest(INDArray a, INDArray b) {
    return a.sub(b).amaxNumber().doubleValue();
  }

  @Test
  void recoversAPlantedRotationScaleAndShift() {
    INDArray x = normals(1, 60, 5);
    INDArray y = x.mmul(rotation(5)).mul(1.7).add(3);

    Translator translator = Procrustes.similarity().fit(x, y, RUN);

    assertThat(largest(translator.weight(), rotation(5).mul(1.7))).isLessThan(1e-12);
    assertThat(translator.scale()).isCloseTo(1.7, within(1e-12));
    assertThat(translator.residual()).isLessThan(1e-12);
    INDArray fresh = normals(2, 30, 5);
    assertThat(largest(translator.encode(fresh), fresh.mmul(rotation(5)).mul(1.7).add(3)))
        .isLessThan(1e-11);
  }

  @Test
  void floatsRecoverItToo() {
    INDArray x = normals(3, 60, 5).castTo(DataType.FLOAT);
    INDArray y = x.mmul(rotation(5).castTo(DataType.FLOAT)).mul(1.7).add(3);

    INDArray got = Procrustes.similarity().fit(x, y, RUN).encode(x);

    assertThat(got.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(largest(got, y)).isLessThan(1e-5 * 20);
  }

  @Test
  void withoutScaleOrMeansItFindsOnlyTheRotation() {
    INDArray x = normals(4, 60, 5);
    INDArray rotated = x.mmul(rotation(5));
    INDArray moved = rotated.mul(1.7).add(3);

    assertThat(largest(Procrustes.orthogonal().fit(x, rotated, RUN).weight(), rotation(5)))
        .isLessThan(1e-12);
    assertThat(Procrustes.orthogonal().fit(x, moved, RUN).residual()).isGreaterThan(0.1);
    assertThat(largest(Procrustes.centredOrthogonal().fit(x, moved, RUN).weight(), rotation(5)))
        .isLessThan(1e-12);
    assertThat(Procrustes.centredOrthogonal().fit(x, moved, RUN).scale()).isEqualTo(1);
  }

  @Test
  void theWeightIsOrthogonalAndNoRotationFitsBetter() {
    INDArray x = normals(5, 80, 4);
    INDArray y = normals(6, 80, 4);

    Translator best = Procrustes.orthogonal().fit(x, y, RUN);

    INDArray w = best.weight();
    assertThat(
            largest(
                w.transpose().mmul(w), org.nd4j.linalg.factory.Nd4j.eye(4).castTo(DataType.DOUBLE)))
        .isLessThan(1e-12);
    INDArray nudged = w.mmul(rotation(4));
    assertThat(x.mmul(nudged).sub(y).norm2Number().doubleValue())
        .isGreaterThan(x.mmul(w).sub(y).norm2Number().doubleValue());
  }

  @Test
  void spacesOfOtherWidthsArePadded() {
    INDArray x = normals(7, 50, 6);
    INDArray y = normals(8, 50, 3);

    assertThat(Procrustes.similarity().fit(x, y, RUN).encode(x).shape()).containsExactly(50, 3);
    assertThat(Procrustes.similarity().fit(y, x, RUN).encode(y).shape()).containsExactly(50, 6);
  }

  @Test
  void pairsAreJoinedOnKeys() {
    INDArray x = normals(9, 3, 2);
    LatentSpace left = TensorSpace.of("l", x, List.of("a", "b", "c"));
    LatentSpace right = TensorSpace.of("r", left.select(2, 0, 1).vectors(), List.of("c", "a", "b"));

    assertThat(Procrustes.similarity().fit(LatentSpace.pair(left, right), RUN).residual())
        .isLessThan(1e-12);
  }

  @Test
  void refusesUnequalRowsAndWhatIsNotFinite() {
    INDArray x = normals(10, 5, 2);
    assertThatThrownBy(() -> Procrustes.similarity().fit(x, normals(1, 6, 2), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("5 and 6");
    INDArray broken = x.dup().putScalar(3, 1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> Procrustes.similarity().fit(x, broken, RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 3");
    Translator translator = Procrustes.similarity().fit(x, x, RUN);
    assertThatThrownBy(() -> translator.encode(normals(1, 4, 3)))
        .hasMessage("Translator.encode: expected [n, 2], got [4, 3]");
    assertThat(translator.encode(Dense.zeros(DataType.FLOAT, 0, 2)).shape()).containsExactly(0, 2);
  }
}
