package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Brings M spaces of the same rows together at once: each is centred, brought to Frobenius norm 1
 * and padded with zeros to the largest width, then all are turned towards their mean in turns,
 * until the sum of the squared distances from it falls no more.
 *
 * <p>Source: Gower 1975, "Generalized Procrustes analysis".
 *
 * @param tolerance the relative fall of the cost at which it stops, at least 0
 */
public record GeneralisedProcrustes(double tolerance) {
  private static final String TASK = "generalised-procrustes";

  /** Checks the tolerance. */
  public GeneralisedProcrustes {
    Require.notNegative("GeneralisedProcrustes: tolerance", tolerance);
  }

  /** Stops when the cost falls by at most 1e-10 of itself. */
  public GeneralisedProcrustes() {
    this(1e-10);
  }

  /**
   * What M spaces have in common.
   *
   * @param mean the mean of the turned spaces, {@code [n, D]} {@code DOUBLE}, D the largest width
   * @param cost the sum of the squared distances of the turned spaces from it
   * @param rounds how often the spaces were turned
   * @param translators one a space, in order: centres, scales and turns its rows, {@code d -> D}
   */
  public record Consensus(INDArray mean, double cost, int rounds, List<Translator> translators) {
    /** Copies the list. */
    public Consensus {
      translators = List.copyOf(translators);
    }
  }

  /**
   * Brings the spaces together.
   *
   * @param spaces at least one, {@code [n, d_i]} each, row i of all the same item
   * @throws org.latent4j.error.ShapeException when the numbers of rows differ
   * @throws InputException for no space and for one whose rows are all the same
   */
  public Consensus fit(List<INDArray> spaces, Run run) {
    if (spaces.isEmpty()) {
      throw new InputException(
          "GeneralisedProcrustes.fit", "at least one space", spaces.size() + " spaces");
    }
    List<NormalisedSpace> all = new ArrayList<>();
    long widest =
        spaces.stream().mapToLong(x -> Require.matrix(TASK, x, -1).size(1)).max().orElse(1);
    for (int i = 0; i < spaces.size(); i++) {
      all.add(NormalisedSpace.of(i, spaces.get(i), spaces.get(0).size(0)));
    }
    run.progress().on(new Progress.Started(TASK, -1));
    INDArray mean = all.get(0).padded(widest); // [n, D]
    double cost = Double.NaN;
    for (int round = 1; ; round++) {
      List<INDArray> turns = turns(all, mean, run.threads());
      List<INDArray> turned = turned(all, turns, run.threads());
      mean = mean(turned);
      double before = cost;
      cost = cost(turned, mean);
      run.progress().on(new Progress.Stepped(TASK, round, Map.of("cost", cost)));
      if (before - cost <= tolerance * before) {
        run.progress().on(new Progress.Finished(TASK));
        return new Consensus(mean, cost, round, translators(all, turns, mean, run));
      }
    }
  }

  /** For each space the R {@code [d_i, D]} that brings it nearest to the mean. */
  private static List<INDArray> turns(List<NormalisedSpace> all, INDArray mean, int threads) {
    return all.stream()
        .map(space -> Gemm.product(Gemm.Form.TN, space.rows(), mean, threads))
        .map(LinearAlgebra::polarFactor)
        .toList();
  }

  private static List<INDArray> turned(
      List<NormalisedSpace> all, List<INDArray> turns, int threads) {
    List<INDArray> turned = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      turned.add(Gemm.product(all.get(i).rows(), turns.get(i), threads)); // [n, D]
    }
    return turned;
  }

  private static INDArray mean(List<INDArray> turned) {
    double[] sum = Dense.doubles(turned.get(0));
    for (INDArray space : turned.subList(1, turned.size())) {
      double[] values = Dense.doubles(space);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= turned.size();
    }
    return Dense.of(sum, turned.get(0).shape());
  }

  private static double cost(List<INDArray> turned, INDArray mean) {
    double[] middle = Dense.doubles(mean);
    double cost = 0;
    for (INDArray space : turned) {
      double[] values = Dense.doubles(space);
      for (int i = 0; i < values.length; i++) {
        cost += (values[i] - middle[i]) * (values[i] - middle[i]);
      }
    }
    return cost;
  }

  private static List<Translator> translators(
      List<NormalisedSpace> all, List<INDArray> turns, INDArray mean, Run run) {
    List<Translator> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      out.add(all.get(i).translator(turns.get(i), mean, run));
    }
    return out;
  }
}
