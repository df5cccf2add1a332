package org.latent4j.testkit;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.kernel.Dense;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.SingleNativeThread;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkAutoencoderTest extends AutoencoderContract<NetworkAutoencoder> {
  private final MultiLayerNetwork network = SmallNetwork.untrained();

  NetworkAutoencoderTest() {
    INDArray x = flat(400, "training");
    SingleNativeThread.run(
        () -> {
          for (int epoch = 0; epoch < 150; epoch++) {
            network.fit(x, x);
          }
        });
  }

  @Override
  protected NetworkAutoencoder encoder() {
    return NetworkAutoencoder.of(network, SmallNetwork.CODE_LAYER);
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.BECOME_FLOAT;
  }

  /** The share of the variance of unseen rows that comes back. */
  @Override
  protected double quality(NetworkAutoencoder autoencoder) {
    INDArray x = flat(100, "quality");
    INDArray error = autoencoder.decode(autoencoder.encode(x)).sub(x);
    return 1 - error.mul(error).sumNumber().doubleValue() / x.mul(x).sumNumber().doubleValue();
  }

  @Override
  protected double qualityFloor() {
    return 0.8;
  }

  /** Rows that lie in a plane of as many dimensions as the code has. */
  private INDArray flat(int n, String task) {
    INDArray codes = Dense.of(random(task).normals(n * SmallNetwork.CODE), n, SmallNetwork.CODE);
    float[] basis = new float[SmallNetwork.CODE * SmallNetwork.WIDTH];
    for (int i = 0; i < basis.length; i++) {
      basis[i] = (float) (0.5 * Math.sin(1 + i * i));
    }
    return codes.mmul(Dense.of(basis, SmallNetwork.CODE, SmallNetwork.WIDTH)); // [n, WIDTH]
  }
}
