package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.Quantizer;
import picocli.CommandLine.Option;

/** Turns codes back into vectors. */
@picocli.CommandLine.Command(name = "decode", description = "Turn codes back into vectors.")
public final class QuantizeDecode extends Command {
  @Option(
      names = "--quantizer",
      paramLabel = "FILE",
      required = true,
      description = "The quantizer.")
  private Path quantizerFile;

  @Option(
      names = "--codes",
      paramLabel = "FILE",
      required = true,
      description = "The codes, as encode wrote them.")
  private Path codesFile;

  @Option(
      names = "--values",
      paramLabel = "FILE",
      required = true,
      description = "Where to write what the codes stand for.")
  private Path values;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Path target = outputs.stage(values);
    Quantizer quantizer = Quantizer.load(quantizerFile);
    CodeMatrix codes = QuantizeSearch.codes(codesFile, quantizer, quantizerFile);
    ArrayOutput.write(target, "values", quantizer.reconstruct(codes));
    print("%d rows of width %d: %s", codes.rows(), quantizer.dimension(), values);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", codes.rows());
    figures.put("dimension", quantizer.dimension());
    return figures;
  }
}
