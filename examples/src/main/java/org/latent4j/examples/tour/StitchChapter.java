package org.latent4j.examples.tour;

import java.util.List;
import org.latent4j.Autoencoder;
import org.latent4j.Decoder;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Procrustes;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.Translator;
import org.latent4j.anchors.Uniform;
import org.latent4j.network.NetworkAutoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Chapter 1: two autoencoders learn the same images from other seeds. The decoder of B cannot read
 * what A encodes, until both speak of anchors, or A is rotated onto B.
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, section 5; Maiorca et al. 2023, arXiv
 * 2311.00664.
 */
public final class StitchChapter {
  /** Anchors; more than the width of the code, so that Procrustes is well determined. */
  public static final int ANCHORS = 300;

  private StitchChapter() {}

  /**
   * The mean squared errors of pixels in [0, 1] over the test images.
   *
   * @param own model B with its own encoder
   * @param absolute B's decoder fed with A's codes
   * @param relativeOwn a decoder of relative codes, fed with those of B's encoder, which it learned
   * @param relative the same decoder fed with relative codes of A's encoder
   * @param procrustes B's decoder fed with A's codes, rotated and scaled onto B's
   * @param trainImages how many images both models learned
   * @param testImages how many images were decoded
   * @param anchors how many training images were shared
   * @param seed the seed of the run
   */
  public record Figures(
      double own,
      double absolute,
      double relativeOwn,
      double relative,
      double procrustes,
      long trainImages,
      long testImages,
      int anchors,
      long seed) {}

  /**
   * What the chapter found.
   *
   * @param figures the errors
   * @param pictures test images as they are and as each way decodes them, {@code [n, pixels]} each
   * @param rows the name of each of the pictures
   */
  public record Result(Figures figures, List<INDArray> pictures, List<String> rows) {}

  /** Trains, stitches and measures. */
  public static Result run(TourData images, TourSize size, Run run) {
    TourTraining training = new TourTraining(size.epochs());
    INDArray test = images.test(); // [n, pixels]
    LatentSpace train = LatentSpace.of("train", images.train());
    List<NetworkAutoencoder> models =
        training.autoencoders(
            images.train(), List.of(run.child("model a"), run.child("model b")), run.threads());
    Autoencoder a = models.get(0);
    Autoencoder b = models.get(1);
    LatentSpace trainA = a.encode(train);
    LatentSpace trainB = b.encode(train);
    AnchorSet anchors = new Uniform().select(train, ANCHORS, run.child("anchors"));

    var relativeA = RelativeProjection.cosine().fit(trainA, anchors);
    var relativeB = RelativeProjection.cosine().fit(trainB, anchors);
    Decoder relativeDecoder =
        training.decoder(
            relativeB.encode(trainB).vectors(), images.train(), run.child("relative decoder"));
    Paired pairs = LatentSpace.pair(trainA.select(anchors.names()), trainB.select(anchors.names()));
    Translator translator = Procrustes.similarity().fit(pairs, run);

    INDArray codesA = a.encode(test); // [n, code]
    INDArray codesB = b.encode(test); // [n, code]
    List<INDArray> decoded =
        List.of(
            test,
            b.decode(codesB),
            b.decode(codesA),
            relativeDecoder.decode(relativeB.encode(codesB)),
            relativeDecoder.decode(relativeA.encode(codesA)),
            b.decode(translator.encode(codesA)));
    Figures figures =
        new Figures(
            error(decoded.get(1), test),
            error(decoded.get(2), test),
            error(decoded.get(3), test),
            error(decoded.get(4), test),
            error(decoded.get(5), test),
            images.train().size(0),
            test.size(0),
            ANCHORS,
            run.seed().value());
    return new Result(
        figures,
        decoded,
        List.of("image", "own", "absolute", "relative, own", "relative", "Procrustes"));
  }

  /** Mean squared error over all pixels. */
  static double error(INDArray decoded, INDArray images) {
    try (INDArray difference = decoded.sub(images)) {
      return difference.muli(difference).meanNumber().doubleValue();
    }
  }
}
