package org.latent4j.network;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activations of one layer of a trained network, as an encoder. The network is copied, so that
 * later training does not change the encoder; it runs in evaluation mode (no dropout).
 *
 * <p>Outputs are {@code FLOAT} whatever the types of the input and of the network; activations of
 * more than two axes are flattened to rows. A row gets the same bits wherever it stands in its
 * input.
 */
public final class NetworkEncoder implements Encoder {
  private final Replicas replicas;
  private final String fingerprint;

  NetworkEncoder(Network network) {
    this.replicas = new Replicas("NetworkEncoder.of", network);
    this.fingerprint = Fingerprint.of(network);
  }

  /**
   * The activations of a layer by its index, the first one being 0.
   *
   * @throws org.latent4j.error.InputException for an index outside the network, a network that was
   *     not initialised, or one that does not take rows
   */
  public static NetworkEncoder of(MultiLayerNetwork network, int layer) {
    String operation = "NetworkEncoder.of";
    int last = LayerNetwork.indexOf(operation, network, layer);
    return new NetworkEncoder(LayerNetwork.of(operation, network, 0, last));
  }

  /**
   * The activations of a layer by its name; layers without a name are called "layer0", "layer1" and
   * so on.
   *
   * @throws org.latent4j.error.InputException for an unknown name, listing the known ones
   */
  public static NetworkEncoder of(MultiLayerNetwork network, String layer) {
    return of(network, LayerNetwork.indexOf("NetworkEncoder.of", network, layer));
  }

  @Override
  public long inputDimension() {
    return replicas.original().width();
  }

  @Override
  public long dimension() {
    return replicas.dimension();
  }

  /** The layer, vertex or variable whose activations it gives. */
  public String layer() {
    return replicas.original().layer();
  }

  @Override
  public INDArray encode(INDArray x) {
    return replicas.run("NetworkEncoder.encode", x);
  }

  /** {@inheritDoc} Names the kind of network, the layer and a digest of the weights. */
  @Override
  public Lineage.Step step() {
    return NetworkStep.of("NetworkEncoder", replicas, fingerprint);
  }

  @Override
  public String toString() {
    return "NetworkEncoder(" + layer() + ": " + inputDimension() + " -> " + dimension() + ")";
  }
}
