package org.latent4j.examples.stitch;

import org.latent4j.kernel.Softmax;

/**
 * Name the class of the image: the loss is the cross-entropy of the softmax of the outputs, the
 * score the share of images whose largest output (the first of equal ones) is that of their label.
 *
 * @param labels of the images, in [0, width)
 * @param width the number of classes
 */
record Classification(int[] labels, int width) implements Objective {
  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public double loss(float[] outputs, int[] order, int from, int count, float[] gradient) {
    double sum = 0;
    System.arraycopy(outputs, 0, gradient, 0, count * width);
    for (int i = 0; i < count; i++) {
      int label = i * width + labels[order[from + i]];
      sum += Softmax.apply(gradient, i * width, width) - outputs[label];
      gradient[label] -= 1;
    }
    for (int t = 0; t < count * width; t++) {
      gradient[t] /= count;
    }
    return sum / count;
  }

  @Override
  public double score(float[] outputs) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int t = 1; t < width; t++) {
        best = outputs[i * width + t] > outputs[i * width + best] ? t : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
