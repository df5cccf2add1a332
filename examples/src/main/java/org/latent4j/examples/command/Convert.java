package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ArrayPick;
import org.latent4j.io.ElementType;
import org.latent4j.io.FileKind;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.io.StoredKeys;
import org.latent4j.io.TextArray;
import org.latent4j.io.WordVectorFile;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts files of arrays, array by array and block by block. */
@CommandLine.Command(
    name = "convert",
    description = "Convert between .npy, .npz, .safetensors and word vectors as text.")
public final class Convert extends Command {
  /** What {@code --dtype} takes. */
  enum Dtype {
    F32,
    F64,
    F16
  }

  @Parameters(
      index = "0",
      paramLabel = "IN[#NAME]",
      converter = ArrayArgument.Converter.class,
      description = "The file to read, or one array of it; idx and word2vec binary too.")
  private ArrayArgument in = new ArrayArgument(Path.of(""), null);

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The file to write: .npy, .npz, .safetensors, .txt or .vec (also .gz).")
  private Path out = Path.of("");

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "Type of floating arrays: ${COMPLETION-CANDIDATES}.")
  private @Nullable Dtype dtype;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    FileKind kind = kindOfOutput();
    Path target = outputs.stage(out);
    ArrayFile file = in.open();
    List<StoredArray> arrays = arrays(file, kind);
    try {
      write(target, kind, file, arrays);
    } catch (InputException e) {
      throw visible(e, target);
    }
    Map<String, Object> written = new LinkedHashMap<>();
    for (StoredArray array : arrays) {
      ArrayDescription description = ArrayOutput.named(array, arrays);
      written.put(description.name(), description.type().name());
    }
    print("%s: %d arrays", out, arrays.size());
    return Map.of("arrays", written);
  }

  private void write(Path target, FileKind kind, ArrayFile file, List<StoredArray> arrays)
      throws IOException {
    if (kind == FileKind.WORDS) {
      WordOutput.write(target, single(arrays, file), keys(file, arrays.get(0)));
    } else {
      ArrayOutput.write(target, metadata(file, kind), arrays);
    }
  }

  /** What the output cannot hold lies in the input: both are named. */
  private InputException visible(InputException e, Path target) {
    String operation = e.operation();
    if (operation.startsWith(in.file().toString())) {
      return e;
    }
    String hidden = target.toString();
    String place =
        operation.startsWith(hidden) ? operation.substring(hidden.length()) : ": " + operation;
    return new FormatException(in + " to " + out + place, e.expected(), e.got());
  }

  private FileKind kindOfOutput() {
    try {
      return ArrayOutput.kind(out);
    } catch (InputException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /** The arrays to write, with the elements they will have. */
  private List<StoredArray> arrays(ArrayFile file, FileKind kind) {
    List<StoredArray> arrays = new ArrayList<>();
    if (in.name() != null || kind == FileKind.NPY || kind == FileKind.WORDS) {
      arrays.add(one(file));
    } else {
      file.check();
      file.names().forEach(name -> arrays.add(file.array(name)));
    }
    if (file instanceof WordVectorFile words && kind == FileKind.SAFETENSORS) {
      arrays.add(words.keys().bytes());
      arrays.add(words.keys().offsets());
    }
    return arrays.stream().map(array -> asWritten(array, kind)).toList();
  }

  private StoredArray one(ArrayFile file) {
    String name = in.name();
    if (name == null && file.names().size() > 1 && !file.names().contains("vectors")) {
      // The names are what the message is for; nothing else tells which array is meant.
      return ArrayPick.of(file, null, any -> false, "array called vectors");
    }
    return ArrayPick.of(file, name, any -> true, "array");
  }

  private StoredArray asWritten(StoredArray array, FileKind kind) {
    StoredArray wanted = array;
    if (dtype != null && array.description().type().isFloating()) {
      wanted = array.as(type(dtype));
    }
    ElementType type = wanted.description().type();
    if (type.equals(ElementType.BF16)) {
      return wanted.as(ElementType.F32);
    }
    if (type.equals(ElementType.U16)) {
      return wanted.as(ElementType.I32);
    }
    if (type.isText() && (kind == FileKind.SAFETENSORS || kind == FileKind.WORDS)) {
      throw new FormatException(
          array.place(),
          "numbers for " + out + " (text fits .npy and .npz)",
          "array " + array.description());
    }
    return type.isText() ? TextArray.asBytes(wanted) : wanted;
  }

  private static ElementType type(Dtype dtype) {
    return switch (dtype) {
      case F16 -> ElementType.F16;
      case F32 -> ElementType.F32;
      case F64 -> ElementType.F64;
    };
  }

  private static StoredArray single(List<StoredArray> arrays, ArrayFile file) {
    StoredArray array = arrays.get(0);
    if (array.description().rank() != 2) {
      throw new FormatException(
          file.path().toString(), "a 2-D array for text", "array " + array.description());
    }
    return array;
  }

  /** The keys that belong to the array, or null where rows have numbers alone. */
  private static @Nullable StoredKeys keys(ArrayFile file, StoredArray array) {
    return array.description().name().equals("vectors") && array.description().rank() == 2
        ? StoredKeys.of(file).orElse(null)
        : null;
  }

  private Map<String, String> metadata(ArrayFile file, FileKind kind) {
    if (file instanceof WordVectorFile && kind == FileKind.SAFETENSORS) {
      return SavedThing.draft("space")
          .metadata("name", String.valueOf(in.file().getFileName()))
          .lineage(Lineage.none().json())
          .metadata();
    }
    return in.name() == null ? file.metadata() : Map.of();
  }
}
