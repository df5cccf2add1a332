package org.latent4j.network;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Decoder;
import org.latent4j.Lineage;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last layers of a trained network, or all of them, as a decoder. The network is copied and
 * runs in evaluation mode; outputs are {@code FLOAT}, flattened to rows. See {@link
 * NetworkEncoder}.
 */
public final class NetworkDecoder implements Decoder {
  private static final String KIND = "network-decoder";
  private final Replicas replicas;
  private final String weights;

  NetworkDecoder(Network network) {
    this.replicas = new Replicas("NetworkDecoder.of", network);
    this.weights = Digest.of(network);
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

  /** All of a graph with one input and one output. */
  public static NetworkDecoder of(ComputationGraph graph) {
    String operation = "NetworkDecoder.of";
    return new NetworkDecoder(
        GraphNetwork.of(operation, graph, GraphNetwork.outputOf(operation, graph)));
  }

  /** A variable of a SameDiff graph; see {@link NetworkEncoder#of(SameDiff, String)}. */
  public static NetworkDecoder of(SameDiff graph, String variable) {
    return new NetworkDecoder(TensorNetwork.of("NetworkDecoder.of", graph, variable));
  }

  /** Loads what {@link #save} wrote; see {@link NetworkEncoder#load}. */
  public static NetworkDecoder load(Path file) {
    try (NetworkFile saved = NetworkFile.open(file, KIND)) {
      return saved.restore("", saved.parameters(), NetworkDecoder::new, NetworkDecoder::step);
    }
  }

  /** Writes the network in its own library's format; see {@link NetworkEncoder#save}. */
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
    return NetworkStep.of("NetworkDecoder", replicas, weights);
  }

  @Override
  public String toString() {
    return "NetworkDecoder(" + dimension() + " -> " + outputDimension() + ")";
  }
}
