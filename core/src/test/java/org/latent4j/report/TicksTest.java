package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(Ticks.linear(0, 10, 5).labels()).containsExactly("0", "2", "4", "6", "8", "10");
    assertThat(Ticks.linear(-0.13, 0.13, 5).labels())
        .containsExactly("-0.10", "-0.05", "0.00", "0.05", "0.10");
    assertThat(Ticks.linear(0, 60000, 4).labels())
        .containsExactly("0", "20,000", "40,000", "60,000");
    assertThat(Ticks.linear(0.1, 0.7, 6).values()).contains(0.3, 0.6);
  }

  @Test
  void largeAndSmallOnesHavePowersOfTen() {
    assertThat(Ticks.linear(0, 2e9, 4).labels())
        .containsExactly("0", "0.5×10⁹", "1.0×10⁹", "1.5×10⁹", "2.0×10⁹");
    assertThat(Ticks.linear(-2e-8, 0, 2).labels()).containsExactly("-2×10⁻⁸", "-1×10⁻⁸", "0");
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    assertThat(Ticks.logarithmic(5, 5000, 6).labels()).containsExactly("10", "100", "1,000");
    assertThat(Ticks.logarithmic(0.9, 60, 6).labels())
        .containsExactly("1", "2", "5", "10", "20", "50");
    assertThat(Ticks.logarithmic(1e-9, 1, 4).labels())
        .containsExactly("10⁻⁹", "10⁻⁶", "10⁻³", "10⁰");
    assertThat(Ticks.logarithmic(2, 3, 5).labels())
        .containsExactly("2.0", "2.2", "2.4", "2.6", "2.8", "3.0");
  }

  @Test
  void anyRangeHasAFewTicksWithinIt() {
    long seed = 20_260_101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      double a = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-300, 308));
      double width = Math.pow(10, random.nextInt(-11, 12));
      double b = a + Math.abs(a) * width;
      if (Double.isFinite(b) && a < b) {
        check(a, b, "seed " + seed + ", " + a + " to " + b);
      }
    }
    check(-Double.MAX_VALUE, Double.MAX_VALUE, "all doubles");
    check(0, Double.MIN_VALUE, "the smallest range");
  }

  private static void check(double low, double high, String what) {
    Ticks ticks = Ticks.linear(low, high, 6);
    assertThat(ticks.values()).as(what).hasSizeBetween(2, 11).isSorted();
    assertThat(ticks.values()).as(what).allMatch(tick -> tick >= low && tick <= high);
    assertThat(ticks.labels()).as(what).doesNotHaveDuplicates();
  }

  @Test
  void rulersHoldTheirValues() {
    double[][] cases = {
      {1},
      {0},
      {0, 0},
      {-5},
      {1e300},
      {-Double.MAX_VALUE, Double.MAX_VALUE},
      {Double.MIN_VALUE},
      {-3, 0},
      {1e9, 1e9 + 0.001},
      {1, 1000},
      {Double.NaN, 2, Double.POSITIVE_INFINITY}
    };
    for (double[] values : cases) {
      for (boolean zero : new boolean[] {true, false}) {
        Axis axis = Axis.of("");
        Ruler ruler =
            zero
                ? Ruler.nearZero(axis, DoubleStream.of(values), 0, 100).orElseThrow()
                : Ruler.around(axis, DoubleStream.of(values), 0, 100).orElseThrow();
        assertThat(ruler.low()).isLessThan(ruler.high());
        DoubleStream.of(values)
            .filter(Double::isFinite)
            .forEach(value -> assertThat(ruler.place(value)).isBetween(-1e-9, 100 + 1e-9));
        assertThat(ruler.ticks(5).values()).isNotEmpty();
      }
    }
  }

  @Test
  void rulersStartAtZeroWhereItIsNear() {
    assertThat(Ruler.nearZero(Axis.of(""), DoubleStream.of(1, 10), 0, 1).orElseThrow().low())
        .isZero();
    assertThat(Ruler.nearZero(Axis.of(""), DoubleStream.of(-10, -1), 0, 1).orElseThrow().high())
        .isZero();
    assertThat(Ruler.nearZero(Axis.of(""), DoubleStream.of(8, 10), 0, 1).orElseThrow().low())
        .isBetween(7.0, 8.0);
    assertThat(Ruler.around(Axis.of(""), DoubleStream.of(1, 10), 0, 1).orElseThrow().low())
        .isEqualTo(1 - 0.36, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void logarithmicRulersTakeTheSmallestAndLargestDoubles() {
    for (double[] values :
        new double[][] {{Double.MIN_VALUE, Double.MAX_VALUE}, {Double.MIN_VALUE}, {-1, 0, 3}}) {
      Ruler ruler = Ruler.around(Axis.log(""), DoubleStream.of(values), 0, 100).orElseThrow();
      assertThat(ruler.low()).isPositive().isLessThan(ruler.high());
      assertThat(ruler.place(values[values.length - 1])).isBetween(0.0, 100.0);
      assertThat(ruler.ticks(5).values()).hasSizeLessThan(12);
    }
    assertThat(Ruler.around(Axis.log(""), DoubleStream.of(-1, 0), 0, 1)).isEmpty();
  }

  @Test
  void anAxisMayFixItsEnds() {
    Axis axis = Axis.of("").withRange(0, 1);
    Ruler ruler = Ruler.around(axis, DoubleStream.of(-3, 0.5, 7), 0, 100).orElseThrow();
    assertThat(ruler.low()).isZero();
    assertThat(ruler.high()).isOne();
    assertThat(ruler.place(0.5)).isEqualTo(50);
    assertThat(Ruler.around(axis, DoubleStream.of(-3, 7), 0, 100)).isEmpty();
  }
}
