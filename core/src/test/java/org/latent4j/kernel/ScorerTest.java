package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ScorerTest {
  private static final int N = 30;
  private static final int M = 40;

  private static float[] values(long seed, int rows, int d, double offset, double spread) {
    RandomStream stream = new RandomStream(seed);
    float[] out = new float[rows * d];
    for (int row = 0; row < rows; row++) {
      double size = Math.exp(spread * stream.normal());
      for (int t = 0; t < d; t++) {
        out[row * d + t] = (float) (offset + size * stream.normal());
      }
    }
    return out;
  }

  /** The margin is what makes the search exact: it must cover the rounding of the tiles. */
  @ParameterizedTest
  @EnumSource(Measure.class)
  void theMarginCoversTheRounding(Measure measure) {
    double[][] kinds = {{0, 0}, {100, 0}, {0, 3}, {-5, 1}};
    for (int d : new int[] {1, 7, 64, 301}) {
      for (double[] kind : kinds) {
        float[] a = values(d, N, d, kind[0], kind[1]);
        float[] b = values(d + 1, M, d, kind[0], kind[1]);
        INDArray x = Dense.of(a, N, d);
        INDArray y = Dense.of(b, M, d);
        String name = measure + ", seed " + d + ", offset " + kind[0] + ", spread " + kind[1];
        check(name, measure, x, y);
        check(name + ", itself", measure, y, y);
      }
    }
  }

  private static void check(String name, Measure measure, INDArray x, INDArray y) {
    int n = (int) x.size(0);
    int m = (int) y.size(0);
    float[] scores = new float[n * m];
    try (Scorer scorer = Scorer.of("Test", measure, x, y);
        FloatPointer scratch = new FloatPointer((long) n * m)) {
      scorer.score(0, n, 0, m, scratch, scores);
      Scorer.Judge judge = scorer.judge();
      double[] norms = RowNorms.squared(centred(measure, x, y));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          double exact = judge.score(i, j);
          // The score that orders by distance is (|x|^2 - distance) / 2.
          double scale = measure == Measure.SQUARED_EUCLIDEAN ? (norms[i] + exact) / 2 : exact;
          assertThat(Math.abs(scores[i * m + j] - scale))
              .as("%s, pair %d, %d", name, i, j)
              .isLessThanOrEqualTo(scorer.margin(i) / 2);
        }
      }
    }
  }

  private static INDArray centred(Measure measure, INDArray x, INDArray y) {
    if (measure != Measure.SQUARED_EUCLIDEAN) {
      return x;
    }
    double[] mean = ColumnStatistics.of(y, 1).mean();
    float[] values = Dense.floats(x);
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) (values[t] - mean[t % mean.length]);
    }
    return Dense.of(values, x.shape());
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void partsOfTheMatricesAndSymmetry(Measure measure) {
    int d = 13;
    INDArray x = Dense.of(values(5, N, d, 0, 0), N, d);
    float[] all = new float[N * N];
    float[] part = new float[4 * 6];
    try (Scorer scorer = Scorer.of("Test", measure, x, x);
        FloatPointer scratch = new FloatPointer((long) N * N)) {
      scorer.score(0, N, 0, N, scratch, all);
      scorer.score(3, 4, 20, 6, scratch, part);
      Scorer.Judge judge = scorer.judge();
      assertThat(scorer.symmetric()).isEqualTo(measure != Measure.SQUARED_EUCLIDEAN);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 6; j++) {
          float whole = all[(3 + i) * N + 20 + j];
          assertThat(part[i * 6 + j]).as(measure.name()).isCloseTo(whole, within(1e-5f));
          assertThat(judge.score(3 + i, 20 + j)).isEqualTo(judge.score(20 + j, 3 + i));
          float value = scorer.value(3 + i, whole);
          float decided = judge.score(3 + i, 20 + j);
          assertThat(value).isCloseTo(measure.similarity() ? decided : -decided, within(1e-4f));
        }
      }
    }
  }

  @Test
  void doublesAreRounded() {
    INDArray x = Dense.of(values(5, N, 9, 0, 0), N, 9);
    float[] floats = new float[N * N];
    float[] doubles = new float[N * N];
    INDArray wide = x.castTo(DataType.DOUBLE);
    try (Scorer first = Scorer.of("Test", Measure.COSINE, x, x);
        Scorer second = Scorer.of("Test", Measure.COSINE, wide, wide);
        FloatPointer scratch = new FloatPointer((long) N * N)) {
      first.score(0, N, 0, N, scratch, floats);
      second.score(0, N, 0, N, scratch, doubles);
      assertThat(doubles).isEqualTo(floats);
    }
  }
}
