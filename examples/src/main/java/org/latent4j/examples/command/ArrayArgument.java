package org.latent4j.examples.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ArrayPick;
import org.latent4j.io.StoredArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An array argument of a command: {@code FILE} or {@code FILE#NAME}. Without a name it is {@code
 * vectors} where there is one, else the only array of the rank and type that is wanted.
 *
 * @param file the file
 * @param name the name after {@code #}, or null
 */
record ArrayArgument(Path file, @Nullable String name) {
  /** Parses the text; a file whose own name holds a {@code #} is found too. */
  static ArrayArgument of(String text) {
    int first = text.indexOf('#');
    if (first < 0 || Files.exists(Path.of(text))) {
      return new ArrayArgument(Path.of(text), null);
    }
    for (int at = first; at >= 0; at = text.indexOf('#', at + 1)) {
      if (Files.exists(Path.of(text.substring(0, at)))) {
        return new ArrayArgument(Path.of(text.substring(0, at)), text.substring(at + 1));
      }
    }
    return new ArrayArgument(Path.of(text.substring(0, first)), text.substring(first + 1));
  }

  /** Opens the file by the ending of its name. */
  ArrayFile open() {
    return ArrayFile.open(file);
  }

  /** The array that is meant, by what it must be; see {@link ArrayPick#of}. */
  StoredArray array(Predicate<ArrayDescription> fits, String wanted) {
    return ArrayPick.of(open(), name, fits, wanted);
  }

  /** A floating matrix, read: {@code DOUBLE} where the file has f8, else {@code FLOAT}. */
  INDArray matrix() {
    return array(ArrayPick::isFloatMatrix, "2-D float array").read();
  }

  /** Numbers along one axis, or a scalar as one number. */
  double[] numbers() {
    return array(a -> a.rank() <= 1 && !a.type().isText(), "1-D array of numbers").doubles();
  }

  /** Whole numbers along one axis. */
  long[] wholeNumbers() {
    return array(
            a -> a.rank() == 1 && !a.type().isText() && !a.type().isFloating(),
            "1-D array of whole numbers")
        .longs();
  }

  /** The file as a space; a safetensors or npy file is mapped. */
  LatentSpace space() {
    return name == null ? LatentSpace.open(file) : LatentSpace.open(file, name);
  }

  /**
   * The name of one of several arrays that belong together: {@code tokens}, or {@code NAME_tokens}
   * where the argument has a name.
   */
  String nameOf(String array) {
    return name == null ? array : name + "_" + array;
  }

  @Override
  public String toString() {
    return name == null ? file.toString() : file + "#" + name;
  }

  /** Lets picocli parse array arguments. */
  static final class Converter implements ITypeConverter<ArrayArgument> {
    @Override
    public ArrayArgument convert(String text) {
      try {
        return of(text);
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' is no path: " + e.getReason());
      }
    }
  }
}
