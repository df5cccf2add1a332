package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;

/** Elements that become others while they are read. */
class ConversionTest {
  private static final int HALVES = 1 << 16;

  @TempDir private Path folder;

  /** What the bits of a half mean, from IEEE 754's definition. */
  private static double meaning(int half) {
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    double size =
        exponent == 31
            ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            : exponent == 0 ? fraction / 16777216.0 : (1024 + fraction) * pow2(exponent - 25);
    return half >> 15 == 0 ? size : -size;
  }

  private static double pow2(int exponent) {
    double power = 1;
    for (int i = 0; i < Math.abs(exponent); i++) {
      power = exponent < 0 ? power / 2 : power * 2;
    }
    return power;
  }

  private StoredArray allHalves(String type) {
    ByteBuffer data = ByteBuffer.allocate(2 * HALVES).order(ByteOrder.LITTLE_ENDIAN);
    for (int half = 0; half < HALVES; half++) {
      data.putShort((short) half);
    }
    String header = "{" + HandMade.tensor("h", type, "[256,256]", 0, 2 * HALVES) + "}";
    byte[] bytes = HandMade.safetensors(header, data.array());
    return SafetensorsFile.open(Broken.file(folder, type + ".safetensors", bytes)).array("h");
  }

  @Test
  void everyHalfInAFileMeansWhatTheStandardSays() {
    StoredArray halves = allHalves("F16");
    float[] floats = halves.floats();
    double[] doubles = halves.doubles();
    double[] read = HandMadeTensors.doubles(halves.read());
    for (int half = 0; half < HALVES; half++) {
      Double wanted = meaning(half);
      assertThat(doubles[half]).as("half %04x", half).isEqualTo(wanted);
      assertThat((double) floats[half]).as("half %04x", half).isEqualTo(wanted);
      assertThat(read[half]).as("half %04x", half).isEqualTo(wanted);
    }
    assertThat(1 / doubles[0x8000]).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void everyHalfComesBackFromWiderFiles() {
    StoredArray halves = allHalves("F16");
    byte[] original = HandMade.bytes(halves);
    for (ElementType wide : List.of(ElementType.F32, ElementType.F64)) {
      Path file = folder.resolve("wide.npy");
      NpyWriter.write(file, halves.as(wide));
      byte[] back = HandMade.bytes(NpyFile.open(file).array().as(ElementType.F16));
      for (int half = 0; half < HALVES; half++) {
        int bits = (back[2 * half] & 0xFF) | (back[2 * half + 1] & 0xFF) << 8;
        if (Double.isNaN(meaning(half))) {
          assertThat(meaning(bits)).as("half %04x", half).isNaN();
        } else {
          assertThat(bits).as("half %04x", half).isEqualTo(half);
        }
      }
    }
    assertThat(HandMade.bytes(halves.as(ElementType.F16))).isEqualTo(original);
  }

  @Test
  void everyBrainFloatIsTheUpperHalfOfAFloat() {
    StoredArray brains = allHalves("BF16");
    float[] floats = brains.floats();
    double[] doubles = brains.doubles();
    for (int bits = 0; bits < HALVES; bits++) {
      Float wanted = Float.intBitsToFloat(bits << 16);
      assertThat(floats[bits]).as("bits %04x", bits).isEqualTo(wanted);
      assertThat(doubles[bits])
          .as("bits %04x", bits)
          .isEqualTo(Double.valueOf(wanted.doubleValue()));
    }
    assertThatThrownBy(() -> allHalves("F16").as(ElementType.BF16))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll("BF16", "F16.safetensors");
  }

  @Test
  void doublesAreRoundedOnceToTheNearestHalf() {
    Random random = new Random(5);
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      int low = random.nextInt(0x7BFF);
      double step = random.nextInt(4) == 0 ? 0.5 : random.nextDouble();
      double tiny = random.nextInt(3) == 0 ? 0x1p-60 : 0;
      values[i] = meaning(low) + (meaning(low + 1) - meaning(low)) * step * (1 + tiny) + tiny;
    }
    ByteBuffer halves =
        ByteBuffer.wrap(HandMade.bytes(HeldArray.of("x", values, 20_000).as(ElementType.F16)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      int got = halves.getShort(2 * i) & 0xFFFF;
      BigDecimal value = new BigDecimal(values[i]);
      BigDecimal off = value.subtract(new BigDecimal(meaning(got))).abs();
      for (int near : new int[] {got - 1, got + 1}) {
        if (near >= 0 && near < 0x7C00) {
          BigDecimal other = value.subtract(new BigDecimal(meaning(near))).abs();
          int order = off.compareTo(other);
          assertThat(order < 0 || (order == 0 && got % 2 == 0))
              .as("seed 5, %s became %04x, not %04x", values[i], got, near)
              .isTrue();
        }
      }
    }
  }

  @Test
  void whatMayBecomeWhat() {
    Map<String, String> allowed =
        Map.of(
            "F64", "F64 F32 F16",
            "F32", "F64 F32 F16",
            "F16", "F64 F32 F16",
            "BF16", "F64 F32 F16 BF16",
            "I64", "I64 F64 F32 F16",
            "I32", "I64 I32 F64 F32 F16",
            "I16", "I64 I32 I16 F64 F32 F16",
            "I8", "I64 I32 I16 I8 F64 F32 F16",
            "U8", "I64 I32 I16 U8 F64 F32 F16",
            "BOOL", "I64 I32 I16 BOOL F64 F32 F16");
    for (ElementType from : ElementType.SAFETENSORS) {
      String header = "{" + HandMade.tensor("w", from.name(), "[1]", 0, from.bytes()) + "}";
      byte[] bytes = HandMade.safetensors(header, new byte[from.bytes()]);
      StoredArray array =
          SafetensorsFile.open(Broken.file(folder, "w.safetensors", bytes)).array("w");
      List<String> targets = List.of(allowed.get(from.name()).split(" "));
      for (ElementType to : ElementType.SAFETENSORS) {
        if (targets.contains(to.name())) {
          StoredArray converted = array.as(to);
          assertThat(converted.description().type()).as(from + " to " + to).isEqualTo(to);
          assertThat(HandMade.bytes(converted)).as(from + " to " + to).hasSize(to.bytes());
        } else {
          assertThatThrownBy(() -> array.as(to))
              .as(from + " to " + to)
              .isInstanceOf(FormatException.class)
              .hasMessageContainingAll("'w'", to.name(), from.name());
        }
      }
    }
  }

  @Test
  void wholeNumbersKeepTheirSignAndAreRoundedOnce() {
    long[] longs = {
      0,
      -1,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      (1L << 53) + 1,
      (1L << 24) + 1,
      -(1L << 24) - 1,
      0x4000_0040_0000_0001L,
      0x4000_00C0_0000_0000L,
      65504,
      65519,
      65520,
      70000,
      -70000,
      2049
    };
    StoredArray array = HeldArray.of("x", longs, longs.length);
    float[] floats = array.floats();
    double[] doubles = array.doubles();
    float[] halves = array.as(ElementType.F16).floats();
    for (int i = 0; i < longs.length; i++) {
      assertThat(floats[i]).isEqualTo(new BigDecimal(longs[i]).floatValue());
      assertThat(doubles[i]).isEqualTo(new BigDecimal(longs[i]).doubleValue());
    }
    assertThat(halves[9]).isEqualTo(65504);
    assertThat(halves[10]).isEqualTo(65504);
    assertThat(halves[11]).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(halves[13]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(halves[14]).isEqualTo(2048);
  }

  @Test
  void blocksOfAnyLengthAreConverted() {
    for (int count : new int[] {0, 1, 8191, 8192, 8193, 16384, 40_000}) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = i % 2048;
      }
      StoredArray array = HeldArray.of("x", values, count);
      for (ElementType to : List.of(ElementType.F64, ElementType.F16)) {
        assertThat(array.as(to).floats()).as(count + " as " + to).isEqualTo(values);
        assertThat(array.as(to).as(ElementType.F32).as(ElementType.F64).floats())
            .as(count + " as " + to)
            .isEqualTo(values);
      }
    }
  }

  @Test
  void doublesBecomeFloatsRoundedToEven() {
    double[] values = {1 + 0x1p-24, 1 + 3 * 0x1p-24, 1e300, -1e300, 0x1p-150, -0.0, Double.NaN};
    float[] floats = HeldArray.of("x", values, 7).floats();
    assertThat(floats)
        .containsExactly(
            1f, 1 + 0x1p-22f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.NaN);
  }
}
