package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Kind;
import org.latent4j.anchors.RelativeEncoder;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.error.ShapeException;
import picocli.CommandLine.Option;

/** Where {@code relate} takes its anchors or its encoder from: one of four options. */
final class RelateSource {
  /** Chooses anchors of a space by the method of {@code --select}. */
  interface Chooser {
    AnchorSet choose(AnchorMethod method, LatentSpace from) throws IOException;
  }

  @Option(
      names = "--anchors",
      paramLabel = "ANCHORS",
      converter = AnchorsArgument.Converter.class,
      description = "Row numbers (.npy), keys (.txt, one a line) or a saved set (.safetensors).")
  private @Nullable AnchorsArgument anchors;

  @Option(
      names = "--anchor-vectors",
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "The vectors of the anchors themselves.")
  private @Nullable SpaceArgument vectors;

  @Option(
      names = "--select",
      paramLabel = "METHOD",
      converter = AnchorMethod.Converter.class,
      description = "Choose anchors: " + AnchorMethod.DESCRIPTION)
  private @Nullable AnchorMethod select;

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description = "An encoder that --save wrote, in place of anchors and projection.")
  private @Nullable Path with;

  /** How anchors are to be chosen, or null. */
  @Nullable AnchorMethod selection() {
    return select;
  }

  /** Whether the encoder is loaded. */
  boolean isLoaded() {
    return with != null;
  }

  /**
   * The encoder.
   *
   * @param space what will be encoded, and where anchors are looked up
   * @param fitSpace what the projection is fitted on; geodesic anchors are looked up there
   * @param chooser chooses anchors, where that was asked for
   */
  RelativeEncoder encoder(
      RelativeProjection projection, LatentSpace space, LatentSpace fitSpace, Chooser chooser)
      throws IOException {
    if (with != null) {
      RelativeEncoder encoder = RelativeEncoder.load(with);
      requireWidth(with.toString(), encoder.inputDimension(), space, encoder.anchors().size());
      return encoder;
    }
    requireWidth("--fit-space", fitSpace.dimension(), space, fitSpace.size());
    if (vectors != null) {
      LatentSpace own = vectors.read();
      requireWidth(vectors.toString(), own.dimension(), space, own.size());
      if (own.size() < 1) {
        throw new ShapeException(vectors + ": anchors", "at least one row", own.size() + " rows");
      }
      return projection.fit(fitSpace, AnchorSet.of(own.keys().asList()), own.vectors());
    }
    LatentSpace from = projection.kinds().contains(Kind.GEODESIC) ? fitSpace : space;
    AnchorSet chosen =
        anchors != null ? anchors.in(from) : chooser.choose(Objects.requireNonNull(select), from);
    return from == fitSpace
        ? projection.fit(fitSpace, chosen)
        : projection.fit(fitSpace, chosen, chosen.in(from));
  }

  private static void requireWidth(String place, long width, LatentSpace space, long rows) {
    if (width != space.dimension()) {
      throw new ShapeException(
          place,
          "[n, "
              + space.dimension()
              + "] as of the space "
              + shape(space.size(), space.dimension()),
          shape(rows, width));
    }
  }

  private static String shape(long... sizes) {
    return Arrays.toString(sizes);
  }
}
