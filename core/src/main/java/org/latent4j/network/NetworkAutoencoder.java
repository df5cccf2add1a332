package org.latent4j.network;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final String KIND = "network-autoencoder";
  private static final String DECODER = "decoder/";

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

  /** Loads what {@link #save} wrote; see {@link NetworkEncoder#load}. */
  public static NetworkAutoencoder load(Path file) {
    try (NetworkFile saved = NetworkFile.open(file, KIND)) {
      NetworkEncoder encoder =
          saved.restore("", saved.parameters("encoder"), NetworkEncoder::new, NetworkEncoder::step);
      NetworkDecoder decoder =
          saved.restore(
              DECODER, saved.parameters("decoder"), NetworkDecoder::new, NetworkDecoder::step);
      return new NetworkAutoencoder(encoder, decoder);
    }
  }

  /**
   * Writes both networks into one file; see {@link NetworkEncoder#save}. DL4J's {@code
   * ModelSerializer} restores the encoder of it; the decoder's entries stand in the folder {@code
   * decoder}.
   */
  public void save(Path file) {
    JsonObject parameters = new JsonObject();
    parameters.add("encoder", NetworkStep.parameters(encoder.step()));
    parameters.add("decoder", NetworkStep.parameters(decoder.step()));
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("", encoder.network());
    networks.put(DECODER, decoder.network());
    NetworkFile.save(file, KIND, parameters, Lineage.none().plus(step()), networks);
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
