package org.latent4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What k-means found.
 *
 * @param centroids the centres {@code [k, d]}, of the type of the rows; unit rows where spherical
 * @param assignments for each row its nearest centre, 0 to k - 1
 * @param inertia sum over the rows of the squared distance from their centre; where spherical, of
 *     the unit rows: twice the sum of 1 - cosine
 * @param iterations iterations of the restart that was kept
 * @param restart the restart that was kept, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Clustering(
    INDArray centroids, int[] assignments, double inertia, int iterations, int restart) {
  /** How many rows each centre has {@code [k]}. */
  public int[] counts() {
    int[] counts = new int[Math.toIntExact(centroids.size(0))];
    for (int assignment : assignments) {
      counts[assignment]++;
    }
    return counts;
  }
}
