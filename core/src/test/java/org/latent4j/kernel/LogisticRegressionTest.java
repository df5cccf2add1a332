package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LogisticRegressionTest {
  private static final int D = 4;

  private static int[] labels(long seed, double[] x, int classes) {
    RandomStream stream = new RandomStream(seed);
    int[] labels = new int[x.length / D];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = stream.uniform() < 0.2 ? stream.below(classes) : (x[i * D] > 0 ? 1 : 0);
    }
    return labels;
  }

  /** Sum of the losses and the ridge, by plain loops. */
  private static double loss(double[] x, int[] labels, LogisticModel model, double ridge) {
    double[] p = Dense.doubles(model.probabilities(Dense.of(x, labels.length, D)));
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(p[i * model.classes() + labels[i]]);
    }
    double[] w = Dense.doubles(model.weights());
    return sum + ridge / 2 * Kernels.dot(w, 0, w, 0, w.length);
  }

  @Test
  void gradientOfTheSumVanishes() {
    double[] x = Matrices.normal(1, 500 * D);
    int classes = 3;
    int[] labels = labels(2, x, classes);
    double ridge = 0.7;
    LogisticModel model =
        new LogisticRegression(ridge, 1000, 1e-10).fit(Dense.of(x, 500, D), labels, classes, 1);
    assertThat(model.converged()).isTrue();
    double[] p = Dense.doubles(model.probabilities(Dense.of(x, 500, D)));
    double[] w = Dense.doubles(model.weights());
    for (int c = 0; c < classes; c++) {
      double biasGradient = 0;
      double[] gradient = new double[D];
      for (int i = 0; i < 500; i++) {
        double residual = p[i * classes + c] - (labels[i] == c ? 1 : 0);
        biasGradient += residual;
        for (int j = 0; j < D; j++) {
          gradient[j] += residual * x[i * D + j];
        }
      }
      assertThat(biasGradient).as("class " + c).isCloseTo(0, within(1e-7));
      for (int j = 0; j < D; j++) {
        assertThat(gradient[j] + ridge * w[c * D + j]).as("class " + c).isCloseTo(0, within(1e-7));
      }
    }
    assertThat(model.loss()).isCloseTo(loss(x, labels, model, ridge), within(1e-8));
    // Weights of all classes add up to nothing, and so do the biases.
    for (int j = 0; j < D; j++) {
      assertThat(w[j] + w[D + j] + w[2 * D + j]).isCloseTo(0, within(1e-6));
    }
    double[] bias = Dense.doubles(model.bias());
    assertThat(bias[0] + bias[1] + bias[2]).isCloseTo(0, within(1e-12));
  }

  @Test
  void biasAloneIsTheLogFrequency() {
    int[] labels = {0, 0, 0, 1, 0, 2, 2, 0};
    LogisticModel model =
        LogisticRegression.of(1).fit(Dense.zeros(DataType.FLOAT, 8, 1), labels, 3, 1);
    double[] p = Dense.doubles(model.probabilities(Dense.zeros(DataType.DOUBLE, 1, 1)));
    assertThat(p).containsExactly(new double[] {5 / 8.0, 1 / 8.0, 2 / 8.0}, within(1e-5));
    assertThat(Dense.doubles(model.weights())).containsOnly(0.0);
  }

  @Test
  void separableDataNeedsTheRidge() {
    double[] x = {-2, -1, 1, 2};
    int[] labels = {0, 0, 1, 1};
    INDArray rows = Dense.of(x, 4, 1);
    LogisticModel model = new LogisticRegression(0.1, 1000, 1e-9).fit(rows, labels, 2, 1);
    assertThat(model.converged()).isTrue();
    assertThat(model.classify(rows)).isEqualTo(labels);
    double weight = Dense.doubles(model.weights())[1];
    // Two-class optimum: 2 sum of x (1 - p) = ridge w for the symmetric data, p of the margin 2 w
    // x.
    double gradient = 0.1 * weight;
    for (double value : new double[] {1, 2}) {
      gradient -= 2 * value / (1 + Math.exp(2 * weight * value));
    }
    assertThat(gradient).isCloseTo(0, within(1e-7));
    LogisticModel without = new LogisticRegression(0, 30, 0).fit(rows, labels, 2, 1);
    assertThat(without.converged()).isFalse();
    assertThat(Dense.doubles(without.weights())[1]).isGreaterThan(2 * weight);
  }

  @Test
  void sameBitsForThreadsViewsAndOrder() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(5, type, 3000, D);
      int[] labels = labels(6, Dense.doubles(x), 5);
      LogisticRegression regression = LogisticRegression.of(2);
      LogisticModel one = regression.fit(x, labels, 5, 1);
      for (int threads : new int[] {2, 7}) {
        LogisticModel other =
            regression.fit(
                threads == 2 ? Matrices.view(x) : Matrices.fortran(x), labels, 5, threads);
        assertThat(other.weights()).as("threads " + threads).isEqualTo(one.weights());
        assertThat(other.bias()).as("threads " + threads).isEqualTo(one.bias());
      }
      assertThat(one.probabilities(x).dataType()).isEqualTo(type);
      assertThat(one.classify(Matrices.view(x))).isEqualTo(one.classify(x));
    }
  }

  @Test
  void probabilitiesSumToOneHoweverLargeTheScores() {
    LogisticModel model =
        LogisticRegression.of(1e-3)
            .fit(
                Matrices.normal(7, DataType.DOUBLE, 60, D),
                labels(8, Matrices.normal(7, 240), 2),
                3,
                1);
    INDArray far = Matrices.normal(9, DataType.DOUBLE, 20, D).muli(1e6);
    double[] p = Dense.doubles(model.probabilities(far));
    for (int i = 0; i < 20; i++) {
      assertThat(p[3 * i] + p[3 * i + 1] + p[3 * i + 2]).isCloseTo(1, within(1e-12));
    }
    assertThat(model.probabilities(Dense.zeros(DataType.FLOAT, 0, D)).shape())
        .containsExactly(0, 3);
    assertThat(model.classify(Dense.zeros(DataType.FLOAT, 0, D))).isEmpty();
  }

  @Test
  void refusesBadInput() {
    INDArray x = Matrices.normal(1, DataType.FLOAT, 3, 2);
    LogisticRegression regression = LogisticRegression.of(1);
    assertThatThrownBy(() -> regression.fit(x, new int[] {0, 1}, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 labels");
    assertThatThrownBy(() -> regression.fit(x, new int[] {0, 1, 2}, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 2")
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> regression.fit(x, new int[3], 1, 1)).hasMessageContaining("classes");
    assertThatThrownBy(() -> LogisticRegression.of(-1)).hasMessageContaining("-1.0");
    LogisticModel model = regression.fit(x, new int[] {0, 1, 0}, 2, 1);
    assertThatThrownBy(() -> model.classify(Matrices.normal(1, DataType.FLOAT, 3, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 5]");
    x.putScalar(1, 1, Float.NaN);
    assertThatThrownBy(() -> regression.fit(x, new int[] {0, 1, 0}, 2, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 1, column 1");
  }
}
