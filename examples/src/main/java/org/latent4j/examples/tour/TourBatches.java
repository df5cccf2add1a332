package org.latent4j.examples.tour;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gathers batches of rows into arrays that are made once. */
final class TourBatches implements AutoCloseable {
  private static final int ROWS = 128;
  private final Side features;
  private final Side labels;
  private final int size;
  private final int rows;

  /** Batches of rows of {@code features} with the same rows of {@code labels}. */
  TourBatches(INDArray features, INDArray labels) {
    this.rows = Math.toIntExact(features.size(0));
    this.size = Math.min(ROWS, rows);
    this.features = new Side(features, size);
    this.labels = labels == features ? this.features : new Side(labels, size);
  }

  /** How many rows there are to choose from. */
  int rows() {
    return rows;
  }

  /** Rows of a batch. */
  int size() {
    return size;
  }

  /** Fills the batch with the rows {@code order[from]}, {@code order[from + 1]} ... */
  void gather(int[] order, int from) {
    features.gather(order, from, size);
    if (labels != features) {
      labels.gather(order, from, size);
    }
  }

  INDArray features() {
    return features.batch;
  }

  INDArray labels() {
    return labels.batch;
  }

  @Override
  public void close() {
    features.close();
    if (labels != features) {
      labels.close();
    }
  }

  private static final class Side {
    private final INDArray given;
    private final INDArray floats;
    private final INDArray dense;
    private final INDArray batch;

    Side(INDArray given, int size) {
      this.given = given;
      this.floats = given.castTo(DataType.FLOAT);
      this.dense = Dense.contiguous(floats);
      this.batch = Dense.zeros(DataType.FLOAT, size, given.size(1)); // [size, width]
    }

    void gather(int[] order, int from, int size) {
      // Positions of a BytePointer are bytes, which is what memcpy counts in.
      BytePointer source = new BytePointer(Dense.address(dense));
      BytePointer target = new BytePointer(Dense.address(batch));
      long bytes = dense.size(1) * Float.BYTES;
      for (int i = 0; i < size; i++) {
        Pointer.memcpy(target.position(i * bytes), source.position(order[from + i] * bytes), bytes);
      }
    }

    void close() {
      batch.close();
      Dense.release(dense, floats);
      Dense.release(floats, given);
    }
  }
}
