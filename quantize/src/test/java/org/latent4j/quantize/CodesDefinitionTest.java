package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.RandomStream;

/** Packed codes as one large binary number a row, and their use counted by hand. */
class CodesDefinitionTest {
  private static CodeSpace space(RandomStream random, int most) {
    int[] levels = new int[1 + random.below(12)];
    for (int p = 0; p < levels.length; p++) {
      int bits = 1 + random.below(most);
      levels[p] = (1 << (bits - 1)) + 1 + random.below(1 << (bits - 1));
    }
    return new CodeSpace(levels);
  }

  private static int[][] codes(RandomStream random, CodeSpace space, int rows) {
    int[][] codes = new int[rows][space.positions()];
    for (int[] row : codes) {
      for (int p = 0; p < row.length; p++) {
        int edge = random.below(4);
        row[p] = edge == 0 ? space.level(p) - 1 : random.below(space.level(p));
      }
    }
    return codes;
  }

  /** The row as a number whose lowest bits are position 0. */
  private static BigInteger binary(CodeSpace space, int[] row) {
    BigInteger number = BigInteger.ZERO;
    int offset = 0;
    for (int p = 0; p < row.length; p++) {
      number = number.or(BigInteger.valueOf(row[p]).shiftLeft(offset));
      int bits = 0;
      while (1 << bits < space.level(p)) {
        bits++;
      }
      offset += bits;
    }
    return number;
  }

  @RepeatedTest(40)
  void rowsAreBinaryNumbersLowestByteFirst(RepetitionInfo repetition) {
    long seed = 1000L + repetition.getCurrentRepetition();
    RandomStream random = new RandomStream(seed);
    CodeSpace space = space(random, 17);
    int[][] codes = codes(random, space, 9);
    CodeMatrix matrix = CodeMatrix.of(space, codes);
    byte[] packed = matrix.packed();
    int width = space.bytesPerRow();
    assertThat(packed).hasSize(9 * width);
    for (int i = 0; i < 9; i++) {
      byte[] row = Arrays.copyOfRange(packed, i * width, (i + 1) * width);
      byte[] turned = new byte[width + 1];
      for (int b = 0; b < width; b++) {
        turned[width - b] = row[b];
      }
      assertThat(new BigInteger(turned))
          .as("seed %d row %d", seed, i)
          .isEqualTo(binary(space, codes[i]));
      assertThat(matrix.row(i)).containsExactly(codes[i]);
    }
    int from = random.below(9);
    int to = from + random.below(10 - from);
    CodeMatrix part = matrix.slice(from, to);
    assertThat(part).isEqualTo(CodeMatrix.of(space, Arrays.copyOfRange(codes, from, to)));
    int[] flat = Arrays.stream(codes).flatMapToInt(Arrays::stream).toArray();
    assertThat(CodeMatrix.of(space, flat)).isEqualTo(matrix).hasSameHashCodeAs(matrix);
    assertThat(matrix.codes(from, to))
        .containsExactly(
            Arrays.copyOfRange(flat, from * space.positions(), to * space.positions()));
  }

  @RepeatedTest(20)
  void indicesAreMixedRadixWithPositionZeroFastest(RepetitionInfo repetition) {
    long seed = 2000L + repetition.getCurrentRepetition();
    RandomStream random = new RandomStream(seed);
    CodeSpace space = space(random, 6);
    int[][] codes = codes(random, space, 5);
    CodeMatrix matrix = CodeMatrix.of(space, codes);
    boolean fits = space.size().compareTo(BigInteger.ONE.shiftLeft(63)) <= 0;
    for (int i = 0; i < 5; i++) {
      BigInteger index = BigInteger.ZERO;
      BigInteger radix = BigInteger.ONE;
      BigInteger top = BigInteger.ZERO;
      for (int p = 0; p < space.positions(); p++) {
        index = index.add(radix.multiply(BigInteger.valueOf(codes[i][p])));
        radix = radix.multiply(BigInteger.valueOf(space.level(p)));
        top = top.multiply(BigInteger.valueOf(space.level(p))).add(BigInteger.valueOf(codes[i][p]));
      }
      assertThat(radix).isEqualTo(space.size());
      int row = i;
      if (fits) {
        assertThat(matrix.index(i)).as("seed %d", seed).isEqualTo(index.longValueExact());
        assertThat(matrix.topFirst().index(i)).isEqualTo(top.longValueExact());
      } else {
        assertThatThrownBy(() -> matrix.index(row))
            .isInstanceOf(ArithmeticException.class)
            .hasMessageContaining(space.size().toString());
      }
    }
  }

  /** 3^39 fits 63 bits although 39 positions take 78; 3^40 does not. */
  @Test
  void whetherAnIndexFitsIsAMatterOfSizeNotOfBits() {
    int[] last = new int[39];
    Arrays.fill(last, 2);
    CodeMatrix fits = CodeMatrix.of(CodeSpace.uniform(39, 3), new int[][] {last});
    assertThat(fits.index(0)).isEqualTo(BigInteger.valueOf(3).pow(39).longValueExact() - 1);
    CodeMatrix larger = CodeMatrix.of(CodeSpace.uniform(40, 3), new int[1][40]);
    assertThatThrownBy(() -> larger.index(0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("12157665459056928801");
  }

  @Test
  void paddingIsZeroWhateverWasThere() {
    CodeSpace space = new CodeSpace(4, 4, 2); // 5 bits, 3 of padding
    CodeMatrix matrix = CodeMatrix.ofPacked(space, 2, new byte[] {(byte) 0xFF, (byte) 0xE6});
    assertThat(matrix.row(0)).containsExactly(3, 3, 1);
    assertThat(matrix.row(1)).containsExactly(2, 1, 0);
    assertThat(matrix.packed()).containsExactly(0x1F, 0x06);
    assertThat(matrix).isEqualTo(CodeMatrix.of(space, new int[][] {{3, 3, 1}, {2, 1, 0}}));
  }

  /** Positions of one level take no bit. */
  @Test
  void aSpaceOfOneRowTakesNoBytes() {
    CodeSpace space = new CodeSpace(1, 1);
    assertThat(space.bytesPerRow()).isZero();
    assertThat(space.size()).isEqualTo(BigInteger.ONE);
    CodeMatrix matrix = CodeMatrix.of(space, new int[5][2]);
    assertThat(matrix.rows()).isEqualTo(5);
    assertThat(matrix.packed()).isEmpty();
    assertThat(matrix.row(4)).containsExactly(0, 0);
    assertThat(matrix.index(4)).isZero();
    assertThatThrownBy(() -> CodeMatrix.of(space, new int[][] {{0, 0}, {0, 1}}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1, position 1");
  }

  /** Every packed code at or above its levels is refused with its row and position. */
  @RepeatedTest(10)
  void packedCodesOutOfRangeAreNamed(RepetitionInfo repetition) {
    RandomStream random = new RandomStream(3000 + repetition.getCurrentRepetition());
    int p = random.below(5);
    int[] levels = {8, 8, 8, 8, 8};
    levels[p] = 5 + random.below(3);
    CodeSpace free = CodeSpace.uniform(5, 8);
    int[][] codes = new int[6][5];
    int row = random.below(6);
    codes[row][p] = levels[p] + random.below(8 - levels[p]);
    byte[] packed = CodeMatrix.of(free, codes).packed();
    assertThatThrownBy(() -> CodeMatrix.ofPacked(new CodeSpace(levels), 6, packed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row " + row + ", position " + p)
        .hasMessageContaining(Integer.toString(codes[row][p]));
  }

  @Test
  void placesOutsideAreRefused() {
    CodeMatrix matrix = CodeMatrix.of(new CodeSpace(3, 3), new int[][] {{1, 2}, {0, 1}});
    assertThatThrownBy(() -> matrix.get(2, 0)).hasMessageContainingAll("row", "2");
    assertThatThrownBy(() -> matrix.get(-1, 0)).hasMessageContainingAll("row", "-1");
    assertThatThrownBy(() -> matrix.get(0, 2)).hasMessageContainingAll("position", "2");
    assertThatThrownBy(() -> matrix.row(2)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> matrix.index(2)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> matrix.slice(1, 3)).hasMessageContaining("3");
    assertThatThrownBy(() -> matrix.slice(2, 1)).hasMessageContaining("2");
    assertThatThrownBy(() -> matrix.codes(-1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> CodeMatrix.of(new CodeSpace(3, 3), new int[] {1, 2, 0}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 codes");
    assertThatThrownBy(() -> CodeMatrix.ofPacked(new CodeSpace(3), -1, new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void factorsFollowTheirRows() {
    CodeMatrix plain = CodeMatrix.of(new CodeSpace(9), new int[][] {{8}, {7}, {6}});
    float[] values = {1, 2, 3};
    CodeMatrix matrix = plain.withFactor("b", values).withFactor("a", new float[] {4, 5, 6});
    values[0] = 99;
    assertThat(matrix.factors()).containsExactly("b", "a");
    assertThat(matrix.factor("b")).containsExactly(1, 2, 3);
    assertThat(plain.factors()).isEmpty();
    CodeMatrix replaced = matrix.withFactor("b", new float[] {7, 8, 9});
    assertThat(replaced.factors()).containsExactlyInAnyOrder("a", "b");
    assertThat(replaced.factor("b")).containsExactly(7, 8, 9);
    assertThat(replaced).isNotEqualTo(matrix);
    CodeMatrix part = matrix.slice(1, 2);
    assertThat(part.factor("a")).containsExactly(5);
    assertThat(part.factors()).containsExactly("b", "a");
    assertThat(matrix.topFirst().factor("a")).containsExactly(4, 5, 6);
  }

  /** A draft is filled by many threads at once, each row by one of them. */
  @Test
  void draftsAreFilledByManyThreads() {
    RandomStream random = new RandomStream(7);
    CodeSpace space = new CodeSpace(3, 1000, 5, 17, 2);
    int[][] codes = codes(random, space, 3000);
    CodeMatrix expected = CodeMatrix.of(space, codes);
    for (int threads : new int[] {1, 2, 7}) {
      CodeDraft draft = CodeMatrix.draft(space, 3000);
      float[] sums = draft.factor("sum");
      Parallel.blocks(
          3000,
          13,
          threads,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              draft.put(i, codes[i], 0);
              sums[i] = Arrays.stream(codes[i]).sum();
            }
          });
      CodeMatrix sealed = draft.seal();
      assertThat(sealed.packed()).isEqualTo(expected.packed());
      assertThat(sealed.factor("sum")[2999]).isEqualTo(Arrays.stream(codes[2999]).sum());
    }
  }

  private static double entropy(Map<?, Integer> counts, int n) {
    double entropy = 0;
    for (int count : counts.values()) {
      double p = (double) count / n;
      entropy -= p * Math.log(p);
    }
    return entropy;
  }

  @RepeatedTest(8)
  void useIsCountedAsByHand(RepetitionInfo repetition) {
    long seed = 4000L + repetition.getCurrentRepetition();
    RandomStream random = new RandomStream(seed);
    int[] levels = {2 + random.below(4), 2 + random.below(30), 1 + random.below(3), 300};
    CodeSpace space = new CodeSpace(levels);
    int n = 1 + random.below(80);
    int[][] codes = codes(random, space, n);
    for (int[] row : codes) {
      row[3] = row[1]; // one position is the copy of another
    }
    UsageStats usage = UsageStats.of(CodeMatrix.of(space, codes));
    double[] entropies = new double[4];
    for (int p = 0; p < 4; p++) {
      Map<Integer, Integer> counts = new HashMap<>();
      for (int[] row : codes) {
        counts.merge(row[p], 1, Integer::sum);
      }
      entropies[p] = entropy(counts, n);
      assertThat(usage.perplexity()[p])
          .as("seed %d", seed)
          .isCloseTo(Math.exp(entropies[p]), within(1e-10));
      assertThat(usage.active()[p]).isEqualTo(counts.size());
      assertThat(usage.dead()[p]).isEqualTo(levels[p] - counts.size());
      for (int code = 0; code < levels[p]; code++) {
        assertThat(usage.counts()[p][code]).isEqualTo(counts.getOrDefault(code, 0).longValue());
      }
    }
    for (int p = 0; p < 4; p++) {
      for (int q = 0; q < 4; q++) {
        Map<String, Integer> pairs = new HashMap<>();
        for (int[] row : codes) {
          pairs.merge(row[p] + " " + row[q], 1, Integer::sum);
        }
        double shared = entropies[p] + entropies[q] - entropy(pairs, n);
        double mean = (entropies[p] + entropies[q]) / 2;
        double expected = p == q ? 1 : mean == 0 ? 0 : shared / mean;
        assertThat(usage.pairwiseNmi()[p][q])
            .as("seed %d positions %d and %d", seed, p, q)
            .isCloseTo(expected, within(1e-9));
      }
    }
  }
}
