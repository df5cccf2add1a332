package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.examples.tour.TourImages;
import org.latent4j.kernel.Dense;

class StitchExperimentTest {
  private static final StitchData DRAWN = drawn(280, 60);

  private static StitchData drawn(int train, int test) {
    TourImages images = TourImages.draw(new Seed(2), train + test);
    float[] pixels = Dense.floats(images.pixels());
    return new StitchData(
        new Examples(
            java.util.Arrays.copyOf(pixels, train * 784),
            784,
            java.util.Arrays.copyOf(images.labels(), train)),
        new Examples(
            java.util.Arrays.copyOfRange(pixels, train * 784, pixels.length),
            784,
            java.util.Arrays.copyOfRange(images.labels(), train, train + test)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void threadsDoNotChangeABit(int threads) {
    StitchExperiment experiment = autoencoders(1, 40, 0L, 1L);
    assertThat(experiment.run(DRAWN, Run.of(0).withThreads(threads)))
        .isEqualTo(experiment.run(DRAWN, Run.of(0).withThreads(1)));
  }

  @Test
  void absoluteHeadsAreLostAndAnchorsHelp() {
    StitchFigures f = autoencoders(15, 200, 0L, 1L).run(DRAWN, Run.of(0));
    assertThat(f.absolute().stitched())
        .as("%s", f)
        .isGreaterThan(1.5 * f.absolute().own())
        .isGreaterThan(f.similarity().stitched())
        .isGreaterThan(f.affine().stitched());
    assertThat(f.similarity().stitched()).isGreaterThan(f.absolute().own());
    assertThat(f.relative().stitched()).isLessThan(2 * f.relative().own());
    assertThat(f.relativeCentred().stitched()).isLessThan(2 * f.relativeCentred().own());
  }

  @Test
  void classifiersAreStitchedToo() {
    StitchFigures f =
        new StitchExperiment(StitchTask.CLASSIFIER, 12, 100, List.of(3L, 4L)).run(DRAWN, Run.of(0));
    assertThat(f.absolute().own()).as("%s", f).isBetween(0.4, 1.0);
    assertThat(f.absolute().stitched()).isBetween(0.0, 0.5);
    assertThat(f.similarity().stitched()).isGreaterThan(f.absolute().stitched());
    assertThat(f.affine().stitched()).isGreaterThan(f.absolute().stitched());
    assertThat(f.relativeCentred().stitched()).isGreaterThan(f.absolute().stitched());
  }

  @Test
  void oneModelHasNothingToBeStitchedTo() {
    StitchFigures f = autoencoders(1, 10, 5L).run(DRAWN, Run.of(0));
    assertThat(f.absolute().own()).isPositive();
    assertThat(f.absolute().stitched()).isNaN();
    assertThat(f.similarity().stitched()).isNaN();
    assertThat(f.relative().stitched()).isNaN();
  }

  @Test
  void figuresDependOnTheSeedsOfModelsAndOfAnchors() {
    StitchFigures f = autoencoders(1, 10, 0L, 1L).run(DRAWN, Run.of(0));
    StitchFigures swapped = autoencoders(1, 10, 1L, 0L).run(DRAWN, Run.of(0));
    assertThat(swapped.absolute().own()).isEqualTo(f.absolute().own());
    assertThat(autoencoders(1, 10, 0L, 2L).run(DRAWN, Run.of(0)).absolute().own())
        .isNotEqualTo(f.absolute().own());
    StitchFigures otherAnchors = autoencoders(1, 10, 0L, 1L).run(DRAWN, Run.of(1));
    assertThat(otherAnchors.absolute()).isEqualTo(f.absolute());
    assertThat(otherAnchors.relative()).isNotEqualTo(f.relative());
  }

  @Test
  void fewExamplesAndOneAnchorAreEnough() {
    StitchData few = drawn(3, 2);
    StitchFigures f = autoencoders(1, 1, 0L, 1L).run(few, Run.of(0));
    assertThat(f.absolute().own()).isBetween(0.0, 1.0);
    assertThat(f.relativeCentred().stitched()).isBetween(0.0, 1.0);
  }

  @Test
  void progressIsThatOfOneTask() {
    List<Progress.Event> events = new ArrayList<>();
    autoencoders(1, 10, 0L, 1L).run(DRAWN, Run.of(0).withProgress(events::add));
    assertThat(events.get(0)).isEqualTo(new Progress.Started("train", 2 * 6));
    assertThat(events.get(events.size() - 1)).isEqualTo(new Progress.Finished("train"));
    assertThat(events).hasSize(12 + 2);
  }

  @Test
  void wrongInputsAreNamed() {
    assertThatThrownBy(() -> autoencoders(0, 10, 0L))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("epochs: expected at least 1, got 0");
    assertThatThrownBy(() -> autoencoders(1, 0, 0L))
        .hasMessageContaining("anchors: expected at least 1, got 0");
    assertThatThrownBy(() -> autoencoders(1, 1)).hasMessageContaining("seeds: expected one or");
    assertThatThrownBy(() -> autoencoders(1, 1, 4L, 4L)).hasMessageContaining("got [4, 4]");
    assertThatThrownBy(() -> autoencoders(1, 281, 0L).run(DRAWN, Run.of(0)))
        .hasMessageContaining("anchors: expected 1 to 280, got 281");
    Examples bare = new Examples(DRAWN.test().pixels(), 784, new int[0]);
    StitchExperiment classifiers = new StitchExperiment(StitchTask.CLASSIFIER, 1, 10, List.of(0L));
    assertThatThrownBy(() -> classifiers.run(new StitchData(DRAWN.train(), bare), Run.of(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("labels of all images, got 280 and 0 labels");
    Examples narrow = new Examples(new float[20], 10, new int[0]);
    assertThatThrownBy(
            () -> autoencoders(1, 1, 0L).run(new StitchData(DRAWN.train(), narrow), Run.of(0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected [n, 784], got [2, 10]");
  }

  private static StitchExperiment autoencoders(int epochs, int anchors, Long... seeds) {
    return new StitchExperiment(StitchTask.AUTOENCODER, epochs, anchors, List.of(seeds));
  }
}
