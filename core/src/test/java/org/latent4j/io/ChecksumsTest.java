package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;

class ChecksumsTest {
  private static final String KIND = "test";
  private static final double[] VALUES = {1, 2, 3, 4.5};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("thing.safetensors");
    SavedThing.draft(KIND)
        .parameters("{\"k\": 3}")
        .tensor(HeldArray.of("weight", VALUES, 2, 2))
        .tensor(HeldArray.of("empty", new float[0], 0, 3))
        .save(file);
  }

  @Test
  void knownValues() {
    // CRC-32C of "123456789" is e3069283 (RFC 3720 and its kin); of nothing 0.
    StoredArray digits = HeldArray.of("a", "123456789".getBytes(StandardCharsets.UTF_8), 9);
    StoredArray nothing = HeldArray.of("b", new byte[0], 0);
    assertThat(Checksums.of(List.of(digits, nothing), "123456789"))
        .isEqualTo("{\"__metadata__\":\"e3069283\",\"a\":\"e3069283\",\"b\":\"00000000\"}");
  }

  @Test
  void aWholeFileLoads() {
    SavedThing thing = SavedThing.open(file, KIND);
    assertThat(thing.array("weight", List.of(ElementType.F64), 2, 2).doubles()).isEqualTo(VALUES);
    assertThat(thing.tensor("empty", 0, 3).isEmpty()).isTrue();
    assertThat(thing.parameters().get("k").getAsInt()).isEqualTo(3);
  }

  @Test
  void aChangedTensorIsRefusedByName() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    SavedThing thing = SavedThing.open(file, KIND);
    assertThatThrownBy(() -> thing.tensor("weight", 2, 2))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("thing.safetensors")
        .hasMessageContaining("weight")
        .hasMessageContaining("expected checksum ");
    assertThat(thing.tensor("empty", 0, 3).isEmpty()).isTrue();
  }

  @Test
  void changedHyperParametersAreRefused() throws IOException {
    replace("{\\\"k\\\":3}", "{\\\"k\\\":4}");
    assertThatThrownBy(() -> SavedThing.open(file, KIND))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("thing.safetensors: parameters: expected checksum ");
  }

  @Test
  void brokenChecksumsAreRefused() throws IOException {
    replace("\"checksums\":\"{", "\"checksums\":\"[");
    assertThatThrownBy(() -> SavedThing.open(file, KIND))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("thing.safetensors: checksums");
  }

  @Test
  void aFileWithoutChecksumsLoads() {
    Map<String, String> metadata = SavedThing.draft(KIND).parameters("{}").metadata();
    assertThat(metadata).doesNotContainKey(Checksums.KEY);
    SafetensorsWriter.write(file, metadata, List.of(HeldArray.of("weight", VALUES, 4)));
    SavedThing thing = SavedThing.open(file, KIND);
    assertThat(thing.array("weight", List.of(ElementType.F64), 4).doubles()).isEqualTo(VALUES);
  }

  @Test
  void aChecksumOfAnotherTypeIsNoMatch() {
    StoredArray array = HeldArray.of("weight", VALUES, 4);
    JsonObject sums = new JsonObject();
    sums.add("weight", new JsonObject());
    assertThatThrownBy(() -> Checksums.check(sums, array))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("expected checksum {}");
  }

  /** Replaces text of the header by text of the same length. */
  private void replace(String old, String by) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, by), StandardCharsets.ISO_8859_1);
  }
}
