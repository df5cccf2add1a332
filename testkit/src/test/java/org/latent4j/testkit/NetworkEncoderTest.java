package org.latent4j.testkit;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.network.NetworkEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkEncoderTest extends EncoderContract<NetworkEncoder> {
  private final MultiLayerNetwork network = SmallNetwork.untrained();

  @Override
  protected NetworkEncoder encoder() {
    return NetworkEncoder.of(network, SmallNetwork.CODE_LAYER);
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.BECOME_FLOAT;
  }

  /** Minus the largest difference from what the network itself computes. */
  @Override
  protected double quality(NetworkEncoder encoder) {
    INDArray x = rows(30, random("quality"));
    INDArray expected = network.feedForwardToLayer(SmallNetwork.CODE_LAYER, x, false).get(2);
    return -encoder.encode(x).sub(expected).amaxNumber().doubleValue();
  }

  @Override
  protected double qualityFloor() {
    return -1e-5;
  }
}
