package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TranslatorTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  @Test
  void itsPartsAreTheMap() {
    INDArray x = Planted.rows(1, 60, 5);
    INDArray y = Planted.rows(2, 60, 3);
    Translator found = Translation.affine().fit(x, y, RUN);
    INDArray byHand = x.subRowVector(found.xMean()).mmul(found.weight());
    byHand.addiRowVector(found.yMean());
    assertThat(Planted.difference(found.encode(x), byHand)).isLessThan(1e-12);
    assertThat(Planted.difference(found.target(y), y)).isZero();
    assertThat(Planted.difference(found.centre(), found.yMean())).isZero();
    found.weight().assign(0);
    found.xMean().assign(0);
    found.yMean().assign(0);
    assertThat(Planted.difference(found.encode(x), byHand)).isLessThan(1e-12);
  }

  @Test
  void theBestRotationIsOrthogonalAndNoOtherFitsBetter() {
    INDArray x = Planted.rows(5, 80, 4);
    INDArray y = Planted.rows(6, 80, 4);
    INDArray w = Translation.orthogonal().fit(x, y, RUN).weight();
    INDArray eye = org.nd4j.linalg.factory.Nd4j.eye(4).castTo(DataType.DOUBLE);
    assertThat(Planted.difference(w.transpose().mmul(w), eye)).isLessThan(1e-12);
    double best = x.mmul(w).sub(y).norm2Number().doubleValue();
    for (long seed = 1; seed <= 20; seed++) {
      INDArray other = w.mmul(Planted.orthogonal(seed, 4, seed % 2 == 0));
      assertThat(x.mmul(other).sub(y).norm2Number().doubleValue())
          .as("seed " + seed)
          .isGreaterThan(best);
    }
  }

  @Test
  void withoutScaleOrMeansItFindsOnlyTheRotation() {
    INDArray x = Planted.rows(4, 60, 5);
    INDArray rotation = Planted.orthogonal(1, 5, true);
    INDArray moved = x.mmul(rotation).mul(1.7).add(3);
    assertThat(
            Planted.difference(
                Translation.orthogonal().fit(x, x.mmul(rotation), RUN).weight(), rotation))
        .isLessThan(1e-12);
    assertThat(Translation.orthogonal().fit(x, moved, RUN).residual()).isGreaterThan(0.1);
    Translator centred = Translation.centredOrthogonal().fit(x, moved, RUN);
    assertThat(Planted.difference(centred.weight(), rotation)).isLessThan(1e-12);
    assertThat(centred.scale()).isEqualTo(1);
  }

  @Test
  void pairsAreJoinedOnKeys() {
    INDArray x = Planted.rows(9, 3, 2);
    LatentSpace left = TensorSpace.of("l", x, List.of("a", "b", "c"));
    LatentSpace right = TensorSpace.of("r", left.select(2, 0, 1).vectors(), List.of("c", "a", "b"));
    assertThat(Translation.similarity().fit(LatentSpace.pair(left, right), RUN).residual())
        .isLessThan(1e-12);
  }

  @Test
  void otherWidthsAreRefused() {
    INDArray x = Planted.rows(10, 5, 2);
    Translator translator = Translation.similarity().fit(x, x, RUN);
    assertThatThrownBy(() -> translator.encode(Planted.rows(1, 4, 3)))
        .hasMessage("Translator.encode: expected [n, 2], got [4, 3]");
    assertThatThrownBy(() -> translator.target(Planted.rows(1, 4, 3)))
        .hasMessage("Translator.target: expected [n, 2], got [4, 3]");
    assertThat(translator.encode(Dense.zeros(DataType.FLOAT, 0, 2)).shape()).containsExactly(0, 2);
  }

  @Test
  void wideSpacesKeepTheirRank() {
    INDArray x = Planted.rows(11, 200, 150);
    Translator found = Translation.rigid().fit(x, x, RUN);
    assertThat(Orientation.reflects(found.weight())).isFalse();
    assertThat(found.rank()).isEqualTo(150);
    assertThat(found.residual()).isLessThan(1e-11);
  }
}
