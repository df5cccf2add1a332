package org.latent4j.network;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activations of one layer of a trained network, as an encoder. The network is copied, so that
 * later training does not change the encoder; it runs in evaluation mode (no dropout). Networks of
 * DL4J need {@code org.deeplearning4j:deeplearning4j-nn} on the class path, SameDiff does not.
 *
 * <p>Outputs are {@code FLOAT} whatever the types of the input and of the network; activations of
 * more than two axes are flattened to rows. A row gets the same bits wherever it stands in its
 * input.
 */
public final class NetworkEncoder implements Encoder {
  private static final String KIND = "network-encoder";
  private final Replicas replicas;
  private final String weights;

  NetworkEncoder(Network network) {
    this.replicas = new Replicas("NetworkEncoder.of", network);
    this.weights = Digest.of(network);
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

  /**
   * The activations of a vertex of a graph with one input.
   *
   * @throws org.latent4j.error.InputException for an unknown vertex, listing the known ones, and a
   *     graph of several inputs
   */
  public static NetworkEncoder of(ComputationGraph graph, String vertex) {
    return new NetworkEncoder(GraphNetwork.of("NetworkEncoder.of", graph, vertex));
  }

  /**
   * The values of a variable of a SameDiff graph that depends on one placeholder, {@code [-1, d]}.
   *
   * @throws org.latent4j.error.InputException for an unknown variable, listing the known ones, for
   *     one that needs other placeholders, and for one that depends on random operations: SameDiff
   *     draws dropout in evaluation, too
   */
  public static NetworkEncoder of(SameDiff graph, String variable) {
    return new NetworkEncoder(TensorNetwork.of("NetworkEncoder.of", graph, variable));
  }

  /**
   * Loads what {@link #save} wrote. Load only files that you trust: DL4J makes objects of the
   * classes that its configuration names.
   *
   * @throws org.latent4j.error.FormatException for a file that is broken, changed, of another kind
   *     or made by a newer version
   * @throws IllegalStateException when the network is of DL4J and that is not on the class path
   */
  public static NetworkEncoder load(Path file) {
    try (NetworkFile saved = NetworkFile.open(file, KIND)) {
      return saved.restore("", saved.parameters(), NetworkEncoder::new, NetworkEncoder::step);
    }
  }

  /**
   * Writes the network in the format of its own library, with the layer and the lineage beside it:
   * DL4J's {@code ModelSerializer} restores the file, too; of SameDiff the zip holds {@code
   * samediff.fb}. An older file stays whole until the new one is.
   */
  public void save(Path file) {
    NetworkFile.save(
        file,
        KIND,
        NetworkStep.parameters(step()),
        Lineage.none().plus(step()),
        Map.of("", network()));
  }

  Network network() {
    return replicas.original();
  }

  @Override
  public long inputDimension() {
    return network().width();
  }

  @Override
  public long dimension() {
    return replicas.dimension();
  }

  /** The layer, vertex or variable whose activations it gives. */
  public String layer() {
    return network().layer();
  }

  @Override
  public INDArray encode(INDArray x) {
    return replicas.run("NetworkEncoder.encode", x);
  }

  /** {@inheritDoc} Names the kind of network, the layer and a digest of the weights. */
  @Override
  public Lineage.Step step() {
    return NetworkStep.of("NetworkEncoder", replicas, weights);
  }

  @Override
  public String toString() {
    return "NetworkEncoder(" + layer() + ": " + inputDimension() + " -> " + dimension() + ")";
  }
}
