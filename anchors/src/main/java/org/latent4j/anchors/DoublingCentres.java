package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Centres of a stream; see {@link StreamingAnchors#farthestPoint}. With r the lower bound of the
 * best radius: the centres are at least 4 r apart, every row lies within 8 r of one, and a row
 * beyond that becomes one. When there are too many, r doubles and centres nearer than 4 r to an
 * earlier one go; these are kept aside, to make up the number in the end.
 */
final class DoublingCentres implements StreamingAnchors {
  /** Unit rows nearer than this are the same. */
  private static final double SAME = 1e-7;

  private static final int BLOCK = 1024;

  /** A row that is or was a centre. */
  private record Centre(String key, double[] row) {}

  private final int m;
  private final StreamedRows stream = new StreamedRows("StreamingAnchors.farthestPoint");
  private final List<Centre> centres = new ArrayList<>();
  private final List<Centre> aside = new ArrayList<>();

  /** 0 until there were more than m different rows. */
  private double radius;

  DoublingCentres(int m) {
    this.m = (int) Require.atLeast("StreamingAnchors.farthestPoint: m", 1, m);
  }

  @Override
  public void accept(LatentSpace block) {
    INDArray vectors = stream.check(block);
    int d = Math.toIntExact(block.dimension());
    for (long from = 0; from < block.size(); from += BLOCK) {
      long to = Math.min(block.size(), from + BLOCK);
      double[] rows = Dense.doubles(vectors, from, to);
      new UnitRows(new double[d]).apply(rows);
      for (int i = 0; i < to - from; i++) {
        double[] row = java.util.Arrays.copyOfRange(rows, i * d, (i + 1) * d);
        take(new Centre(stream.next(block, from + i), row));
      }
    }
  }

  private void take(Centre row) {
    if (nearest(row, centres) <= Math.max(SAME, 8 * radius)) {
      if (centres.size() + aside.size() < m) {
        aside.add(row);
      }
      return;
    }
    centres.add(row);
    if (centres.size() <= m) {
      return;
    }
    if (radius == 0) {
      radius = closestPair() / 4;
    }
    while (centres.size() > m) {
      radius *= 2;
      merge();
    }
  }

  /** Centres nearer than 4 r to an earlier one go. */
  private void merge() {
    List<Centre> all = List.copyOf(centres);
    List<Centre> gone = new ArrayList<>();
    centres.clear();
    for (Centre centre : all) {
      (nearest(centre, centres) < 4 * radius ? gone : centres).add(centre);
    }
    if (!gone.isEmpty()) {
      // Those that go now and those that stay are more than m, so older ones are not needed.
      aside.clear();
      aside.addAll(gone);
    }
  }

  private double closestPair() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < centres.size(); i++) {
      least = Math.min(least, nearest(centres.get(i), centres.subList(0, i)));
    }
    return least;
  }

  private static double nearest(Centre row, List<Centre> others) {
    double least = Double.POSITIVE_INFINITY;
    for (Centre other : others) {
      least = Math.min(least, squared(row.row, other.row, least));
    }
    return Math.sqrt(least);
  }

  /** The squared distance, or something larger than {@code limit} where it is. */
  private static double squared(double[] a, double[] b, double limit) {
    double sum = 0;
    for (int t = 0; t < a.length && sum <= limit; t++) {
      sum += (a[t] - b[t]) * (a[t] - b[t]);
    }
    return sum;
  }

  /** The centres in the order they came, then of those put aside the farthest each time. */
  @Override
  public AnchorSet anchors() {
    List<Centre> chosen = new ArrayList<>(centres);
    List<Centre> left = new ArrayList<>(aside);
    stream.requireAtLeast(m, (long) chosen.size() + left.size(), "rows");
    while (chosen.size() < m) {
      int best = 0;
      double farthest = -1;
      for (int i = 0; i < left.size(); i++) {
        double distance = nearest(left.get(i), chosen);
        if (distance > farthest) {
          farthest = distance;
          best = i;
        }
      }
      chosen.add(left.remove(best));
    }
    return AnchorSet.of(chosen.stream().map(Centre::key).toList());
  }

  @Override
  public String toString() {
    return centres.size() + " centres after " + stream.seen() + " rows";
  }
}
