package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/** Keys in files: all bytes one after the other, and where each begins. */
class StoredKeysTest {
  @TempDir private Path folder;

  private static StoredKeys keys(byte[] bytes, long... offsets) {
    return new StoredKeys(
        HeldArray.of(StoredKeys.BYTES, bytes, bytes.length),
        HeldArray.of(StoredKeys.OFFSETS, offsets, offsets.length));
  }

  private static void assertRefused(StoredKeys keys, String... words) {
    assertThatThrownBy(keys::toList)
        .isInstanceOf(FormatException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void keysOfAnyText() {
    List<String> all = List.of("a", "Zürich", "日本", "😀", " ", "with blanks", "\n", "\0", "#");
    StoredKeys keys = StoredKeys.of(all);
    assertThat(keys.size()).isEqualTo(all.size());
    assertThat(keys.toList()).isEqualTo(all);
    assertThat(keys.bytes().description().elements())
        .isEqualTo(HandMade.utf8(String.join("", all)).length);
    assertThat(keys.offsets().longs()).startsWith(0, 1, 8);
    assertThat(StoredKeys.of(List.of()).toList()).isEmpty();
    assertThat(StoredKeys.of(List.of()).offsets().longs()).containsExactly(0);
  }

  @Test
  void keysLongerThanABlock() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add("key " + i + (i % 5000 == 0 ? "é".repeat(70_000) : ""));
    }
    StoredKeys keys = StoredKeys.of(all);
    assertThat(keys.toList()).isEqualTo(all);
    Path file = folder.resolve("k.safetensors");
    SafetensorsWriter.write(file, Map.of(), List.of(keys.bytes(), keys.offsets()));
    StoredKeys stored = StoredKeys.of(SafetensorsFile.open(file)).orElseThrow();
    assertThat(stored.toList()).isEqualTo(all);
    assertThat(HandMade.bytes(stored.bytes())).isEqualTo(HandMade.utf8(String.join("", all)));
  }

  @Test
  void visitorsSeeRowsInOrder() {
    List<String> seen = new ArrayList<>();
    StoredKeys.of(List.of("x", "y", "z")).forEach((row, key) -> seen.add(row + key));
    assertThat(seen).containsExactly("0x", "1y", "2z");
  }

  @Test
  void offsetsThatAreNoneAreRefused() {
    byte[] bytes = {'a', 'b', 'c'};
    assertThat(keys(bytes, 0, 1, 3).toList()).containsExactly("a", "bc");
    assertRefused(keys(bytes, 1, 2, 3), "offset 0", "got 1");
    assertRefused(keys(bytes, -1, 2, 3), "offset 0", "got -1");
    assertRefused(keys(bytes, 0, 4, 3), "offset 1", "got 4");
    assertRefused(keys(bytes, 0, 2, 1), "offset 2", "from 2 to 3", "got 1");
    assertRefused(keys(bytes, 0, 1, 2), "a last offset of 3", "got 2");
    assertRefused(keys(bytes, 0), "a last offset of 3", "got 0");
    assertRefused(keys(bytes, 0, Long.MAX_VALUE, 3), "offset 1");
    assertRefused(keys(bytes, 0, Long.MIN_VALUE, 3), "offset 1");
    assertRefused(keys(bytes, 0, 1, 1, 3), "key 1", "0 bytes");
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedByRow() {
    assertRefused(keys(new byte[] {'a', (byte) 0xFF}, 0, 1, 2), "key 1", "UTF-8");
    // A character may not be cut by the offsets.
    byte[] two = HandMade.utf8("é");
    assertRefused(keys(two, 0, 1, 2), "key 0", "UTF-8");
    assertThat(keys(two, 0, 2).toList()).containsExactly("é");
  }

  @Test
  void typesAndRanksAreChecked() {
    StoredArray bytes = HeldArray.of(StoredKeys.BYTES, new byte[2], 2);
    StoredArray offsets = HeldArray.of(StoredKeys.OFFSETS, new long[] {0, 2}, 2);
    assertThatThrownBy(() -> new StoredKeys(offsets, bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("U8 of one axis");
    assertThatThrownBy(
            () -> new StoredKeys(HeldArray.of(StoredKeys.BYTES, new byte[2], 1, 2), offsets))
        .hasMessageContaining("[1, 2]");
    assertThatThrownBy(
            () -> new StoredKeys(bytes, HeldArray.of(StoredKeys.OFFSETS, new int[] {0, 2}, 2)))
        .hasMessageContaining("I64 of one axis")
        .hasMessageContaining("I32");
    assertThatThrownBy(
            () -> new StoredKeys(bytes, HeldArray.of(StoredKeys.OFFSETS, new long[0], 0)))
        .hasMessageContaining("at least one offset");
  }

  @ParameterizedTest
  @ValueSource(strings = {StoredKeys.BYTES, StoredKeys.OFFSETS})
  void oneOfTheTwoAloneIsRefused(String name) {
    Path file = folder.resolve("one.safetensors");
    StoredArray array =
        name.equals(StoredKeys.BYTES)
            ? HeldArray.of(name, new byte[1], 1)
            : HeldArray.of(name, new long[] {0, 1}, 2);
    SafetensorsWriter.write(file, Map.of(), List.of(array));
    SafetensorsFile open = SafetensorsFile.open(file);
    assertThatThrownBy(() -> StoredKeys.of(open))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(name);
  }

  @Test
  void filesWithoutKeysHaveNone() {
    Path file = folder.resolve("none.safetensors");
    SafetensorsWriter.write(file, Map.of(), List.of(HeldArray.of("keys", new byte[1], 1)));
    assertThat(StoredKeys.of(SafetensorsFile.open(file))).isEmpty();
  }

  @Test
  void halfASurrogatePairIsNoKey() {
    assertThatThrownBy(() -> StoredKeys.of(List.of("fine", "\ud800")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1");
  }
}
