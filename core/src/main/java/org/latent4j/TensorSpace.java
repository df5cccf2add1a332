package org.latent4j;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A space in memory. */
public final class TensorSpace implements LatentSpace {
  private final String name;
  private final INDArray vectors; // [n, d]
  private final Keys keys;
  private final Lineage lineage;
  private final int @Nullable [] labels; // [n]

  /** Takes over {@code vectors} and {@code labels} without a copy. */
  TensorSpace(String name, INDArray vectors, Keys keys, Lineage lineage, int @Nullable [] labels) {
    Require.matrix("LatentSpace '" + name + "'", vectors, -1);
    if (keys.size() != vectors.size(0)) {
      throw new ShapeException(
          "LatentSpace '" + name + "'", vectors.size(0) + " keys", keys.size() + " keys");
    }
    if (labels != null && labels.length != vectors.size(0)) {
      throw new ShapeException(
          "LatentSpace '" + name + "'", vectors.size(0) + " labels", labels.length + " labels");
    }
    this.name = name;
    this.vectors = vectors;
    this.keys = keys;
    this.lineage = lineage;
    this.labels = labels;
  }

  /**
   * A space whose keys are the row numbers.
   *
   * @param name a name for people
   * @param vectors {@code [n, d]} {@code FLOAT} or {@code DOUBLE}; copied
   * @throws ShapeException for another rank
   */
  public static TensorSpace of(String name, INDArray vectors) {
    Require.matrix("LatentSpace '" + name + "'", vectors, -1);
    return of(name, vectors, Keys.ofRows(vectors.size(0)));
  }

  /**
   * A space with keys.
   *
   * @param vectors {@code [n, d]}; copied
   * @param keys n keys
   * @throws ShapeException when the numbers of rows and keys differ
   */
  public static TensorSpace of(String name, INDArray vectors, Keys keys) {
    Require.matrix("LatentSpace '" + name + "'", vectors, -1);
    return new TensorSpace(name, copy(vectors), keys, Lineage.none(), null);
  }

  /** A space with keys in row order; see {@link #of(String, INDArray, Keys)}. */
  public static TensorSpace of(String name, INDArray vectors, List<String> keys) {
    return of(name, vectors, Keys.of(keys));
  }

  /** This space with one label a row. */
  public TensorSpace withLabels(int... values) {
    return new TensorSpace(name, vectors, keys, lineage, values.clone());
  }

  /** This space under another name. */
  public TensorSpace withName(String other) {
    return new TensorSpace(other, vectors, keys, lineage, labels);
  }

  /** This space with another account of what made it. */
  public TensorSpace withLineage(Lineage other) {
    return new TensorSpace(name, vectors, keys, other, labels);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return vectors.size(0);
  }

  @Override
  public long dimension() {
    return vectors.size(1);
  }

  @Override
  public INDArray vectors() {
    return vectors;
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

  @Override
  public LatentSpace select(long... rows) {
    checkRows(this, rows);
    INDArray selected = Dense.zeros(vectors.dataType(), rows.length, dimension()); // [m, d]
    for (int i = 0; i < rows.length; i++) {
      Dense.rows(selected, i, i + 1).assign(Dense.rows(vectors, rows[i], rows[i] + 1));
    }
    return new TensorSpace(name, selected, keys.select(rows), lineage, selectLabels(labels, rows));
  }

  @Override
  public Stream<INDArray> blocks(int rows) {
    Require.atLeast("LatentSpace.blocks: rows", 1, rows);
    return LongStream.iterate(0, from -> from < size(), from -> from + rows)
        .mapToObj(from -> copy(Dense.rows(vectors, from, Math.min(size(), from + rows))));
  }

  @Override
  public void save(Path file) {
    SpaceFile.save(this, file);
  }

  @Override
  public String toString() {
    return "space '" + name + "' [" + size() + ", " + dimension() + "]";
  }

  /** Checks that every row is inside the space and comes once. */
  static void checkRows(LatentSpace space, long[] rows) {
    Set<Long> seen = new HashSet<>();
    for (long row : rows) {
      Require.between("LatentSpace.select: row", 0, space.size() - 1, row);
      if (!seen.add(row)) {
        throw new InputException("LatentSpace.select", "every row once", "row " + row + " twice");
      }
    }
  }

  static int @Nullable [] selectLabels(int @Nullable [] labels, long[] rows) {
    if (labels == null) {
      return null;
    }
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = labels[(int) rows[i]];
    }
    return selected;
  }

  private static INDArray copy(INDArray x) {
    INDArray out = Dense.zeros(x.dataType(), x.size(0), x.size(1));
    return x.isEmpty() ? out : out.assign(x);
  }
}
