package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Lineage;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What encoders tell besides dense rows: the nearest anchors, sparse rows, groups, lineage. */
class RelativeRowsTest {
  private static final int N = 700;
  private static final int D = 10;
  private static final INDArray X =
      Dense.of(new RandomStream(8).normals(N * D), N, D).castTo(DataType.DOUBLE);

  private static RelativeEncoder fit(RelativeProjection projection, INDArray x) {
    return projection.fit(x, Dense.rows(x, 0, 30));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theNearestAnchorsAreThoseOfTheDenseRows(Kind kind) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray x = X.castTo(type);
      RelativeEncoder encoder = fit(RelativeProjection.of(kind), x);
      double[] dense = Dense.doubles(encoder.encode(x));
      TopK top = encoder.topK(x, 4);
      assertThat(top.rows()).isEqualTo(N);
      assertThat(top.k()).isEqualTo(4);
      double sign = kind.similarity() ? -1 : 1;
      double tolerance = kind == Kind.ANGULAR ? 1e-3 : 2e-5;
      for (int i = 0; i < N; i++) {
        int row = i;
        double[] sorted =
            IntStream.range(0, 30).mapToDouble(j -> sign * dense[row * 30 + j]).sorted().toArray();
        for (int place = 0; place < 4; place++) {
          double own = dense[i * 30 + top.id(i, place)];
          assertThat(Math.abs(top.score(i, place) - own))
              .as("%s %s row %d", kind, type, i)
              .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(own)));
          assertThat(Math.abs(sign * own - sorted[place]))
              .as("%s %s row %d", kind, type, i)
              .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(own)));
        }
      }
    }
  }

  @Test
  void equalAnchorsComeInTheirOrder() {
    INDArray anchors = Dense.of(new double[] {1, 0, 0, 1, 1, 0, 0, 1}, 4, 2);
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray a = anchors.castTo(type);
      TopK top = RelativeProjection.cosine().uncentred().fit(a, a).topK(a, 3);
      assertThat(top.ids()).containsExactly(0, 2, 1, 1, 3, 0, 0, 2, 1, 1, 3, 0);
      assertThat(top.scores()).startsWith(1, 1, 0);
    }
    assertThatThrownBy(() -> RelativeProjection.cosine().fit(anchors, anchors).topK(anchors, 5))
        .hasMessageContaining("1 to 4, got 5");
    assertThatThrownBy(
            () -> RelativeProjection.cosine().fit(anchors, anchors).topK(anchors, 1).id(4, 0))
        .hasMessageContaining("0 to 3, got 4");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void rowsGoIntoAnArrayThatIsThere(Kind kind) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray x = X.castTo(type);
      RelativeEncoder encoder = fit(RelativeProjection.of(kind), x);
      INDArray out = Dense.zeros(type, N, 30).assign(7);
      encoder.encode(x, out);
      assertThat(out).isEqualTo(encoder.encode(x));
      encoder.encode(Dense.zeros(type, 0, D), Dense.zeros(type, 0, 30));
      DataType other = type == DataType.FLOAT ? DataType.DOUBLE : DataType.FLOAT;
      for (INDArray wrong :
          List.of(
              Dense.zeros(type, N + 1, 30),
              Dense.zeros(type, N, 29),
              Dense.zeros(other, N, 30),
              Dense.zeros(type, 30, N).transpose())) {
        assertThatThrownBy(() -> encoder.encode(x, wrong))
            .isInstanceOf(org.latent4j.error.ShapeException.class)
            .hasMessageContaining("out");
      }
    }
  }

  @Test
  void noRowsHaveNoNeighbours() {
    RelativeEncoder encoder = fit(RelativeProjection.cosine().sparse(3, 1), X);
    INDArray none = Dense.zeros(DataType.FLOAT, 0, D);
    assertThat(encoder.topK(none, 2).rows()).isZero();
    assertThat(encoder.encodeSparse(none).rows()).isZero();
    assertThat(encoder.encodeSparse(none).columns()).isEqualTo(30);
  }

  @Test
  void sparseRowsFollowTheDefinition() {
    RelativeEncoder encoder = fit(RelativeProjection.cosine().sparse(6, 3), X);
    double[] dense = Dense.doubles(fit(RelativeProjection.cosine(), X).encode(X));
    double[] got = Dense.doubles(encoder.encodeSparse(X).toDense());
    for (int i = 0; i < N; i++) {
      int row = i;
      int[] order =
          IntStream.range(0, 30)
              .boxed()
              .sorted((a, b) -> Double.compare(dense[row * 30 + b], dense[row * 30 + a]))
              .mapToInt(j -> j)
              .limit(6)
              .filter(j -> dense[row * 30 + j] > 0)
              .toArray();
      double squares = IntStream.of(order).mapToDouble(j -> Math.pow(dense[row * 30 + j], 6)).sum();
      double[] expected = new double[30];
      for (int j : order) {
        expected[j] = Math.pow(dense[row * 30 + j], 3) / Math.sqrt(squares);
      }
      for (int j = 0; j < 30; j++) {
        assertThat(Math.abs(got[i * 30 + j] - expected[j])).isLessThan(1e-12);
      }
    }
  }

  @Test
  void anExplanationNamesAnchors() {
    TensorSpace space =
        TensorSpace.of(
            "s",
            Dense.of(new double[] {1, 0, 0, 2, -1, 0, 3, 3}, 4, 2),
            List.of("east", "north", "west", "north-east"));
    AnchorSet anchors = AnchorSet.of(List.of("east", "north", "west"));
    RelativeEncoder encoder = RelativeProjection.cosine().uncentred().fit(space, anchors);
    Explanation explanation = encoder.explain(Dense.of(new double[] {0.1, 1}, 2), 2);
    assertThat(explanation.parts()).extracting("anchor").containsExactly("north", "east");
    assertThat(explanation).hasToString("north 0.995, east 0.100");
    RelativeEncoder far = RelativeProjection.l1().fit(space, anchors);
    assertThat(far.explain(Dense.of(new double[] {-1, 0}, 1, 2), 1)).hasToString("west 0.000");
    RelativeEncoder two = RelativeProjection.cosine().heads(2, Pool.CONCAT).fit(space, anchors);
    assertThat(two.columnNames()).startsWith("head 0: east").endsWith("head 1: west").hasSize(6);
    assertThatThrownBy(() -> encoder.explain(space.vectors(), 1)).hasMessageContaining("[1, 2]");
  }

  @Test
  void groupsStandForTheirMeanOrForTheMeanOfTheirValues() {
    TensorSpace space = TensorSpace.of("s", X);
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("a", List.of("0", "1", "2"));
    groups.put("b", List.of("2", "5"));
    AnchorSet named = AnchorSet.ofGroups(groups);
    double[] mean =
        Dense.doubles(RelativeProjection.euclidean().fit(space, named).encode(space).vectors());
    double[] means =
        Dense.doubles(
            RelativeProjection.euclidean()
                .aggregate(Aggregate.SIMILARITY)
                .fit(space, named)
                .encode(space)
                .vectors());
    double[] single =
        Dense.doubles(
            RelativeProjection.euclidean()
                .fit(space, AnchorSet.of(List.of("0", "1", "2", "5")))
                .encode(space)
                .vectors());
    for (int i = 0; i < N; i++) {
      assertThat(
              Math.abs(means[2 * i] - (single[4 * i] + single[4 * i + 1] + single[4 * i + 2]) / 3))
          .isLessThan(1e-12);
      assertThat(Math.abs(means[2 * i + 1] - (single[4 * i + 2] + single[4 * i + 3]) / 2))
          .isLessThan(1e-12);
      assertThat(mean[2 * i]).as("a mean is no farther").isLessThanOrEqualTo(means[2 * i] + 1e-12);
    }
    assertThatThrownBy(() -> RelativeProjection.geodesic().fit(space, named))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("geodesic");
    assertThat(
            RelativeProjection.geodesic()
                .aggregate(Aggregate.SIMILARITY)
                .fit(space, named)
                .dimension())
        .isEqualTo(2);
  }

  @Test
  void poolsAndProductsAreWhatTheySay() {
    double[] joined =
        Dense.doubles(fit(RelativeProjection.cosine().heads(2, Pool.CONCAT), X).encode(X));
    double[] mean =
        Dense.doubles(fit(RelativeProjection.cosine().heads(2, Pool.MEAN), X).encode(X));
    double[] sum = Dense.doubles(fit(RelativeProjection.cosine().heads(2, Pool.SUM), X).encode(X));
    double[] max = Dense.doubles(fit(RelativeProjection.cosine().heads(2, Pool.MAX), X).encode(X));
    double[] product =
        Dense.doubles(
            fit(RelativeProjection.cosine().product(Combination.CONCAT, Kind.COSINE, Kind.L1), X)
                .encode(X));
    double squares = 0;
    double total = 0;
    for (int t = 0; t < 30 * 30; t++) {
      double value = product[t / 30 * 60 + t % 30];
      total += value;
      squares += value * value;
    }
    assertThat(Math.abs(total)).as("standardised over the anchors").isLessThan(1e-9);
    assertThat(squares / 900).isBetween(1 - 1e-9, 1 + 1e-9);
    for (int t = 0; t < sum.length; t++) {
      double first = joined[t / 30 * 60 + t % 30];
      double second = joined[t / 30 * 60 + 30 + t % 30];
      assertThat(sum[t]).isCloseTo(first + second, org.assertj.core.api.Assertions.within(1e-12));
      assertThat(mean[t] * 2).isCloseTo(sum[t], org.assertj.core.api.Assertions.within(1e-12));
      assertThat(max[t]).isEqualTo(Math.max(first, second));
    }
  }

  @Test
  void standardisedColumnsAreSoOverTheAnchors() {
    INDArray anchors = Dense.rows(X, 0, 30);
    RelativeEncoder encoder = RelativeProjection.inner().post(Post.STANDARD).fit(X, anchors);
    INDArray own = encoder.encode(anchors);
    double[] means = ColumnMeans.of(own);
    double[] deviations = Spread.deviations(Spread.of(Dense.doubles(own)), means);
    for (int j = 0; j < 30; j++) {
      assertThat(Math.abs(means[j])).isLessThan(1e-12);
      assertThat(deviations[j]).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  @Test
  void quantisedValuesLieWhereTheyShould() {
    double[] plain = Dense.doubles(fit(RelativeProjection.cosine(), X).encode(X));
    double[] bins =
        Dense.doubles(fit(RelativeProjection.cosine().quantised(Quantised.BIN, 0.25), X).encode(X));
    double[] smooth =
        Dense.doubles(
            fit(RelativeProjection.cosine().quantised(Quantised.SMOOTH, 0.25), X).encode(X));
    for (int t = 0; t < plain.length; t++) {
      assertThat(bins[t]).isEqualTo(Math.rint(plain[t] * 4) / 4);
      assertThat(Math.abs(smooth[t] - plain[t])).isLessThanOrEqualTo(0.25 / (2 * Math.PI) + 1e-12);
    }
  }

  @Test
  void spacesOfOtherAnchorsAreNotCompared() {
    TensorSpace space = TensorSpace.of("s", X);
    Lineage first =
        RelativeProjection.cosine()
            .fit(space, AnchorSet.of(List.of("1", "2")))
            .encode(space)
            .lineage();
    AnchorSet others = AnchorSet.of(List.of("2", "1"));
    Lineage second = RelativeProjection.cosine().fit(space, others).encode(space).lineage();
    assertThat(second.relativeTo()).contains(others.fingerprint());
    Lineage.requireSameAnchors("compare", first, first);
    Lineage.requireSameAnchors("compare", first, space.lineage());
    assertThatThrownBy(() -> Lineage.requireSameAnchors("compare", first, second))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("compare")
        .hasMessageContaining(others.fingerprint())
        .hasMessageContaining(first.relativeTo().orElseThrow());
  }

  @Test
  void anchorsNeedNotLieInTheSpace() {
    TensorSpace space = TensorSpace.of("s", X);
    INDArray vectors = Dense.rows(X, 0, 3).mul(2);
    AnchorSet names = AnchorSet.of(List.of("p", "q", "r"));
    RelativeEncoder encoder = RelativeProjection.cosine().fit(space, names, vectors);
    assertThat(encoder.anchors()).isEqualTo(names);
    assertThat(encoder.encode(X)).isEqualTo(RelativeProjection.cosine().fit(X, vectors).encode(X));
    assertThatThrownBy(() -> RelativeProjection.cosine().fit(space, names, Dense.rows(X, 0, 2)))
        .hasMessageContaining("[3, 10], got [2, 10]");
  }
}
