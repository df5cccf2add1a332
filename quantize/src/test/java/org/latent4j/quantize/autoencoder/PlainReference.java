package org.latent4j.quantize.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.kernel.RandomStream;

/**
 * The training once more, in double precision and loops as the formulas are written: dense layers,
 * latents as they are or quantized, AdamW.
 */
final class PlainReference {
  private final AutoencoderSettings settings;
  private final List<double[][]> weights = new ArrayList<>();
  private final List<double[][]> means = new ArrayList<>();
  private final List<double[][]> squares = new ArrayList<>();
  private final double[][] values;
  private final double[][] valueMeans;
  private final double[][] valueSquares;
  private int step;

  /** Starts where a fresh training stands. */
  PlainReference(AutoencoderTraining training) {
    settings = training.settings();
    for (Weights weight : training.weights()) {
      int rows = weight.value().rows();
      int columns = weight.value().columns();
      double[][] w = new double[rows][columns];
      for (int i = 0; i < rows * columns; i++) {
        w[i / columns][i % columns] = weight.value().values()[i];
      }
      weights.add(w);
      means.add(new double[rows][columns]);
      squares.add(new double[rows][columns]);
    }
    values = new double[settings.latents()][settings.levels()];
    for (double[] row : values) {
      for (int k = 0; k < row.length; k++) {
        row[k] = -0.5 + k / (row.length - 1.0);
      }
    }
    valueMeans = new double[values.length][values[0].length];
    valueSquares = new double[values.length][values[0].length];
  }

  double[][] weight(int i) {
    return weights.get(i);
  }

  double[][] values() {
    return values;
  }

  /** One step on the batch that the training draws; returns the loss. */
  double step(TrainingRows rows, org.latent4j.Seed seed) {
    int n = settings.batch();
    RandomStream random = seed.child("batches").child(step).stream();
    double[][] x = new double[n][rows.width()];
    for (double[] row : x) {
      float[] read = new float[rows.width()];
      rows.read(random.below(rows.count()), read, 0);
      for (int j = 0; j < read.length; j++) {
        row[j] = read[j];
      }
    }
    List<double[][]> activations = new ArrayList<>();
    double[][] z = forward(x, 0, activations);
    double[][] q = quantized(z);
    double[][] logits = forward(q, 6, activations);
    double loss = 0;
    double[][] gradient = new double[n][rows.width()];
    int all = n * rows.width();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < rows.width(); j++) {
        double share = 1 / (1 + Math.exp(-logits[i][j]));
        loss -= (x[i][j] * Math.log(share) + (1 - x[i][j]) * Math.log(1 - share)) / all;
        gradient[i][j] = (share - x[i][j]) / all;
      }
    }
    step++;
    double[][] back = backward(gradient, 6, activations);
    loss += throughLatents(z, q, back);
    backward(back, 0, activations);
    return loss;
  }

  private double[][] quantized(double[][] z) {
    double[][] out = new double[z.length][];
    for (int i = 0; i < z.length; i++) {
      out[i] = z[i].clone();
      for (int j = 0; j < z[i].length && coded(); j++) {
        out[i][j] = values[j][nearest(j, z[i][j])];
      }
    }
    return out;
  }

  private boolean coded() {
    return settings.model() == AutoencoderModel.QLAE;
  }

  private int nearest(int latent, double number) {
    int best = 0;
    for (int k = 1; k < values[latent].length; k++) {
      if (Math.abs(values[latent][k] - number) < Math.abs(values[latent][best] - number)) {
        best = k;
      }
    }
    return best;
  }

  /** Adds the commitment to the gradient of latents and moves the values. */
  private double throughLatents(double[][] z, double[][] q, double[][] back) {
    if (!coded()) {
      return 0;
    }
    int all = z.length * z[0].length;
    double[][] byValue = new double[values.length][values[0].length];
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < z[i].length; j++) {
        double difference = z[i][j] - q[i][j];
        sum += difference * difference / all;
        byValue[j][nearest(j, z[i][j])] -= 2 * settings.quantizationWeight() * difference / all;
        back[i][j] += 2 * settings.commitmentWeight() * difference / all;
      }
    }
    learn(values, byValue, valueMeans, valueSquares, false);
    return (settings.quantizationWeight() + settings.commitmentWeight()) * sum;
  }

  private double[][] forward(double[][] x, int first, List<double[][]> activations) {
    double[][] y = x;
    for (int layer = first; layer < first + 6; layer += 2) {
      activations.add(y);
      double[][] w = weights.get(layer);
      double[] b = weights.get(layer + 1)[0];
      double[][] out = new double[y.length][b.length];
      for (int i = 0; i < y.length; i++) {
        for (int o = 0; o < b.length; o++) {
          double sum = b[o];
          for (int j = 0; j < w.length; j++) {
            sum += y[i][j] * w[j][o];
          }
          out[i][o] = layer == first + 4 ? sum : Math.max(0, sum);
        }
      }
      y = out;
    }
    return y;
  }

  /** Goes back through three layers and moves their weights. */
  private double[][] backward(double[][] gradient, int first, List<double[][]> activations) {
    double[][] g = gradient;
    for (int layer = first + 4; layer >= first; layer -= 2) {
      double[][] y = activations.get(layer / 2);
      double[][] w = weights.get(layer);
      double[][] byWeight = new double[w.length][w[0].length];
      double[][] byBias = new double[1][w[0].length];
      double[][] byInput = new double[y.length][w.length];
      for (int i = 0; i < y.length; i++) {
        for (int o = 0; o < w[0].length; o++) {
          byBias[0][o] += g[i][o];
          for (int j = 0; j < w.length; j++) {
            byWeight[j][o] += y[i][j] * g[i][o];
            // What ReLU held back does not pass.
            byInput[i][j] += layer == first || y[i][j] > 0 ? w[j][o] * g[i][o] : 0;
          }
        }
      }
      learn(w, byWeight, means.get(layer), squares.get(layer), true);
      learn(weights.get(layer + 1), byBias, means.get(layer + 1), squares.get(layer + 1), false);
      g = byInput;
    }
    return g;
  }

  private void learn(
      double[][] value, double[][] gradient, double[][] mean, double[][] square, boolean weight) {
    double rate = settings.learningRate();
    for (int i = 0; i < value.length; i++) {
      for (int j = 0; j < value[i].length; j++) {
        double g = weight ? Math.max(-1, Math.min(1, gradient[i][j])) : gradient[i][j];
        mean[i][j] = 0.9 * mean[i][j] + 0.1 * g;
        square[i][j] = 0.999 * square[i][j] + 0.001 * g * g;
        double m = mean[i][j] / (1 - Math.pow(0.9, step));
        double s = square[i][j] / (1 - Math.pow(0.999, step));
        value[i][j] -= weight ? rate * settings.weightDecay() * value[i][j] : 0;
        value[i][j] -= rate * m / (Math.sqrt(s) + 1e-8);
      }
    }
  }
}
