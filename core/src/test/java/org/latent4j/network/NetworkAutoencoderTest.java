package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.latent4j.Autoencoder;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkAutoencoderTest {
  private final MultiLayerNetwork network = Networks.autoencoder(1);
  private final NetworkAutoencoder autoencoder = NetworkAutoencoder.of(network, "code");

  @Test
  void itsHalvesMakeTheNetwork() {
    INDArray x = Networks.rows(1, 37);
    INDArray codes = autoencoder.encode(x);
    INDArray back = autoencoder.decode(codes);
    assertThat(codes.shape()).containsExactly(37, 5);
    assertThat(back.shape()).containsExactly(37, 23);
    assertThat(Dense.floats(back))
        .containsExactly(Dense.floats(network.output(x, false)), within(2e-6f));
    assertThat(autoencoder).hasToString("NetworkAutoencoder(23 -> 5)");
    assertThat(autoencoder.step()).isEqualTo(NetworkEncoder.of(network, 1).step());
  }

  @Test
  void itCanBeMadeOfTwoNetworks() {
    MultiLayerNetwork other = Networks.autoencoder(2);
    NetworkDecoder decoder = NetworkDecoder.after(other, 1);
    NetworkAutoencoder mixed = new NetworkAutoencoder(autoencoder.encoder(), decoder);
    INDArray x = Networks.rows(2, 10);
    assertThat(Dense.floats(mixed.decode(mixed.encode(x))))
        .isEqualTo(Dense.floats(decoder.decode(autoencoder.encode(x))));

    Autoencoder whole = NetworkAutoencoder.of(network, other);
    assertThat(whole.dimension()).isEqualTo(23);
    assertThat(Dense.floats(whole.encode(x)))
        .containsExactly(Dense.floats(network.output(x, false)), within(2e-6f));
    assertThat(Dense.floats(whole.decode(x)))
        .containsExactly(Dense.floats(other.output(x, false)), within(2e-6f));
  }

  @Test
  void halvesThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> new NetworkAutoencoder(autoencoder.encoder(), NetworkDecoder.of(network)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("NetworkAutoencoder: expected a decoder 5 -> 23, got NetworkDecoder(23 -> 23)");
    assertThatThrownBy(() -> NetworkAutoencoder.of(network, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected 0 to 3, got 4");
    assertThatThrownBy(() -> NetworkAutoencoder.of(network, "bottleneck"))
        .hasMessageContaining("[layer0, code, layer2, layer3]");
  }

  @Test
  void theDecoderNamesWrongInputs() {
    assertThatThrownBy(() -> autoencoder.decode(Networks.rows(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("NetworkDecoder.decode: expected [n, 5], got [2, 23]");
    INDArray codes = Networks.codes(1, 3);
    codes.putScalar(2, 4, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> autoencoder.decode(codes))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("got Infinity at row 2, column 4");
    assertThat(autoencoder.decode(Dense.zeros(DataType.FLOAT, 0, 5)).shape())
        .containsExactly(0, 23);
  }

  @Test
  void theDecoderGivesARowTheSameBitsWhereverItStands() {
    INDArray codes = Networks.codes(3, 70);
    float[] all = Dense.floats(autoencoder.decode(codes));
    float[] last = Dense.floats(autoencoder.decode(Dense.rows(codes, 69, 70)));
    for (int j = 0; j < 23; j++) {
      assertThat(last[j]).isEqualTo(all[69 * 23 + j]);
    }
    assertThat(Dense.floats(autoencoder.decode(codes.dup('f')))).isEqualTo(all);
  }
}
