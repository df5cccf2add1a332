package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RampTest {
  @Test
  void sequentialColoursGrowLighter() {
    double before = -1;
    for (int i = 0; i <= 20; i++) {
      double luminance = luminance(Ramp.shade(false, i / 20.0));
      assertThat(luminance).as("part %d of 20", i).isGreaterThan(before);
      before = luminance;
    }
    assertThat(luminance(Ramp.shade(false, 0))).isLessThan(0.05);
    assertThat(luminance(Ramp.shade(false, 1))).isGreaterThan(0.7);
  }

  @Test
  void divergingColoursAreLightestInTheMiddle() {
    for (int i = 1; i <= 10; i++) {
      double inner = luminance(Ramp.shade(true, 0.5 + (i - 1) / 20.0));
      assertThat(luminance(Ramp.shade(true, 0.5 + i / 20.0))).isLessThan(inner);
      assertThat(luminance(Ramp.shade(true, 0.5 - i / 20.0))).isLessThan(inner);
    }
    int low = Ramp.shade(true, 0);
    int high = Ramp.shade(true, 1);
    assertThat(low & 0xFF).as("blue below").isGreaterThan(low >> 16);
    assertThat(high >> 16).as("red above").isGreaterThan(high & 0xFF);
  }

  @Test
  void lettersOnEveryShadeHaveContrast() {
    for (int i = 0; i <= 255; i++) {
      for (boolean diverging : new boolean[] {false, true}) {
        int color = Ramp.shade(diverging, i / 255.0);
        double luminance = luminance(color);
        double letters = Ramp.light(color) ? luminance(0x10151a) : 1;
        double ratio =
            (Math.max(luminance, letters) + 0.05) / (Math.min(luminance, letters) + 0.05);
        assertThat(ratio).as("shade %d", i).isGreaterThan(4);
      }
    }
  }

  @Test
  void valuesBeyondTheEndsHaveTheirColour() {
    Ramp ramp = new Ramp(HeatMap.Scale.sequential(0, 1), 0, 1);
    assertThat(ramp.color(-9)).isEqualTo(ramp.color(0)).isEqualTo(Ramp.shade(false, 0));
    assertThat(ramp.color(1e300)).isEqualTo(ramp.color(1)).isEqualTo(Ramp.shade(false, 1));
    Ramp flat = new Ramp(HeatMap.Scale.sequential(), 3, 3);
    assertThat(flat.color(3)).isEqualTo(Ramp.shade(false, 0.5));
    Ramp huge = new Ramp(HeatMap.Scale.sequential(), -Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(huge.color(0)).isEqualTo(Ramp.shade(false, 0.5));
  }

  @Test
  void coloursAreWrittenAsCssReadsThem() {
    assertThat(Ramp.hex(0x0a0b0c)).isEqualTo("#0a0b0c");
    assertThat(Ramp.gradient(false))
        .matches("background:linear-gradient\\(90deg(,#[0-9a-f]{6}){13}\\)");
  }

  private static double luminance(int color) {
    return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
  }

  private static double linear(int channel) {
    double x = (channel & 0xFF) / 255.0;
    return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
  }
}
