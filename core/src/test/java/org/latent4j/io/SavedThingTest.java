package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Fitted things in files. */
class SavedThingTest {
  @TempDir private Path folder;

  @Test
  void roundTrip() {
    Path file = folder.resolve("pq.safetensors");
    INDArray codes = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    SavedThing.draft("pq")
        .parameters("{\"codes\": 256, \"seed\": 1}")
        .lineage("[]")
        .metadata("fingerprint", "abc")
        .tensor("codebook", codes)
        .save(file);
    SavedThing thing = SavedThing.open(file, "pq");
    assertThat(thing.parameters().get("codes").getAsInt()).isEqualTo(256);
    assertThat(thing.metadata("fingerprint")).contains("abc");
    assertThat(thing.lineage()).contains("[]");
    assertThat(thing.tensor("codebook", -1, 3)).isEqualTo(codes);
    assertThat(thing.has("codebook")).isTrue();
    assertThatThrownBy(() -> thing.tensor("bias", 3)).hasMessageContaining("'bias'");
    assertThatThrownBy(() -> thing.tensor("codebook", 2, 4))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'codebook'")
        .hasMessageContaining("[2, 4]")
        .hasMessageContaining("[2, 3]");
    assertThatThrownBy(() -> thing.array("codebook", List.of(ElementType.U8), -1, -1))
        .hasMessageContaining("U8");
  }

  @Test
  void othersAreRefusedByName() {
    assertRefused(Map.of("format", "pt"), "'latent4j'", "'pt'");
    assertRefused(Map.of("kind", "sae"), "'pq'", "'sae'");
    assertRefused(Map.of("version", "2"), "version 2", "newer");
    assertRefused(Map.of("version", "1.0"), "'1.0'");
    assertRefused(Map.of("version", "0"), "'0'");
    Path none = folder.resolve("none.safetensors");
    SafetensorsWriter.write(none, Map.of(), List.of());
    assertThatThrownBy(() -> SavedThing.open(none, "pq")).hasMessageContaining("missing");
  }

  @Test
  void parametersMustBeAnObject() {
    assertThatThrownBy(() -> SavedThing.draft("pq").parameters("{\"a\":1,\"a\":2}"))
        .isInstanceOf(FormatException.class);
    Path file = folder.resolve("x.safetensors");
    SavedThing.draft("pq").metadata("parameters", "[1]").save(file);
    SavedThing thing = SavedThing.open(file, "pq");
    assertThatThrownBy(thing::parameters).hasMessageContaining("parameters");
  }

  private void assertRefused(Map<String, String> change, String... words) {
    Map<String, String> metadata = new HashMap<>(SavedThing.draft("pq").metadata());
    metadata.putAll(change);
    Path file = folder.resolve("other.safetensors");
    SafetensorsWriter.write(file, metadata, List.of());
    assertThatThrownBy(() -> SavedThing.open(file, "pq"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }
}
