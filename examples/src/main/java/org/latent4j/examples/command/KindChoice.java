package org.latent4j.examples.command;

import org.jspecify.annotations.Nullable;
import org.latent4j.anchors.Centering;
import org.latent4j.anchors.Kind;
import org.latent4j.anchors.KindOptions;
import org.latent4j.anchors.RelativeProjection;
import picocli.CommandLine.Option;

/** The options that choose a kind of relative projection, its numbers and its centring. */
class KindChoice {
  @Option(
      names = "--projection",
      converter = Kinds.class,
      description =
          "cosine, inner, angular, euclidean, l1, linf, lp, rbf, geodesic, basis, whitened or"
              + " mahalanobis (default cosine).")
  private Kind projection = Kind.COSINE;

  @Option(
      names = "--center",
      converter = Centerings.class,
      description = "What is subtracted: anchors, space or none (default anchors).")
  private Centering center = Centering.ANCHORS;

  @Option(names = "--p", description = "Order of lp (default 3).")
  private double p = 3;

  @Option(names = "--sigma", description = "Width of rbf (default: the median distance).")
  private @Nullable Double sigma;

  @Option(names = "--ridge", description = "Ridge of whitened and mahalanobis (default 0).")
  private double ridge;

  @Option(names = "--neighbors", description = "K of geodesic (default 10).")
  private int neighbors = 10;

  /**
   * The projection of this kind, centred as asked for.
   *
   * @throws org.latent4j.error.InputException for a number out of its range
   */
  final RelativeProjection centred() {
    return RelativeProjection.of(projection)
        .with(new KindOptions(p, sigma, neighbors, ridge))
        .centred(center);
  }

  /** Words of {@code --projection}. */
  static final class Kinds extends WordConverter<Kind> {
    Kinds() {
      super(Kind.class);
    }
  }

  /** Words of {@code --center}. */
  static final class Centerings extends WordConverter<Centering> {
    Centerings() {
      super(Centering.class);
    }
  }
}
