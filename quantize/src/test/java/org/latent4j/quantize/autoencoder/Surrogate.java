package org.latent4j.quantize.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

/**
 * The loss of one step as a smooth function of all parameters, in double precision and plain loops.
 * What the formulas stop gradients at is held where it was when this was made: codes, the
 * difference of a latent and its value, and the partner of each latent in the two losses. Its
 * central differences are what the backward pass has to give, for every model.
 */
final class Surrogate {
  private final AutoencoderSettings settings;
  private final int pixels;
  private final List<double[]> weights = new ArrayList<>(); // W, b, W, b ... row by row
  private final double[] codebook;
  private final double[][] x;
  private final double[][] noise;
  private final double[][] encoded;
  private final int[][] codes;
  private final double[][] chosen;

  /** Of the next step of a training that has made none, or made {@code step} of them. */
  Surrogate(AutoencoderTraining training, TrainingRows rows) {
    this(training, batch(training, rows), true);
  }

  private Surrogate(AutoencoderTraining training, double[][] x, boolean drawn) {
    this.settings = training.settings();
    this.pixels = training.pixels();
    for (Weights weight : training.weights()) {
      weights.add(doubles(weight.value().values()));
    }
    this.codebook =
        training.codebooks().isEmpty()
            ? new double[0]
            : training.codebooks().get(0).group().values().clone();
    this.x = x;
    this.noise = new double[x.length][settings.latents()];
    Seed seed = training.run().seed().child("noise").child(training.steps());
    RandomStream random = seed.stream();
    for (double[] row : noise) {
      for (int j = 0; j < row.length; j++) {
        row[j] = drawn ? random.normal() : 0;
      }
    }
    this.encoded = network(x, 0);
    this.codes = new int[x.length][];
    this.chosen = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      quantize(i);
    }
  }

  /** Of given rows as an evaluation sees them, where nothing is drawn. */
  static Surrogate evaluation(AutoencoderTraining training, TrainingRows rows, int... indices) {
    double[][] x = new double[indices.length][];
    for (int i = 0; i < x.length; i++) {
      float[] row = new float[rows.width()];
      rows.read(indices[i], row, 0);
      x[i] = doubles(row);
    }
    return new Surrogate(training, x, false);
  }

  private static double[][] batch(AutoencoderTraining training, TrainingRows rows) {
    RandomStream random = training.run().seed().child("batches").child(training.steps()).stream();
    double[][] x = new double[training.settings().batch()][];
    for (int i = 0; i < x.length; i++) {
      float[] row = new float[rows.width()];
      rows.read(random.below(rows.count()), row, 0);
      x[i] = doubles(row);
    }
    return x;
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  /** The numbers of a tensor of weights or biases; a change is seen by the next {@link #loss}. */
  double[] weights(int tensor) {
    return weights.get(tensor);
  }

  int tensors() {
    return weights.size();
  }

  /** The numbers of the codebook, none for models without one. */
  double[] codebook() {
    return codebook;
  }

  /** The code of each latent of a row. */
  int[] codes(int row) {
    return codes[row];
  }

  /** What the encoder gives for a row. */
  double[] encoded(int row) {
    return encoded[row];
  }

  /** Numbers of each latent: 16 for vectors, else 1. */
  private int each() {
    return settings.model() == AutoencoderModel.VQVAE ? 16 : 1;
  }

  private void quantize(int row) {
    double[] z = encoded[row];
    int latents = settings.latents();
    codes[row] = new int[latents];
    chosen[row] = new double[latents * each()];
    for (int j = 0; j < latents; j++) {
      switch (settings.model()) {
        case QLAE, QLAE_GLOBAL, VQVAE -> {
          codes[row][j] = nearest(z, j);
          for (int t = 0; t < each(); t++) {
            chosen[row][j * each() + t] = codebook[place(j, codes[row][j]) + t];
          }
        }
        case FSQ -> {
          double top = settings.levels() - 1;
          codes[row][j] = (int) Math.floor(top * (Math.tanh(z[j]) + 1) / 2 + 0.5);
          chosen[row][j] = 2 * codes[row][j] / top - 1;
        }
        default -> {
          // Latents are numbers.
        }
      }
    }
  }

  /** Where the numbers of a code begin in the codebook. */
  private int place(int latent, int code) {
    boolean own = settings.model() == AutoencoderModel.QLAE;
    return own ? latent * settings.levels() + code : code * each();
  }

  private int nearest(double[] z, int latent) {
    int count = settings.model() == AutoencoderModel.VQVAE ? 64 : settings.levels();
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      double distance = 0;
      for (int t = 0; t < each(); t++) {
        double one = z[latent * each() + t] - codebook[place(latent, k) + t];
        distance += one * one;
      }
      if (distance < least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  /** The loss at what weights and codebook are now. */
  double loss() {
    double[][] z = network(x, 0);
    double extra = 0;
    double[][] input = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      extra += lossOfLatents(i, z[i]) / x.length;
      input[i] = decoded(i, z[i]);
    }
    return crossEntropy(network(input, 6)) + extra;
  }

  /** The logits of a row at what weights are now. */
  double[] logits(int row) {
    return network(new double[][] {decoded(row, encoded[row])}, 6)[0];
  }

  private double[] decoded(int row, double[] z) {
    int latents = settings.latents();
    double[] out = new double[latents * each()];
    for (int j = 0; j < out.length; j++) {
      out[j] =
          switch (settings.model()) {
            case AE -> z[j];
            case VAE -> z[j] + deviation(z[latents + j]) * noise[row][j];
            case QLAE, QLAE_GLOBAL, VQVAE -> z[j] + (chosen[row][j] - encoded[row][j]);
            case FSQ -> Math.tanh(z[j]) + (chosen[row][j] - Math.tanh(encoded[row][j]));
          };
    }
    return out;
  }

  private static double deviation(double raw) {
    return Math.log(1 + Math.exp(raw)) + 1e-6;
  }

  private double lossOfLatents(int row, double[] z) {
    int latents = settings.latents();
    double sum = 0;
    if (settings.model() == AutoencoderModel.VAE) {
      for (int j = 0; j < latents; j++) {
        double deviation = deviation(z[latents + j]);
        sum += (z[j] * z[j] + deviation * deviation - 1) / 2 - Math.log(deviation);
      }
      return settings.beta() * latents / pixels * sum / latents;
    }
    if (codebook.length == 0) {
      return 0;
    }
    int width = latents * each();
    for (int j = 0; j < width; j++) {
      int at = place(j / each(), codes[row][j / each()]) + j % each();
      double byValue = encoded[row][j] - codebook[at];
      double byLatent = z[j] - chosen[row][j];
      sum += settings.quantizationWeight() * byValue * byValue;
      sum += settings.commitmentWeight() * byLatent * byLatent;
    }
    return sum / width;
  }

  private double crossEntropy(double[][] logits) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < pixels; j++) {
        double share = 1 / (1 + Math.exp(-logits[i][j]));
        sum -= x[i][j] * Math.log(share) + (1 - x[i][j]) * Math.log(1 - share);
      }
    }
    return sum / x.length / pixels;
  }

  /** Three layers from tensor {@code first} on, ReLU between them. */
  private double[][] network(double[][] input, int first) {
    double[][] y = input;
    for (int layer = first; layer < first + 6; layer += 2) {
      double[] w = weights.get(layer);
      double[] b = weights.get(layer + 1);
      double[][] out = new double[y.length][b.length];
      for (int i = 0; i < y.length; i++) {
        for (int o = 0; o < b.length; o++) {
          double sum = b[o];
          for (int t = 0; t < y[i].length; t++) {
            sum += y[i][t] * w[t * b.length + o];
          }
          out[i][o] = layer < first + 4 ? Math.max(0, sum) : sum;
        }
      }
      y = out;
    }
    return y;
  }
}
