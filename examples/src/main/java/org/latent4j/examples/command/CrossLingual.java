package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.examples.crosslingual.CrossLingualRetrieval;
import org.latent4j.examples.crosslingual.RankFigures;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds questions in another language, by several ways to make two spaces comparable. */
@picocli.CommandLine.Command(
    name = "crosslingual",
    description = "Search the questions of one language in another (files of XQuAD).")
public final class CrossLingual extends Command {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "Questions to search for, such as xquad.en.json.")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The same texts in the language to search.")
  private Path to = Path.of("");

  @Option(
      names = "--dimension",
      paramLabel = "D",
      description = "Width of each language's space (default ${DEFAULT-VALUE}).")
  private int dimension = 256;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    CrossLingualRetrieval retrieval = new CrossLingualRetrieval(dimension, options.run());
    CrossLingualRetrieval.Figures found =
        retrieval.compare(retrieval.language(from), retrieval.language(to));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("test", found.test());
    figures.put("anchors", found.anchors());
    print("%d questions, %d anchors", found.test(), found.anchors());
    print("%-18s %6s %6s", "", "MRR", "top-1");
    put(figures, "absolute", found.absolute());
    put(figures, "relative", found.relative());
    put(figures, "relativeCentred", found.relativeCentred());
    put(figures, "procrustes", found.procrustes());
    put(figures, "ridge", found.ridge());
    return figures;
  }

  private void put(Map<String, Object> figures, String name, RankFigures found) {
    figures.put(name, found);
    print("%-18s %6.3f %6.3f", name, found.mrr(), found.top1());
  }
}
