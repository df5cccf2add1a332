package org.latent4j.examples.sprites;

import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.autoencoder.TrainingRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images as numbers in [0, 1], each with the values of its sources. */
public interface SourcedImages extends TrainingRows {
  /** How many sources there are. */
  int sources();

  /** The values of the sources of an image. */
  int[] sourcesOf(int index);

  /** The sources of some images, whole numbers {@code [n, sources]}. */
  default INDArray sourcesOf(int[] indices) {
    int[] out = new int[Math.multiplyExact(indices.length, sources())];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(sourcesOf(indices[i]), 0, out, i * sources(), sources());
    }
    return Nd4j.createFromArray(out).reshape(indices.length, sources());
  }

  /** Indices drawn uniformly with replacement. */
  default int[] draw(int count, RandomStream random) {
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.below(count());
    }
    return out;
  }
}
