package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.SpaceReport;
import org.latent4j.error.InputException;
import org.latent4j.metric.IndexOptions;
import org.latent4j.metric.Pair;
import org.latent4j.metric.Score;
import org.latent4j.metric.SimilarityIndex;
import org.latent4j.metric.Uncertainty;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how alike two spaces are, by any of the indices. */
@picocli.CommandLine.Command(
    name = "compare",
    description = "Say how alike two spaces of the same items are.")
public final class Compare extends Command {
  private static final String ALL = "all";

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = SpaceArgument.Converter.class,
      description = "One space: FILE or FILE#NAME.")
  private SpaceArgument left;

  @Parameters(
      index = "1",
      paramLabel = "B",
      converter = SpaceArgument.Converter.class,
      description = "The other space; rows are joined on keys.")
  private SpaceArgument right;

  @Option(names = "--keys-a", paramLabel = "FILE", description = "Keys of A, one a line.")
  private @Nullable Path leftKeys;

  @Option(names = "--keys-b", paramLabel = "FILE", description = "Keys of B, one a line.")
  private @Nullable Path rightKeys;

  @Option(
      names = "--indices",
      split = ",",
      paramLabel = "NAME",
      description = "Indices, with commas between them (default: ${DEFAULT-VALUE}).")
  private List<String> names = List.of(ALL);

  @Option(
      names = "--k",
      paramLabel = "K",
      description = "Nearest neighbours (default ${DEFAULT-VALUE}).")
  private int k = 10;

  @Option(names = "--lambda", paramLabel = "X", description = "Ridge of gulp (default 0).")
  private double lambda;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows of a batch of minibatch-cka (default ${DEFAULT-VALUE}).")
  private int batch = 256;

  @Option(names = "--draws", paramLabel = "N", description = "Subsets for intervals (default 0).")
  private int draws;

  @Option(
      names = "--permutations",
      paramLabel = "N",
      description = "Permutations for p and chance (default 0).")
  private int permutations;

  @Mixin private RunOptions options = new RunOptions();

  @picocli.CommandLine.ArgGroup(exclusive = false)
  private @Nullable Relative relative;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with pictures.")
  private @Nullable Path html;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    List<SimilarityIndex> indices = indices();
    Path page = html == null ? null : outputs.stage(html);
    LatentSpace a = left.read(leftKeys);
    LatentSpace b = right.read(rightKeys);
    Paired joined = LatentSpace.pair(a, b);
    SpaceReport report = SpaceReport.of(a, b).indices(indices);
    AnchorSet anchors = relative == null ? null : relative.anchors(a, b);
    if (relative != null && anchors != null) {
      report = report.relativeTo(anchors, relative.centred());
    }
    List<Score> scores;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      Run run = options.run().withProgress(progress);
      SpaceReport asked = report.uncertainty(new Uncertainty(draws, permutations), run);
      scores = scores(asked, indices);
      if (page != null) {
        asked.save(page);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("n", joined.left().size());
    figures.put("paired", matches(joined));
    if (relative != null && anchors != null) {
      figures.put("relative", relative.figures(anchors));
    }
    figures.put("scores", figures(indices, scores));
    summary(joined, indices, scores);
    return figures;
  }

  private List<SimilarityIndex> indices() {
    List<SimilarityIndex> all =
        SimilarityIndex.all(new IndexOptions(k, lambda, batch, IndexOptions.standard().sigma()));
    if (names.contains(ALL)) {
      return all;
    }
    Map<String, SimilarityIndex> known = new LinkedHashMap<>();
    all.forEach(index -> known.put(index.name(), index));
    List<SimilarityIndex> out = new ArrayList<>();
    for (String name : names.stream().distinct().toList()) {
      SimilarityIndex index = known.get(name);
      if (index == null) {
        String valid = String.join(", ", known.keySet());
        throw usage("--indices: unknown '" + name + "', expected all or some of " + valid);
      }
      out.add(index);
    }
    return out;
  }

  /** The scores; indices that were asked for by name must be possible. */
  private List<Score> scores(SpaceReport report, List<SimilarityIndex> indices) {
    if (!names.contains(ALL)) {
      Pair pair = report.pair(0, 1);
      for (SimilarityIndex index : indices) {
        index
            .obstacle(pair)
            .ifPresent(
                reason -> {
                  throw new InputException(
                      index.name(), "spaces that it can compare", "spaces it cannot: " + reason);
                });
      }
    }
    return report.scores(0, 1);
  }

  private static Map<String, Integer> matches(Paired joined) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("matched", Math.toIntExact(joined.left().size()));
    counts.put("onlyA", joined.onlyLeft().size());
    counts.put("onlyB", joined.onlyRight().size());
    return counts;
  }

  private static Map<String, ?> figures(List<SimilarityIndex> indices, List<Score> scores) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int t = 0; t < scores.size(); t++) {
      Score score = scores.get(t);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("value", score.value());
      figures.put("direction", indices.get(t).direction().word());
      figures.put("low", score.low());
      figures.put("high", score.high());
      figures.put("p", score.p());
      figures.put("chance", score.chance());
      figures.put("note", score.note());
      out.put(indices.get(t).name(), figures);
    }
    return out;
  }

  private void summary(Paired joined, List<SimilarityIndex> indices, List<Score> scores) {
    print(
        "%d rows in common, %d only in %s, %d only in %s",
        joined.left().size(), joined.onlyLeft().size(), left, joined.onlyRight().size(), right);
    for (int t = 0; t < scores.size(); t++) {
      SimilarityIndex index = indices.get(t);
      String better = index.direction().word().toLowerCase(Locale.ROOT);
      print("%-26s %-7s %s", index.name(), better, scores.get(t));
    }
  }
}
