package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.Locale;

/** Which latents count as active in InfoMEC, and how many neighbours its estimates look at. */
public enum Preset {
  /** The paper's: 10 neighbours; a range above a twentieth of the largest, discrete: above 0. */
  PAPER(10),
  /** The training log's: 3 neighbours; a range above an eighth of the largest, for both kinds. */
  TRAINING_LOG(3),
  /**
   * Tripod's: 10 neighbours; an interquartile range above a tenth of the largest, discrete: above
   * 0.1.
   */
  TRIPOD(10);

  private final int neighbours;

  Preset(int neighbours) {
    this.neighbours = neighbours;
  }

  /** How many neighbours the estimates for numbers look at. */
  public int neighbours() {
    return neighbours;
  }

  /** The name as commands spell it, such as {@code training-log}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Which of the columns are active. */
  boolean[] active(double[][] columns, boolean discrete) {
    double[] spreads = new double[columns.length];
    Arrays.setAll(spreads, j -> this == TRIPOD ? quartiles(columns[j]) : range(columns[j]));
    double most = Arrays.stream(spreads).max().orElse(0);
    double bound =
        switch (this) {
          case PAPER -> discrete ? 0 : most / 20;
          case TRAINING_LOG -> most / 8;
          case TRIPOD -> discrete ? 0.1 : most / 10;
        };
    boolean[] active = new boolean[columns.length];
    for (int j = 0; j < active.length; j++) {
      active[j] = spreads[j] > bound;
    }
    return active;
  }

  private static double range(double[] column) {
    return Arrays.stream(column).max().orElse(0) - Arrays.stream(column).min().orElse(0);
  }

  private static double quartiles(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    return Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25);
  }
}
