package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

class StreamingAnchorsTest {
  /** Feeds consecutive blocks. */
  private static StreamingAnchors feed(StreamingAnchors anchors, LatentSpace space, int block) {
    return feed(anchors, blocks(space, block));
  }

  private static StreamingAnchors feed(StreamingAnchors anchors, List<LatentSpace> blocks) {
    blocks.forEach(anchors::accept);
    return anchors;
  }

  private static List<LatentSpace> blocks(LatentSpace space, int block) {
    List<LatentSpace> blocks = new ArrayList<>();
    for (long from = 0; from < space.size(); from += block) {
      long end = Math.min(space.size(), from + block);
      blocks.add(space.select(java.util.stream.LongStream.range(from, end).toArray()));
    }
    return blocks;
  }

  private static LatentSpace keyed(String... keys) {
    return TensorSpace.of("keyed", Dense.of(new float[keys.length], keys.length, 1), List.of(keys));
  }

  @Test
  void everyRowIsInTheReservoirEquallyOften() {
    List<LatentSpace> blocks = blocks(SelectorSpaces.normal(1, 50, 1), 7);
    int[] drawn = new int[50];
    int rounds = 4000;
    for (int seed = 0; seed < rounds; seed++) {
      for (String key : feed(StreamingAnchors.reservoir(10, seed), blocks).anchors().names()) {
        drawn[Integer.parseInt(key)]++;
      }
    }
    double expected = rounds * 10 / 50.0;
    double chiSquared = 0;
    for (int count : drawn) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // 49 degrees of freedom; draws without repetition vary less than independent ones.
    assertThat(chiSquared).isBetween(15.0, 85.0);
  }

  @Test
  void blocksDoNotMatter() {
    LatentSpace space = SelectorSpaces.normal(3, 400, 6);
    for (int block : new int[] {1, 13, 400}) {
      assertThat(feed(StreamingAnchors.reservoir(9, 5), space, block).anchors())
          .isEqualTo(feed(StreamingAnchors.reservoir(9, 5), space, 64).anchors());
      assertThat(feed(StreamingAnchors.farthestPoint(9), space, block).anchors())
          .isEqualTo(feed(StreamingAnchors.farthestPoint(9), space, 64).anchors());
      assertThat(feed(StreamingAnchors.frequent(9), space, block).anchors())
          .isEqualTo(feed(StreamingAnchors.frequent(9), space, 64).anchors());
    }
  }

  @Test
  void rowsWithoutKeysAreNumberedThroughTheStream() {
    StreamingAnchors anchors = StreamingAnchors.reservoir(6, 0);
    anchors.accept(SelectorSpaces.normal(1, 4, 2));
    anchors.accept(SelectorSpaces.normal(2, 2, 2));
    assertThat(anchors.anchors().names()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(anchors).hasToString("reservoir of 6 after 6 rows");
  }

  @Test
  void doublingCoversWithinEightTimesFarthestPoint() {
    for (int seed = 0; seed < 40; seed++) {
      int d = 2 + seed % 7;
      int m = 1 + seed % 13;
      LatentSpace space = SelectorSpaces.normal(seed, 300, d);
      AnchorSet streamed = feed(StreamingAnchors.farthestPoint(m), space, 50).anchors();
      assertThat(streamed.names()).as("seed %d", seed).hasSize(m).doesNotHaveDuplicates();
      AnchorSet best = new FarthestPoint().select(space, m, Run.of(0));
      assertThat(SelectorSpaces.coverRadius(space, streamed.names()))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(8 * SelectorSpaces.coverRadius(space, best.names()));
    }
  }

  @Test
  void clustersFarApartAllGetACentre() {
    // Ten directions, a hundred rows close to each: any cover within 8 times the best has all ten.
    RandomStream random = new RandomStream(4);
    double[][] rows = new double[1000][10];
    for (double[] row : rows) {
      for (int t = 0; t < 10; t++) {
        row[t] = 1e-3 * random.normal();
      }
      row[random.below(10)] += 1;
    }
    LatentSpace space = SelectorSpaces.of(rows);
    AnchorSet anchors = feed(StreamingAnchors.farthestPoint(10), space, 100).anchors();
    assertThat(SelectorSpaces.coverRadius(space, anchors.names())).isLessThan(0.1);
  }

  @Test
  void equalRowsMakeUpTheNumberOfCentres() {
    LatentSpace space =
        SelectorSpaces.of(
            new double[] {1, 0}, new double[] {2, 0}, new double[] {3, 0}, new double[] {0, 1});
    assertThat(feed(StreamingAnchors.farthestPoint(4), space, 2).anchors().names())
        .containsExactly("0", "3", "1", "2");
    assertThat(feed(StreamingAnchors.farthestPoint(2), space, 2).anchors().names())
        .containsExactly("0", "3");
  }

  @Test
  void countsAreOffByTheirShareAtMost() {
    for (int seed = 0; seed < 20; seed++) {
      RandomStream random = new RandomStream(seed);
      SpaceSaving saving = new SpaceSaving(12);
      Map<String, Integer> exact = new HashMap<>();
      int n = 0;
      for (int block = 0; block < 400; block++) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          String key = "k" + (int) (60 * Math.pow(random.uniform(), 3));
          if (!keys.contains(key)) {
            keys.add(key);
          }
        }
        keys.forEach(key -> exact.merge(key, 1, Integer::sum));
        n += keys.size();
        saving.accept(keyed(keys.toArray(String[]::new)));
      }
      double error = n / 12.0;
      saving
          .counts()
          .forEach(
              (key, count) ->
                  assertThat(count - exact.getOrDefault(key, 0))
                      .as(key)
                      .isBetween(0L, (long) error));
      List<String> names = saving.anchors().names();
      exact.forEach(
          (key, count) -> assertThat(count > error && !names.contains(key)).as(key).isFalse());
      assertThat(List.copyOf(saving.counts().values()))
          .as("seed %d", seed)
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
  }

  @Test
  void theMostFrequentComeFirst() {
    StreamingAnchors anchors = StreamingAnchors.frequent(3);
    anchors.accept(keyed("a", "b", "c"));
    anchors.accept(keyed("c"));
    anchors.accept(keyed("b", "c"));
    assertThat(anchors.anchors().names()).containsExactly("c", "b", "a");
    anchors.accept(keyed("d")); // takes the place and the count of a
    assertThat(anchors.anchors().names()).containsExactly("c", "b", "d");
    assertThat(anchors).hasToString("counts of 3 keys after 7 rows");
  }

  @Test
  void refusesTooFewRowsOtherWidthsAndNaN() {
    List<StreamingAnchors> all =
        List.of(
            StreamingAnchors.reservoir(3, 0),
            StreamingAnchors.farthestPoint(3),
            StreamingAnchors.frequent(3));
    for (StreamingAnchors anchors : all) {
      anchors.accept(SelectorSpaces.normal(1, 2, 4));
      assertThatThrownBy(anchors::anchors)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("at least 3")
          .hasMessageContaining("got 2");
      assertThatThrownBy(() -> anchors.accept(SelectorSpaces.normal(1, 2, 5)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[n, 4]")
          .hasMessageContaining("[2, 5]");
      LatentSpace broken =
          SelectorSpaces.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, Double.NaN, 4});
      assertThatThrownBy(() -> anchors.accept(broken))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("row 1");
      anchors.accept(SelectorSpaces.normal(2, 1, 4));
      assertThat(anchors.anchors().names()).containsExactly("0", "1", "2");
    }
    assertThatThrownBy(() -> StreamingAnchors.reservoir(0, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> StreamingAnchors.farthestPoint(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> StreamingAnchors.frequent(0)).hasMessageContaining("got 0");
  }
}
