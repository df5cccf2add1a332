package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;

/** What random numbers must look like, and how calls share one stream. */
class RandomStatisticsTest {
  private static final int DRAWS = 200_000;

  /** Five standard deviations above the mean of chi-squared. */
  private static double bound(int freedom) {
    return freedom + 5 * Math.sqrt(2.0 * freedom);
  }

  private static double chiSquared(long[] counts) {
    double expected = (double) Arrays.stream(counts).sum() / counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
  void uniformNumbersAreUniform(long seed) {
    RandomStream stream = new RandomStream(seed);
    long[] bins = new long[64];
    double sum = 0;
    double products = 0;
    double before = 0.5;
    for (int i = 0; i < DRAWS; i++) {
      double u = stream.uniform();
      assertThat(u >= 0 && u < 1 && u * 0x1p53 == Math.rint(u * 0x1p53))
          .as("seed %d, number %d: %s", seed, i, u)
          .isTrue();
      bins[(int) (u * 64)]++;
      sum += u;
      products += (u - 0.5) * (before - 0.5);
      before = u;
    }
    assertThat(chiSquared(bins)).as("seed %d", seed).isLessThan(bound(63));
    assertThat(sum / DRAWS).as("seed %d", seed).isCloseTo(0.5, within(5 / Math.sqrt(12.0 * DRAWS)));
    assertThat(products / DRAWS)
        .as("seed %d: one after the other", seed)
        .isCloseTo(0, within(5 / (12 * Math.sqrt(DRAWS))));
  }

  @Test
  void floatsAreTheUpperBitsOfTheSameOutputs() {
    RandomStream floats = new RandomStream(7);
    RandomStream outputs = new RandomStream(7);
    for (int i = 0; i < 1000; i++) {
      float u = floats.uniformFloat();
      BigInteger upper = BigInteger.valueOf(outputs.next() >>> 32).shiftRight(8);
      assertThat((double) u).as("seed 7").isEqualTo(upper.doubleValue() / (1 << 24));
    }
  }

  @Test
  void everyBitOfAnOutputIsFair() {
    RandomStream stream = new RandomStream(3);
    int[] ones = new int[64];
    for (int i = 0; i < DRAWS; i++) {
      long output = stream.next();
      for (int bit = 0; bit < 64; bit++) {
        ones[bit] += (int) (output >>> bit & 1);
      }
    }
    for (int bit = 0; bit < 64; bit++) {
      assertThat(ones[bit] - DRAWS / 2.0)
          .as("seed 3, bit %d", bit)
          .isCloseTo(0, within(5 * Math.sqrt(DRAWS) / 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 10, 64, 100, 1000})
  void integersBelowAreUniform(int n) {
    RandomStream stream = new RandomStream(n);
    long[] counts = new long[n];
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.below(n)]++;
    }
    assertThat(chiSquared(counts)).as("seed %d", n).isLessThanOrEqualTo(bound(n - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1 << 30, (1 << 30) + 1, 3 << 29, Integer.MAX_VALUE - 1, 2147483647})
  void integersBelowFollowTheDefinition(int n) {
    RandomStream stream = new RandomStream(n + 1L);
    RandomStream outputs = new RandomStream(n + 1L);
    BigInteger range = BigInteger.ONE.shiftLeft(32);
    BigInteger size = BigInteger.valueOf(n);
    for (int i = 0; i < 5000; i++) {
      BigInteger product = size.multiply(BigInteger.valueOf(outputs.next() >>> 32));
      while (product.mod(range).compareTo(range.mod(size)) < 0) {
        product = size.multiply(BigInteger.valueOf(outputs.next() >>> 32));
      }
      assertThat(stream.below(n))
          .as("n = %d, number %d", n, i)
          .isEqualTo(product.shiftRight(32).intValue());
    }
  }

  @Test
  void normalsHaveTheMomentsAndTailsOfTheNormalDistribution() {
    RandomStream stream = new RandomStream(12);
    double[] powers = new double[5];
    double products = 0;
    double before = 0;
    long[] beyond = new long[4];
    for (int i = 0; i < DRAWS; i++) {
      double x = stream.normal();
      for (int p = 1; p <= 4; p++) {
        powers[p] += Math.pow(x, p) / DRAWS;
      }
      for (int s = 1; s <= 3; s++) {
        beyond[s] += Math.abs(x) > s ? 1 : 0;
      }
      products += x * before / DRAWS;
      before = x;
    }
    double error = 5 / Math.sqrt(DRAWS);
    assertThat(powers[1]).as("mean, seed 12").isCloseTo(0, within(error));
    assertThat(powers[2]).as("variance, seed 12").isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(powers[3]).as("skew, seed 12").isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(powers[4]).as("kurtosis, seed 12").isCloseTo(3, within(error * Math.sqrt(96)));
    assertThat(products).as("one after the other, seed 12").isCloseTo(0, within(error));
    double[] shares = {1, 0.317310508, 0.045500264, 0.002699796};
    for (int s = 1; s <= 3; s++) {
      double deviation = Math.sqrt(shares[s] * (1 - shares[s]) / DRAWS);
      assertThat((double) beyond[s] / DRAWS)
          .as("beyond %d, seed 12", s)
          .isCloseTo(shares[s], within(5 * deviation));
    }
  }

  @Test
  void theSecondOfAPairWaitsForTheNextCall() {
    RandomStream pair = new RandomStream(21);
    double first = pair.normal();
    double second = pair.normal();
    double third = pair.normal();
    RandomStream mixed = new RandomStream(21);
    assertThat(mixed.normal()).isEqualTo(first);
    RandomStream plain = new RandomStream(21);
    plain.normal();
    long between = plain.next();
    assertThat(mixed.next()).isEqualTo(between);
    assertThat(mixed.normal()).as("kept while others are drawn").isEqualTo(second);
    RandomStream blocks = new RandomStream(21);
    assertThat(blocks.normals(1)).containsExactly((float) first);
    assertThat(blocks.normals(0)).isEmpty();
    assertThat(blocks.normals(2)).containsExactly((float) second, (float) third);
  }

  @Test
  void normalsFollowThePolarMethod() {
    RandomStream stream = new RandomStream(33);
    RandomStream uniform = new RandomStream(33);
    for (int i = 0; i < 500; i++) {
      double x;
      double y;
      do {
        x = 2 * uniform.uniform() - 1;
        y = 2 * uniform.uniform() - 1;
      } while (x * x + y * y >= 1 || (x == 0 && y == 0));
      double q = x * x + y * y;
      double m = StrictMath.sqrt(-2 * StrictMath.log(q) / q);
      assertThat(stream.normal()).as("seed 33, pair %d", i).isEqualTo(x * m);
      assertThat(stream.normal()).as("seed 33, pair %d", i).isEqualTo(y * m);
    }
  }

  @Test
  void permutationsAreUniform() {
    RandomStream stream = new RandomStream(4);
    long[] counts = new long[256];
    for (int i = 0; i < 48_000; i++) {
      int[] order = stream.permutation(4);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    long[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(seen).hasSize(24);
    assertThat(chiSquared(seen)).as("seed 4").isLessThan(bound(23));
    for (int n : new int[] {1, 2, 10, 1000}) {
      int[] order = stream.permutation(n);
      Arrays.sort(order);
      for (int i = 0; i < n; i++) {
        assertThat(order[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void permutationsSwapFromTheEnd() {
    RandomStream stream = new RandomStream(8);
    RandomStream draws = new RandomStream(8);
    int[] expected = new int[50];
    Arrays.setAll(expected, i -> i);
    for (int i = 49; i >= 1; i--) {
      int j = draws.below(i + 1);
      int kept = expected[i];
      expected[i] = expected[j];
      expected[j] = kept;
    }
    assertThat(stream.permutation(50)).isEqualTo(expected);
    assertThat(stream.next()).as("no draw more than needed").isEqualTo(draws.next());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 300})
  void signsAreTheBitsOfTheOutputs(int n) {
    int[] signs = new RandomStream(n).signs(n);
    RandomStream stream = new RandomStream(n);
    assertThat(signs).hasSize(n);
    for (int i = 0; i < n; i += 64) {
      BigInteger output = BigInteger.valueOf(stream.next());
      for (int bit = 0; bit < 64 && i + bit < n; bit++) {
        assertThat(signs[i + bit]).as("sign %d", i + bit).isEqualTo(output.testBit(bit) ? 1 : -1);
      }
    }
  }

  @Test
  void mixIsABijectionThatSpreadsBits() {
    assertThat(RandomStream.mix(0)).isZero();
    RandomStream stream = new RandomStream(77);
    Set<Long> seen = new HashSet<>();
    long flips = 0;
    for (int i = 0; i < 20_000; i++) {
      long z = i % 2 == 0 ? i : stream.next();
      seen.add(RandomStream.mix(z));
      flips += Long.bitCount(RandomStream.mix(z) ^ RandomStream.mix(z ^ 1L << i % 64));
    }
    assertThat(seen).as("seed 77").hasSize(20_000);
    assertThat(flips / 20_000.0).as("seed 77").isCloseTo(32, within(0.3));
  }

  @Test
  void childrenDoNotMeet() {
    Set<Long> values = new HashSet<>();
    Seed seed = new Seed(5);
    for (int i = 0; i < 5000; i++) {
      values.add(seed.child(i).value());
      values.add(seed.child(-1L - i).value());
      values.add(seed.child("task " + i).value());
      values.add(seed.child("" + i).child("" + i).value());
      values.add(new Seed(i + 6).child(0).value());
    }
    assertThat(values).hasSize(25_000);
    assertThat(RandomStream.fnv1a64("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(RandomStream.fnv1a64("a")).isEqualTo(0xAF63DC4C8601EC8CL);
    assertThat(RandomStream.fnv1a64("é")).isNotEqualTo(RandomStream.fnv1a64("e"));
  }
}
