package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.RandomStream;

class SelfLearningTest {
  private static final int ROWS = 600;
  private static final int WIDTH = 24;

  /** Both sides of a planted correspondence: item i is row i left, and has the same key right. */
  private record Planted(LatentSpace left, LatentSpace right) {}

  private static Planted planted(long seed, double noise) {
    double[] x = SelectorSpaces.normals(seed, ROWS * WIDTH);
    for (int t = 0; t < x.length; t++) {
      x[t] *= 1.0 / (1 + t % WIDTH * 0.2); // some directions matter more
    }
    double[] turn = new RandomStream(seed + 1).orthogonal(WIDTH);
    double[] y = new double[x.length];
    Gemm.multiply(Gemm.Form.NN, ROWS, WIDTH, WIDTH, 3.0, x, turn, 0.0, y, 1);
    double[] errors = SelectorSpaces.normals(seed + 2, y.length);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      keys.add("item " + i);
    }
    for (int t = 0; t < y.length; t++) {
      y[t] += noise * errors[t] + 5;
    }
    LatentSpace right = TensorSpace.of("right", Dense.of(y, ROWS, WIDTH), keys);
    List<String> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(seed));
    return new Planted(
        TensorSpace.of("left", Dense.of(x, ROWS, WIDTH), keys), right.select(shuffled));
  }

  private static double right(Paired pairs) {
    int right = 0;
    for (int i = 0; i < pairs.left().size(); i++) {
      right += pairs.left().keys().get(i).equals(pairs.right().keys().get(i)) ? 1 : 0;
    }
    return right / (double) pairs.left().size();
  }

  @Test
  void findsAPlantedCorrespondenceFromTwelvePairs() {
    for (int seed = 0; seed < 5; seed++) {
      Planted planted = planted(seed, 0.1);
      List<String> known = planted.left().keys().asList().subList(0, 12);
      Paired pairs = new SelfLearning().pair(planted.left(), planted.right(), known, Run.of(0));
      assertThat((double) pairs.left().size()).as("seed %d", seed).isGreaterThan(ROWS * 0.95);
      assertThat(right(pairs)).as("seed %d", seed).isGreaterThan(0.95);
      assertThat(pairs.left().keys().asList()).startsWith(known.toArray(String[]::new));
      assertThat(pairs.right().keys().asList()).startsWith(known.toArray(String[]::new));
      assertThat(pairs.onlyLeft()).hasSize(ROWS - (int) pairs.left().size());
      assertThat(pairs.onlyRight()).hasSize(ROWS - (int) pairs.right().size());
      assertThat(pairs.onlyRight()).doesNotContainAnyElementsOf(pairs.right().keys().asList());
    }
  }

  @Test
  void growsByTheFactorAndTellsOfIt() {
    Planted planted = planted(3, 0.1);
    List<String> known = planted.left().keys().asList().subList(0, 10);
    List<Progress.Event> events = new ArrayList<>();
    Paired pairs =
        new SelfLearning(2, 3)
            .pair(planted.left(), planted.right(), known, Run.of(0).withProgress(events::add));
    assertThat(pairs.left().size()).isEqualTo(80);
    assertThat(events).hasSize(5);
    assertThat(events.get(0)).isEqualTo(new Progress.Started("self-learning", 3));
    for (int round = 1; round <= 3; round++) {
      Progress.Stepped step = (Progress.Stepped) events.get(round);
      assertThat(step.step()).isEqualTo(round);
      assertThat(step.figures())
          .containsEntry("pairs", 10.0 * (1 << round))
          .containsKey("objective");
    }
    assertThat(events.get(4)).isEqualTo(new Progress.Finished("self-learning"));
  }

  @Test
  void stopsWhenNothingChanges() {
    Planted planted = planted(4, 0);
    List<String> known = planted.left().keys().asList().subList(0, 15);
    List<Progress.Event> events = new ArrayList<>();
    Run run = Run.of(0).withProgress(events::add);
    Paired pairs = new SelfLearning(3, 50).pair(planted.left(), planted.right(), known, run);
    assertThat(right(pairs)).isEqualTo(1);
    assertThat(pairs.left().size()).isEqualTo(ROWS);
    assertThat(events).hasSizeLessThan(15);
  }

  @Test
  void wrongKnownPairsStay() {
    Planted planted = planted(5, 0.1);
    Map<String, String> known = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      known.put("item " + i, "item " + i);
    }
    known.put("item 20", "item 30");
    Paired pairs = new SelfLearning().pair(planted.left(), planted.right(), known, Run.of(0));
    assertThat(pairs.left().keys().get(12)).isEqualTo("item 20");
    assertThat(pairs.right().keys().get(12)).isEqualTo("item 30");
    assertThat(pairs.left().keys().asList()).doesNotHaveDuplicates();
    assertThat(pairs.right().keys().asList()).doesNotHaveDuplicates();
  }

  @Test
  void threadsChangeNothing() {
    Planted planted = planted(6, 0.3);
    List<String> known = planted.left().keys().asList().subList(0, 12);
    SelfLearning learning = new SelfLearning(1.5, 6);
    Paired one = learning.pair(planted.left(), planted.right(), known, Run.of(0).withThreads(1));
    for (int threads : new int[] {2, 7}) {
      Paired many =
          learning.pair(planted.left(), planted.right(), known, Run.of(0).withThreads(threads));
      assertThat(many.left().keys()).isEqualTo(one.left().keys());
      assertThat(many.right().keys()).isEqualTo(one.right().keys());
    }
  }

  @Test
  void refusesWhatCannotBeginARound() {
    Planted planted = planted(7, 0.1);
    SelfLearning learning = new SelfLearning();
    assertThatThrownBy(
            () -> learning.pair(planted.left(), planted.right(), List.of("item 1"), Run.of(0)))
        .hasMessageContaining("at least two pairs")
        .hasMessageContaining("1 pairs");
    assertThatThrownBy(
            () ->
                learning.pair(
                    planted.left(), planted.right(), List.of("item 1", "nobody"), Run.of(0)))
        .hasMessageContaining("nobody");
    assertThatThrownBy(
            () ->
                learning.pair(
                    planted.left(),
                    planted.right(),
                    Map.of("item 1", "item 5", "item 2", "item 5"),
                    Run.of(0)))
        .hasMessageContaining("item 5")
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new SelfLearning(1, 5)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new SelfLearning(Double.NaN, 5)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SelfLearning(2, 0)).hasMessageContaining("got 0");
  }
}
