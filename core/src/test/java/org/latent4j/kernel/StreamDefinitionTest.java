package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.error.InputException;

/** The random stream against its definition in arithmetic without wrap-around. */
class StreamDefinitionTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger G = new BigInteger("9E3779B97F4A7C15", 16);

  private static BigInteger unsigned(long value) {
    return BigInteger.valueOf(value).mod(TWO_64);
  }

  private static BigInteger mix(BigInteger value) {
    BigInteger z = value.mod(TWO_64);
    z = z.xor(z.shiftRight(30)).multiply(new BigInteger("BF58476D1CE4E5B9", 16)).mod(TWO_64);
    z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94D049BB133111EB", 16)).mod(TWO_64);
    return z.xor(z.shiftRight(31));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE, 0x61C8864680B583EBL})
  void outputsAndChildrenWithoutWrapAround(long seed) {
    BigInteger s = unsigned(seed);
    RandomStream stream = new RandomStream(seed);
    for (int i = 0; i < 50; i++) {
      BigInteger expected = mix(s.add(G.multiply(BigInteger.valueOf(i + 1))));
      assertThat(unsigned(stream.next())).as("output " + i).isEqualTo(expected);
    }
    for (long i : new long[] {0, 1, 7, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      BigInteger expected = mix(mix(s.add(G.shiftLeft(1))).add(G.multiply(unsigned(i))));
      assertThat(unsigned(new Seed(seed).child(i).value())).as("child " + i).isEqualTo(expected);
    }
    for (String task : new String[] {"", "a", "anchors", "\u00e9\u4e16\ud83d\ude00"}) {
      BigInteger hash = new BigInteger("CBF29CE484222325", 16);
      for (byte b : task.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
        hash = hash.xor(BigInteger.valueOf(b & 0xFF));
        hash = hash.multiply(new BigInteger("100000001B3", 16)).mod(TWO_64);
      }
      assertThat(unsigned(RandomStream.fnv1a64(task))).as(task).isEqualTo(hash);
      assertThat(unsigned(new Seed(seed).child(task).value()))
          .as(task)
          .isEqualTo(mix(mix(s.add(G)).xor(hash)));
    }
  }

  /** Householder's reflections one after another, on the normal matrix filled row by row. */
  private static double[] plainOrthogonal(long seed, int d) {
    RandomStream stream = new RandomStream(seed);
    double[] r = new double[d * d];
    for (int t = 0; t < r.length; t++) {
      r[t] = stream.normal();
    }
    double[] q = Matrices.identity(d);
    for (int j = 0; j < d; j++) {
      double[] v = new double[d];
      double norm = 0;
      for (int i = j; i < d; i++) {
        v[i] = r[i * d + j];
        norm += v[i] * v[i];
      }
      v[j] += v[j] < 0 ? -Math.sqrt(norm) : Math.sqrt(norm);
      double square = 0;
      for (double value : v) {
        square += value * value;
      }
      double[] reflection = Matrices.identity(d);
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          reflection[a * d + b] -= 2 * v[a] * v[b] / square;
        }
      }
      r = Matrices.multiply(reflection, r, d, d, d);
      q = Matrices.multiply(q, reflection, d, d, d);
    }
    for (int t = 0; t < q.length; t++) {
      q[t] *= Math.signum(r[t % d * d + t % d]);
    }
    return q;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 24})
  void orthogonalMatricesAreThoseOfPlainReflections(int d) {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(
              Matrices.difference(new RandomStream(seed).orthogonal(d), plainOrthogonal(seed, d)))
          .as("seed " + seed)
          .isLessThan(1e-12);
    }
  }

  @Test
  void longerDrawsBeginWithTheShorterOnes() {
    int[] signs = new RandomStream(3).signs(300);
    float[] normals = new RandomStream(3).normals(99);
    for (int n : new int[] {0, 1, 2, 63, 64, 65, 98}) {
      assertThat(new RandomStream(3).signs(n)).isEqualTo(Arrays.copyOf(signs, n));
      assertThat(new RandomStream(3).normals(n)).isEqualTo(Arrays.copyOf(normals, n));
    }
    assertThat(new RandomStream(3).permutation(1)).containsExactly(0);
  }

  @Test
  void drawsOfEveryKindTakeOneOutputEach() {
    for (int kind = 0; kind < 3; kind++) {
      RandomStream used = new RandomStream(8);
      RandomStream plain = new RandomStream(8);
      for (int i = 0; i < 9; i++) {
        switch (kind) {
          case 0 -> used.uniform();
          case 1 -> used.uniformFloat();
          default -> used.below(1 << 20); // A power of two never draws again.
        }
        plain.next();
      }
      assertThat(used.next()).as("kind " + kind).isEqualTo(plain.next());
    }
  }

  @Test
  void wrongRangesAreNamed() {
    RandomStream stream = new RandomStream(1);
    assertThatThrownBy(() -> stream.below(Integer.MIN_VALUE))
        .isInstanceOf(InputException.class)
        .hasMessage("RandomStream.below: n: expected at least 1, got -2147483648");
    assertThatThrownBy(() -> stream.orthogonal(46341))
        .isInstanceOf(InputException.class)
        .hasMessage("RandomStream.orthogonal: d: expected 1 to 46340, got 46341");
  }
}
