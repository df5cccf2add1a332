package org.latent4j.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;

/** Finds the width of the rows that a network's first layer takes. */
final class InputWidth {
  private InputWidth() {}

  /** The width that the first layers of a network say. */
  static long of(String operation, MultiLayerConfiguration conf) {
    for (int i = 0; i < conf.getConfs().size(); i++) {
      Layer layer = conf.getConf(i).getLayer();
      long width = of(conf.getInputPreProcess(i), layer);
      if (width > 0) {
        return width;
      }
      if (!keepsWidth(layer)) {
        throw unknown(operation, layer.getClass().getSimpleName());
      }
    }
    throw unknown(operation, conf.getConfs().size() + " layers that name no width");
  }

  /** The width that the vertices which an input of a graph leads to say. */
  static long of(String operation, ComputationGraphConfiguration conf, String input) {
    Deque<String> sources = new ArrayDeque<>(List.of(input));
    Set<String> seen = new HashSet<>(sources);
    while (!sources.isEmpty()) {
      String source = sources.remove();
      for (Map.Entry<String, List<String>> vertex : conf.getVertexInputs().entrySet()) {
        if (!vertex.getValue().contains(source) || !seen.add(vertex.getKey())) {
          continue;
        }
        if (conf.getVertices().get(vertex.getKey()) instanceof LayerVertex layer) {
          Layer inner = layer.getLayerConf().getLayer();
          long width = of(layer.getPreProcessor(), inner);
          if (width > 0) {
            return width;
          }
          if (keepsWidth(inner)) {
            sources.add(vertex.getKey());
          }
        }
      }
    }
    throw unknown(operation, "an input '" + input + "' of no known width");
  }

  /** The width that a layer with its preprocessor takes, or -1. */
  static long of(@Nullable InputPreProcessor processor, Layer layer) {
    if (processor instanceof FeedForwardToCnnPreProcessor image) {
      return image.getInputHeight() * image.getInputWidth() * image.getNumChannels();
    }
    if (processor instanceof FeedForwardToCnn3DPreProcessor volume) {
      return (long) volume.getInputDepth()
          * volume.getInputHeight()
          * volume.getInputWidth()
          * volume.getNumChannels();
    }
    Layer inner = layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
    if (inner instanceof EmbeddingLayer) {
      return 1;
    }
    return inner instanceof FeedForwardLayer forward && forward.getNIn() > 0
        ? forward.getNIn()
        : -1;
  }

  /** Whether rows leave the layer as wide as they came. */
  static boolean keepsWidth(Layer layer) {
    return layer instanceof ActivationLayer || layer instanceof DropoutLayer;
  }

  static InputException unknown(String operation, String got) {
    return new InputException(
        operation, "a network whose first layer takes rows of a known width", got);
  }
}
