package org.latent4j.quantize;

import java.util.Map;
import org.latent4j.Estimator;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns a {@link RefinedResidualQuantizer}: k-means on what the stages before have left, stage by
 * stage; then rounds of coding all rows and solving for all centroids at once, of which the best is
 * kept.
 *
 * <p>Source: Chen, Guan and Wang 2010, "Approximate nearest neighbor search by residual vector
 * quantization"; Liu, Lu and Qu 2015 (beam); Martinez et al. 2018, "LSQ++" (the solution for all
 * centroids).
 *
 * @param stages the number of codes of a row
 * @param codes K, the centroids of a stage
 * @param iterations of Lloyd at most, at least 1
 * @param beam how many partial sums are kept while a row is coded; 1 is greedy
 * @param rounds of refinement, at least 0
 * @param similarity what a search with the quantizer estimates
 */
public record RefinedResidualQuantization(
    int stages, int codes, int iterations, int beam, int rounds, Similarity similarity)
    implements Estimator<RefinedResidualQuantizer> {
  private static final String NAME = "RefinedResidualQuantization";
  private static final String TASK = "rq";

  /** Checks the ranges. */
  public RefinedResidualQuantization {
    Require.atLeast(NAME + ": stages", 1, stages);
    Require.between(NAME + ": codes", 2, 1 << 16, codes);
    Require.between(NAME + ": stages times codes", 2, 1 << 14, (long) stages * codes);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.atLeast(NAME + ": beam", 1, beam);
    Require.atLeast(NAME + ": rounds", 0, rounds);
  }

  /** 25 iterations, a beam of 5, 5 rounds of refinement, squared distances. */
  public static RefinedResidualQuantization of(int stages, int codes) {
    return new RefinedResidualQuantization(stages, codes, 25, 5, 5, Similarity.L2);
  }

  /**
   * Learns the codebooks.
   *
   * @throws org.latent4j.error.InputException for fewer rows than codes
   */
  @Override
  public RefinedResidualQuantizer fit(INDArray x, Run run) {
    INDArray sample = TrainingRows.of(NAME + ".fit", x, codes, run);
    int d = Math.toIntExact(sample.size(1));
    double[] rows = Dense.doubles(sample); // [n, d]
    sample.close();
    run.progress().on(new Progress.Started(TASK, stages + rounds));
    ResidualCodebooks books = stageByStage(rows, d, run.child(TASK));
    RefinedTraining training = new RefinedTraining(rows, beam, run.threads());
    double least = training.code(books);
    ResidualCodebooks best = books;
    for (int round = 1; round <= rounds; round++) {
      books = training.solve(books);
      double error = training.code(books);
      if (error < least) {
        least = error;
        best = books;
      }
      run.progress().on(new Progress.Stepped(TASK, stages + round, Map.of("mse", error)));
    }
    run.progress().on(new Progress.Finished(TASK));
    return RefinedResidualQuantizer.rounded(best, beam, similarity);
  }

  private ResidualCodebooks stageByStage(double[] rows, int d, Run run) {
    double[] centroids = new double[0];
    ResidualCodebooks books = null;
    for (int stage = 0; stage < stages; stage++) {
      double[] rest = rows;
      if (books != null) {
        RefinedTraining training = new RefinedTraining(rows, beam, run.threads());
        training.code(books);
        rest = training.rest(books);
      }
      INDArray left = Dense.of(org.nd4j.linalg.api.buffer.DataType.FLOAT, rest, rest.length / d, d);
      Clustering found =
          KMeans.of(codes)
              .withIterations(iterations)
              .fit(left, run.seed().child(stage).value(), run.threads());
      left.close();
      double[] longer = java.util.Arrays.copyOf(centroids, (stage + 1) * codes * d);
      double[] more = Dense.doubles(found.centroids());
      System.arraycopy(more, 0, longer, centroids.length, more.length);
      centroids = longer;
      books = new ResidualCodebooks(centroids, stage + 1, codes, d);
      TrainingRows.step(run, TASK, stage + 1L);
    }
    return java.util.Objects.requireNonNull(books);
  }
}
