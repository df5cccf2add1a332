package org.latent4j.quantize;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Estimator;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns an {@link OptimizedProductQuantizer}: starts from the principal axes dealt out to the
 * slices, then in turn finds the rotation that brings the rows nearest to what their codes stand
 * for, and moves the centroids to the rotated rows. The error does not rise from round to round; it
 * is told as {@code mse} of each step of the run's progress.
 *
 * <p>Source: Ge, He, Ke and Sun 2013, "Optimized product quantization", sections 4.2 and 4.3.
 *
 * @param positions m, the number of slices; must divide the width of the rows
 * @param bits of a code: 4 or 8
 * @param iterations of Lloyd at the end, at least 1
 * @param rounds how often the rotation is found anew, at least 0
 * @param similarity what a search with the quantizer estimates
 */
public record OptimizedProductQuantization(
    int positions, int bits, int iterations, int rounds, Similarity similarity)
    implements Estimator<OptimizedProductQuantizer> {
  private static final String NAME = "OptimizedProductQuantization";
  private static final String TASK = "opq";
  private static final int FIRST_ITERATIONS = 40;
  private static final int ROUND_ITERATIONS = 4;

  /** Checks the ranges. */
  public OptimizedProductQuantization {
    Require.atLeast(NAME + ": positions", 1, positions);
    ProductQuantization.checkBits(NAME + ": bits", bits);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.atLeast(NAME + ": rounds", 0, rounds);
  }

  /** 25 iterations, 50 rounds, squared distances. */
  public static OptimizedProductQuantization of(int positions, int bits) {
    return new OptimizedProductQuantization(positions, bits, 25, 50, Similarity.L2);
  }

  /**
   * Learns rotation and codebooks.
   *
   * @throws org.latent4j.error.InputException for fewer rows than codes, and when the positions do
   *     not divide d
   */
  @Override
  public OptimizedProductQuantizer fit(INDArray x, Run run) {
    INDArray sample = TrainingRows.of(NAME + ".fit", x, 1 << bits, run);
    ProductQuantization.checkWidth(NAME + ".fit", sample.size(1), positions);
    int d = Math.toIntExact(sample.size(1));
    INDArray rows = Dense.of(Dense.floats(sample), sample.shape()); // [n, d] FLOAT
    sample.close();
    Run quiet = run.child(TASK).withProgress(Progress.silent());
    run.progress().on(new Progress.Started(TASK, rounds));
    State state = start(rows, quiet);
    for (int round = 1; round <= rounds; round++) {
      state = next(rows, state, quiet.child(round));
      tell(run, round, state);
    }
    Codebooks books = train(state.turned, iterations, state.books, quiet.child("last"));
    state.turned.close();
    rows.close();
    run.progress().on(new Progress.Finished(TASK));
    return new OptimizedProductQuantizer(
        OrthogonalMatrix.of(state.rotation, d), new ProductQuantizer(books, similarity, false));
  }

  /** A rotation, the rows that it turned {@code [n, d]}, and their codebooks. */
  private record State(double[] rotation, INDArray turned, Codebooks books) {}

  private State start(INDArray rows, Run run) {
    double[] rotation = EigenAllocation.rotation(rows, positions, run.threads());
    INDArray turned = turn(rows, rotation, run.threads());
    return new State(rotation, turned, train(turned, FIRST_ITERATIONS, null, run));
  }

  private State next(INDArray rows, State before, Run run) {
    INDArray values = values(before.books, before.turned, run.threads()); // [n, d]
    double[] rotation = rotation(rows, values, run.threads());
    values.close();
    before.turned.close();
    INDArray turned = turn(rows, rotation, run.threads());
    return new State(rotation, turned, train(turned, ROUND_ITERATIONS, before.books, run));
  }

  private Codebooks train(INDArray turned, int limit, @Nullable Codebooks before, Run run) {
    return CodebookTraining.run(TASK, turned, positions, 1 << bits, limit, before, run);
  }

  private static INDArray turn(INDArray rows, double[] rotation, int threads) {
    int d = Math.toIntExact(rows.size(1));
    INDArray matrix = Dense.of(rows.dataType(), rotation, d, d); // [d, d]
    INDArray turned = Gemm.product(rows, matrix, threads); // [n, d]
    matrix.close();
    return turned;
  }

  private static INDArray values(Codebooks books, INDArray turned, int threads) {
    CodeSpace space = CodeSpace.uniform(books.positions(), books.levels());
    return books.reconstruct(books.quantize(turned, space, threads)); // [n, d]
  }

  /** Of the rotations the one that brings the rows nearest to the values: U Vᵀ of Xᵀ X̂. */
  private static double[] rotation(INDArray rows, INDArray values, int threads) {
    INDArray product = Gemm.product(Gemm.Form.TN, rows, values, threads); // [d, d]
    INDArray wide = Dense.of(Dense.doubles(product), product.shape());
    INDArray polar = LinearAlgebra.polarFactor(wide);
    double[] rotation = Dense.doubles(polar);
    product.close();
    wide.close();
    polar.close();
    return rotation;
  }

  private static void tell(Run run, int round, State state) {
    INDArray values = values(state.books, state.turned, run.threads());
    float[] a = Dense.floats(state.turned);
    float[] b = Dense.floats(values);
    values.close();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    run.progress().on(new Progress.Stepped(TASK, round, Map.of("mse", sum / a.length)));
  }
}
