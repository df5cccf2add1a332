package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One codebook for each of equal contiguous slices of a row. Immutable. */
final class Codebooks {
  private static final int BLOCK = 8192;

  private final int positions;
  private final int levels;
  private final int width; // of a slice
  private final float[] centroids; // [positions, levels, width]
  private final List<INDArray> matrices = new ArrayList<>(); // [levels, width] each

  /** Takes the array. */
  Codebooks(float[] centroids, int positions, int levels) {
    this.positions = positions;
    this.levels = levels;
    this.width = centroids.length / positions / levels;
    this.centroids = centroids;
    for (int s = 0; s < positions; s++) {
      float[] of = new float[levels * width];
      System.arraycopy(centroids, s * of.length, of, 0, of.length);
      matrices.add(Dense.of(of, levels, width));
    }
  }

  int positions() {
    return positions;
  }

  int levels() {
    return levels;
  }

  int width() {
    return width;
  }

  int dimension() {
    return positions * width;
  }

  /** All centroids {@code [positions, levels, width]}; not to be changed. */
  float[] centroids() {
    return centroids;
  }

  /** The nearest centroid of every slice of every row, as in double arithmetic. */
  CodeMatrix quantize(INDArray x, CodeSpace space, int threads) {
    CodeDraft draft = CodeMatrix.draft(space, x.size(0));
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      Slicer slicer = new Slicer(x, from, to, width);
      for (int s = 0; s < positions; s++) {
        INDArray slice = slicer.slice(s); // [block, width]
        int[] nearest = KMeans.assign(slice, matrices.get(s), threads);
        slice.close();
        for (int i = 0; i < nearest.length; i++) {
          draft.put(from + i, s, nearest[i]);
        }
      }
    }
    return draft.seal();
  }

  /** The rows that codes stand for {@code [n, dimension]}. */
  INDArray reconstruct(CodeMatrix codes) {
    return CodedRows.decode(
        codes,
        dimension(),
        (row, out, at) -> {
          for (int s = 0; s < positions; s++) {
            int centroid = (s * levels + row[s]) * width;
            System.arraycopy(centroids, centroid, out, at + s * width, width);
          }
        });
  }

  /** Squared distances or inner products of a query's slices and all centroids. */
  SliceTables tables(float[] query, Similarity similarity) {
    float[] values = new float[positions * levels]; // [positions, levels]
    for (int i = 0; i < values.length; i++) {
      int slice = i / levels * width;
      values[i] =
          similarity == Similarity.L2
              ? Kernels.squaredEuclidean(query, slice, centroids, i * width, width)
              : Kernels.dot(query, slice, centroids, i * width, width);
    }
    return new SliceTables(positions, levels, values);
  }

  /** Cuts rows into slices of their type. */
  static final class Slicer {
    private final float[] floats;
    private final double[] doubles;
    private final boolean wide;
    private final int rows;
    private final int dimension;
    private final int width;

    Slicer(INDArray x, long from, long to, int width) {
      this.wide = x.dataType() == DataType.DOUBLE;
      this.floats = wide ? new float[0] : Dense.floats(x, from, to);
      this.doubles = wide ? Dense.doubles(x, from, to) : new double[0];
      this.rows = (int) (to - from);
      this.dimension = (int) x.size(1);
      this.width = width;
    }

    /** The s-th slice of all rows {@code [rows, width]}, new. */
    INDArray slice(int s) {
      float[] narrow = new float[wide ? 0 : rows * width];
      double[] full = new double[wide ? rows * width : 0];
      Object source = wide ? doubles : floats;
      Object target = wide ? full : narrow;
      for (int i = 0; i < rows; i++) {
        System.arraycopy(source, i * dimension + s * width, target, i * width, width);
      }
      return wide ? Dense.of(full, rows, width) : Dense.of(narrow, rows, width);
    }
  }
}
