package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.RandomStream;

/**
 * As many anchors of one class as of another: m / C of each of C classes, rounded down, and the
 * rest one each from the most frequent classes (of equally frequent ones the smaller label). A
 * class with too few rows gives all it has, and the others make up for it in the same order. Drawn
 * uniformly without repetition in each class; class after class by ascending label.
 *
 * @param labels one class label a row
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by value, below, and copies come out
public record Stratified(int[] labels) implements AnchorSelector {
  /** Copies the labels. */
  public Stratified {
    labels = labels.clone();
  }

  /** The labels; a copy. */
  @Override
  public int[] labels() {
    return labels.clone();
  }

  /** The rows of one class, and how many of them are anchors. */
  private static final class Stratum {
    final int[] rows;
    int quota;

    Stratum(int[] rows, int quota) {
      this.rows = rows;
      this.quota = Math.min(rows.length, quota);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ShapeException when the labels are not as many as the rows
   */
  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    if (labels.length != n) {
      throw new ShapeException("Stratified.select", n + " labels", labels.length + " labels");
    }
    SortedMap<Integer, Stratum> strata = strata(m);
    share(strata, m);
    int[] rows = new int[m];
    int count = 0;
    for (var entry : strata.entrySet()) {
      Stratum stratum = entry.getValue();
      RandomStream stream = run.seed().child(entry.getKey()).stream();
      int[] order = stream.permutation(stratum.rows.length);
      for (int i = 0; i < stratum.quota; i++) {
        rows[count++] = stratum.rows[order[i]];
      }
    }
    return Selection.of(space, rows);
  }

  private SortedMap<Integer, Stratum> strata(int m) {
    SortedMap<Integer, List<Integer>> rows = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      rows.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
    }
    SortedMap<Integer, Stratum> strata = new TreeMap<>();
    rows.forEach(
        (label, members) -> {
          int[] all = members.stream().mapToInt(Integer::intValue).toArray();
          strata.put(label, new Stratum(all, m / rows.size()));
        });
    return strata;
  }

  /** Gives what is left of m to the classes by frequency, one each, until nothing is left. */
  private static void share(SortedMap<Integer, Stratum> strata, int m) {
    int left = m - strata.values().stream().mapToInt(stratum -> stratum.quota).sum();
    List<Stratum> byFrequency =
        strata.values().stream()
            .sorted(Comparator.comparingInt(stratum -> -stratum.rows.length)) // stable
            .toList();
    while (left > 0) {
      for (Stratum stratum : byFrequency) {
        if (left > 0 && stratum.quota < stratum.rows.length) {
          stratum.quota++;
          left--;
        }
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Stratified that && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "Stratified[" + labels.length + " labels]";
  }
}
