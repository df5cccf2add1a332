package org.latent4j.examples.stitch;

/**
 * Give the image back: the mean squared error of pixels in [0, 1] is both loss and score.
 *
 * @param pixels {@code [n, width]}
 * @param width pixels of an image
 */
record Reconstruction(float[] pixels, int width) implements Objective {
  @Override
  public Activation activation() {
    return Activation.SIGMOID;
  }

  @Override
  public double loss(float[] outputs, int[] order, int from, int count, float[] gradient) {
    float factor = 2f / (count * width);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int image = order[from + i] * width;
      float squares = 0;
      for (int t = 0; t < width; t++) {
        float difference = outputs[i * width + t] - pixels[image + t];
        gradient[i * width + t] = factor * difference;
        squares += difference * difference;
      }
      sum += squares;
    }
    return sum / ((double) count * width);
  }

  @Override
  public double score(float[] outputs) {
    double sum = 0;
    for (int t = 0; t < outputs.length; t++) {
      double difference = (double) outputs[t] - pixels[t];
      sum += difference * difference;
    }
    return sum / outputs.length;
  }
}
