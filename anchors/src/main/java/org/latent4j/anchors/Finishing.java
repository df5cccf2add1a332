package org.latent4j.anchors;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.Require;

/** Quantising, sparsity and what comes last, of relative rows in double. */
final class Finishing {
  private final Finish finish;
  private final int columns;
  private final double @Nullable [] means; // [columns]
  private final double @Nullable [] deviations; // [columns]

  private Finishing(
      Finish finish, int columns, double @Nullable [] means, double @Nullable [] deviations) {
    this.finish = finish;
    this.columns = columns;
    this.means = means;
    this.deviations = deviations;
  }

  /** The steps, measured on the relative rows of the anchors where that is asked for. */
  static Finishing of(Finish finish, Relation relation, double[] anchors) {
    int columns = relation.columns();
    Finish.Sparsity sparsity = finish.sparsity();
    if (sparsity != null) {
      Require.between("RelativeProjection.fit: top-k", 1, columns, sparsity.topK());
    }
    Finishing plain = new Finishing(finish, columns, null, null);
    if (finish.post() != Post.STANDARD) {
      return plain;
    }
    double[] own = relation.apply(anchors.clone()); // r(A) [m, columns]
    plain.apply(own);
    double[] means = ColumnMeans.of(own, columns);
    return new Finishing(finish, columns, means, Spread.deviations(Spread.of(own), means));
  }

  /** Finishes rows in place. */
  double[] apply(double[] rows) {
    Finish.Quantising quantising = finish.quantising();
    if (quantising != null) {
      quantise(rows, quantising);
    }
    Finish.Sparsity sparsity = finish.sparsity();
    if (sparsity != null) {
      Largest largest = new Largest(sparsity.topK());
      for (int from = 0; from < rows.length; from += columns) {
        keep(rows, from, largest, sparsity.exponent());
      }
    }
    if (finish.post() == Post.L2) {
      UnitRows.apply(rows, columns);
    } else if (means != null && deviations != null) {
      for (int t = 0; t < rows.length; t++) {
        rows[t] = (rows[t] - means[t % columns]) / deviations[t % columns];
      }
    }
    return rows;
  }

  private static void quantise(double[] rows, Finish.Quantising quantising) {
    double bin = quantising.bin();
    for (int i = 0; i < rows.length; i++) {
      double t = rows[i] / bin;
      rows[i] =
          quantising.how() == Quantised.BIN
              ? Math.rint(t) * bin
              : bin * (t - Math.sin(2 * Math.PI * t) / (2 * Math.PI));
    }
  }

  private void keep(double[] rows, int from, Largest largest, double exponent) {
    largest.choose(rows, from, from + columns, 1);
    int[] kept = largest.positive();
    double[] values = new double[kept.length];
    double most = 0;
    for (int j : kept) {
      most = Math.max(most, rows[from + j]);
    }
    double squares = 0;
    for (int t = 0; t < kept.length; t++) {
      // Over the largest, so that no power overflows; the length takes it out again.
      values[t] = Math.pow(rows[from + kept[t]] / most, exponent);
      squares += values[t] * values[t];
    }
    Arrays.fill(rows, from, from + columns, 0);
    for (int t = 0; t < kept.length; t++) {
      rows[from + kept[t]] = values[t] / Math.sqrt(squares);
    }
  }
}
