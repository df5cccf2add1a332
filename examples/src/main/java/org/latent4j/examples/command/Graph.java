package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Run;
import org.latent4j.examples.graph.CitationFile;
import org.latent4j.examples.graph.CitationGraph;
import org.latent4j.examples.graph.GraphExperiment;
import org.latent4j.examples.graph.GraphFigures;
import org.latent4j.examples.graph.GraphReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does likeness to a good network tell how good another is? */
@picocli.CommandLine.Command(
    name = "graph",
    description = "Train graph networks on Cora and compare them to a good one by relative rows.")
public final class Graph extends Command {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of cora.npz, or the file itself.")
  private Path data = Path.of("");

  @Option(
      names = "--anchors",
      paramLabel = "M",
      description = "Nodes that all networks share (default ${DEFAULT-VALUE}).")
  private int anchors = GraphExperiment.ANCHORS;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with a picture.")
  private @Nullable Path html;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Path page = html == null ? null : outputs.stage(html);
    GraphExperiment experiment = GraphExperiment.standard().withAnchors(anchors);
    Run silent = options.run();
    CitationGraph graph = CitationFile.read(data);
    GraphFigures figures;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      figures = experiment.run(graph, silent.withProgress(progress));
    }
    if (page != null) {
      GraphReport.of(figures, graph, anchors)
          .withSubtitle(data + ", seed " + options.seed())
          .save(page);
    }
    print(figures, graph);
    return json(figures, graph);
  }

  private void print(GraphFigures figures, CitationGraph graph) {
    GraphFigures.Reference best = figures.reference();
    print(
        "%d nodes, %d edges, %d words, %d fields",
        graph.size(), graph.edges(), graph.words().columns(), graph.classes());
    print(
        "reference: %s, epoch %d, accuracy %.3f (validation) %.3f (test)",
        best.run(), best.epoch(), best.validationAccuracy(), best.testAccuracy());
    print(
        "%d checkpoints, Pearson of accuracy and likeness by %d anchors:",
        figures.points().size(), anchors);
    print("%-10s %7.3f", "centred", figures.centred());
    print("%-10s %7.3f", "uncentred", figures.uncentred());
  }

  private Map<String, ?> json(GraphFigures figures, CitationGraph graph) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nodes", graph.size());
    json.put("edges", graph.edges());
    json.put("words", graph.words().columns());
    json.put("classes", graph.classes());
    json.put("anchors", anchors);
    json.put("seed", options.seed());
    json.put("reference", figures.reference());
    json.put("checkpoints", figures.points().size());
    json.put("uncentred", figures.uncentred());
    json.put("centred", figures.centred());
    json.put("points", figures.points());
    return json;
  }
}
