package org.latent4j.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ComputationGraph} of one input whose only output is a given vertex. */
final class GraphNetwork implements Network {
  static final String KIND = "ComputationGraph";
  private final ComputationGraph graph;
  private final String vertex;
  private final long width;

  private GraphNetwork(ComputationGraph graph, String vertex, long width) {
    this.graph = graph;
    this.vertex = vertex;
    this.width = width;
  }

  /** Copies a graph. */
  static GraphNetwork of(String operation, ComputationGraph given, String vertex) {
    ComputationGraphConfiguration conf = given.getConfiguration();
    if (given.getVertices() == null) {
      throw new InputException(operation, "a graph after init()", "one that was not initialised");
    }
    List<String> inputs = conf.getNetworkInputs();
    if (inputs.size() != 1) {
      throw new InputException(operation, "a graph of one input", "inputs " + inputs);
    }
    if (!conf.getVertices().containsKey(vertex)) {
      List<String> known = new ArrayList<>(conf.getVertices().keySet());
      throw new InputException(operation + ": vertex", "one of " + known, "'" + vertex + "'");
    }
    return new GraphNetwork(
        copyOf(given, vertex), vertex, InputWidth.of(operation, conf, inputs.get(0)));
  }

  /** The name of a graph's only output. */
  static String outputOf(String operation, ComputationGraph graph) {
    List<String> outputs = graph.getConfiguration().getNetworkOutputs();
    if (outputs.size() != 1) {
      throw new InputException(operation, "a graph of one output", "outputs " + outputs);
    }
    return outputs.get(0);
  }

  /** A graph from its entries in an archive. */
  static GraphNetwork read(ArchiveReader in, String vertex) {
    ComputationGraphConfiguration conf =
        in.parsed(DeeplearningEntries.CONFIGURATION, ComputationGraphConfiguration::fromJson);
    ComputationGraph graph = new ComputationGraph(conf);
    graph.init(DeeplearningEntries.parameters(in), false);
    return of(in.place(), graph, vertex);
  }

  private static ComputationGraph copyOf(ComputationGraph given, String vertex) {
    ComputationGraphConfiguration conf = given.getConfiguration().clone();
    conf.setNetworkOutputs(new ArrayList<>(List.of(vertex)));
    ComputationGraph copy = new ComputationGraph(conf);
    copy.init(parameters(given), false);
    return copy;
  }

  private static @Nullable INDArray parameters(ComputationGraph given) {
    INDArray all = given.params();
    return all == null || all.isEmpty() ? null : all.dup();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String layer() {
    return vertex;
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public INDArray output(INDArray rows) {
    INDArray cast = rows.castTo(graph.getConfiguration().getDataType());
    INDArray out = graph.output(false, cast)[0];
    if (cast != rows) {
      cast.close();
    }
    return out;
  }

  @Override
  public Network copy() {
    return new GraphNetwork(copyOf(graph, vertex), vertex, width);
  }

  @Override
  public void digest(Digest digest) {
    String json = graph.getConfiguration().toJson();
    digest.add(ComputationGraphConfiguration.fromJson(json).toJson());
    for (Map.Entry<String, INDArray> parameter : graph.paramTable().entrySet()) {
      digest.add(parameter.getKey());
      digest.add(parameter.getValue());
    }
  }

  @Override
  public void write(ArchiveWriter out) throws IOException {
    DeeplearningEntries.write(out, graph.getConfiguration().toJson(), parameters(graph));
  }
}
