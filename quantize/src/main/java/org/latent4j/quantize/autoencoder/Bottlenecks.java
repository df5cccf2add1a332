package org.latent4j.quantize.autoencoder;

import java.util.Arrays;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.CodebookUpdate;
import org.latent4j.quantize.FsqQuantization;
import org.latent4j.quantize.QlaeQuantization;
import org.latent4j.quantize.VqQuantization;
import org.latent4j.quantize.VqTraining;

/** The bottleneck of each model. */
final class Bottlenecks {
  private static final int VECTORS = 64;
  private static final int VECTOR_WIDTH = 16;

  private Bottlenecks() {}

  /** A fresh bottleneck; what it draws comes from {@code seed}. */
  static Bottleneck of(AutoencoderSettings settings, int pixels, Seed seed) {
    int latents = settings.latents();
    return switch (settings.model()) {
      case AE -> new PlainBottleneck(latents);
      case VAE -> new NormalBottleneck(latents, settings.beta() * latents / pixels);
      case QLAE, QLAE_GLOBAL ->
          new CodedBottleneck(
              QlaeQuantization.of(settings.levels())
                  .withShared(settings.model() == AutoencoderModel.QLAE_GLOBAL)
                  .withWeights(settings.quantizationWeight(), settings.commitmentWeight())
                  .trainable(latents),
              latents,
              1);
      case FSQ -> {
        int[] levels = new int[latents];
        Arrays.fill(levels, settings.levels());
        yield new CodedBottleneck(FsqQuantization.of(levels).trainable(), latents, 1);
      }
      case VQVAE ->
          new CodedBottleneck(
              VqTraining.of(
                  VqQuantization.of(VECTORS)
                      .withUpdate(CodebookUpdate.GRADIENT)
                      .withWeights(settings.quantizationWeight(), settings.commitmentWeight()),
                  VECTOR_WIDTH,
                  vectors(seed.stream())),
              VECTOR_WIDTH,
              latents);
    };
  }

  /** Uniform within the root of 3/16. */
  private static double[] vectors(RandomStream random) {
    double reach = Math.sqrt(3.0 / VECTORS * 4);
    double[] out = new double[VECTORS * VECTOR_WIDTH];
    for (int i = 0; i < out.length; i++) {
      out[i] = reach * (2 * random.uniform() - 1);
    }
    return out;
  }
}
