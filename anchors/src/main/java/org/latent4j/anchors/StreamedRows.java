package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What streaming selectors keep of the stream as a whole: its width and the number of rows. */
final class StreamedRows {
  private final String name;
  private long width = -1;
  private long seen;

  StreamedRows(String name) {
    this.name = name;
  }

  /** Checks a block before anything of it is taken, and returns its vectors. */
  INDArray check(LatentSpace block) {
    if (width >= 0 && block.dimension() != width) {
      throw new ShapeException(
          name + ".accept",
          "[n, " + width + "]",
          "[" + block.size() + ", " + block.dimension() + "]");
    }
    INDArray vectors = block.vectors();
    Finite.require(name + ".accept", vectors);
    width = block.dimension();
    return vectors;
  }

  /** The key of the next row, which is row {@code i} of the block. */
  String next(LatentSpace block, long i) {
    String key = block.keys().areRows() ? Long.toString(seen) : block.keys().get(i);
    seen++;
    return key;
  }

  /** How many rows have come. */
  long seen() {
    return seen;
  }

  /** Checks that there is enough to choose m anchors from. */
  void requireAtLeast(int m, long there, String what) {
    if (there < m) {
      throw new InputException(
          name + ".anchors", "a stream of at least " + m + " " + what, there + " " + what);
    }
  }
}
