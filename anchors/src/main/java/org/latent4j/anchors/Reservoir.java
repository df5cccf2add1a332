package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.error.Require;
import org.latent4j.kernel.RandomStream;

/** A uniform sample of a stream; see {@link StreamingAnchors#reservoir}. */
final class Reservoir implements StreamingAnchors {
  private final int m;
  private final RandomStream random;
  private final StreamedRows stream = new StreamedRows("StreamingAnchors.reservoir");
  private final List<String> sample = new ArrayList<>();

  Reservoir(int m, long seed) {
    this.m = (int) Require.atLeast("StreamingAnchors.reservoir: m", 1, m);
    this.random = new RandomStream(seed);
  }

  @Override
  public void accept(LatentSpace block) {
    stream.check(block);
    for (long i = 0; i < block.size(); i++) {
      String key = stream.next(block, i);
      if (sample.size() < m) {
        sample.add(key);
        continue;
      }
      int place = random.below(Math.toIntExact(stream.seen()));
      if (place < m) {
        sample.set(place, key);
      }
    }
  }

  @Override
  public AnchorSet anchors() {
    stream.requireAtLeast(m, sample.size(), "rows");
    return AnchorSet.of(sample);
  }

  @Override
  public String toString() {
    return "reservoir of " + m + " after " + stream.seen() + " rows";
  }
}
