package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Option;

/** Turns vectors into codes. */
@picocli.CommandLine.Command(name = "encode", description = "Turn vectors into codes.")
public final class QuantizeEncode extends Command {
  @Option(
      names = "--quantizer",
      paramLabel = "FILE",
      required = true,
      description = "The quantizer.")
  private Path quantizerFile;

  @Option(
      names = {"--input", "--in"},
      paramLabel = "X",
      required = true,
      converter = ArrayArgument.Converter.class,
      description = "The vectors: FILE or FILE#NAME.")
  private ArrayArgument input;

  @Option(
      names = "--codes",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the codes: .npz, .safetensors, or .npy without factors.")
  private Path codesFile;

  @Option(
      names = "--values",
      paramLabel = "FILE",
      description = "Where to write what the codes stand for.")
  private @Nullable Path values;

  @Option(
      names = "--packed",
      paramLabel = "FILE",
      description = "Where to write the rows of codes packed into bits.")
  private @Nullable Path packed;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Path target = outputs.stage(codesFile);
    Path valuesTarget = values == null ? null : outputs.stage(values);
    Path packedTarget = packed == null ? null : outputs.stage(packed);
    Quantizer quantizer = Quantizer.load(quantizerFile);
    INDArray x = input.matrix();
    CodeMatrix codes = Blame.on(input + " with " + quantizerFile, () -> quantizer.quantize(x));
    codes.save(target);
    if (valuesTarget != null) {
      ArrayOutput.write(valuesTarget, "values", quantizer.reconstruct(codes));
    }
    if (packedTarget != null) {
      NpyWriter.write(
          packedTarget,
          HeldArray.of("packed", codes.packed(), codes.rows(), codes.space().bytesPerRow()));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", codes.rows());
    double error = QuantizeFigures.meanSquaredError(x, quantizer, codes);
    figures.put("mse", error);
    QuantizeFigures.usage(codes, figures);
    figures.put("bytesPerRow", codes.space().bytesPerRow());
    print("%d rows by %s, mse %.6g: %s", codes.rows(), quantizer, error, codesFile);
    return figures;
  }
}
