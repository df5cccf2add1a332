package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class PairTest {
  private final RandomStream random = new RandomStream(12);
  private final double[][] rows = Samples.space(50, 5, random);
  private final INDArray x = Samples.array(rows);
  private final INDArray y = Samples.array(Samples.related(rows, 4, 1, random));

  @Test
  void partsAreComputedOnce() {
    Pair pair = Pair.of(x, y);
    assertThat(pair.x.centred()).isSameAs(pair.x.centred());
    assertThat(pair.x.neighbours(3)).isSameAs(pair.x.neighbours(3));
    assertThat(pair.x.neighbours(4)).isNotSameAs(pair.x.neighbours(3));
    assertThat(pair.moments()).isSameAs(pair.moments());
    assertThat(pair.overlap()).isSameAs(pair.overlap());
    assertThat(pair.y.squaredDistances()).isSameAs(pair.y.squaredDistances());
    assertThat(pair.centredAlignment()).isSameAs(pair.centredAlignment());
  }

  /** Many rows are centred on a mean of some of them; sorted rows far away show what that costs. */
  @Test
  void theMeanOfSomeRowsIsGoodEnoughForSums() {
    int n = 5000;
    double[][] left = Samples.space(n, 4, random);
    double[][] right = Samples.related(left, 3, 0.5, random);
    Pair near = Pair.of(Samples.array(left), Samples.array(right));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 4; j++) {
        left[i][j] += 1e6;
      }
      right[i][2] -= 3e5;
    }
    Pair far = Pair.of(Samples.array(left), Samples.array(right));
    assertThat(far.x.roughlyCentred().rows(0, 1, far.x.width)[0])
        .isNotEqualTo(far.x.centredRows(0, 1)[0]);
    assertThat(far.x.roughlyCentred().rows(0, 1, far.x.width)[0]).isBetween(-5.0, 5.0);
    for (String name : List.of("linear-cka", "unbiased-cka")) {
      SimilarityIndex index = SimilarityIndex.named(name);
      assertThat(index.compare(far).value())
          .as(name)
          .isCloseTo(index.compare(near).value(), within(1e-9));
    }
    java.util.Arrays.sort(left, java.util.Comparator.comparingDouble(row -> row[0]));
    Pair sorted = Pair.of(Samples.array(left), Samples.array(left));
    assertThat(Cka.linear().compare(sorted).value()).isCloseTo(1, within(1e-12));
    double[][] equal = new double[n][2];
    for (double[] row : equal) {
      row[0] = 0.1;
      row[1] = 1e9 + 0.3;
    }
    Score none = Cka.linear().compare(Pair.of(Samples.array(left), Samples.array(equal)));
    assertThat(none.value()).isNaN();
    assertThat(none.note()).contains("all rows are equal");
    assertThat(near.x.roughlyCentred().rows(7, 9, near.x.width)).hasSize(8);
  }

  @Test
  void joinedSpacesOfOtherAnchorsAreRefused() {
    LatentSpace left = relative("left", x, "aaa");
    LatentSpace plain = TensorSpace.of("plain", y);
    Pair pair = Pair.of(LatentSpace.pair(left, plain), 1);
    assertThat(pair.left()).isEqualTo(x);
    assertThat(pair.right()).isEqualTo(y);
    assertThat(Pair.of(LatentSpace.pair(left, relative("same", y, "aaa")), 1).size()).isEqualTo(50);
    assertThatThrownBy(() -> Pair.of(LatentSpace.pair(left, relative("other", y, "bbb")), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("same anchors")
        .hasMessageContaining("aaa and bbb");
  }

  private static LatentSpace relative(String name, INDArray vectors, String fingerprint) {
    Lineage.Step step = new Lineage.Step("RelativeEncoder", "{}", fingerprint);
    return TensorSpace.of(name, vectors).withLineage(Lineage.none().plus(step));
  }

  @Test
  void lazyValuesAskTheirSourceOnce() {
    AtomicInteger asked = new AtomicInteger();
    Lazy<Integer> lazy = new Lazy<>(asked::incrementAndGet);
    assertThat(asked).hasValue(0);
    assertThat(lazy.get()).isEqualTo(1);
    assertThat(lazy.get()).isEqualTo(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void manyThreadsMayShareAPair() throws Exception {
    List<SimilarityIndex> indices =
        SimilarityIndex.all(Samples.options()).stream()
            .filter(index -> index.obstacle(Pair.of(x, y)).isEmpty())
            .toList();
    List<Score> expected = indices.stream().map(index -> index.compare(Pair.of(x, y, 1))).toList();
    Pair shared = Pair.of(x, y, 2);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Score>>> futures = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        futures.add(pool.submit(() -> indices.stream().map(i -> i.compare(shared)).toList()));
      }
      for (Future<List<Score>> future : futures) {
        assertThat(future.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void selectedAndPermutedRowsAreThoseOfTheArrays() {
    Pair pair = Pair.of(x, y);
    assertThat(pair.left()).isSameAs(x);
    assertThat(pair.right()).isSameAs(y);
    Pair some = pair.select(new int[] {7, 3, 3});
    assertThat(some.size()).isEqualTo(3);
    assertThat(some.left().getRow(1)).isEqualTo(x.getRow(3));
    assertThat(some.right().getRow(0)).isEqualTo(y.getRow(7));
    int[] order = random.permutation(50);
    Pair permuted = pair.permuteRight(order);
    assertThat(permuted.left()).isEqualTo(x);
    for (int i = 0; i < 50; i++) {
      assertThat(permuted.right().getRow(i)).isEqualTo(y.getRow(order[i]));
    }
  }

  @Test
  void meansOfManyBlocksAreExactForConstantColumns() {
    double[] values = new double[5000 * 2];
    for (int i = 0; i < 5000; i++) {
      values[2 * i] = 0.1;
      values[2 * i + 1] = i;
    }
    Side side = Pair.of(Dense.of(values, 5000, 2), Dense.of(values, 5000, 2), 3).x;
    assertThat(side.mean()).containsExactly(0.1, 2499.5);
    assertThat(side.centred().at(4999, 0)).isZero();
    assertThat(side.centred().at(0, 1)).isEqualTo(-2499.5);
    assertThat(side.readCentred(1000, 1003).values())
        .containsExactly(0, -1499.5, 0, -1498.5, 0, -1497.5);
  }

  @Test
  void threadsAreChecked() {
    assertThatThrownBy(() -> Pair.of(x, y, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("threads: expected at least 1, got 0");
  }

  @Test
  void manyRowsNeedNoSquareOfThem() {
    // 12,000 x 12,000 doubles and a copy of them are more than the tests have.
    INDArray a = Samples.array(Samples.normals(12_000, 3, random));
    INDArray b = a.add(Samples.array(Samples.normals(12_000, 3, random)).muli(0.01));
    Pair pair = Pair.of(a, b);
    assertThat(Neighbourhoods.mutualKnn(5).compare(pair).value()).isBetween(0.05, 1.0);
    assertThat(Cka.unbiased().compare(pair).value()).isGreaterThan(0.99);
    assertThat(CrossRetrieval.mrr().compare(pair).value()).isBetween(0.0, 1.0);
  }
}
