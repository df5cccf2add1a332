package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.RandomStream;

/** Draws rows that share the value of a source from the rows there are. */
final class RowsByValue {
  private final Labels[] sources;
  private final int[][][] rows; // [s][class][...]

  RowsByValue(Labels[] sources) {
    this.sources = sources;
    this.rows = new int[sources.length][][];
    for (int i = 0; i < sources.length; i++) {
      int[] sizes = sources[i].sizes();
      rows[i] = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
      int[] filled = new int[sizes.length];
      for (int row = 0; row < sources[i].rows(); row++) {
        int c = sources[i].codes()[row];
        rows[i][c][filled[c]++] = row;
      }
    }
  }

  /** Any source. */
  int source(RandomStream random) {
    return random.below(sources.length);
  }

  /** Any row. */
  int row(RandomStream random) {
    return random.below(sources[0].rows());
  }

  /** Any row with the value that {@code row} has of a source. */
  int like(int source, int row, RandomStream random) {
    int[] same = rows[source][sources[source].codes()[row]];
    return same[random.below(same.length)];
  }
}
