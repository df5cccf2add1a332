package org.latent4j.network;

import java.io.IOException;
import java.io.OutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forward pass of a network of any library. Not thread-safe; {@link Replicas} guards it. */
interface Network {
  /** The kind of network for files and messages, such as {@code MultiLayerNetwork}. */
  String kind();

  /** What the output is the activation of: a layer, a vertex or a variable. */
  String layer();

  /** The width of the rows it takes. */
  long width();

  /**
   * The activations for some rows in evaluation mode.
   *
   * @param rows {@code [n, width]} {@code FLOAT}, detached, not modified
   * @return n rows of any rank and floating type, detached, for the caller to close
   */
  INDArray output(INDArray rows);

  /** A network with parameters of its own that gives the same output. */
  Network copy();

  /** Adds the parameters to a digest, in a fixed order. */
  void digest(Fingerprint fingerprint);

  /** Writes the zip by which the network's own library restores it; leaves the stream open. */
  void write(OutputStream out) throws IOException;
}
