package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Learns {@link Codebooks} by k-means on each slice by itself. */
final class CodebookTraining {
  private CodebookTraining() {}

  /**
   * Learns them from k-means++ starts, or goes on from given ones, whose error does not rise.
   *
   * @param x {@code [n, d]}, d divisible by the positions, n at least the levels
   * @param before codebooks to go on from
   */
  static Codebooks run(
      String task,
      INDArray x,
      int positions,
      int levels,
      int iterations,
      @Nullable Codebooks before,
      Run run) {
    int width = Math.toIntExact(x.size(1)) / positions;
    float[] centroids = new float[positions * levels * width]; // [positions, levels, width]
    Codebooks.Slicer slicer = new Codebooks.Slicer(x, 0, x.size(0), width);
    KMeans means = KMeans.of(levels).withIterations(iterations);
    run.progress().on(new Progress.Started(task, positions));
    for (int s = 0; s < positions; s++) {
      INDArray slice = slicer.slice(s); // [n, width]
      long seed = run.seed().child(s).value();
      Clustering found;
      if (before == null) {
        found = means.fit(slice, seed, run.threads());
      } else {
        KMeans onward = means.withEmptyClusters(KMeans.EmptyClusters.KEEP);
        float[] start = new float[levels * width];
        System.arraycopy(before.centroids(), s * start.length, start, 0, start.length);
        INDArray initial = Dense.of(start, levels, width);
        found = onward.fit(slice, initial, seed, run.threads());
        initial.close();
      }
      slice.close();
      System.arraycopy(
          Dense.floats(found.centroids()), 0, centroids, s * levels * width, levels * width);
      TrainingRows.step(run, task, s + 1L);
    }
    run.progress().on(new Progress.Finished(task));
    return new Codebooks(centroids, positions, levels);
  }
}
