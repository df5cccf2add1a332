package org.latent4j.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;

/**
 * A file that holds arrays. Opening reads the directory of the file alone; arrays are read when
 * asked for. Its methods throw {@link FormatException} for a file that breaks its format and {@link
 * java.io.UncheckedIOException} when it cannot be read.
 */
public interface ArrayFile {
  /** The file. */
  Path path();

  /** The metadata of a safetensors file; empty for others. */
  Map<String, String> metadata();

  /** What arrays there are, in the order of the file. Npz files read the header of each for it. */
  List<ArrayDescription> descriptions();

  /** The names of the arrays, in the order of the file. */
  List<String> names();

  /**
   * One array.
   *
   * @throws FormatException when there is none of that name, with the names there are
   */
  StoredArray array(String name);

  /** Reads the whole file in bounded memory and checks every byte of it that can be checked. */
  void check();

  /**
   * Opens a file by the ending of its name: {@code .safetensors}, {@code .npy}, {@code .npz}, idx
   * ({@code -ubyte}, {@code .idx}, both {@code .gz} too), word vectors ({@code .txt}, {@code .vec},
   * both {@code .gz} too, and {@code .bin}).
   *
   * @throws FormatException for another ending
   */
  static ArrayFile open(Path file) {
    return switch (FileKind.of(file)) {
      case SAFETENSORS -> SafetensorsFile.open(file);
      case NPY -> NpyFile.open(file);
      case NPZ -> NpzFile.open(file);
      case IDX -> IdxFile.open(file);
      case WORDS, WORDS_BINARY -> WordVectorFile.open(file);
    };
  }
}
