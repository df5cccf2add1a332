package org.latent4j.examples.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Keys;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Centering;
import org.latent4j.anchors.RelativeEncoder;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.Uniform;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes the rows of a space by their cosines to anchors. */
@picocli.CommandLine.Command(
    name = "relate",
    description = "Describe the rows of a space by their likeness to anchors.")
public final class Relate extends Command {
  /** Ways to choose anchors. */
  enum Select {
    uniform
  }

  /** Kinds of likeness. */
  enum Projection {
    cosine
  }

  /** What is subtracted first. */
  enum Center {
    anchors,
    space,
    none
  }

  /** Where the anchors come from. */
  static final class Source {
    @Option(
        names = "--anchors",
        paramLabel = "ANCHORS",
        converter = ArrayArgument.Converter.class,
        description = "Row numbers (.npy) or keys (.txt, one a line).")
    private @Nullable ArrayArgument anchors;

    @Option(
        names = "--select",
        paramLabel = "METHOD",
        description = "Choose anchors: ${COMPLETION-CANDIDATES}.")
    private @Nullable Select select;
  }

  @Parameters(
      paramLabel = "SPACE",
      converter = ArrayArgument.Converter.class,
      description = "The vectors: FILE or FILE#NAME.")
  private ArrayArgument space;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(names = "--count", paramLabel = "M", description = "How many anchors to choose.")
  private @Nullable Integer count;

  @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--keys", paramLabel = "FILE", description = "Keys of the rows, one a line.")
  private @Nullable Path keys;

  @Option(
      names = "--projection",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Projection projection = Projection.cosine;

  @Option(names = "--center", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Center center = Center.anchors;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    if (source.select != null && count == null) {
      throw usage("--select needs --count");
    }
    ArrayOutput.kind(out);
    Path target = outputs.stage(out);
    LatentSpace vectors = withKeys(space.space());
    AnchorSet anchors = anchors(vectors);
    RelativeEncoder encoder =
        RelativeProjection.cosine()
            .centred(Centering.valueOf(center.name().toUpperCase(Locale.ROOT)))
            .fit(vectors, anchors);
    LatentSpace relative = encoder.encode(vectors);
    ArrayOutput.write(target, relative);
    print(
        "%d rows of width %d by %d anchors: %s",
        vectors.size(), vectors.dimension(), anchors.size(), out);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("n", vectors.size());
    figures.put("dimension", vectors.dimension());
    figures.put("anchors", anchors.size());
    figures.put("projection", projection.name());
    figures.put("center", center.name());
    figures.put("condition", encoder.condition());
    figures.put("fingerprint", anchors.fingerprint());
    return figures;
  }

  private LatentSpace withKeys(LatentSpace vectors) throws Exception {
    return keys == null
        ? vectors
        : TensorSpace.of(vectors.name(), vectors.vectors(), Keys.of(Files.readAllLines(keys)));
  }

  private AnchorSet anchors(LatentSpace vectors) throws Exception {
    ArrayArgument from = source.anchors;
    if (from == null) {
      int m = java.util.Objects.requireNonNull(count);
      return new Uniform().select(vectors, m, Run.of(seed).withThreads(threads));
    }
    if (from.file().toString().endsWith(".txt")) {
      return AnchorSet.of(Files.readAllLines(from.file()));
    }
    List<String> chosen = new java.util.ArrayList<>();
    for (long row : from.wholeNumbers()) {
      chosen.add(vectors.keys().get(row));
    }
    return AnchorSet.of(chosen);
  }
}
