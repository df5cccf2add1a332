package org.latent4j.network;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Decoder;
import org.latent4j.Lineage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last layers of a trained network, or all of them, as a decoder. The network is copied and
 * runs in evaluation mode; outputs are {@code FLOAT}, flattened to rows. See {@link
 * NetworkEncoder}.
 */
public final class NetworkDecoder implements Decoder {
  private final Replicas replicas;
  private final String fingerprint;

  NetworkDecoder(Network network) {
    this.replicas = new Replicas("NetworkDecoder.of", network);
    this.fingerprint = Fingerprint.of(network);
  }

  /** All layers of a network. */
  public static NetworkDecoder of(MultiLayerNetwork network) {
    return after(network, -1);
  }

  /**
   * The layers that follow the given one, which may be -1 for all.
   *
   * @throws org.latent4j.error.InputException for an index that leaves no layer, or a network that
   *     does not take rows there
   */
  public static NetworkDecoder after(MultiLayerNetwork network, int layer) {
    String operation = "NetworkDecoder.after";
    int first = LayerNetwork.indexOf(operation, network, layer + 1);
    return new NetworkDecoder(LayerNetwork.of(operation, network, first, network.getnLayers() - 1));
  }

  /** The width of the codes it takes. */
  public long dimension() {
    return replicas.original().width();
  }

  /** The width of the rows it gives. */
  public long outputDimension() {
    return replicas.dimension();
  }

  @Override
  public INDArray decode(INDArray z) {
    return replicas.run("NetworkDecoder.decode", z);
  }

  /** How this decoder appears in a lineage. */
  public Lineage.Step step() {
    return NetworkStep.of("NetworkDecoder", replicas, fingerprint);
  }

  @Override
  public String toString() {
    return "NetworkDecoder(" + dimension() + " -> " + outputDimension() + ")";
  }
}
