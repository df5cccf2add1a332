package org.latent4j;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A named set of vectors with keys: what an encoder produced, and how. Immutable; {@link
 * TensorSpace} holds it in memory, {@link MappedSpace} reads it from a file block by block.
 */
public interface LatentSpace {
  /** A name for people. */
  String name();

  /** The number of rows. */
  long size();

  /** The width of a row. */
  long dimension();

  /**
   * All vectors, {@code [size, dimension]}; do not modify. A mapped space reads them at each call.
   */
  INDArray vectors();

  /** One key a row. */
  Keys keys();

  /** What made the vectors. */
  Lineage lineage();

  /** One class label a row, where there are some; a copy. */
  Optional<int[]> labels();

  /**
   * Some rows, in the order given, with their keys and labels; rows of a mapped space stay in its
   * file.
   *
   * @throws org.latent4j.error.InputException for a row outside the space or given twice
   */
  LatentSpace select(long... rows);

  /**
   * The vectors in consecutive blocks of {@code rows} rows (the last may be shorter), in order.
   * Each block is a new array; close it when done, and memory stays flat.
   */
  Stream<INDArray> blocks(int rows);

  /** Writes the space to a safetensors file, beside the old one and renamed. */
  void save(Path file);

  /**
   * Opens a file as a space: one that {@link #save} wrote; any other safetensors, npy or npz file
   * with one 2-D array of floats, or with one called {@code vectors}; word vectors, whose words
   * become the keys. Safetensors and npy are mapped, others read.
   *
   * @throws org.latent4j.error.FormatException for a file that breaks its format or does not tell
   *     which array is meant
   */
  static LatentSpace open(Path file) {
    return SpaceFile.open(file, null);
  }

  /** Opens the array of that name in a file as a space; see {@link #open(Path)}. */
  static LatentSpace open(Path file, String array) {
    return SpaceFile.open(file, array);
  }

  /** A space in memory; see {@link TensorSpace#of}. */
  static LatentSpace of(String name, INDArray vectors) {
    return TensorSpace.of(name, vectors);
  }

  /** Some rows by key, in the order given; the first unknown keys are named. */
  default LatentSpace select(Iterable<String> selected) {
    return select(Pairing.rowsOf(this, selected));
  }

  /**
   * Joins two spaces on their keys, in the order of {@code a}.
   *
   * @throws org.latent4j.error.InputException when no key is shared (names three of each side), and
   *     when both have only row numbers and differ in size: rows are never joined by accident
   */
  static Paired pair(LatentSpace a, LatentSpace b) {
    return Pairing.pair(a, b);
  }
}
