package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows that are clustered, in two forms: as they are, read block by block, and as floats
 * shifted by the mean in native memory, which serve to find the few centres that can be nearest.
 *
 * <p>Very large and very small values are multiplied by a power of two, so that no square
 * overflows; for spherical clustering each row is divided by its norm. Close after use.
 */
final class ClusterRows implements AutoCloseable {
  /** Rows that one task takes. */
  static final int BLOCK = 1024;

  private final FloatRows source;
  private final int count;
  private final int dimension;
  private final double scale;
  private final boolean spherical;
  private final boolean plain;
  private final double[] inverseNorms;
  private final float[] shift;
  private final FloatPointer shifted;
  private final float[] norms;

  /**
   * Takes finite {@code x [n, d]}, n and d at least 1.
   *
   * @param others the largest absolute value of what the rows will be compared with
   */
  ClusterRows(INDArray x, double others, boolean spherical, int threads) {
    this.count = Math.toIntExact(x.size(0));
    this.dimension = Math.toIntExact(x.size(1));
    this.spherical = spherical;
    this.source = new FloatRows(x);
    double largest = largest(threads);
    this.scale = scale(spherical ? largest : Math.max(others, largest));
    this.inverseNorms = spherical ? inverseNorms(threads) : new double[0];
    this.plain = !spherical && !source.isDouble() && scale == 1;
    this.shift = mean(threads);
    this.shifted = new FloatPointer((long) count * dimension);
    this.norms = new float[count];
    shift(threads);
  }

  /** 1, or the power of two that brings a very large or small value near 1. */
  static double scale(double value) {
    int exponent = value == 0 ? 0 : Math.getExponent(value);
    return Math.abs(exponent) < 20 ? 1 : Math.scalb(1.0, -Math.max(-1000, exponent));
  }

  int count() {
    return count;
  }

  int dimension() {
    return dimension;
  }

  boolean isDouble() {
    return source.isDouble();
  }

  /** What every value is multiplied by, a power of two; spherical rows have a norm of 1 instead. */
  double scale() {
    return spherical ? 1 : scale;
  }

  /** What is taken from the (scaled) rows to shift them, near their mean {@code [d]}. */
  float[] shift() {
    return shift;
  }

  /** Upper bound of the norm of row i, shifted. */
  float norm(int i) {
    return norms[i];
  }

  /** The address of row i, shifted, in floats. */
  FloatPointer shifted(int i) {
    return shifted.getPointer((long) i * dimension);
  }

  /** Rows {@code from} to {@code to}, shifted, in floats. */
  void readShifted(int from, int to, float[] out) {
    shifted(from).get(out, 0, (to - from) * dimension);
  }

  /** One row, scaled. */
  double[] row(int i) {
    Block block = new Block(1);
    block.load(i, i + 1);
    double[] row = new double[dimension];
    block.addTo(0, row, 0);
    return row;
  }

  /** Some rows in turn, scaled and as precise as they are; for one thread. */
  final class Block {
    private final float[] narrow;
    private final double[] wide;

    Block(int rows) {
      this.narrow = new float[plain ? rows * dimension : 0];
      this.wide = new double[plain ? 0 : rows * dimension];
    }

    /** Reads the rows [from, to). */
    void load(int from, int to) {
      int length = (to - from) * dimension;
      if (plain) {
        source.read((long) from * dimension, length, narrow);
        return;
      }
      source.readDoubles((long) from * dimension, length, wide);
      for (int i = from; i < to; i++) {
        double factor = spherical ? inverseNorms[i] : scale;
        int start = (i - from) * dimension;
        for (int j = start; j < start + dimension; j++) {
          wide[j] *= factor;
        }
      }
    }

    /** Adds the i-th of the rows to {@code sums}. */
    void addTo(int i, double[] sums, int at) {
      if (plain) {
        Kernels.add(narrow, i * dimension, sums, at, dimension);
      } else {
        Kernels.axpy(1, wide, i * dimension, sums, at, dimension);
      }
    }

    /** Squared distance of the i-th of the rows from a centre. */
    double squaredDistance(int i, double[] centres, int at) {
      double even = 0;
      double odd = 0;
      int start = i * dimension;
      for (int j = 0; j < dimension; j++) {
        double value = plain ? narrow[start + j] : wide[start + j];
        double difference = value - centres[at + j];
        if ((j & 1) == 0) {
          even += difference * difference;
        } else {
          odd += difference * difference;
        }
      }
      return even + odd;
    }

    /** Writes the i-th of the rows, shifted. */
    private void shift(int i, float[] out) {
      int start = i * dimension;
      if (plain) {
        System.arraycopy(narrow, start, out, start, dimension);
        Kernels.axpy(-1, shift, 0, out, start, dimension);
        return;
      }
      for (int j = 0; j < dimension; j++) {
        out[start + j] = (float) (wide[start + j] - shift[j]);
      }
    }
  }

  private double largest(int threads) {
    double[] largest = new double[blocks()];
    Parallel.blocks(
        count,
        BLOCK,
        threads,
        (from, to) -> {
          int length = (to - from) * dimension;
          long start = (long) from * dimension;
          if (source.isDouble()) {
            double[] block = new double[length];
            source.readDoubles(start, length, block);
            for (double value : block) {
              largest[from / BLOCK] = Math.max(largest[from / BLOCK], Math.abs(value));
            }
          } else {
            float[] block = new float[length];
            source.read(start, length, block);
            float highest = Kernels.max(block, 0, length);
            Kernels.scale(-1, block, 0, length);
            largest[from / BLOCK] = Math.max(highest, Kernels.max(block, 0, length));
          }
        });
    double most = 0;
    for (double value : largest) {
      most = Math.max(most, value);
    }
    return most;
  }

  private double[] inverseNorms(int threads) {
    double[] inverse = new double[count];
    Parallel.blocks(
        count,
        BLOCK,
        threads,
        (from, to) -> {
          double[] block = new double[(to - from) * dimension];
          source.readDoubles((long) from * dimension, block.length, block);
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = (i - from) * dimension; j < (i - from + 1) * dimension; j++) {
              double value = block[j] * scale;
              sum += value * value;
            }
            // A row of zeros has no direction and stays zero.
            inverse[i] = sum == 0 ? 0 : scale / Math.sqrt(sum);
          }
        });
    return inverse;
  }

  private float[] mean(int threads) {
    double[][] sums = new double[blocks()][];
    Parallel.blocks(
        count,
        BLOCK,
        threads,
        (from, to) -> {
          Block block = new Block(to - from);
          block.load(from, to);
          double[] sum = new double[dimension];
          for (int i = 0; i < to - from; i++) {
            block.addTo(i, sum, 0);
          }
          sums[from / BLOCK] = sum;
        });
    double[] total = new double[dimension];
    for (double[] sum : sums) {
      Kernels.axpy(1.0 / count, sum, 0, total, 0, dimension);
    }
    float[] mean = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      mean[j] = (float) total[j];
    }
    return mean;
  }

  private void shift(int threads) {
    Parallel.blocks(
        count,
        BLOCK,
        threads,
        (from, to) -> {
          Block block = new Block(to - from);
          block.load(from, to);
          float[] out = new float[(to - from) * dimension];
          for (int i = from; i < to; i++) {
            int start = (i - from) * dimension;
            block.shift(i - from, out);
            double square = Kernels.dot(out, start, out, start, dimension);
            norms[i] = (float) (Math.sqrt(square) * (1 + (dimension + 4) * 0x1.0p-24));
          }
          shifted(from).put(out, 0, out.length);
        });
  }

  private int blocks() {
    return (count + BLOCK - 1) / BLOCK;
  }

  @Override
  public void close() {
    shifted.close();
    source.close();
  }
}
