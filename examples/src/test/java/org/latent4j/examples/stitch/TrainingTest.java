package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Encoder;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.examples.tour.TourImages;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainingTest {
  private static final Examples IMAGES = images(300);

  private static Examples images(int n) {
    TourImages drawn = TourImages.draw(new Seed(1), n);
    return new Examples(Dense.floats(drawn.pixels()), 784, drawn.labels());
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void everyVariantLearns(Variant variant) {
    double early = scoreAfter(variant, StitchTask.AUTOENCODER, 1);
    double late = scoreAfter(variant, StitchTask.AUTOENCODER, 12);
    assertThat(late).as("after one epoch %f", early).isLessThan(0.85 * early);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void everyClassifierLearns(Variant variant) {
    double accuracy = scoreAfter(variant, StitchTask.CLASSIFIER, 12);
    assertThat(accuracy).as("share of ten classes").isGreaterThan(0.5);
  }

  private static double scoreAfter(Variant variant, StitchTask task, int epochs) {
    Objective objective = task.on(IMAGES, 10);
    AnchorImages anchors = AnchorImages.draw(IMAGES, 30, Run.of(1));
    TrainedModel model = new Training(epochs).train(variant, IMAGES, objective, anchors, Run.of(2));
    Encoder reads = model.encoder();
    if (variant.isRelative()) {
      reads =
          reads.andThen(variant.projection().fit(reads.encode(anchors.images()), anchors.set()));
    }
    Encoder whole = reads.andThen(model.head());
    return objective.score(Dense.floats(whole.encode(IMAGES.images())));
  }

  @Test
  void equalSeedsGiveEqualBits() {
    assertThat(codes(Run.of(1))).isEqualTo(codes(Run.of(1))).isNotEqualTo(codes(Run.of(2)));
  }

  private static float[] codes(Run run) {
    AnchorImages anchors = AnchorImages.draw(IMAGES, 10, Run.of(1));
    Objective objective = StitchTask.AUTOENCODER.on(IMAGES, 0);
    INDArray codes =
        new Training(1)
            .train(Variant.RELATIVE_CENTRED, IMAGES, objective, anchors, run)
            .encoder()
            .encode(anchors.images().vectors());
    return Dense.floats(codes);
  }

  @Test
  void progressTellsEveryBatchAndItsLoss() {
    List<Progress.Event> events = new ArrayList<>();
    Objective objective = StitchTask.AUTOENCODER.on(IMAGES, 0);
    AnchorImages anchors = AnchorImages.draw(IMAGES, 5, Run.of(1));
    new Training(3)
        .train(Variant.ABSOLUTE, IMAGES, objective, anchors, Run.of(1).withProgress(events::add));
    assertThat(events).hasSize(3 * 2 + 2);
    assertThat(events.get(0)).isEqualTo(new Progress.Started("train", 6));
    assertThat(events.get(7)).isEqualTo(new Progress.Finished("train"));
    Progress.Stepped last = (Progress.Stepped) events.get(6);
    assertThat(last.step()).isEqualTo(6);
    assertThat(last.figures().get("loss")).isBetween(0.0, 0.3);
  }

  @Test
  void relativeHeadsSayTheirAnchors() {
    AnchorImages anchors = AnchorImages.draw(IMAGES, 5, Run.of(1));
    Objective objective = StitchTask.AUTOENCODER.on(IMAGES, 0);
    Training training = new Training(1);
    assertThat(
            training
                .train(Variant.RELATIVE, IMAGES, objective, anchors, Run.of(1))
                .head()
                .step()
                .anchors())
        .isEqualTo(anchors.set().fingerprint());
    assertThat(
            training
                .train(Variant.ABSOLUTE, IMAGES, objective, anchors, Run.of(1))
                .head()
                .step()
                .anchors())
        .isNull();
  }

  @Test
  void anchorsAreSomeOfTheImages() {
    AnchorImages anchors = AnchorImages.draw(IMAGES, 7, Run.of(3));
    float[] pixels = anchors.pixels();
    assertThat(anchors.set().size()).isEqualTo(7);
    for (int i = 0; i < 7; i++) {
      int row = Integer.parseInt(anchors.set().names().get(i));
      for (int t = 0; t < 784; t++) {
        assertThat(pixels[i * 784 + t]).isEqualTo(IMAGES.pixels()[row * 784 + t]);
      }
    }
  }

  @Test
  void wrongInputsAreNamed() {
    assertThatThrownBy(() -> new Training(0))
        .isInstanceOf(InputException.class)
        .hasMessage("Training: epochs: expected at least 1, got 0");
    assertThatThrownBy(Variant.ABSOLUTE::projection)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got ABSOLUTE");
  }
}
