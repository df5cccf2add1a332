package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class UncertaintyTest {
  private static final SimilarityIndex CKA = SimilarityIndex.named("linear-cka");

  private final RandomStream random = new RandomStream(17);
  private final double[][] rows = Samples.space(40, 4, random);
  private final INDArray x = Samples.array(rows);
  private final INDArray near = Samples.array(Samples.related(rows, 4, 0.2, random));
  private final INDArray far = Samples.array(Samples.space(40, 4, random));

  @Test
  void intervalIsTheDeleteHalfJackknife() {
    Run run = Run.of(3);
    Score score = new Uncertainty(60, 0).of(CKA, run).compare(x, far);
    double[] values = new double[60];
    for (int draw = 0; draw < 60; draw++) {
      int[] order = run.seed().child("jackknife").child(draw).stream().permutation(40);
      int[] half = Arrays.copyOf(order, 20);
      Arrays.sort(half);
      values[draw] = CKA.compare(take(x, half), take(far, half)).value();
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 60;
    double reach = 1.96 * Math.sqrt(variance); // n = 2 h
    assertThat(score.value()).isEqualTo(CKA.compare(x, far).value());
    assertThat(score.low()).isCloseTo(Math.max(0, score.value() - reach), within(1e-12));
    assertThat(score.high()).isCloseTo(Math.min(1, score.value() + reach), within(1e-12));
    assertThat(score.p()).isNaN();
    assertThat(score.chance()).isNaN();
  }

  @Test
  void oddNumbersOfRowsCorrectForTheHalf() {
    int[] first = new int[39];
    Arrays.setAll(first, i -> i);
    INDArray a = take(x, first);
    INDArray b = take(far, first);
    Run run = Run.of(3);
    Score score = new Uncertainty(30, 0).of(CKA, run).compare(a, b);
    double[] values = new double[30];
    for (int draw = 0; draw < 30; draw++) {
      int[] order = run.seed().child("jackknife").child(draw).stream().permutation(39);
      int[] half = Arrays.copyOf(order, 19);
      values[draw] = CKA.compare(take(a, half), take(b, half)).value();
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 30;
    double reach = 1.96 * Math.sqrt(variance) * Math.sqrt(19.0 / 20);
    assertThat(score.high()).isCloseTo(Math.min(1, score.value() + reach), within(1e-12));
  }

  @Test
  void permutationsTellPairedFromUnpairedRows() {
    Run run = Run.of(1);
    Score paired = new Uncertainty(0, 99).of(CKA, run).compare(x, near);
    assertThat(paired.p()).isEqualTo(0.01);
    assertThat(paired.chance()).isLessThan(paired.value());
    assertThat(paired.low()).isNaN();
    assertThat(paired.high()).isNaN();
    Score unpaired = new Uncertainty(0, 99).of(CKA, run).compare(x, far);
    assertThat(unpaired.p()).isGreaterThan(0.05);
  }

  @Test
  void lowerIsAsGoodForDistances() {
    SimilarityIndex distance = SimilarityIndex.named("procrustes");
    Score paired = new Uncertainty(20, 99).of(distance, Run.of(1)).compare(x, near);
    assertThat(paired.p()).isEqualTo(0.01);
    assertThat(paired.chance()).isGreaterThan(paired.value());
    assertThat(paired.low()).isBetween(0.0, paired.value());
    assertThat(paired.high()).isBetween(paired.value(), Math.sqrt(2));
  }

  @Test
  void whatDoesNotLookAtThePairingHasPOne() {
    SimilarityIndex magnitude = SimilarityIndex.named("magnitude-difference");
    Score score = new Uncertainty(0, 50).of(magnitude, Run.of(4)).compare(x, far);
    assertThat(score.p()).isEqualTo(1);
    assertThat(score.chance()).isCloseTo(score.value(), within(1e-12));
  }

  @Test
  void threadsDoNotChangeABitAndSeedsDo() {
    List<SimilarityIndex> all =
        SimilarityIndex.all(Samples.options()).stream()
            .filter(index -> index.obstacle(Pair.of(x, near)).isEmpty())
            .toList();
    Uncertainty few = new Uncertainty(6, 6);
    List<Score> one = few.compare(all, Pair.of(x, near, 1), Run.of(8).withThreads(1));
    for (int threads : new int[] {2, 7}) {
      Run run = Run.of(8).withThreads(threads);
      assertThat(few.compare(all, Pair.of(x, near, threads), run))
          .as(threads + " threads")
          .isEqualTo(one);
    }
    assertThat(few.compare(all, Pair.of(x, near), Run.of(9))).isNotEqualTo(one);
    assertThat(one).hasSize(46).allMatch(score -> score.low() <= score.high());
  }

  @Test
  void severalIndicesTogetherGiveWhatEachGivesAlone() {
    List<SimilarityIndex> some = List.of(CKA, Neighbourhoods.mutualKnn(3), LinearMap.gulp(0.1));
    Uncertainty few = new Uncertainty(5, 5);
    Run run = Run.of(2);
    List<Score> together = few.compare(some, Pair.of(x, near), run);
    for (int t = 0; t < some.size(); t++) {
      assertThat(few.of(some.get(t), run).compare(x, near)).isEqualTo(together.get(t));
    }
  }

  @Test
  void noneAskedIsThePlainScore() {
    assertThat(new Uncertainty(0, 0).of(CKA, Run.of(0)).compare(x, near))
        .isEqualTo(CKA.compare(x, near));
  }

  @Test
  void wrappedIndexKeepsItsClaims() {
    for (SimilarityIndex index : SimilarityIndex.all()) {
      SimilarityIndex wrapped = Uncertainty.standard().of(index, Run.of(0));
      assertThat(wrapped.name()).isEqualTo(index.name());
      assertThat(wrapped.direction()).isEqualTo(index.direction());
      assertThat(wrapped.symmetric()).isEqualTo(index.symmetric());
      assertThat(wrapped.metric()).isEqualTo(index.metric());
      assertThat(wrapped.invariances()).isEqualTo(index.invariances());
      assertThat(wrapped.least()).isEqualTo(index.least());
      assertThat(wrapped.most()).isEqualTo(index.most());
      Pair pair = Pair.of(x, Samples.array(Samples.space(40, 3, random)));
      assertThat(wrapped.obstacle(pair)).isEqualTo(index.obstacle(pair));
    }
  }

  @Test
  void subsetsWithoutValueGiveNoInterval() {
    double[][] sparse = new double[12][2];
    sparse[0][0] = 1; // half of the subsets have only zeros
    Score score =
        new Uncertainty(40, 10)
            .of(CKA, Run.of(0))
            .compare(Samples.array(sparse), Samples.array(Samples.space(12, 2, random)));
    assertThat(score.low()).isNaN();
    assertThat(score.note()).contains("no interval").contains("subsets");
    assertThat(score.p()).isBetween(0.0, 1.0);
  }

  @Test
  void halvesThatAreTooFewGiveNoInterval() {
    INDArray six = take(x, new int[] {0, 1, 2, 3, 4, 5});
    List<SimilarityIndex> some =
        List.of(SimilarityIndex.named("unbiased-cka"), CKA, Neighbourhoods.mutualKnn(4));
    List<Score> scores = new Uncertainty(10, 5).compare(some, Pair.of(six, six), Run.of(0));
    assertThat(scores).allMatch(score -> Math.abs(score.value() - 1) < 1e-9);
    assertThat(scores).allMatch(score -> score.p() > 0);
    assertThat(scores.get(0).low()).isNaN();
    assertThat(scores.get(0).note()).contains("no interval").contains("at least 4 rows, got 3");
    assertThat(scores.get(1).low()).isLessThanOrEqualTo(1);
    assertThat(scores.get(1).note()).isEmpty();
    assertThat(scores.get(2).high()).isNaN();
    assertThat(scores.get(2).note()).contains("fewer than the 3 rows, got 4");
    INDArray one = take(x, new int[] {0});
    Score score =
        new Uncertainty(1, 0).of(LinearMap.eigenspaceOverlap(), Run.of(0)).compare(one, one);
    assertThat(score.low()).isNaN();
    assertThat(score.note()).contains("no interval").contains("no half");
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> new Uncertainty(-1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Uncertainty(0, -2)).hasMessageContaining("-2");
  }

  @Test
  void tellsOfItsSteps() {
    List<Progress.Event> events = new java.util.concurrent.CopyOnWriteArrayList<>();
    Run run = Run.of(3).withProgress(events::add).withThreads(2);
    new Uncertainty(4, 3).compare(List.of(CKA, LinearMap.gulp(0)), Pair.of(x, near), run);
    assertThat(events)
        .contains(new Progress.Started("compare", 2), new Progress.Started("draws", 4))
        .contains(new Progress.Stepped("permutations", 3, java.util.Map.of()))
        .endsWith(new Progress.Finished("permutations"))
        .hasSize(2 + 2 + 2 + 4 + 2 + 3);
  }

  private static INDArray take(INDArray x, int[] rows) {
    double[][] all = x.toDoubleMatrix();
    return Samples.array(Arrays.stream(rows).mapToObj(i -> all[i]).toArray(double[][]::new));
  }
}
