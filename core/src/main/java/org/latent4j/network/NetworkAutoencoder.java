package org.latent4j.network;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Autoencoder;
import org.latent4j.Lineage;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained network that squeezes rows through a narrow layer: the layers up to it encode, those
 * after it decode.
 *
 * @param encoder the layers up to the code
 * @param decoder the layers after it
 */
public record NetworkAutoencoder(NetworkEncoder encoder, NetworkDecoder decoder)
    implements Autoencoder {
  /**
   * Checks that the halves fit.
   *
   * @throws ShapeException when the decoder takes other codes or gives other rows
   */
  public NetworkAutoencoder {
    if (decoder.dimension() != encoder.dimension()
        || decoder.outputDimension() != encoder.inputDimension()) {
      throw new ShapeException(
          "NetworkAutoencoder",
          "a decoder " + encoder.dimension() + " -> " + encoder.inputDimension(),
          decoder.toString());
    }
  }

  /**
   * One network split after the layer of the given index, the code.
   *
   * @throws org.latent4j.error.InputException for the last layer or one outside the network
   */
  public static NetworkAutoencoder of(MultiLayerNetwork network, int code) {
    return new NetworkAutoencoder(
        NetworkEncoder.of(network, code), NetworkDecoder.after(network, code));
  }

  /** One network split after the layer of the given name; see {@link NetworkEncoder#of}. */
  public static NetworkAutoencoder of(MultiLayerNetwork network, String code) {
    return of(network, LayerNetwork.indexOf("NetworkAutoencoder.of", network, code));
  }

  /** Two networks: all layers of the first encode, all of the second decode. */
  public static NetworkAutoencoder of(MultiLayerNetwork encoder, MultiLayerNetwork decoder) {
    return new NetworkAutoencoder(
        NetworkEncoder.of(encoder, encoder.getnLayers() - 1), NetworkDecoder.of(decoder));
  }

  @Override
  public long inputDimension() {
    return encoder.inputDimension();
  }

  @Override
  public long dimension() {
    return encoder.dimension();
  }

  @Override
  public INDArray encode(INDArray x) {
    return encoder.encode(x);
  }

  @Override
  public INDArray decode(INDArray z) {
    return decoder.decode(z);
  }

  @Override
  public Lineage.Step step() {
    return encoder.step();
  }

  @Override
  public String toString() {
    return "NetworkAutoencoder(" + inputDimension() + " -> " + dimension() + ")";
  }
}
