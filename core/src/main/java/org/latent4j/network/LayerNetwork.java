package org.latent4j.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Consecutive layers of a {@link MultiLayerNetwork}, as a network of their own. */
final class LayerNetwork implements Network {
  static final String KIND = "MultiLayerNetwork";
  private final MultiLayerNetwork network;
  private final String layer;
  private final long width;

  private LayerNetwork(MultiLayerNetwork network, String layer, long width) {
    this.network = network;
    this.layer = layer;
    this.width = width;
  }

  /** Copies the layers {@code from} to {@code to}, both inclusive. */
  static LayerNetwork of(String operation, MultiLayerNetwork given, int from, int to) {
    if (!given.isInitCalled()) {
      throw new InputException(operation, "a network after init()", "one that was not initialised");
    }
    MultiLayerNetwork copy = slice(given, from, to);
    long width = InputWidth.of(operation, copy.getLayerWiseConfigurations());
    return new LayerNetwork(copy, nameOf(given, to), width);
  }

  /** A network from its entries in an archive. */
  static LayerNetwork read(ArchiveReader in, String layer) {
    MultiLayerConfiguration conf =
        in.parsed(DeeplearningEntries.CONFIGURATION, MultiLayerConfiguration::fromJson);
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init(DeeplearningEntries.parameters(in), false);
    return new LayerNetwork(network, layer, InputWidth.of(in.place(), conf));
  }

  /** Checks the index of a layer. */
  static int indexOf(String operation, MultiLayerNetwork network, int layer) {
    return (int) Require.between(operation + ": layer", 0, network.getnLayers() - 1, layer);
  }

  /** The index of a named layer. */
  static int indexOf(String operation, MultiLayerNetwork network, String layer) {
    List<String> known = new ArrayList<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      known.add(nameOf(network, i));
      if (known.get(i).equals(layer)) {
        return i;
      }
    }
    throw new InputException(operation + ": layer", "one of " + known, "'" + layer + "'");
  }

  private static String nameOf(MultiLayerNetwork network, int index) {
    String name = network.getLayerWiseConfigurations().getConf(index).getLayer().getLayerName();
    return name == null ? "layer" + index : name;
  }

  private static MultiLayerNetwork slice(MultiLayerNetwork given, int from, int to) {
    MultiLayerConfiguration conf = given.getLayerWiseConfigurations().clone();
    List<NeuralNetConfiguration> layers = new ArrayList<>(conf.getConfs().subList(from, to + 1));
    Map<Integer, InputPreProcessor> processors = new HashMap<>();
    conf.getInputPreProcessors()
        .forEach(
            (index, processor) -> {
              if (index >= from && index <= to) {
                processors.put(index - from, processor);
              }
            });
    conf.setConfs(layers);
    conf.setInputPreProcessors(processors);
    MultiLayerNetwork out = new MultiLayerNetwork(conf);
    out.init(parameters(given, from, to), false);
    return out;
  }

  private static @Nullable INDArray parameters(MultiLayerNetwork given, int from, int to) {
    long start = 0;
    long end = 0;
    for (int i = 0; i <= to; i++) {
      long count = given.getLayer(i).numParams();
      start += i < from ? count : 0;
      end += count;
    }
    return start == end ? null : given.params().get(NDArrayIndex.interval(start, end)).dup();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String layer() {
    return layer;
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public INDArray output(INDArray rows) {
    INDArray cast = rows.castTo(network.getLayerWiseConfigurations().getDataType());
    INDArray out = network.output(cast, false);
    if (cast != rows) {
      cast.close();
    }
    return out;
  }

  @Override
  public Network copy() {
    return new LayerNetwork(slice(network, 0, network.getnLayers() - 1), layer, width);
  }

  @Override
  public void digest(Digest digest) {
    // Read back once, so that a network and the one restored from its file have one spelling.
    String json = network.getLayerWiseConfigurations().toJson();
    digest.add(MultiLayerConfiguration.fromJson(json).toJson());
    digest.add(network.params());
  }

  @Override
  public void write(ArchiveWriter out) throws IOException {
    String json = network.getLayerWiseConfigurations().toJson();
    DeeplearningEntries.write(out, json, network.params());
  }
}
