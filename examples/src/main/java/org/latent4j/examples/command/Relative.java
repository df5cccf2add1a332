package org.latent4j.examples.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Centering;
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
      description = "What is subtracted first: ${COMPLETION-CANDIDATES} (default anchors).")
  private Relate.Center center = Relate.Center.anchors;

  @Option(
      names = "--projection",
      description = "Kind of likeness: ${COMPLETION-CANDIDATES} (default cosine).")
  private Relate.Projection projection = Relate.Projection.cosine;

  /** The anchors, which both spaces must have. */
  AnchorSet anchors(LatentSpace a, LatentSpace b) throws IOException {
    AnchorSet anchors = from.in(a);
    from.known(b, anchors);
    return anchors;
  }

  /** How the spaces become relative. */
  RelativeProjection projection() {
    return RelativeProjection.cosine().centred(centering());
  }

  private Centering centering() {
    return Centering.valueOf(center.name().toUpperCase(Locale.ROOT));
  }

  /** What the figures say of it. */
  Map<String, ?> figures(AnchorSet anchors) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("anchors", anchors.size());
    out.put("projection", projection.name());
    out.put("center", center.name());
    out.put("fingerprint", anchors.fingerprint());
    return out;
  }
}
