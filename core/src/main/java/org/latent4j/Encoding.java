package org.latent4j;

import java.util.Iterator;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Encodes spaces block by block, so that only the result and one block are in memory. */
final class Encoding {
  /** Rows at a time: large enough for fast products, small enough for any heap. */
  private static final int BLOCK = 4096;

  private Encoding() {}

  static LatentSpace of(Encoder encoder, LatentSpace space) {
    INDArray out = Dense.zeros(DataType.FLOAT, 0, encoder.dimension()); // [n, dimension]
    long done = 0;
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
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
}
