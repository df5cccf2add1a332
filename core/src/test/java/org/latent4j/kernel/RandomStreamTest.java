package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.error.InputException;

class RandomStreamTest {
  private static JsonObject golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = RandomStreamTest.class.getResourceAsStream("random.json")) {
      golden =
          JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .getAsJsonObject();
    }
  }

  private static Iterable<Map.Entry<String, JsonElement>> entries(String section) {
    var entries = golden.getAsJsonObject(section).entrySet();
    assertThat(entries).as(section).isNotEmpty();
    return entries;
  }

  private static Iterable<JsonElement> cases(String section) {
    JsonArray cases = golden.getAsJsonArray(section);
    assertThat(cases).as(section).isNotEmpty();
    return cases;
  }

  private static RandomStream stream(Map.Entry<String, JsonElement> entry) {
    return new RandomStream(Long.parseLong(entry.getKey()));
  }

  private static String hex(long value) {
    return String.format("%016x", value);
  }

  @Test
  void outputsAreThoseOfSplitMix64() {
    for (var entry : entries("splitmix64")) {
      RandomStream stream = stream(entry);
      SplittableRandom peer = new SplittableRandom(Long.parseLong(entry.getKey()));
      for (JsonElement value : entry.getValue().getAsJsonArray()) {
        long output = stream.next();
        assertThat(hex(output)).as("seed " + entry.getKey()).isEqualTo(value.getAsString());
        assertThat(output).isEqualTo(peer.nextLong());
      }
    }
  }

  @Test
  void hashIsFnv1a() {
    for (var entry : entries("fnv1a64")) {
      assertThat(hex(RandomStream.fnv1a64(entry.getKey())))
          .as(entry.getKey())
          .isEqualTo(entry.getValue().getAsString());
    }
  }

  @Test
  void childrenOfTasks() {
    for (JsonElement element : cases("child_task")) {
      JsonObject expected = element.getAsJsonObject();
      Seed child =
          new Seed(expected.get("seed").getAsLong()).child(expected.get("task").getAsString());
      assertThat(hex(child.value()))
          .as("" + expected)
          .isEqualTo(expected.get("value").getAsString());
    }
  }

  @Test
  void numberedChildren() {
    for (JsonElement element : cases("child_index")) {
      JsonObject expected = element.getAsJsonObject();
      Seed child =
          new Seed(expected.get("seed").getAsLong()).child(expected.get("index").getAsLong());
      assertThat(hex(child.value()))
          .as("" + expected)
          .isEqualTo(expected.get("value").getAsString());
    }
  }

  @Test
  void uniformNumbers() {
    for (var entry : entries("uniform_double")) {
      RandomStream stream = stream(entry);
      for (JsonElement value : entry.getValue().getAsJsonArray()) {
        assertThat(stream.uniform()).isEqualTo(value.getAsDouble());
      }
    }
    for (var entry : entries("uniform_float")) {
      RandomStream stream = stream(entry);
      for (JsonElement value : entry.getValue().getAsJsonArray()) {
        assertThat((double) stream.uniformFloat()).isEqualTo(value.getAsDouble());
      }
    }
  }

  @Test
  void integersBelow() {
    for (JsonElement element : cases("below")) {
      JsonObject expected = element.getAsJsonObject();
      RandomStream stream = new RandomStream(expected.get("seed").getAsLong());
      int n = expected.get("n").getAsInt();
      for (JsonElement value : expected.getAsJsonArray("values")) {
        assertThat(stream.below(n)).as("below " + n).isEqualTo(value.getAsInt());
      }
    }
  }

  @Test
  void normals() {
    for (var entry : entries("normal")) {
      RandomStream stream = stream(entry);
      float[] floats = stream(entry).normals(8);
      int i = 0;
      for (JsonElement value : entry.getValue().getAsJsonArray()) {
        double normal = stream.normal();
        assertThat(normal).isCloseTo(value.getAsDouble(), within(1e-15));
        assertThat(floats[i++]).isEqualTo((float) normal);
      }
    }
  }

  @Test
  void permutations() {
    for (var entry : entries("permutation")) {
      int[] expected =
          entry.getValue().getAsJsonArray().asList().stream()
              .mapToInt(JsonElement::getAsInt)
              .toArray();
      assertThat(stream(entry).permutation(expected.length)).isEqualTo(expected);
    }
    assertThat(new RandomStream(1).permutation(0)).isEmpty();
  }

  @Test
  void signsOfUnknownWords() {
    for (var entry : entries("signs")) {
      int[] expected =
          entry.getValue().getAsJsonArray().asList().stream()
              .mapToInt(JsonElement::getAsInt)
              .toArray();
      RandomStream stream = new RandomStream(RandomStream.fnv1a64(entry.getKey()));
      assertThat(stream.signs(expected.length)).as(entry.getKey()).isEqualTo(expected);
    }
  }

  @Test
  void refusesAnEmptyRange() {
    RandomStream stream = new RandomStream(1);
    assertThatThrownBy(() -> stream.below(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> stream.orthogonal(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 65})
  void orthogonalMatrixIsQWithSignsOfR(int d) {
    double[] q = new RandomStream(d).orthogonal(d);
    double[] gram = Matrices.multiply(Matrices.transpose(q, d, d), q, d, d, d);
    assertThat(Matrices.difference(gram, Matrices.identity(d))).as("d = " + d).isLessThan(1e-13);
    // R = QᵀA has a positive diagonal and nothing below it, which makes Q unique.
    double[] a = Matrices.normal(d, d * d);
    double[] r = Matrices.multiply(Matrices.transpose(q, d, d), a, d, d, d);
    for (int i = 0; i < d; i++) {
      assertThat(r[i * d + i]).as("d = " + d + ", diagonal " + i).isPositive();
      for (int j = 0; j < i; j++) {
        assertThat(r[i * d + j]).as("d = " + d).isCloseTo(0, within(1e-12));
      }
    }
    assertThat(new RandomStream(d).orthogonal(d)).isEqualTo(q);
  }

  @Test
  void orthogonalMatricesAreUniform() {
    // Every entry has mean 0 and variance 1/d; without the signs the mean of q[0][0] is far from 0.
    int d = 4;
    int draws = 4000;
    RandomStream stream = new RandomStream(11);
    double[] sum = new double[d * d];
    double[] squares = new double[d * d];
    for (int t = 0; t < draws; t++) {
      double[] q = stream.orthogonal(d);
      for (int i = 0; i < q.length; i++) {
        sum[i] += q[i];
        squares[i] += q[i] * q[i];
      }
    }
    double[] zero = new double[d * d];
    double[] quarter = new double[d * d];
    Arrays.fill(quarter, 0.25 * draws);
    assertThat(Matrices.difference(sum, zero) / draws).as("seed 11").isLessThan(0.04);
    assertThat(Matrices.difference(squares, quarter) / draws).as("seed 11").isLessThan(0.02);
  }
}
