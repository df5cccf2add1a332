package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/** Safetensors of every type and shape: made by hand and read, written and read by hand. */
class SafetensorsRoundTripTest {
  private static final Map<String, String> CODES =
      new TreeMap<>(
          Map.of(
              "F64", "f8", "F32", "f4", "F16", "f2", "BF16", "bf", "I64", "i8", "I32", "i4", "I16",
              "i2", "I8", "i1", "U8", "u1", "BOOL", "b1"));
  private static final long[][] SHAPES = {
    {}, {0}, {1}, {5}, {3, 4}, {0, 7}, {7, 0}, {2, 3, 4}, {1, 1, 1, 1, 1}, {257, 130}
  };

  @TempDir private Path folder;

  private static String spelled(long... shape) {
    return Arrays.toString(shape).replace(" ", "");
  }

  private static long[] values(String type, long... shape) {
    String code = type.equals("BF16") ? "i8" : CODES.get(type);
    return HandMade.numbers(code, HandMade.count(shape));
  }

  /** Every type in every shape, narrow types first, so that wide ones lie at odd places. */
  private Path byHand() {
    List<String> entries = new ArrayList<>();
    List<byte[]> data = new ArrayList<>();
    long at = 0;
    for (Map.Entry<String, String> type : CODES.entrySet()) {
      for (long[] shape : SHAPES) {
        long[] values = values(type.getKey(), shape);
        byte[] one = HandMade.elements(type.getValue(), ByteOrder.LITTLE_ENDIAN, values);
        String name = type.getKey() + spelled(shape);
        entries.add(HandMade.tensor(name, type.getKey(), spelled(shape), at, at + one.length));
        data.add(one);
        at += one.length;
      }
    }
    String header = "{" + String.join(",", entries) + "}";
    return Broken.file(
        folder,
        "hand.safetensors",
        HandMade.safetensors(header, HandMade.join(data.toArray(byte[][]::new))));
  }

  @Test
  void everyTypeAndShapeIsRead() {
    SafetensorsFile file = SafetensorsFile.open(byHand());
    assertThat(file.names()).hasSize(CODES.size() * SHAPES.length);
    for (Map.Entry<String, String> type : CODES.entrySet()) {
      for (long[] shape : SHAPES) {
        String name = type.getKey() + spelled(shape);
        long[] values = values(type.getKey(), shape);
        MappedArray array = file.array(name);
        assertThat(array.description().type().name()).isEqualTo(type.getKey());
        assertThat(array.description().shape()).as(name).isEqualTo(shape);
        assertThat(array.description().elements()).isEqualTo(values.length);
        assertThat(HandMade.bytes(array))
            .as(name)
            .isEqualTo(HandMade.elements(type.getValue(), ByteOrder.LITTLE_ENDIAN, values));
        assertThat(array.doubles())
            .as(name)
            .isEqualTo(Arrays.stream(values).asDoubleStream().toArray());
        assertThat(array.read().shape()).as(name).isEqualTo(shape);
        assertThat(array.place()).contains("hand.safetensors", "'" + name + "'");
      }
    }
  }

  @Test
  void rowsAtAnyPlaceAreReadAlone() {
    SafetensorsFile file = SafetensorsFile.open(byHand());
    for (String type : CODES.keySet()) {
      long[] values = values(type, 257, 130);
      MappedArray array = file.array(type + "[257,130]");
      for (int[] range : new int[][] {{0, 1}, {256, 257}, {100, 203}, {0, 257}, {9, 9}}) {
        double[] wanted =
            Arrays.stream(values, range[0] * 130, range[1] * 130).asDoubleStream().toArray();
        assertThat(HandMadeTensors.doubles(array.rows(range[0], range[1])))
            .as("%s rows %d to %d", type, range[0], range[1])
            .isEqualTo(wanted);
      }
      double[] picked = HandMadeTensors.doubles(array.select(256, 3, 3));
      for (int i = 0; i < 130; i++) {
        assertThat(picked[i]).as(type).isEqualTo((double) values[256 * 130 + i]);
        assertThat(picked[260 + i])
            .as(type)
            .isEqualTo((double) values[390 + i])
            .isEqualTo(picked[130 + i]);
      }
      assertThatThrownBy(() -> array.rows(0, 258)).isInstanceOf(InputException.class);
      assertThatThrownBy(() -> array.rows(5, 4)).isInstanceOf(InputException.class);
      assertThatThrownBy(() -> array.rows(-1, 4)).isInstanceOf(InputException.class);
      assertThatThrownBy(() -> array.select(257)).isInstanceOf(InputException.class);
    }
  }

  @Test
  void singleBytesOfAnArray() {
    SafetensorsFile file = SafetensorsFile.open(byHand());
    MappedArray array = file.array("I32[5]");
    byte[] all = HandMade.bytes(array);
    byte[] some = new byte[9];
    array.bytes(3, some, 2, 6);
    assertThat(Arrays.copyOfRange(some, 2, 8)).isEqualTo(Arrays.copyOfRange(all, 3, 9));
    assertThat(some[8]).isZero();
    assertThatThrownBy(() -> array.bytes(15, some, 0, 6)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> array.bytes(-1, some, 0, 6)).isInstanceOf(InputException.class);
  }

  @Test
  void whatIsWrittenIsSafetensors() throws IOException {
    SafetensorsFile file = SafetensorsFile.open(byHand());
    List<StoredArray> arrays = new ArrayList<>();
    file.names().stream()
        .filter(name -> !name.startsWith("BF16"))
        .forEach(name -> arrays.add(file.array(name)));
    Path copy = folder.resolve("copy.safetensors");
    Map<String, String> metadata = Map.of("a \"b\"", "\\ \n é 😀", "empty", "");
    SafetensorsWriter.write(copy, metadata, arrays);

    byte[] bytes = Files.readAllBytes(copy);
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int start = 8 + (int) length;
    assertThat(start % 8).as("data are aligned").isZero();
    String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
    assertThat(header).startsWith("{");
    JsonObject json = JsonParser.parseString(header).getAsJsonObject();
    JsonObject said = json.remove("__metadata__").getAsJsonObject();
    assertThat(said.keySet()).isEqualTo(metadata.keySet());
    metadata.forEach((key, value) -> assertThat(said.get(key).getAsString()).isEqualTo(value));
    assertThat(json.size()).isEqualTo(arrays.size());
    long covered = 0;
    for (StoredArray array : arrays) {
      String name = array.description().name();
      JsonObject one = json.getAsJsonObject(name);
      assertThat(one.keySet()).containsExactlyInAnyOrder("dtype", "shape", "data_offsets");
      assertThat(one.get("dtype").getAsString()).isEqualTo(name.substring(0, name.indexOf('[')));
      assertThat(one.get("shape").toString()).isEqualTo(name.substring(name.indexOf('[')));
      int begin = one.getAsJsonArray("data_offsets").get(0).getAsInt();
      int end = one.getAsJsonArray("data_offsets").get(1).getAsInt();
      assertThat(begin % array.description().type().bytes()).as(name + " is aligned").isZero();
      assertThat(Arrays.copyOfRange(bytes, start + begin, start + end))
          .as(name)
          .isEqualTo(HandMade.bytes(array));
      covered += end - begin;
    }
    assertThat(start + covered).isEqualTo(bytes.length);
  }

  @Test
  void writersRefuseNamesThatClash() {
    Path target = folder.resolve("x.safetensors");
    StoredArray one = HeldArray.of("a", new int[] {1}, 1);
    assertThatThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(one, one)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'a'");
    StoredArray reserved = HeldArray.of("__metadata__", new int[] {1}, 1);
    assertThatThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(reserved)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("__metadata__");
    StoredArray wide =
        NpyFile.open(Broken.file(folder, "w.npy", HandMade.npy("<u2", false, new byte[2], 1)))
            .array();
    assertThatThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(wide)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("U16");
    assertThat(target).doesNotExist();
  }

  @Test
  void heldArraysMustHaveTheElementsOfTheirShape() {
    assertThatThrownBy(() -> HeldArray.of("a", new float[5], 2, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'a'", "6 elements", "5");
    assertThatThrownBy(() -> HeldArray.of("a", new long[2])).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> HeldArray.of("a", new byte[2], -2))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("-2");
    assertThat(HeldArray.of("a", new double[] {2.5}).doubles()).containsExactly(2.5);
  }
}
