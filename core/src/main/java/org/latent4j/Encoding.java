package org.latent4j;

import java.nio.file.Path;
import java.util.Iterator;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Encodes spaces block by block, so that only the result and one block are in memory. */
final class Encoding {
  /** Rows and numbers at a time: enough for fast products, little enough for any heap. */
  private static final int MOST_ROWS = 4096;

  private static final int BLOCK = 1 << 23;

  private Encoding() {}

  static LatentSpace of(Encoder encoder, LatentSpace space) {
    INDArray out = Dense.zeros(DataType.FLOAT, 0, encoder.dimension()); // [n, dimension]
    long done = 0;
    int rows = blockRows(Math.max(space.dimension(), encoder.dimension()));
    for (Iterator<INDArray> blocks = space.blocks(rows).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      INDArray encoded = encoder.encode(block);
      if (done == 0) {
        out = Dense.zeros(encoded.dataType(), space.size(), encoder.dimension());
      }
      Dense.rows(out, done, done + encoded.size(0)).assign(encoded);
      done += encoded.size(0);
      if (encoded != block) {
        encoded.close();
      }
      block.close();
    }
    return new TensorSpace(
        space.name(),
        out,
        space.keys(),
        space.lineage().plus(encoder.step()),
        space.labels().orElse(null));
  }

  /** Encodes into a file; only one block is in memory. */
  static LatentSpace to(Encoder encoder, LatentSpace space, Path file) {
    SpaceFile.write(
        space,
        space.lineage().plus(encoder.step()),
        SpaceFile.ofWidth(encoder.dimension(), DataType.FLOAT),
        space
            .blocks(blockRows(Math.max(space.dimension(), encoder.dimension())))
            .map(block -> encodeAndClose(encoder, block)),
        file);
    return LatentSpace.open(file);
  }

  /** How many rows of a width to take at a time. */
  static int blockRows(long dimension) {
    return (int) Math.max(1, Math.min(MOST_ROWS, BLOCK / Math.max(1, dimension)));
  }

  private static INDArray encodeAndClose(Encoder encoder, INDArray block) {
    INDArray encoded = encoder.encode(block); // [block, dimension]
    if (encoded != block) {
      block.close();
    }
    return encoded;
  }
}
