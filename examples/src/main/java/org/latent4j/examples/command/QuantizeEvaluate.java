package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.error.InputException;
import org.latent4j.io.FileKind;
import org.latent4j.io.StoredArray;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One forward pass of a quantizer, with its losses and gradients. */
@picocli.CommandLine.Command(
    name = "evaluate",
    description = "One forward pass of a quantizer, with its losses and gradients.")
public final class QuantizeEvaluate extends Command {
  @Option(
      names = "--kind",
      required = true,
      converter = EvaluationKind.Converter.class,
      description = "qlae, fsq, lfq, bsq, vq, simvq, rvq or bernoulli.")
  private EvaluationKind kind;

  @Option(
      names = {"--input", "--in"},
      required = true,
      paramLabel = "FILE",
      description = "Arrays z, gradient and those of the kind (.npz or .safetensors).")
  private Path input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write what comes out (.npz or .safetensors).")
  private Path out;

  @Mixin private EvaluationOptions options;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    checkUsage();
    Path target = outputs.stage(out);
    EvaluationInput in = EvaluationInput.open(input);
    List<StoredArray> arrays;
    try {
      arrays = kind.evaluate(in, options).arrays(in);
    } catch (InputException e) {
      // A quantizer does not know the file that its arrays came from.
      throw e.getMessage() != null && e.getMessage().contains(input.toString())
          ? e
          : new InputException(input + ": " + e.operation(), e.expected(), e.got());
    }
    ArrayOutput.write(target, Map.of(), arrays);
    print("%s of %d rows: %s", kind.word(), in.z().size(0), out);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("kind", kind.word());
    figures.put("rows", in.z().size(0));
    figures.put("dimension", in.z().size(1));
    return figures;
  }

  private void checkUsage() {
    FileKind file = FileKind.find(out).orElse(FileKind.NPY);
    if (file != FileKind.NPZ && file != FileKind.SAFETENSORS) {
      throw usage("--out: expected a name ending in .npz or .safetensors, got " + out);
    }
    if (options.batches() != null && kind != EvaluationKind.VQ) {
      throw usage("--batches needs --kind vq, got --kind " + kind.word());
    }
    if (options.batches() != null && options.quantizationWeight(0) > 0) {
      throw usage(
          "--batches and --quantization-weight exclude each other, got "
              + options.batches()
              + " and "
              + options.quantizationWeight(0));
    }
  }
}
