package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.RelativeEncoder;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.error.InputException;
import org.latent4j.io.FileKind;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes the rows of a space by their likeness to anchors. */
@picocli.CommandLine.Command(
    name = "relate",
    description = "Describe the rows of a space by their likeness to anchors.")
public final class Relate extends Command {
  @Parameters(
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "The vectors: FILE or FILE#NAME.")
  private SpaceArgument space;

  @ArgGroup(multiplicity = "1")
  private RelateSource source;

  @Mixin private ProjectionOptions options;

  @Option(names = "--count", paramLabel = "M", description = "How many anchors to choose.")
  private @Nullable Integer count;

  @Mixin private AnchorChoice choice = new AnchorChoice();

  @Option(names = "--keys", paramLabel = "FILE", description = "Keys of the rows, one a line.")
  private @Nullable Path keys;

  @Option(
      names = "--fit-space",
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "What the projection is fitted on (default: SPACE).")
  private @Nullable SpaceArgument fitSpace;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Option(names = "--save", paramLabel = "FILE", description = "Write the encoder too.")
  private @Nullable Path save;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    checkUsage();
    Path target = outputs.stage(out);
    Path encoderTarget = save == null ? null : outputs.stage(save);
    RelativeProjection projection = options.projection();
    LatentSpace vectors = space.read(keys);
    LatentSpace fitted = fitSpace == null ? vectors : fitSpace.read();
    RelativeEncoder encoder =
        source.encoder(
            projection,
            vectors,
            fitted,
            (method, from) ->
                choice.choose(
                    method,
                    from,
                    count,
                    from == vectors ? keys : null,
                    String.valueOf(from == vectors ? space : fitSpace)));
    write(encoder, vectors, target);
    if (encoderTarget != null) {
      encoder.save(encoderTarget);
    }
    print(
        "%d rows of width %d by %d anchors, centred on %s: %s",
        vectors.size(),
        vectors.dimension(),
        encoder.anchors().size(),
        WordConverter.word(encoder.projection().centering()),
        out);
    return figures(encoder, vectors);
  }

  private void checkUsage() {
    AnchorMethod method = source.selection();
    String complaint = method == null ? null : choice.complaint(method, count);
    if (complaint != null) {
      throw usage("--select " + complaint);
    }
    if (options.contradicts()) {
      throw usage("--heads and --product exclude each other");
    }
    FileKind kind;
    try {
      kind = ArrayOutput.kind(out);
    } catch (InputException e) {
      throw usage("--out " + e.getMessage());
    }
    if (options.isSparse() && !source.isLoaded() && kind != FileKind.NPZ) {
      throw usage("--out: expected a name ending in .npz for sparse rows, got " + out);
    }
  }

  private void write(RelativeEncoder encoder, LatentSpace vectors, Path target) {
    if (encoder.projection().finish().sparsity() == null) {
      ArrayOutput.write(target, encoder.encode(vectors));
      return;
    }
    if (ArrayOutput.kind(out) != FileKind.NPZ) {
      throw new InputException("--out", "a name ending in .npz for sparse rows", out.toString());
    }
    encoder.encodeSparse(vectors.vectors()).save(target);
  }

  private static Map<String, Object> figures(RelativeEncoder encoder, LatentSpace vectors) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("n", vectors.size());
    figures.put("dimension", vectors.dimension());
    figures.put("anchors", encoder.anchors().size());
    figures.put("projection", encoder.projection().label());
    figures.put("center", WordConverter.word(encoder.projection().centering()));
    figures.put("condition", encoder.condition());
    figures.put("fingerprint", encoder.anchors().fingerprint());
    return figures;
  }
}
