package org.latent4j.examples.graph;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a {@link GraphExperiment} found.
 *
 * @param reference the checkpoint that all others were compared to
 * @param points all checkpoints, run by run in the order of the plans
 */
public record GraphFigures(Reference reference, List<Agreement> points) {
  /** Copies the points. */
  public GraphFigures {
    points = List.copyOf(points);
  }

  /**
   * The best checkpoint of one good run, by validation.
   *
   * @param run the name of the run
   * @param epoch from 1 on
   * @param validationAccuracy the share of validation nodes that it names right
   * @param testAccuracy the share of test nodes
   */
  public record Reference(String run, int epoch, double validationAccuracy, double testAccuracy) {}

  /** Pearson's correlation of validation accuracy and uncentred likeness to the reference. */
  public double uncentred() {
    return correlation(Agreement::uncentred);
  }

  /** Pearson's correlation of validation accuracy and centred likeness to the reference. */
  public double centred() {
    return correlation(Agreement::centred);
  }

  private double correlation(ToDoubleFunction<Agreement> likeness) {
    return Pearson.of(values(Agreement::validationAccuracy), values(likeness));
  }

  /** One figure of all points. */
  double[] values(ToDoubleFunction<Agreement> figure) {
    return points.stream().mapToDouble(figure).toArray();
  }
}
