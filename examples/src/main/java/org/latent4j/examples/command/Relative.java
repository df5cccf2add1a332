package org.latent4j.examples.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Centering;
import org.latent4j.anchors.Kind;
import org.latent4j.anchors.KindOptions;
import org.latent4j.anchors.RelativeProjection;
import picocli.CommandLine.Option;

/** The options of a command that makes two spaces relative first. */
final class Relative {
  @Option(
      names = "--relative",
      required = true,
      paramLabel = "ANCHORS",
      converter = AnchorsArgument.Converter.class,
      description =
          "Compare the relative versions: rows of A (.npy), keys (.txt) or saved anchors.")
  private AnchorsArgument from;

  @Option(
      names = "--center",
      converter = ProjectionOptions.Centerings.class,
      description = "What is subtracted first: anchors, space or none (default anchors).")
  private Centering center = Centering.ANCHORS;

  @Option(
      names = "--projection",
      converter = ProjectionOptions.Kinds.class,
      description =
          "cosine, inner, angular, euclidean, l1, linf, lp, rbf, geodesic, basis, whitened or"
              + " mahalanobis (default cosine).")
  private Kind projection = Kind.COSINE;

  @Option(names = "--p", description = "Order of lp (default 3).")
  private double p = 3;

  @Option(names = "--sigma", description = "Width of rbf (default: the median distance).")
  private @Nullable Double sigma;

  @Option(names = "--ridge", description = "Ridge of whitened and mahalanobis (default 0).")
  private double ridge;

  @Option(names = "--neighbors", description = "K of geodesic (default 10).")
  private int neighbors = 10;

  /** The anchors, which both spaces must have. */
  AnchorSet anchors(LatentSpace a, LatentSpace b) throws IOException {
    AnchorSet anchors = from.in(a);
    from.known(b, anchors);
    return anchors;
  }

  /** How the spaces become relative. */
  RelativeProjection projection() {
    return RelativeProjection.of(projection)
        .with(new KindOptions(p, sigma, neighbors, ridge))
        .centred(center);
  }

  /** What the figures say of it. */
  Map<String, ?> figures(AnchorSet anchors) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("anchors", anchors.size());
    out.put("projection", projection.label());
    out.put("center", WordConverter.word(center));
    out.put("fingerprint", anchors.fingerprint());
    return out;
  }
}
