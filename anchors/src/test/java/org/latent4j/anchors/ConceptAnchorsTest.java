package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores by named concepts, told apart by concept, and weights that are learned. */
class ConceptAnchorsTest {
  private static final int WIDTH = 6;

  private final RandomStream random = new RandomStream(77);
  private final INDArray x = rows(50);
  private final LatentSpace space = TensorSpace.of("space", x);
  private final ConceptAnchors concepts = ConceptAnchors.of(space, groups());

  private INDArray rows(int n) {
    double[] values = new double[n * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.normal() + 0.4;
    }
    return Dense.of(values, n, WIDTH);
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("animals", List.of("0", "1", "2"));
    groups.put("tools", List.of("3", "4"));
    groups.put("places", List.of("5", "6", "7", "8"));
    groups.put("times", List.of("9"));
    return groups;
  }

  @Test
  void valuesAreRelativeCutAtZeroAndOfLengthOne() {
    INDArray relative =
        RelativeProjection.cosine().fit(space, AnchorSet.ofGroups(groups())).encode(x);
    INDArray f = concepts.encode(x);
    assertThat(f.shape()).containsExactly(50, 4);
    for (int i = 0; i < 50; i++) {
      double squares = 0;
      for (int c = 0; c < 4; c++) {
        squares += Math.pow(Math.max(0, relative.getDouble(i, c)), 2);
      }
      for (int c = 0; c < 4; c++) {
        assertThat(f.getDouble(i, c))
            .isCloseTo(Math.max(0, relative.getDouble(i, c)) / Math.sqrt(squares), within(1e-12));
      }
    }
    assertThat(concepts.concepts()).containsExactly("animals", "tools", "places", "times");
  }

  @Test
  void aRowLikeNoConceptStaysZero() {
    INDArray anchors = Dense.of(new double[] {1, 0, 0, 1}, 2, 2);
    ConceptAnchors two =
        ConceptAnchors.of(RelativeProjection.cosine().uncentred().fit(anchors, anchors));
    INDArray away = Dense.of(new double[] {-1, -2}, 1, 2);
    assertThat(Dense.doubles(two.encode(away))).containsExactly(0, 0);
    assertThat(two.score(away, away)).isZero();
    assertThat(two.score(Dense.of(new double[] {3, 4}, 2), Dense.of(new double[] {1, 0}, 2)))
        .isCloseTo(0.6, within(1e-15));
  }

  @Test
  void aRowScoresOneWithItselfAndSharesSumToTheScore() {
    for (int i = 0; i < 20; i++) {
      INDArray query = x.getRow(i);
      INDArray document = Dense.rows(x, i + 20, i + 21);
      assertThat(concepts.score(query, query)).isCloseTo(1, within(1e-12));
      List<ConceptAnchors.Share> shares = concepts.explain(query, document);
      assertThat(shares)
          .extracting(ConceptAnchors.Share::concept)
          .containsExactlyInAnyOrderElementsOf(concepts.concepts());
      double sum = shares.stream().mapToDouble(ConceptAnchors.Share::value).sum();
      assertThat(sum).isCloseTo(concepts.score(query, document), within(1e-15));
      for (int t = 1; t < shares.size(); t++) {
        assertThat(shares.get(t).value()).isLessThanOrEqualTo(shares.get(t - 1).value());
      }
    }
  }

  @Test
  void scoresOfManyAreThoseOfEach() {
    INDArray scores = concepts.scores(Dense.rows(x, 0, 7), Dense.rows(x, 10, 15));
    assertThat(scores.shape()).containsExactly(7, 5);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(scores.getDouble(i, j))
            .isCloseTo(concepts.score(x.getRow(i), x.getRow(10 + j)), within(1e-14));
      }
    }
  }

  /** Labels by the shared value of the concept "tools" alone. */
  private static int[] labels(INDArray queries, INDArray documents, ConceptAnchors by) {
    INDArray q = by.encode(queries);
    INDArray d = by.encode(documents);
    int[] labels = new int[(int) queries.size(0)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = q.getDouble(i, 1) * d.getDouble(i, 1) > 0.15 ? 1 : 0;
    }
    return labels;
  }

  @Test
  void learnsWhichConceptsMatter() {
    INDArray queries = rows(400);
    INDArray documents = rows(400);
    int[] labels = labels(queries, documents, concepts);
    ConceptAnchors fitted = concepts.fit(queries, documents, labels);
    double[] weights = Dense.doubles(fitted.weights());
    assertThat(weights[1])
        .isGreaterThan(5 * Math.max(weights[0], Math.max(weights[2], weights[3])));
    assertThat(java.util.Arrays.stream(weights).min().orElseThrow()).isNotNegative();
    INDArray newQueries = rows(200);
    INDArray newDocuments = rows(200);
    int[] truth = labels(newQueries, newDocuments, concepts);
    int right = 0;
    for (int i = 0; i < 200; i++) {
      double p = fitted.probability(newQueries.getRow(i), newDocuments.getRow(i));
      right += (p > 0.5) == (truth[i] == 1) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(190);
    assertThat(fitted.explain(queries.getRow(0), documents.getRow(0)).get(0).value())
        .isGreaterThanOrEqualTo(0);
    assertThat(Dense.doubles(concepts.weights())).containsOnly(1);
    assertThat(concepts.bias()).isZero();
  }

  @Test
  void theFitIsAMinimumAndRepeatsItsBits() {
    for (int seed = 0; seed < 30; seed++) {
      RandomStream stream = new RandomStream(seed);
      int c = 1 + stream.below(9);
      int n = 20 + stream.below(60);
      double[] rows = new double[n * c];
      int[] labels = new int[n];
      for (int i = 0; i < n; i++) {
        double z = 0;
        for (int j = 0; j < c; j++) {
          rows[i * c + j] = Math.max(0, stream.normal());
          z += (j % 3 - 1) * rows[i * c + j];
        }
        labels[i] = i < 2 ? i : z + 0.5 * stream.normal() > 0 ? 1 : 0;
      }
      double[] point = NonNegativeLogistic.fit(rows, labels, c, 1e-3);
      assertThat(NonNegativeLogistic.fit(rows, labels, c, 1e-3)).containsExactly(point);
      double[] gradient = gradient(rows, labels, c, point);
      for (int j = 0; j <= c; j++) {
        String what = "seed " + seed + ", entry " + j + " of " + c + ": " + point[j];
        if (j < c && point[j] == 0) {
          assertThat(gradient[j]).as(what).isGreaterThan(-1e-6);
        } else {
          assertThat(gradient[j]).as(what).isCloseTo(0, within(1e-6));
        }
        assertThat(j == c || point[j] >= 0).as(what).isTrue();
      }
    }
  }

  /** The gradient of the objective, written down once more. */
  private static double[] gradient(double[] rows, int[] labels, int c, double[] point) {
    double[] out = new double[c + 1];
    for (int i = 0; i < labels.length; i++) {
      double z = point[c];
      for (int j = 0; j < c; j++) {
        z += point[j] * rows[i * c + j];
      }
      double residual = 1 / (1 + Math.exp(-z)) - labels[i];
      for (int j = 0; j < c; j++) {
        out[j] += residual * rows[i * c + j];
      }
      out[c] += residual;
    }
    for (int j = 0; j < c; j++) {
      out[j] += 1e-3 * point[j];
    }
    return out;
  }

  @Test
  void separablePairsHaveAMinimumToo() {
    double[] rows = {0.1, 0.2, 0.3, 0.7, 0.8, 0.9};
    double[] point = NonNegativeLogistic.fit(rows, new int[] {0, 0, 0, 1, 1, 1}, 1, 1e-3);
    assertThat(point[0]).isGreaterThan(5).isLessThan(100);
    assertThat(-point[1] / point[0]).isCloseTo(0.5, within(0.02));
    double[] opposite = NonNegativeLogistic.fit(rows, new int[] {1, 1, 1, 0, 0, 0}, 1, 1e-3);
    assertThat(opposite[0]).isZero();
    assertThat(opposite[1]).isCloseTo(0, within(1e-9));
  }

  @Test
  void pairsOfJoinedSpacesAreTheSame() {
    int[] labels = new int[50];
    labels[3] = 1;
    labels[8] = 1;
    LatentSpace other = TensorSpace.of("other", rows(50));
    assertThat(concepts.fit(LatentSpace.pair(space, other), labels).weights())
        .isEqualTo(concepts.fit(x, other.vectors(), labels).weights());
  }

  @Test
  void lineageNamesTheAnchors() {
    assertThat(concepts.encode(space).lineage().steps().get(0).anchors())
        .isEqualTo(AnchorSet.ofGroups(groups()).fingerprint());
    assertThat(concepts)
        .hasToString(
            "4 concepts by "
                + RelativeProjection.cosine().fit(space, AnchorSet.ofGroups(groups())));
    assertThat(concepts.encode(x.castTo(DataType.FLOAT)).dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void refusesPairsThatDoNotFit() {
    int[] two = {0, 1};
    INDArray pair = Dense.rows(x, 0, 2);
    assertThatThrownBy(() -> concepts.fit(x, pair, two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("50 queries and 2 documents");
    assertThatThrownBy(() -> concepts.fit(pair, pair, 0, 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pair 1")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> concepts.fit(pair, pair, 1, 1)).hasMessageContaining("2 ones among 2");
    assertThatThrownBy(() -> concepts.score(x, pair)).hasMessageContaining("[50, 6]");
    assertThatThrownBy(() -> concepts.score(Dense.zeros(DataType.DOUBLE, 5), pair))
        .hasMessageContaining("5");
    assertThatThrownBy(() -> ConceptAnchors.of(space, Map.of("none", List.of("50"))))
        .hasMessageContaining("50");
  }
}
