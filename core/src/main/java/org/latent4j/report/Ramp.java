package org.latent4j.report;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The colours of heat maps, even steps to the eye: straight lines in lightness of Oklab (Source: B.
 * Ottosson, "A perceptual color space for image processing", 2020). Lightness alone tells the
 * order, so that they can be read without colour vision and in print.
 */
final class Ramp {
  private static final int SHADES = 256;
  private static final int[] SEQUENTIAL = new int[SHADES];
  private static final int[] DIVERGING = new int[SHADES];

  static {
    for (int i = 0; i < SHADES; i++) {
      double t = i / (SHADES - 1.0);
      // Violet over teal to yellow.
      SEQUENTIAL[i] = color(0.27 + 0.66 * t, 0.11 + 0.07 * t * t, 300 - 195 * t);
      // Blue over near-white to brick red.
      double away = Math.abs(2 * t - 1);
      DIVERGING[i] =
          color(0.96 - 0.5 * away, 0.004 + 0.145 * StrictMath.pow(away, 0.75), t < 0.5 ? 255 : 38);
    }
  }

  private final HeatMap.Scale scale;
  private final double low;
  private final double high;

  /** The colours of a scale for values of a range; {@code low <= high}. */
  Ramp(HeatMap.Scale scale, double low, double high) {
    this.scale = scale;
    this.low = low;
    this.high = high;
  }

  /** The value of the first colour. */
  double low() {
    return low;
  }

  /** The value of the last colour. */
  double high() {
    return high;
  }

  /** The colour 0xRRGGBB of a finite value; values beyond the ends have the colour of the end. */
  int color(double value) {
    double part = low < high ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
    return shade(scale.diverging(), part);
  }

  /** The colour at a part, 0 to 1, of the range. */
  static int shade(boolean diverging, double part) {
    int index = (int) Math.round(Math.min(1, Math.max(0, part)) * (SHADES - 1));
    return (diverging ? DIVERGING : SEQUENTIAL)[index];
  }

  /** As CSS writes it. */
  static String hex(int color) {
    return String.format(java.util.Locale.ROOT, "#%06x", color);
  }

  /**
   * Whether black is read better than white on the colour. Both have a contrast ratio (WCAG 2.1) of
   * at least 4 at the border, which is a little on white's side: small letters look better so.
   */
  static boolean light(int color) {
    double luminance =
        0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
    return luminance > 0.21;
  }

  /** The ramp as a CSS background from left to right. */
  static String gradient(boolean diverging) {
    return IntStream.rangeClosed(0, 12)
        .mapToObj(i -> hex(shade(diverging, i / 12.0)))
        .collect(Collectors.joining(",", "background:linear-gradient(90deg,", ")"));
  }

  /**
   * The sRGB colour of lightness, chroma and hue, with less chroma where sRGB has no such colour.
   */
  private static int color(double lightness, double chroma, double hue) {
    for (double c = chroma; ; c -= 0.002) {
      double a = Math.max(0, c) * StrictMath.cos(StrictMath.toRadians(hue));
      double b = Math.max(0, c) * StrictMath.sin(StrictMath.toRadians(hue));
      double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
      double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
      double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
      double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
      double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
      double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
      double least = Math.min(red, Math.min(green, blue));
      if (c <= 0 || (least >= 0 && Math.max(red, Math.max(green, blue)) <= 1)) {
        return encoded(red) << 16 | encoded(green) << 8 | encoded(blue);
      }
    }
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static int encoded(double linear) {
    double x = Math.min(1, Math.max(0, linear));
    double srgb = x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * srgb);
  }

  private static double linear(int channel) {
    double x = (channel & 0xFF) / 255.0;
    return x <= 0.04045 ? x / 12.92 : StrictMath.pow((x + 0.055) / 1.055, 2.4);
  }
}
