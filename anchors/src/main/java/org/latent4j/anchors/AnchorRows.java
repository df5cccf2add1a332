package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The vectors that rows are compared to: one for each anchor, or one for each key of groups whose
 * values are averaged.
 *
 * @param vectors {@code [count, d]}
 * @param count how many there are
 * @param type the type that they came in
 * @param nodes {@code [count]}: which rows of the fitting space they are, where that matters
 * @param starts {@code [m + 1]}: where the vectors of each anchor begin; null for one each
 */
record AnchorRows(
    double[] vectors, int count, DataType type, int @Nullable [] nodes, int @Nullable [] starts) {
  private static final int BLOCK = 4096;
  private static final String FIT = "RelativeProjection.fit: anchors";

  /** Looks anchors up in a space. */
  static AnchorRows of(LatentSpace space, AnchorSet anchors, RelativeProjection projection) {
    boolean nodes = projection.kinds().contains(Kind.GEODESIC);
    boolean single =
        anchors.hasGroups() && projection.composition().aggregate() == Aggregate.SIMILARITY;
    if (!single) {
      if (nodes && anchors.hasGroups()) {
        throw new InputException(
            FIT, "single keys, or groups by their similarity, for geodesic", anchors.toString());
      }
      INDArray vectors = Finite.require(FIT, anchors.in(space));
      return new AnchorRows(
          Dense.doubles(vectors),
          anchors.size(),
          vectors.dataType(),
          nodes ? rowsOf(space, anchors.names()) : null,
          null);
    }
    int d = Math.toIntExact(space.dimension());
    List<String> keys = anchors.keys();
    double[] vectors = new double[Math.multiplyExact(keys.size(), d)]; // [keys, d]
    int[] starts = new int[anchors.size() + 1]; // [m + 1]
    DataType type = DataType.FLOAT;
    int at = 0;
    for (AnchorSet.Members members : anchors.members().values()) {
      // A key may be in several groups, so each group is looked up by itself.
      INDArray rows = Finite.require(FIT, space.select(members.keys()).vectors());
      type = rows.dataType();
      System.arraycopy(Dense.doubles(rows), 0, vectors, starts[at] * d, members.keys().size() * d);
      starts[at + 1] = starts[at] + members.keys().size();
      at++;
    }
    int[] found = nodes ? rowsOf(space, keys) : null;
    return new AnchorRows(vectors, keys.size(), type, found, starts);
  }

  /** Bare vectors; where they must be rows of the space, they are found by their values. */
  static AnchorRows of(LatentSpace space, INDArray vectors, RelativeProjection projection) {
    double[] values = Dense.doubles(vectors);
    int m = Math.toIntExact(vectors.size(0));
    int[] nodes =
        projection.kinds().contains(Kind.GEODESIC)
            ? find(space, values, Math.toIntExact(space.dimension()))
            : null;
    return new AnchorRows(values, m, vectors.dataType(), nodes, null);
  }

  private static int[] rowsOf(LatentSpace space, List<String> keys) {
    return keys.stream().mapToInt(key -> Math.toIntExact(space.keys().rowOf(key))).toArray();
  }

  /** The first row of the space that equals each vector. */
  private static int[] find(LatentSpace space, double[] vectors, int d) {
    Map<Integer, List<Integer>> wanted = new HashMap<>(); // by hash of the values
    int[] nodes = new int[vectors.length / d];
    Arrays.fill(nodes, -1);
    for (int j = 0; j < nodes.length; j++) {
      wanted.computeIfAbsent(hash(vectors, j * d, d), hash -> new ArrayList<>()).add(j);
    }
    int row = 0;
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      double[] rows = Dense.doubles(block);
      block.close();
      for (int at = 0; at < rows.length; at += d, row++) {
        for (int j : wanted.getOrDefault(hash(rows, at, d), List.of())) {
          if (nodes[j] < 0 && Arrays.equals(rows, at, at + d, vectors, j * d, (j + 1) * d)) {
            nodes[j] = row;
          }
        }
      }
    }
    for (int j = 0; j < nodes.length; j++) {
      if (nodes[j] < 0) {
        throw new InputException(FIT, "rows of the fitting space, for geodesic", "anchor " + j);
      }
    }
    return nodes;
  }

  private static int hash(double[] values, int from, int d) {
    int hash = 1;
    for (int i = from; i < from + d; i++) {
      hash = 31 * hash + Double.hashCode(values[i]);
    }
    return hash;
  }

  /** How many anchors there are, m. */
  int anchors() {
    return starts == null ? count : starts.length - 1;
  }

  /** Columns {@code from} to {@code to} of {@code d} alone. */
  AnchorRows columns(int d, int from, int to) {
    return new AnchorRows(FitState.columns(vectors, d, from, to), count, type, nodes, starts);
  }
}
