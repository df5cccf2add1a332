package org.latent4j.examples.sprites;

import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * Factor-sprites: 98,304 images of one shape before a wall on a floor, one for each combination of
 * six factors. Everything is computed in whole numbers, so every language gives the same bytes. The
 * figures of models on it are no figures of dSprites or any other set.
 *
 * <p>The factors, slowest first: colour of the floor (8), of the wall (8), of the object (8), shape
 * (4), size (6), place (8). The index of an image is their mixed radix number.
 */
public final class FactorSprites {
  /** How many images there are. */
  public static final int COUNT = 98_304;

  /** How many factors there are. */
  public static final int FACTORS = 6;

  private static final int CANVAS = 1024;
  private static final int HORIZON = 640;
  private static final int SAMPLES = 4;
  private static final int SHAPES = 4;
  private static final int SIZES = 6;
  private static final int PLACES = 8;
  private static final int COLOURS = 8;
  private static final int[][] PALETTE = {
    {255, 0, 0},
    {255, 191, 0},
    {128, 255, 0},
    {0, 255, 64},
    {0, 255, 255},
    {0, 64, 255},
    {128, 0, 255},
    {255, 0, 191}
  };

  private final int side;
  private final byte[][] coverages; // of each shape, size and place: [side * side], 0 to 16

  /**
   * The set at one size.
   *
   * @param side pixels of a side: 16, 32 or 64
   * @throws InputException for another number
   */
  public FactorSprites(int side) {
    if (side != 16 && side != 32 && side != 64) {
      throw new InputException("FactorSprites: size", "16, 32 or 64", Integer.toString(side));
    }
    this.side = side;
    this.coverages = new byte[SHAPES * SIZES * PLACES][];
    for (int i = 0; i < coverages.length; i++) {
      coverages[i] = coverage(i / (SIZES * PLACES), i / PLACES % SIZES, i % PLACES);
    }
  }

  /** Pixels of a side. */
  public int side() {
    return side;
  }

  /** Bytes of an image: three for each pixel. */
  public int bytes() {
    return side * side * 3;
  }

  /**
   * The factors of an image, in the order above.
   *
   * @throws InputException for an index outside 0 to 98303
   */
  public static int[] factors(int index) {
    check(index);
    int rest = index;
    int[] out = new int[FACTORS];
    int[] counts = {COLOURS, COLOURS, COLOURS, SHAPES, SIZES, PLACES};
    for (int i = FACTORS - 1; i >= 0; i--) {
      out[i] = rest % counts[i];
      rest /= counts[i];
    }
    return out;
  }

  private static void check(int index) {
    Require.between("FactorSprites: image index", 0, COUNT - 1, index);
  }

  /** Writes the image {@code [side, side, 3]} of an index at {@code out[start, ...)}. */
  public void draw(int index, byte[] out, int start) {
    int[] factors = factors(index);
    byte[] cover = coverages[index % coverages.length];
    int[] wall = PALETTE[factors[1]];
    int at = start;
    for (int row = 0; row < side; row++) {
      boolean onFloor = row * (CANVAS / side) >= HORIZON;
      for (int column = 0; column < side; column++) {
        int c = cover[row * side + column];
        for (int channel = 0; channel < 3; channel++) {
          int behind = onFloor ? (7 * PALETTE[factors[0]][channel] + 5) / 10 : wall[channel];
          int before = (17 * PALETTE[factors[2]][channel] + 10) / 20;
          out[at++] = (byte) ((behind * (16 - c) + before * c + 8) >> 4);
        }
      }
    }
  }

  /** How many of the 16 samples of each pixel lie inside the shape. */
  private byte[] coverage(int shape, int size, int place) {
    int pixel = CANVAS / side;
    int centreX = 256 + 73 * place;
    int centreY = 576;
    int radius = 102 + 27 * size;
    byte[] out = new byte[side * side];
    for (int i = 0; i < out.length; i++) {
      int inside = 0;
      for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        int x = i % side * pixel + (2 * (sample % SAMPLES) + 1) * pixel / 8;
        int y = i / side * pixel + (2 * (sample / SAMPLES) + 1) * pixel / 8;
        inside += covers(shape, radius, Math.abs(x - centreX), Math.abs(y - centreY)) ? 1 : 0;
      }
      out[i] = (byte) inside;
    }
    return out;
  }

  private static boolean covers(int shape, int r, int u, int v) {
    return switch (shape) {
      case 0 -> u * u + v * v <= r * r; // disc
      case 1 -> 8 * Math.max(u, v) <= 7 * r; // square
      case 2 -> 4 * (u + v) <= 5 * r; // diamond
      default -> 2 * u <= r && 4 * v <= 5 * r; // bar
    };
  }
}
