package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.RandomStream;

/**
 * Columns as the estimates by neighbours want them: sorted, divided by their population standard
 * deviation, and with a little noise where a value comes more than once (equal values would all be
 * each other's nearest).
 */
final class ScaledColumns {
  private static final double NOISE = 1e-10;

  private final @Nullable SortedColumn[] columns;
  private final boolean[] repeating;

  private ScaledColumns(int count) {
    this.columns = new @Nullable SortedColumn[count];
    this.repeating = new boolean[count];
  }

  /** Scales columns; noise for column j is drawn from the seed's j-th child. */
  static ScaledColumns of(double[][] columns, Seed seed, int threads) {
    ScaledColumns out = new ScaledColumns(columns.length);
    Parallel.blocks(
        columns.length,
        1,
        threads,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            out.scale(columns[j], j, seed);
          }
        });
    return out;
  }

  private void scale(double[] column, int j, Seed seed) {
    double deviation = MutualInformation.deviation(column);
    if (!(deviation > 0)) {
      return;
    }
    SortedColumn sorted = SortedColumn.of(column);
    SortedColumn scaled = sorted.dividedBy(deviation);
    repeating[j] = sorted.repeats();
    columns[j] = repeating[j] ? noisy(scaled.column(), seed.child(j).stream()) : scaled;
  }

  private static SortedColumn noisy(double[] scaled, RandomStream random) {
    double mean = 0;
    for (double value : scaled) {
      mean += Math.abs(value) / scaled.length;
    }
    double size = NOISE * Math.max(1, mean);
    double[] out = new double[scaled.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = scaled[i] + size * random.normal();
    }
    return SortedColumn.of(out);
  }

  /** A column, or null where it is constant. */
  @Nullable SortedColumn get(int j) {
    return columns[j];
  }

  /** The columns that got noise. */
  List<Integer> repeating() {
    List<Integer> out = new ArrayList<>();
    for (int j = 0; j < repeating.length; j++) {
      if (repeating[j]) {
        out.add(j);
      }
    }
    return out;
  }
}
