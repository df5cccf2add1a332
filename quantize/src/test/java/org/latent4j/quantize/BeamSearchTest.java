package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Coding by several stages with a beam. */
class BeamSearchTest {
  private static final long SEED = 5;

  private static double error(ResidualQuantizer quantizer, INDArray x) {
    double[] rows = Dense.doubles(x);
    double[] values = Dense.doubles(quantizer.encode(x));
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += (rows[i] - values[i]) * (rows[i] - values[i]);
    }
    return sum;
  }

  @Test
  void aWideBeamFindsTheBestOfAll() {
    RandomStream random = new RandomStream(SEED);
    List<float[]> codebooks = Stream.generate(() -> random.normals(4 * 3)).limit(3).toList();
    BeamSearch all = new BeamSearch(codebooks, 3, 64);
    for (int trial = 0; trial < 50; trial++) {
      double[] row = {random.normal(), random.normal(), random.normal()};
      double best = Double.POSITIVE_INFINITY;
      int[] expected = new int[3];
      for (int index = 0; index < 64; index++) {
        int[] codes = {index / 16, index / 4 % 4, index % 4};
        double error = 0;
        for (int i = 0; i < 3; i++) {
          double rest = row[i];
          for (int s = 0; s < 3; s++) {
            rest -= codebooks.get(s)[codes[s] * 3 + i];
          }
          error += rest * rest;
        }
        if (error < best) {
          best = error;
          expected = codes;
        }
      }
      assertThat(all.codes(row, 0)).as("trial %d of seed %d", trial, SEED).isEqualTo(expected);
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    INDArray x = Planted.normal(200, 4, new RandomStream(SEED));
    ResidualQuantizer greedy = ResidualQuantization.of(3, 16).fit(x, Run.of(1));
    List<float[]> codebooks =
        Stream.of(0, 1, 2).map(s -> Dense.floats(greedy.codebook(s))).toList();
    BeamSearch one = new BeamSearch(codebooks, 4, 1);
    CodeMatrix codes = greedy.quantize(x);
    double[] rows = Dense.doubles(x);
    for (int row = 0; row < 200; row++) {
      assertThat(one.codes(rows, row * 4)).isEqualTo(codes.row(row));
    }
  }

  @Test
  void aWiderBeamLosesLess() {
    INDArray x = Planted.normal(400, 6, new RandomStream(SEED));
    ResidualQuantizer greedy = ResidualQuantization.of(4, 16).fit(x, Run.of(1));
    double one = error(greedy, x);
    double five = error(greedy.withBeam(5), x);
    assertThat(five).isLessThan(0.97 * one);
    assertThat(error(greedy.withBeam(20), x)).isLessThanOrEqualTo(five);
  }

  @Test
  void tiesGoToTheSmallestCodes() {
    // Every pair of these sums to 0 in two ways.
    List<float[]> codebooks =
        List.of(new float[] {2, 1, -1, -2}, new float[] {-2, -1, 1, 2}, new float[] {0, 0});
    for (int beam : new int[] {2, 3, 4, 16}) {
      assertThat(new BeamSearch(codebooks, 1, beam).codes(new double[] {0}, 0)[2]).isZero();
    }
    assertThat(new BeamSearch(codebooks, 1, 16).codes(new double[] {0}, 0))
        .containsExactly(0, 0, 0);
    assertThat(Arrays.stream(new BeamSearch(codebooks, 1, 1).codes(new double[] {0}, 0)))
        .containsExactly(1, 1, 0);
  }
}
