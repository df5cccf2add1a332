package org.latent4j.examples.stitch;

import java.util.List;

/**
 * Scores on the test images, means over all models ({@code own}) or ordered pairs of two of them
 * ({@code stitched}, NaN where there is one model alone): mean squared error, or accuracy.
 *
 * @param absolute heads that read codes
 * @param similarity the same heads, codes translated by rotation and scale, fitted on the anchors
 * @param affine the same heads, codes translated by ridge regression, fitted on the anchors
 * @param relative heads that read cosines to the anchors
 * @param relativeCentred heads that read cosines to the anchors about their mean
 */
public record StitchFigures(
    Scores absolute,
    Stitched similarity,
    Stitched affine,
    Scores relative,
    Scores relativeCentred) {
  /**
   * Of models and their pairs.
   *
   * @param own each head behind its own encoder
   * @param stitched each head behind the encoder of another model
   */
  public record Scores(double own, double stitched) {}

  /**
   * Of pairs alone.
   *
   * @param stitched each head behind the encoder of another model
   */
  public record Stitched(double stitched) {}

  /**
   * What one way of stitching costs.
   *
   * @param heads what the heads read
   * @param own each head behind its own encoder
   * @param stitched each head behind the encoder of another model
   */
  public record Row(String heads, double own, double stitched) {
    /** How many times its own score a stitched head has. */
    public double ratio() {
      return stitched / own;
    }
  }

  /** All ways; translated codes are read by the heads of absolute ones. */
  public List<Row> rows() {
    return List.of(
        new Row("codes", absolute.own(), absolute.stitched()),
        new Row("codes, by rotation and scale", absolute.own(), similarity.stitched()),
        new Row("codes, by ridge regression", absolute.own(), affine.stitched()),
        new Row("relative codes", relative.own(), relative.stitched()),
        new Row("relative codes, centred", relativeCentred.own(), relativeCentred.stitched()));
  }
}
