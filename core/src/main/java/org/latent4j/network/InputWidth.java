package org.latent4j.network;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
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
