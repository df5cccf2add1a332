package org.latent4j.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.latent4j.error.FormatException;

/** The kinds of files, told by the ending of the name. */
public enum FileKind {
  /** {@code .safetensors}. */
  SAFETENSORS,
  /** {@code .npy}. */
  NPY,
  /** {@code .npz}. */
  NPZ,
  /** {@code -ubyte} or {@code .idx}, {@code .gz} too. */
  IDX,
  /** Word vectors as text: {@code .txt} or {@code .vec}, {@code .gz} too. */
  WORDS,
  /** Word vectors as word2vec writes them: {@code .bin}. */
  WORDS_BINARY;

  /** The kind of a file, where its name tells one. */
  public static Optional<FileKind> find(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith("-ubyte") || plain.endsWith(".idx")) {
      return Optional.of(IDX);
    }
    if (plain.endsWith(".txt") || plain.endsWith(".vec")) {
      return Optional.of(WORDS);
    }
    if (name.endsWith(".safetensors")) {
      return Optional.of(SAFETENSORS);
    }
    if (name.endsWith(".npy")) {
      return Optional.of(NPY);
    }
    if (name.endsWith(".npz")) {
      return Optional.of(NPZ);
    }
    return name.endsWith(".bin") ? Optional.of(WORDS_BINARY) : Optional.empty();
  }

  /**
   * The kind of a file.
   *
   * @throws FormatException for a name without a known ending
   */
  public static FileKind of(Path file) {
    return find(file)
        .orElseThrow(
            () ->
                new FormatException(
                    file.toString(),
                    "a name ending in .safetensors, .npy, .npz, .txt, .vec, .bin, -ubyte or .idx",
                    String.valueOf(file.getFileName())));
  }
}
