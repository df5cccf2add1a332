package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns a quantizer from vectors. */
@picocli.CommandLine.Command(name = "fit", description = "Learn a quantizer from vectors.")
public final class QuantizeFit extends Command {
  @Mixin private QuantizerOptions options;

  @Option(
      names = {"--input", "--in"},
      paramLabel = "X",
      required = true,
      converter = ArrayArgument.Converter.class,
      description = "The vectors: FILE or FILE#NAME.")
  private ArrayArgument input;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to save the quantizer, a .safetensors file.")
  private Path out;

  @Mixin private RunOptions runOptions = new RunOptions();

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    String complaint = options.complaint();
    if (complaint != null) {
      throw usage(complaint);
    }
    Path target = outputs.stage(out);
    INDArray x = input.matrix();
    try (ConsoleProgress progress = new ConsoleProgress()) {
      Quantizer quantizer =
          Blame.on(
              input.toString(),
              () -> options.estimator().fit(x, runOptions.run().withProgress(progress)));
      quantizer.save(target);
      return figures(quantizer, x);
    }
  }

  private Map<String, Object> figures(Quantizer quantizer, INDArray x) {
    CodeMatrix codes = Blame.on(input.toString(), () -> quantizer.quantize(x));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("kind", quantizer.kind());
    figures.put("dimension", quantizer.dimension());
    figures.put("positions", quantizer.space().positions());
    figures.put("bitsPerVector", quantizer.space().bitsPerRow());
    double error = QuantizeFigures.meanSquaredError(x, quantizer, codes);
    figures.put("mse", error);
    QuantizeFigures.usage(codes, figures);
    print(
        "%s on %d rows of width %d: %d bits a vector, mse %.6g: %s",
        quantizer, x.size(0), x.size(1), quantizer.space().bitsPerRow(), error, out);
    return figures;
  }
}
