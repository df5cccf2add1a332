package org.latent4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ArrayPick;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.MappedArray;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.io.StoredKeys;
import org.latent4j.io.WordVectorFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Spaces in files: safetensors with {@code kind} = {@code space}, and files of other programs. */
final class SpaceFile {
  static final String KIND = "space";
  private static final String VECTORS = "vectors";
  // Half precision is not written, but a converted file may have it.
  private static final List<ElementType> VECTOR_TYPES =
      List.of(ElementType.F32, ElementType.F64, ElementType.F16, ElementType.BF16);
  private static final String LABELS = "labels";

  private SpaceFile() {}

  /** Opens a file as a space; {@code array} names its vectors where the file does not tell. */
  static LatentSpace open(Path path, @Nullable String array) {
    ArrayFile file = ArrayFile.open(path);
    String name = stem(path);
    if (file instanceof SafetensorsFile tensors
        && SavedThing.FORMAT.equals(file.metadata().get("format"))
        && (array == null || KIND.equals(file.metadata().get("kind")))) {
      return saved(tensors, array == null ? VECTORS : array, name);
    }
    StoredArray vectors = ArrayPick.of(file, array, ArrayPick::isFloatMatrix, "2-D float array");
    if (file instanceof WordVectorFile words) {
      return new TensorSpace(
          name, vectors.read(), Keys.of(words.keys().toList()), Lineage.none(), null);
    }
    Keys keys = keys(file, vectors);
    return vectors instanceof MappedArray mapped
        ? new MappedSpace(name, mapped, null, keys, Lineage.none(), null)
        : new TensorSpace(name, vectors.read(), keys, Lineage.none(), null);
  }

  static void save(LatentSpace space, Path file) {
    DataType empty = space.size() == 0 ? space.vectors().dataType() : DataType.FLOAT;
    int rows = Encoding.blockRows(space.dimension());
    write(space, space.lineage(), ofWidth(space.dimension(), empty), space.blocks(rows), file);
  }

  /** The type and width of vectors without rows. */
  static ArrayDescription ofWidth(long dimension, DataType type) {
    return ArrayDescription.of(VECTORS, type(type), 0, dimension);
  }

  /**
   * Writes a space whose vectors come block by block; each block is closed.
   *
   * @param space gives name, keys and labels
   * @param empty the width, and the type where there is no block
   */
  static void write(
      LatentSpace space,
      Lineage lineage,
      ArrayDescription empty,
      Stream<INDArray> vectors,
      Path file) {
    Iterator<INDArray> blocks = vectors.iterator();
    INDArray first = blocks.hasNext() ? blocks.next() : null;
    ElementType type = first == null ? empty.type() : type(first.dataType());
    List<StoredArray> beside = beside(space);
    List<ArrayDescription> all = new ArrayList<>();
    all.add(ArrayDescription.of(VECTORS, type, space.size(), empty.size(1)));
    beside.forEach(array -> all.add(array.description()));
    Map<String, String> metadata =
        SavedThing.draft(KIND).metadata("name", space.name()).lineage(lineage.json()).metadata();
    try (SafetensorsWriter writer = SafetensorsWriter.create(file, metadata, all)) {
      for (INDArray block = first; block != null; block = blocks.hasNext() ? blocks.next() : null) {
        writer.sink(VECTORS).append(block);
        block.close();
      }
      beside.forEach(array -> writer.sink(array.description().name()).append(array));
      writer.commit();
    }
  }

  private static ElementType type(DataType type) {
    return type == DataType.DOUBLE ? ElementType.F64 : ElementType.F32;
  }

  private static List<StoredArray> beside(LatentSpace space) {
    List<StoredArray> beside = new ArrayList<>();
    if (!space.keys().areRows()) {
      StoredKeys keys = StoredKeys.of(space.keys().asList());
      beside.add(keys.bytes());
      beside.add(keys.offsets());
    }
    space.labels().ifPresent(labels -> beside.add(HeldArray.of(LABELS, labels, labels.length)));
    return beside;
  }

  private static LatentSpace saved(SafetensorsFile file, String array, String stem) {
    SavedThing thing = SavedThing.open(file.path(), KIND);
    MappedArray vectors = thing.array(array, VECTOR_TYPES, -1, -1);
    long size = vectors.description().size(0);
    int[] labels = null;
    if (thing.has(LABELS)) {
      long[] wide = thing.array(LABELS, List.of(ElementType.I32), size).longs();
      labels = new int[wide.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (int) wide[i];
      }
    }
    return new MappedSpace(
        thing.metadata("name").orElse(stem),
        vectors,
        null,
        keys(file, vectors),
        Lineage.read(thing.lineage().orElse(null)),
        labels);
  }

  /** The keys beside the vectors; both of their arrays or neither must be there. */
  private static Keys keys(ArrayFile file, StoredArray vectors) {
    long size = vectors.description().size(0);
    Optional<StoredKeys> stored = StoredKeys.of(file);
    if (stored.isEmpty()) {
      return Keys.ofRows(size);
    }
    if (stored.get().size() != size) {
      throw new FormatException(
          stored.get().offsets().place(),
          (size + 1) + " offsets for " + size + " vectors",
          Long.toString(stored.get().size() + 1));
    }
    return Keys.of(stored.get().toList());
  }

  private static String stem(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
