package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels tell their ticks, and rulers put them where a plain formula does. */
class TickLabelsTest {
  private static final long SEED = 77;

  private static void labelsTellValues(Ticks ticks, double range, String what) {
    assertThat(ticks.labels()).as(what).hasSameSizeAs(ticks.values());
    for (int i = 0; i < ticks.values().size(); i++) {
      double value = ticks.values().get(i);
      double read = Numerals.read(ticks.labels().get(i)).doubleValue();
      assertThat(read)
          .as("%s labelled %s, %s", value, ticks.labels().get(i), what)
          .isEqualTo(value, within(Math.max(Math.abs(value) * 1e-12, range * 1e-9)));
    }
  }

  @Test
  void linearLabelsTellTheirTicks() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2000; i++) {
      double low = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 12));
      double high = low + random.nextDouble(0.1, 1) * Math.pow(10, random.nextInt(-6, 12));
      if (high > low && (high - low) / Math.max(Math.abs(low), Math.abs(high)) > 1e-9) {
        Ticks ticks = Ticks.linear(low, high, 2 + random.nextInt(8));
        labelsTellValues(ticks, high - low, low + " to " + high + ", seed " + SEED);
      }
    }
  }

  @Test
  void linearTicksAreEvenlySpacedByOneTwoOrFive() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      double low = random.nextDouble(-100, 100);
      double high = low + random.nextDouble(0.01, 1000);
      List<Double> values = Ticks.linear(low, high, 6).values();
      double step = values.get(1) - values.get(0);
      double digit = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
      assertThat(List.of(1.0, 2.0, 5.0))
          .as("step %s of %s to %s, seed %d", step, low, high, SEED)
          .anyMatch(nice -> Math.abs(nice - digit) < 1e-6);
      for (int k = 1; k < values.size(); k++) {
        assertThat(values.get(k) - values.get(k - 1)).isEqualTo(step, within(step * 1e-6));
        double multiple = values.get(k) / step;
        assertThat(multiple).isEqualTo(Math.rint(multiple), within(1e-4));
      }
      assertThat(values.get(0) - step).isLessThan(low);
      assertThat(values.get(values.size() - 1) + step).isGreaterThan(high);
    }
  }

  @Test
  void logarithmicLabelsTellTheirTicks() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 3000; i++) {
      double low = random.nextDouble(1, 10) * Math.pow(10, random.nextInt(-300, 290));
      double high = low * Math.pow(10, random.nextDouble(0.01, 18));
      int about = 2 + random.nextInt(7);
      String what = low + " to " + high + " in " + about + ", seed " + SEED;
      Ticks ticks = Ticks.logarithmic(low, high, about);
      labelsTellValues(ticks, high - low, what);
      assertThat(ticks.values()).as(what).isSorted().doesNotHaveDuplicates();
      assertThat(ticks.values()).as(what).allMatch(tick -> tick >= low && tick <= high);
      assertThat(ticks.values().size()).as(what).isBetween(high / low < 5 ? 1 : 2, 3 * about + 4);
      assertThat(ticks.labels()).as(what).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2,900,2", "0.2,200000,2", "0.9,20000,2", "3e-7,2e3,2", "1.5e-12,9e11,3"})
  void aWideLogarithmicRangeHasTwoTicksAtLeast(double low, double high, int about) {
    Ticks ticks = Ticks.logarithmic(low, high, about);
    assertThat(ticks.values().size()).as("%s", ticks.labels()).isGreaterThanOrEqualTo(2);
    double ratio = ticks.values().get(1) / ticks.values().get(0);
    assertThat(Math.log10(ratio)).isEqualTo(Math.rint(Math.log10(ratio)), within(1e-9));
  }

  @Test
  void aRulerIsAStraightLine() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      double low = random.nextDouble(-1e6, 1e6);
      double high = low + random.nextDouble(1e-3, 1e6);
      double from = random.nextDouble(0, 700);
      double to = random.nextDouble(0, 700);
      Ruler ruler =
          Ruler.around(
                  Axis.of("").withRange(low, high), DoubleStream.of((low + high) / 2), from, to)
              .orElseThrow();
      double value = random.nextDouble(low, high);
      double naive = from + (value - low) / (high - low) * (to - from);
      assertThat(ruler.place(value)).as("seed %d", SEED).isEqualTo(naive, within(1e-4));
      assertThat(ruler.place(low)).isEqualTo(from, within(1e-6));
      assertThat(ruler.place(high)).isEqualTo(to, within(1e-6));
    }
  }

  @Test
  void equalFactorsAreEqualStepsOnALogarithmicRuler() {
    Axis axis = Axis.log("").withRange(1e-6, 1e6);
    Ruler ruler = Ruler.around(axis, DoubleStream.of(1), 0, 120).orElseThrow();
    for (int power = -6; power <= 6; power++) {
      assertThat(ruler.place(Math.pow(10, power))).isEqualTo(60 + 10 * power, within(1e-9));
    }
    assertThat(ruler.ticks(3).labels()).contains("10⁻⁶", "10⁶");
  }

  @Test
  void roomIsLeftAtOpenEndsOnly() {
    Axis open = Axis.of("");
    Ruler ruler = Ruler.around(open, DoubleStream.of(100, 200), 0, 1).orElseThrow();
    assertThat(ruler.low()).isEqualTo(96, within(1e-9));
    assertThat(ruler.high()).isEqualTo(204, within(1e-9));
    Axis half = new Axis("", false, 50, Double.NaN);
    Ruler fixed = Ruler.around(half, DoubleStream.of(100, 150), 0, 1).orElseThrow();
    assertThat(fixed.low()).isEqualTo(50);
    assertThat(fixed.high()).isGreaterThan(150);
    Ruler logarithmic = Ruler.around(Axis.log(""), DoubleStream.of(1, 100), 0, 1).orElseThrow();
    assertThat(logarithmic.low()).isEqualTo(Math.pow(100, -0.04), within(1e-9));
    assertThat(logarithmic.high()).isEqualTo(100 * Math.pow(100, 0.04), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "false, NaN, NaN, -1e300, true",
    "false, NaN, NaN, NaN, false",
    "false, NaN, NaN, Infinity, false",
    "false, 0, 1, 0, true",
    "false, 0, 1, 1, true",
    "false, 0, 1, 1.0000001, false",
    "false, 0, 1, -4.9e-324, false",
    "true, NaN, NaN, 0, false",
    "true, NaN, NaN, -1, false",
    "true, NaN, NaN, 4.9e-324, true",
    "true, 1, 10, 0.5, false",
    "true, 1, 10, 10, true"
  })
  void anAxisShowsWhatLiesOnIt(
      boolean logarithmic, double low, double high, double value, boolean shown) {
    assertThat(new Axis("a", logarithmic, low, high).shows(value)).isEqualTo(shown);
  }
}
