package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latent4j.LatentSpace;
import org.latent4j.error.InputException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArraySink;
import org.latent4j.io.ElementType;
import org.latent4j.io.FileKind;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.io.WordVectorWriter;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes what a command made, by the ending of the file's name; f8 stays f8. */
final class ArrayOutput {
  private static final String VECTORS = "vectors";
  private static final int ROWS = 1024;
  private static final Set<FileKind> WRITTEN =
      EnumSet.of(FileKind.SAFETENSORS, FileKind.NPY, FileKind.NPZ, FileKind.WORDS);

  private ArrayOutput() {}

  /**
   * The kind of file to write.
   *
   * @throws InputException for an ending that is not written
   */
  static FileKind kind(Path file) {
    return FileKind.find(file)
        .filter(WRITTEN::contains)
        .orElseThrow(
            () ->
                new InputException(
                    file.toString(),
                    "a name ending in .npy, .npz, .safetensors, .txt or .vec",
                    String.valueOf(file.getFileName())));
  }

  /** Writes one array; npz and safetensors files call it by its name, {@code vectors} if none. */
  static void write(Path file, StoredArray array) {
    write(file, Map.of(), List.of(array));
  }

  /** Writes one array under a name. */
  static void write(Path file, String name, INDArray array) {
    write(file, HeldArray.of(name, array));
  }

  /** Writes several arrays to an npz or safetensors file, or one to an npy file. */
  static void write(Path file, Map<String, String> metadata, List<StoredArray> arrays) {
    FileKind kind = kind(file);
    if (kind == FileKind.NPY && arrays.size() == 1) {
      NpyWriter.write(file, arrays.get(0));
    } else if (kind == FileKind.NPZ) {
      try (NpzWriter writer = NpzWriter.create(file)) {
        arrays.forEach(array -> writer.begin(named(array, arrays)).append(array));
        writer.commit();
      }
    } else if (kind == FileKind.SAFETENSORS) {
      List<ArrayDescription> all = arrays.stream().map(array -> named(array, arrays)).toList();
      try (SafetensorsWriter writer = SafetensorsWriter.create(file, metadata, all)) {
        arrays.forEach(array -> writer.sink(named(array, arrays).name()).append(array));
        writer.commit();
      }
    } else {
      throw new InputException(
          file.toString(), "a file for " + arrays.size() + " arrays without keys", kind.toString());
    }
  }

  /** Writes a space; an npy or npz file holds its vectors alone, text its keys too. */
  static void write(Path file, LatentSpace space) {
    switch (kind(file)) {
      case SAFETENSORS -> space.save(file);
      case WORDS -> writeWords(file, space);
      default -> writeVectors(file, space);
    }
  }

  private static void writeVectors(Path file, LatentSpace space) {
    Iterator<INDArray> blocks = space.blocks(ROWS).iterator();
    INDArray first = blocks.hasNext() ? blocks.next() : space.vectors();
    ElementType type = first.dataType() == DataType.DOUBLE ? ElementType.F64 : ElementType.F32;
    ArrayDescription all = ArrayDescription.of(VECTORS, type, space.size(), space.dimension());
    if (kind(file) == FileKind.NPY) {
      try (NpyWriter writer = NpyWriter.create(file, all)) {
        append(writer.sink(), first, blocks);
        writer.commit();
      }
    } else {
      try (NpzWriter writer = NpzWriter.create(file)) {
        append(writer.begin(all), first, blocks);
        writer.commit();
      }
    }
  }

  private static void append(ArraySink sink, INDArray first, Iterator<INDArray> blocks) {
    sink.append(first);
    while (blocks.hasNext()) {
      INDArray block = blocks.next();
      sink.append(block);
      block.close();
    }
  }

  private static void writeWords(Path file, LatentSpace space) {
    try (WordVectorWriter writer = WordVectorWriter.create(file, space.size(), space.dimension())) {
      long row = 0;
      for (Iterator<INDArray> all = space.blocks(ROWS).iterator(); all.hasNext(); ) {
        INDArray block = all.next();
        for (long i = 0; i < block.size(0); i++, row++) {
          if (block.dataType() == DataType.DOUBLE) {
            writer.append(space.keys().get(row), Dense.doubles(block, i, i + 1));
          } else {
            writer.append(space.keys().get(row), Dense.floats(block, i, i + 1));
          }
        }
        block.close();
      }
      writer.commit();
    }
  }

  /** An array without a name is called {@code vectors}, unless another of them is. */
  static ArrayDescription named(StoredArray array, List<StoredArray> arrays) {
    ArrayDescription description = array.description();
    return description.name().isEmpty()
            && arrays.stream().noneMatch(other -> other.description().name().equals(VECTORS))
        ? description.named(VECTORS)
        : description;
  }
}
