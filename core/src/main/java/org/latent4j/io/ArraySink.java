package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the elements of one array go, in row-major order, block by block. */
public final class ArraySink {
  private final ArrayDescription description;
  private final Target target;
  private long done;

  ArraySink(ArrayDescription description, Target target) {
    this.description = description;
    this.target = target;
  }

  /** Takes bytes. */
  @FunctionalInterface
  interface Target {
    /** Takes the bytes that lie {@code position} behind the array's first. */
    void write(byte[] bytes, int length, long position) throws IOException;
  }

  /** What is written. */
  public ArrayDescription description() {
    return description;
  }

  /**
   * Appends rows.
   *
   * @param rows an array whose sizes after the first are those of the whole; elements are converted
   *     to the type of the whole
   * @throws ShapeException for other sizes
   */
  public ArraySink append(INDArray rows) {
    StoredArray some = HeldArray.of(description.name(), rows);
    boolean fits = some.description().rank() == description.rank();
    for (int axis = 1; fits && axis < description.rank(); axis++) {
      fits = some.description().size(axis) == description.size(axis);
    }
    if (!fits) {
      throw new ShapeException(
          "append to array " + description, "rows of its shape", some.description().toString());
    }
    return append(some);
  }

  /** Appends all elements of an array, converted to the type of the whole. */
  public ArraySink append(StoredArray array) {
    StoredArray converted = array.as(description.type());
    long bytes = converted.description().bytes();
    byte[] block = new byte[(int) Math.max(1, Math.min(BlockStream.BLOCK, bytes))];
    try (InputStream in = converted.stream()) {
      for (int count = in.readNBytes(block, 0, block.length);
          count > 0;
          count = in.readNBytes(block, 0, block.length)) {
        if (done + count > description.bytes()) {
          throw new InputException(
              "append to array " + description, description.bytes() + " bytes", "more");
        }
        target.write(block, count, done);
        done += count;
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks that all elements came. */
  void finish() {
    if (done != description.bytes()) {
      throw new InputException(
          "write array " + description, description.bytes() + " bytes", done + " bytes");
    }
  }
}
