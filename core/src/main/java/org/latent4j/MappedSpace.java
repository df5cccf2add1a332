package org.latent4j;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.Require;
import org.latent4j.io.MappedArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A space whose vectors stay in their file and are read block by block, so that it may be larger
 * than memory. Keys and labels are in memory. Open one with {@link LatentSpace#open}; the file must
 * not be changed in place while it is used (writing beside it and renaming is no change in place).
 */
public final class MappedSpace implements LatentSpace {
  private final String name;
  private final MappedArray vectors; // [rows of the file, d]
  private final long @Nullable [] rows; // [n], all where null
  private final Keys keys;
  private final Lineage lineage;
  private final int @Nullable [] labels; // [n]

  MappedSpace(
      String name,
      MappedArray vectors,
      long @Nullable [] rows,
      Keys keys,
      Lineage lineage,
      int @Nullable [] labels) {
    this.name = name;
    this.vectors = vectors;
    this.rows = rows;
    this.keys = keys;
    this.lineage = lineage;
    this.labels = labels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return rows == null ? vectors.description().size(0) : rows.length;
  }

  @Override
  public long dimension() {
    return vectors.description().size(1);
  }

  @Override
  public INDArray vectors() {
    return read(0, size());
  }

  @Override
  public Keys keys() {
    return keys;
  }

  @Override
  public Lineage lineage() {
    return lineage;
  }

  @Override
  public Optional<int[]> labels() {
    return Optional.ofNullable(labels).map(int[]::clone);
  }

  /** Some rows, which stay in the file too. */
  @Override
  public LatentSpace select(long... selected) {
    TensorSpace.checkRows(this, selected);
    long[] inFile = new long[selected.length];
    for (int i = 0; i < inFile.length; i++) {
      inFile[i] = rows == null ? selected[i] : rows[(int) selected[i]];
    }
    return new MappedSpace(
        name,
        vectors,
        inFile,
        keys.select(selected),
        lineage,
        TensorSpace.selectLabels(labels, selected));
  }

  @Override
  public Stream<INDArray> blocks(int count) {
    Require.atLeast("LatentSpace.blocks: rows", 1, count);
    return LongStream.iterate(0, from -> from < size(), from -> from + count)
        .mapToObj(from -> read(from, Math.min(size(), from + count)));
  }

  @Override
  public void save(Path file) {
    SpaceFile.save(this, file);
  }

  private INDArray read(long from, long to) {
    return rows == null
        ? vectors.rows(from, to)
        : vectors.select(Arrays.copyOfRange(rows, (int) from, (int) to));
  }

  @Override
  public String toString() {
    return "space '" + name + "' [" + size() + ", " + dimension() + "] in " + vectors.place();
  }
}
