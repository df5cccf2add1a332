package org.latent4j.network;

import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forward pass of a network of any library. Not thread-safe; {@link Replicas} guards it. */
interface Network {
  /** The kind of network for files and messages, such as {@code MultiLayerNetwork}. */
  String kind();

  /** What the output is the activation of: a layer, a vertex or a variable. */
  String layer();

  /** What the rows go into: a vertex or a variable, or nothing where there is no choice. */
  default String input() {
    return "";
  }

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

  /** Adds what the network computes and its parameters to a digest, in a fixed order. */
  void digest(Digest digest);

  /** Writes the entries by which the network's own library restores it. */
  void write(ArchiveWriter out) throws IOException;
}
