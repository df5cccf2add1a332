package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.ndarray.INDArray;

class StitcherTest {
  private static final Run RUN = Run.of(0).withThreads(2);
  private static final int WIDTH = 6;

  /** A rotation as a model of its own. */
  private static Translator model(long seed) {
    INDArray x = Planted.rows(1, 50, WIDTH);
    return Translation.orthogonal().fit(x, x.mmul(Planted.orthogonal(seed, WIDTH, false)), RUN);
  }

  private static LatentSpace space(Encoder model, String... prefix) {
    return model.encode(TensorSpace.of("s", Planted.rows(1, 50, WIDTH), keys(prefix)));
  }

  private static List<String> keys(String... prefix) {
    String first = prefix.length == 0 ? "k" : prefix[0];
    return java.util.stream.IntStream.range(0, 50).mapToObj(i -> first + i).toList();
  }

  private static RelativeEncoder relative(Encoder model, int anchors) {
    LatentSpace space = space(model);
    return RelativeProjection.cosine().fit(space, AnchorSet.of(keys().subList(0, anchors)));
  }

  /** A head trained on the relative rows of model 2: gives back the rows of its input. */
  private static Translator head(int anchors) {
    INDArray rows = relative(model(2), anchors).encode(space(model(2)).vectors());
    return Translation.ridge(1e-6).fit(rows, Planted.rows(1, 50, WIDTH), RUN);
  }

  private static Stitcher translating() {
    Translator between =
        Translation.centredOrthogonal()
            .fit(space(model(1)).vectors(), space(model(2)).vectors(), RUN);
    return Stitcher.translating(model(1), between, model(2).inverse());
  }

  private static Stitcher relative() {
    return Stitcher.relative(model(1), relative(model(1), 20), head(20));
  }

  @Test
  void theHeadOfOneModelReadsTheOther() {
    INDArray fresh = Planted.rows(9, 30, WIDTH);
    assertThat(Planted.difference(translating().encode(fresh), fresh)).isLessThan(1e-11);
    Stitcher own = Stitcher.relative(model(2), relative(model(2), 20), head(20));
    assertThat(Planted.difference(relative().encode(fresh), own.encode(fresh))).isLessThan(1e-6);
    INDArray apart = model(2).inverse().encode(model(1).encode(fresh));
    assertThat(Planted.difference(apart, fresh)).isGreaterThan(1);
  }

  @Test
  void relativeRowsGoToTheHeadAsTheyAre() {
    RelativeEncoder between = relative(model(1), 20);
    INDArray fresh = Planted.rows(9, 30, WIDTH);
    INDArray byHand = head(20).encode(between.encode(model(1).encode(fresh)));
    assertThat(Planted.difference(relative().encode(fresh), byHand)).isZero();
  }

  @Test
  void widthsThatDoNotFitAreRefusedAtOnce() {
    assertThatThrownBy(() -> Stitcher.relative(model(1), relative(model(1), 20), head(15)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("20")
        .hasMessageContaining("15");
    Translator narrow = Translation.affine().fit(Planted.rows(1, 9, 3), Planted.rows(2, 9, 3), RUN);
    assertThatThrownBy(() -> Stitcher.translating(model(1), narrow, model(2)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void otherAnchorsAreRefusedByTheirFingerprints() {
    RelativeEncoder mine = relative(model(1), 20);
    LatentSpace others = space(model(2), "other");
    AnchorSet anchors = AnchorSet.of(keys("other").subList(0, 20));
    RelativeEncoder theirs = RelativeProjection.cosine().fit(others, anchors);
    assertThatThrownBy(() -> Stitcher.relative(model(1), mine, head(20), theirs.encode(others)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(mine.anchors().fingerprint())
        .hasMessageContaining(anchors.fingerprint());
    LatentSpace trained = relative(model(2), 20).encode(space(model(2)));
    assertThat(Stitcher.relative(model(1), mine, head(20), trained).dimension()).isEqualTo(WIDTH);
    Encoder head = head(20);
    Encoder knowing =
        new Encoder() {
          @Override
          public long inputDimension() {
            return head.inputDimension();
          }

          @Override
          public long dimension() {
            return head.dimension();
          }

          @Override
          public INDArray encode(INDArray x) {
            return head.encode(x);
          }

          @Override
          public Lineage.Step step() {
            return new Lineage.Step("Head", "{}", anchors.fingerprint());
          }
        };
    assertThatThrownBy(() -> Stitcher.relative(model(1), mine, knowing))
        .hasMessageContaining(anchors.fingerprint());
  }

  @Test
  void theLineageTellsWhatStandsBetween() {
    assertThat(relative().step().anchors())
        .isEqualTo(relative(model(1), 20).anchors().fingerprint());
    assertThat(translating().step().anchors()).isNull();
    assertThat(translating().step().parameters()).contains("centred-orthogonal");
    assertThat(translating().toString()).contains("centred-orthogonal [6 -> 6]");
  }

  private abstract static class Stitched extends EncoderContract<Stitcher> {
    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus the largest error of what the head gives back. */
    @Override
    protected double quality(Stitcher stitcher) {
      INDArray trained = Planted.rows(1, 50, WIDTH);
      return -stitcher.encode(trained).sub(trained).norm2Number().doubleValue()
          / trained.norm2Number().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -0.5;
    }
  }

  @Nested
  class ByRelativeRows extends Stitched {
    @Override
    protected Stitcher encoder() {
      return relative();
    }
  }

  @Nested
  class ByTranslation extends Stitched {
    @Override
    protected Stitcher encoder() {
      return translating();
    }
  }
}
