package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Clustering and classification of real images, against figures of scikit-learn 1.2.1. */
class DigitsTest {
  private static double[] pixels;
  private static int[] labels;

  @BeforeAll
  static void read() throws IOException {
    String data = System.getenv("LATENT4J_DATA");
    assumeTrue(data != null, "LATENT4J_DATA is not set: the digits are not there");
    Path file = Path.of(data, "digits", "digits.csv.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      List<String> lines = reader.lines().toList();
      pixels = new double[lines.size() * 64];
      labels = new int[lines.size()];
      for (int i = 0; i < labels.length; i++) {
        double[] values =
            Arrays.stream(lines.get(i).split(",")).mapToDouble(Double::parseDouble).toArray();
        for (int j = 0; j < 64; j++) {
          pixels[i * 64 + j] = values[j] / 16;
        }
        labels[i] = (int) values[64];
      }
    }
    assertThat(labels).hasSize(1797);
  }

  @Test
  void lloydEndsWhereThePeerEnds() {
    INDArray x = Dense.of(pixels, 1797, 64);
    INDArray start = Dense.of(Arrays.copyOf(pixels, 640), 10, 64);
    // KMeans(10, init=x[:10], n_init=1, tol=0): 14 iterations, inertia 4561.950718775775.
    Clustering found = KMeans.of(10).fit(x, start, 0, 2);
    assertThat(found.inertia()).isCloseTo(4561.950718775775, within(1e-6));
    assertThat(found.counts()).containsExactly(179, 120, 89, 178, 163, 370, 181, 199, 164, 154);
    assertThat(found.iterations()).isEqualTo(14);
  }

  @Test
  void restartsReachThePeersInertiaAndPurity() {
    // KMeans(10, n_init=10): inertia 4551.4754, purity 0.7935.
    INDArray x = Dense.of(DataType.FLOAT, pixels, 1797, 64);
    Clustering found = KMeans.of(10).withRestarts(10).fit(x, 1, 2);
    assertThat(found.inertia()).isLessThan(4555);
    int[][] counts = new int[10][10];
    for (int i = 0; i < labels.length; i++) {
      counts[found.assignments()[i]][labels[i]]++;
    }
    int pure = Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).max().orElse(0)).sum();
    assertThat(pure / 1797.0).isGreaterThan(0.78);
    Clustering batches = KMeans.of(10).withBatch(256).withIterations(100).fit(x, 1, 2);
    assertThat(batches.inertia()).isLessThan(1.1 * 4551.4754);
  }

  @Test
  void logisticRegressionIsThePeers() {
    // LogisticRegression(C=1, tol=1e-10) on the first 1200: loss 251.9737318494449 (it stops a
    // little above the minimum), accuracy 0.92127 on the rest.
    INDArray train = Dense.of(Arrays.copyOf(pixels, 1200 * 64), 1200, 64);
    INDArray test = Dense.of(Arrays.copyOfRange(pixels, 1200 * 64, pixels.length), 597, 64);
    LogisticModel model =
        new LogisticRegression(1, 1000, 1e-9).fit(train, Arrays.copyOf(labels, 1200), 10, 2);
    assertThat(model.converged()).isTrue();
    assertThat(model.loss()).isBetween(251.9737, 251.9737318494449);
    assertThat(Dense.doubles(model.weights(), 3, 4)[20]).isCloseTo(0.54015951, within(1e-4));
    // The minimum that scipy's L-BFGS-B finds with gtol 1e-9; the peer stops at a gradient of 2e-3
    // and a bias of -3.92784.
    assertThat(Dense.doubles(model.bias())[1]).isCloseTo(-3.92561347, within(1e-4));
    // There the gradient of an unpenalised bias is zero: each class is expected as often as it
    // occurs.
    double[] expected = new double[10];
    double[] probabilities = Dense.doubles(model.probabilities(train)); // [1200, 10]
    for (int i = 0; i < probabilities.length; i++) {
      expected[i % 10] += probabilities[i];
    }
    for (int c = 0; c < 10; c++) {
      int label = c;
      long occurs = Arrays.stream(labels, 0, 1200).filter(l -> l == label).count();
      assertThat(expected[c]).as("class %d", c).isCloseTo((double) occurs, within(1e-4));
    }
    int right = 0;
    int[] found = model.classify(test);
    for (int i = 0; i < found.length; i++) {
      right += found[i] == labels[1200 + i] ? 1 : 0;
    }
    assertThat(right / 597.0).isCloseTo(0.92127, within(0.002));
  }
}
