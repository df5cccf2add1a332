package org.latent4j.anchors;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.latent4j.LatentSpace;
import org.latent4j.error.Require;

/** The most frequent keys of a stream; see {@link StreamingAnchors#frequent}. */
final class SpaceSaving implements StreamingAnchors {
  /** A counted key; {@code entered} is the place in the stream where its counting began. */
  private record Counter(String key, long count, long entered) {}

  private static final Comparator<Counter> LEAST_FIRST =
      Comparator.comparingLong(Counter::count)
          .thenComparing(Counter::entered, (a, b) -> Long.compare(b, a));

  private final int m;
  private final StreamedRows stream = new StreamedRows("StreamingAnchors.frequent");
  private final Map<String, Counter> counters = new HashMap<>();
  private final TreeSet<Counter> byCount = new TreeSet<>(LEAST_FIRST);

  SpaceSaving(int m) {
    this.m = (int) Require.atLeast("StreamingAnchors.frequent: m", 1, m);
  }

  @Override
  public void accept(LatentSpace block) {
    stream.check(block);
    for (long i = 0; i < block.size(); i++) {
      count(stream.next(block, i));
    }
  }

  private void count(String key) {
    Counter counter = counters.get(key);
    long before = 0;
    long entered = stream.seen();
    if (counter != null) {
      byCount.remove(counter);
      before = counter.count;
      entered = counter.entered;
    } else if (counters.size() == m) {
      // The newcomer inherits the smallest count: it may have come that often before.
      Counter least = byCount.first();
      byCount.remove(least);
      counters.remove(least.key);
      before = least.count;
    }
    Counter next = new Counter(key, before + 1, entered);
    counters.put(key, next);
    byCount.add(next);
  }

  /**
   * The counts that are kept, most frequent first (of equal ones the earlier): never below the true
   * count, and above it by N/m at most.
   */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    byCount.descendingSet().forEach(counter -> counts.put(counter.key, counter.count));
    return counts;
  }

  @Override
  public AnchorSet anchors() {
    stream.requireAtLeast(m, counters.size(), "distinct keys");
    return AnchorSet.of(List.copyOf(counts().keySet()));
  }

  @Override
  public String toString() {
    return "counts of " + counters.size() + " keys after " + stream.seen() + " rows";
  }
}
