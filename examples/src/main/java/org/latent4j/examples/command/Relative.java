package org.latent4j.examples.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.RelativeProjection;
import picocli.CommandLine.Option;

/** The options of a command that makes two spaces relative first. */
final class Relative extends KindChoice {
  @Option(
      names = "--relative",
      required = true,
      paramLabel = "ANCHORS",
      converter = AnchorsArgument.Converter.class,
      description =
          "Compare the relative versions: rows of A (.npy), keys (.txt) or saved anchors.")
  private AnchorsArgument from;

  /** The anchors, which both spaces must have. */
  AnchorSet anchors(LatentSpace a, LatentSpace b) throws IOException {
    AnchorSet anchors = from.in(a);
    from.known(b, anchors);
    return anchors;
  }

  /** What the figures say of it. */
  Map<String, ?> figures(AnchorSet anchors) {
    RelativeProjection projection = centred();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("anchors", anchors.size());
    out.put("projection", projection.label());
    out.put("center", WordConverter.word(projection.centering()));
    out.put("fingerprint", anchors.fingerprint());
    return out;
  }
}
