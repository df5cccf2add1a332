package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorCover;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.error.InputException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses anchors of a space and writes their rows or keys. */
@picocli.CommandLine.Command(name = "anchors", description = "Choose anchors of a space.")
public final class Anchors extends Command {
  @Parameters(
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "The vectors: FILE or FILE#NAME.")
  private SpaceArgument space;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "METHOD",
      converter = AnchorMethod.Converter.class,
      description = AnchorMethod.DESCRIPTION)
  private AnchorMethod method;

  @Mixin private AnchorChoice choice = new AnchorChoice();

  @Option(
      names = "--count",
      paramLabel = "M",
      description = "How many anchors; condition finds out itself.")
  private @Nullable Integer count;

  @Option(names = "--keys", paramLabel = "FILE", description = "Keys of the rows, one a line.")
  private @Nullable Path keys;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Row numbers (.npy) or keys (.txt).")
  private Path out;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    String complaint = choice.complaint(method, count);
    if (complaint != null) {
      throw usage("--method " + complaint);
    }
    boolean asKeys = endsWith(".txt");
    if (!asKeys && !endsWith(".npy")) {
      throw new InputException(
          out.toString(), "a name ending in .npy or .txt", String.valueOf(out.getFileName()));
    }
    Path target = outputs.stage(out);
    LatentSpace vectors = space.read(keys);
    AnchorSet anchors = choice.choose(method, vectors, count, keys, space.toString());
    int[] rows =
        anchors.names().stream().mapToInt(key -> (int) vectors.keys().rowOf(key)).toArray();
    if (asKeys) {
      writeKeys(target, anchors.names());
    } else {
      NpyWriter.write(target, HeldArray.of("rows", rows, rows.length));
    }
    AnchorCover cover = AnchorCover.of(vectors, anchors, choice.run().threads());
    print(
        "%d of %d rows by %s, cover radius %.4g, condition %.4g: %s",
        anchors.size(), vectors.size(), method, cover.radius(), cover.condition(), out);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("method", method.toString());
    figures.put("count", anchors.size());
    figures.put("rows", rows);
    figures.put("keys", anchors.names());
    figures.put("coverRadius", cover.radius());
    figures.put("condition", cover.condition());
    return figures;
  }

  private boolean endsWith(String ending) {
    return String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static void writeKeys(Path target, List<String> names) throws IOException {
    for (String name : names) {
      if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
        throw new InputException(
            "anchors: keys", "keys of one line", "'" + name.replaceAll("\\R", "?") + "'");
      }
    }
    Files.writeString(target, String.join("\n", names) + "\n", StandardCharsets.UTF_8);
  }
}
