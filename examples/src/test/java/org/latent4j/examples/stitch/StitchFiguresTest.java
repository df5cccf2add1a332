package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.Seed;

/** The figures of stitching on Fashion-MNIST, and the claims made from them. */
class StitchFiguresTest {
  /** The size that the figures in the documentation are of. */
  @Tag("reproduction")
  @Test
  void figuresOfTheFullSize() {
    StitchFigures f = figures(StitchTask.AUTOENCODER, 10_000, 10_000, 8, 500);
    assertThat(f.absolute().own()).as("%s", f).isBetween(0.0130, 0.0180);
    assertThat(f.absolute().stitched()).isGreaterThanOrEqualTo(4 * f.absolute().own());
    assertThat(f.similarity().stitched()).isLessThanOrEqualTo(1.15 * f.absolute().own());
    assertThat(f.affine().stitched()).isLessThanOrEqualTo(1.06 * f.absolute().own());
    assertThat(f.relative().own()).isBetween(0.025, 0.050);
    assertThat(f.relative().stitched()).isLessThanOrEqualTo(1.5 * f.relative().own());
    assertThat(f.relativeCentred().own()).isBetween(0.020, 0.027);
    assertThat(f.relativeCentred().stitched())
        .isLessThanOrEqualTo(1.3 * f.relativeCentred().own())
        .isLessThanOrEqualTo(0.85 * f.relative().stitched());
  }

  @Tag("reproduction")
  @Test
  void classifiersOfTheFullSize() {
    StitchFigures f = figures(StitchTask.CLASSIFIER, 10_000, 10_000, 8, 500);
    assertThat(f.absolute().own()).as("%s", f).isGreaterThan(0.82);
    assertThat(f.absolute().stitched()).isLessThan(0.4);
    assertThat(f.similarity().stitched()).isGreaterThan(0.82);
    assertThat(f.affine().stitched()).isGreaterThan(0.82);
    assertThat(f.relativeCentred().stitched())
        .isGreaterThan(0.78)
        .isGreaterThan(f.relative().stitched());
  }

  /** The order of the ways at a size that every build can afford. */
  @Test
  void orderOfTheWaysAtASmallSize() {
    StitchFigures f = figures(StitchTask.AUTOENCODER, 2000, 1000, 5, 250);
    assertThat(f.absolute().stitched()).as("%s", f).isGreaterThanOrEqualTo(2 * f.absolute().own());
    assertThat(f.similarity().stitched()).isLessThan(1.3 * f.absolute().own());
    assertThat(f.affine().stitched()).isLessThan(1.2 * f.absolute().own());
    assertThat(f.relativeCentred().stitched())
        .isLessThan(1.6 * f.relativeCentred().own())
        .isLessThan(f.relative().stitched());
  }

  private static StitchFigures figures(
      StitchTask task, int train, int test, int epochs, int anchors) {
    String data = System.getenv("LATENT4J_DATA");
    assumeTrue(data != null, "LATENT4J_DATA names no folder of data sets");
    Path folder = Path.of(data, "fashion-mnist");
    StitchData images =
        new StitchFiles(
                folder.resolve("train-images-idx3-ubyte.gz"),
                folder.resolve("train-labels-idx1-ubyte.gz"),
                folder.resolve("t10k-images-idx3-ubyte.gz"),
                null)
            .read(train, test, new Seed(0).child("images"));
    return new StitchExperiment(task, epochs, anchors, List.of(0L, 1L)).run(images, Run.of(0));
  }
}
