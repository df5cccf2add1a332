package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.latent4j.io.HeldArray;
import org.latent4j.quantize.disentangle.DisentanglementOptions;
import org.latent4j.quantize.disentangle.DisentanglementReport;
import org.latent4j.quantize.disentangle.Explicitness;
import org.latent4j.quantize.disentangle.InfoMec;
import org.latent4j.quantize.disentangle.InfoMecScore;
import org.latent4j.quantize.disentangle.Metric;
import org.latent4j.quantize.disentangle.Preset;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores what latents separate. */
@picocli.CommandLine.Command(
    name = "disentangle",
    description = "Score how latents separate the sources of what they encode.")
public final class Disentangle extends Command {
  @Option(
      names = "--sources",
      required = true,
      paramLabel = "S.npy",
      converter = ArrayArgument.Converter.class,
      description = "Sources [n, s]; whole-number types are classes, floating ones numbers.")
  private ArrayArgument sources;

  @Option(
      names = "--latents",
      required = true,
      paramLabel = "L.npy",
      converter = ArrayArgument.Converter.class,
      description = "Latents [n, z].")
  private ArrayArgument latents;

  @Option(names = "--discrete", description = "Latents are codes, whole numbers.")
  private boolean discrete;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "paper, training-log or tripod (default ${DEFAULT-VALUE}).")
  private String preset = Preset.PAPER.label();

  @Option(
      names = "--explicitness",
      paramLabel = "NAME",
      description = "strict or calibrated (default ${DEFAULT-VALUE}).")
  private String explicitness = Explicitness.STRICT.label();

  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "NAME",
      description =
          "Some of infomec, mig, modularity, explicitness, sap, dci, factorvae, betavae, irs"
              + " (default infomec).")
  private List<String> metrics = List.of(Metric.INFOMEC.label());

  @Option(
      names = "--importances",
      paramLabel = "R.npy",
      converter = ArrayArgument.Converter.class,
      description = "Importances [z, s] for dci, instead of learning them.")
  private @Nullable ArrayArgument importances;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "Resamples for intervals; 200 is usual (default ${DEFAULT-VALUE}).")
  private int bootstrap;

  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--nmi",
      paramLabel = "N.npy",
      description = "Write the matrix of mutual information, f8 [s, z].")
  private @Nullable Path nmi;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with pictures.")
  private @Nullable Path html;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Set<Metric> asked = asked();
    InfoMec infomec = infomec();
    if (nmi != null && !asked.contains(Metric.INFOMEC)) {
      throw usage("--nmi needs infomec among --metrics");
    }
    if (importances != null && !asked.contains(Metric.DCI)) {
      throw usage("--importances needs dci among --metrics");
    }
    Path matrix = nmi == null ? null : outputs.stage(nmi);
    Path page = html == null ? null : outputs.stage(html);
    DisentanglementReport report;
    try (ConsoleProgress progress = new ConsoleProgress()) {
      DisentanglementOptions options =
          DisentanglementOptions.standard()
              .withDiscrete(discrete)
              .withInfoMec(infomec)
              .withMetrics(asked)
              .withBootstrap(bootstrap)
              .withRun(runOptions.run().withProgress(progress));
      report = measure(options);
    }
    if (matrix != null) {
      write(matrix, report.infomec().orElseThrow().nmi());
    }
    if (page != null) {
      report.page().save(page);
    }
    print("%d rows of %s and %s", report.rows(), sources, latents);
    report.figures().forEach((name, value) -> print("%-18s %.6f", name, value));
    report.warnings().forEach(warning -> print("note: %s", warning));
    return figures(report);
  }

  private InfoMec infomec() {
    return new InfoMec(
        choose("--preset", preset, Preset.values(), Preset::label),
        choose("--explicitness", explicitness, Explicitness.values(), Explicitness::label));
  }

  private Set<Metric> asked() {
    Set<Metric> asked = EnumSet.noneOf(Metric.class);
    for (String name : metrics) {
      asked.add(choose("--metrics", name, Metric.values(), Metric::label));
    }
    return asked;
  }

  private <T> T choose(String option, String word, T[] all, Function<T, String> label) {
    for (T one : all) {
      if (label.apply(one).equals(word)) {
        return one;
      }
    }
    String valid = String.join(", ", Arrays.stream(all).map(label).toList());
    throw usage(option + ": unknown '" + word + "', expected one of " + valid);
  }

  private DisentanglementReport measure(DisentanglementOptions options) {
    INDArray x = matrix(sources);
    INDArray y = matrix(latents);
    INDArray given = importances == null ? null : importances.matrix();
    String files = sources + " and " + latents + (importances == null ? "" : ", " + importances);
    return Blame.on(
        files,
        () ->
            DisentanglementReport.of(
                x, y, given == null ? options : options.withImportances(given)));
  }

  private static INDArray matrix(ArrayArgument argument) {
    return argument.array(a -> a.rank() == 2 && !a.type().isText(), "2-D array of numbers").read();
  }

  private static void write(Path file, double[][] matrix) {
    double[] all = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    ArrayOutput.write(file, HeldArray.of("nmi", all, matrix.length, matrix[0].length));
  }

  private static Map<String, ?> figures(DisentanglementReport report) {
    Map<String, Object> out = new LinkedHashMap<>();
    Map<String, Object> dci = new LinkedHashMap<>();
    report
        .figures()
        .forEach(
            (name, value) -> (Metric.DCI.figures().contains(name) ? dci : out).put(name, value));
    if (report.infomec().isPresent()) {
      InfoMecScore score = report.infomec().get();
      out.put("nmi", score.nmi());
      out.put("active", score.active());
      out.put("nActive", score.activeCount());
    }
    if (!dci.isEmpty()) {
      out.put("dci", dci);
    }
    out.put("intervals", report.intervals());
    out.put("warnings", report.warnings());
    return out;
  }
}
