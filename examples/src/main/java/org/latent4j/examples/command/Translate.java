package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.error.ShapeException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns a map from one space to another from rows of the same keys, or applies a saved one. */
@picocli.CommandLine.Command(
    name = "translate",
    description = "Learn a map from space A to space B from shared rows, and apply it.")
public final class Translate extends Command {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "A",
      converter = SpaceArgument.Converter.class,
      description = "The space to translate from: FILE or FILE#NAME.")
  private @Nullable SpaceArgument a;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      converter = SpaceArgument.Converter.class,
      description = "The space to translate to.")
  private @Nullable SpaceArgument b;

  @Mixin private TranslationChoice choice;

  @Option(
      names = "--anchors",
      paramLabel = "ANCHORS",
      converter = AnchorsArgument.Converter.class,
      description = "The pairs to fit on: rows of A, keys or saved anchors (default: all shared).")
  private @Nullable AnchorsArgument anchors;

  @Option(names = "--keys-a", paramLabel = "FILE", description = "Keys of A, one a line.")
  private @Nullable Path keysA;

  @Option(names = "--keys-b", paramLabel = "FILE", description = "Keys of B, one a line.")
  private @Nullable Path keysB;

  @Option(
      names = "--apply",
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "The space to apply the map to.")
  private @Nullable SpaceArgument apply;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write what that gives.")
  private @Nullable Path out;

  @Option(names = "--save", paramLabel = "FILE", description = "Where to save the map.")
  private @Nullable Path save;

  @Option(names = "--with", paramLabel = "FILE", description = "Apply this saved map.")
  private @Nullable Path with;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    checkUsage();
    Path target = out == null ? null : outputs.stage(out);
    Path kept = save == null ? null : outputs.stage(save);
    Map<String, Object> figures = new LinkedHashMap<>();
    Translator translator;
    if (with != null) {
      translator = Translator.load(with);
      figures.putAll(figures(translator));
    } else {
      SpaceArgument from = java.util.Objects.requireNonNull(a);
      SpaceArgument to = java.util.Objects.requireNonNull(b);
      translator = fit(from, to, figures);
    }
    if (kept != null) {
      translator.save(kept);
    }
    if (apply != null && target != null) {
      apply(translator, apply, target);
    }
    return figures;
  }

  private void checkUsage() {
    if ((apply == null) != (out == null)) {
      throw usage("--apply and --out go together");
    }
    if (with == null) {
      String missing = b == null ? "two spaces A and B, or --with, are needed" : choice.missing();
      if (missing != null) {
        throw usage(missing);
      }
    } else if (a != null || choice.isMade() || anchors != null || save != null) {
      throw usage("--with takes --apply and --out, not spaces, --method, --anchors or --save");
    } else if (apply == null) {
      throw usage("--with needs --apply and --out");
    }
    if (out != null) {
      ArrayOutput.kind(out);
    }
  }

  private Translator fit(SpaceArgument from, SpaceArgument to, Map<String, Object> figures)
      throws IOException {
    LatentSpace left = from.read(keysA);
    LatentSpace right = to.read(keysB);
    Translation method = choice.translation();
    TranslationPairs pairs = TranslationPairs.of(left, right, anchors);
    Translator translator = pairs.fit(method, options.run());
    figures.putAll(figures(translator));
    Map<String, Object> heldOut = pairs.heldOut(translator, options.run().threads());
    if (!heldOut.isEmpty()) {
      figures.put("heldOut", heldOut);
    }
    print(
        "%s from %s to %s on %d pairs: residual %.6g, r2 %.4f",
        translator, from, to, translator.pairs(), translator.residual(), translator.r2());
    if (!translator.note().isEmpty()) {
      print("note: %s", translator.note());
    }
    return translator;
  }

  private void apply(Translator translator, SpaceArgument argument, Path target)
      throws IOException {
    LatentSpace space = argument.read();
    if (space.dimension() != translator.inputDimension()) {
      throw new ShapeException(
          argument + ": translate" + (with == null ? "" : " with " + with),
          "[n, " + translator.inputDimension() + "]",
          "[" + space.size() + ", " + space.dimension() + "]");
    }
    ArrayOutput.write(target, translator.encode(space));
    print("%d rows of width %d: %s", space.size(), translator.dimension(), String.valueOf(out));
  }

  private static Map<String, Object> figures(Translator translator) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("method", translator.method());
    figures.put("unitRows", translator.unitRows());
    figures.put("n", translator.pairs());
    figures.put("inputDimension", translator.inputDimension());
    figures.put("dimension", translator.dimension());
    figures.put("residual", translator.residual());
    figures.put("r2", translator.r2());
    figures.put("scale", translator.scale());
    figures.put("rank", translator.rank());
    OptionalDouble ridge = translator.ridge();
    figures.put("ridge", ridge.isPresent() ? (Object) ridge.getAsDouble() : null);
    figures.put("note", translator.note());
    return figures;
  }
}
