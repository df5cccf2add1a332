package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Names, dtypes, shapes and metadata of a file, after every byte of it was checked. */
@CommandLine.Command(
    name = "inspect",
    description = "Check a file of arrays and list what it holds.")
public final class Inspect extends Command {
  private static final int SHOWN = 200;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A .safetensors, .npy, .npz, idx or word-vector file.")
  private Path file = Path.of("");

  /** A tensor as JSON shows it. */
  @SuppressWarnings("ArrayRecordComponent") // Only ever written.
  private record Tensor(String dtype, long[] shape) {}

  @Override
  Map<String, ?> run(Outputs outputs) {
    ArrayFile arrays = ArrayFile.open(file);
    arrays.check();
    List<ArrayDescription> descriptions = arrays.descriptions();
    Map<String, Object> tensors = new LinkedHashMap<>();
    for (ArrayDescription array : descriptions) {
      tensors.put(array.name(), new Tensor(array.type().name(), array.shape()));
    }
    descriptions.stream().limit(SHOWN).forEach(this::print);
    if (descriptions.size() > SHOWN) {
      print("... and %d more", descriptions.size() - SHOWN);
    }
    arrays.metadata().forEach((key, value) -> print("%s = %s", plain(key), plain(value)));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("tensors", tensors);
    figures.put("metadata", arrays.metadata());
    return figures;
  }

  private void print(ArrayDescription array) {
    String name = array.name().isEmpty() ? "" : plain(array.name()) + "  ";
    print("%s%s  %s", name, array.type(), Arrays.toString(array.shape()));
  }

  /** One line without control characters, so that a name cannot play tricks on a terminal. */
  private static String plain(String text) {
    boolean whole = text.length() <= SHOWN;
    String line =
        (whole ? text : text.substring(0, SHOWN)).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    return whole ? line : line + "...";
  }
}
