package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredKeys;
import org.latent4j.kernel.Dense;
import org.latent4j.testkit.PersistenceContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Anchors in files. */
class AnchorFileTest extends PersistenceContract<AnchorSet> {
  @TempDir private Path folder;

  @Override
  protected AnchorSet subject() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("animals", List.of("cat", "dog"));
    groups.put("one", List.of("one"));
    return AnchorSet.of(List.of("Käse", "x y")).plus(AnchorSet.ofGroups(groups));
  }

  @Override
  protected void save(AnchorSet anchors, Path file) {
    anchors.save(file);
  }

  @Override
  protected AnchorSet load(Path file) {
    return AnchorSet.load(file);
  }

  @Override
  protected INDArray answer(AnchorSet anchors) {
    double[] digits = anchors.fingerprint().chars().asDoubleStream().toArray();
    return Dense.of(digits, 1, digits.length);
  }

  @Test
  void groupsAndKeysComeBackAsTheyWere() {
    Path file = folder.resolve("a.safetensors");
    subject().save(file);
    AnchorSet loaded = AnchorSet.load(file);
    assertThat(loaded).isEqualTo(subject()).hasSameHashCodeAs(subject());
    assertThat(loaded.names()).containsExactly("Käse", "x y", "animals", "one");
    assertThat(loaded.keys()).containsExactly("Käse", "x y", "cat", "dog", "one");
    assertThat(loaded.hasGroups()).isTrue();
    assertThat(loaded.fingerprint()).isEqualTo(subject().fingerprint());
  }

  @Test
  void plainKeysTakeTwoTensorsOnly() {
    Path file = folder.resolve("a.safetensors");
    AnchorSet.of(List.of("b", "a")).save(file);
    SafetensorsFile tensors = SafetensorsFile.open(file);
    assertThat(tensors.names()).containsExactlyInAnyOrder("keys.bytes", "keys.offsets");
    assertThat(tensors.metadata())
        .containsEntry("kind", "anchors")
        .containsEntry("format", "latent4j")
        .containsEntry("version", "1");
    assertThat(AnchorSet.load(file)).isEqualTo(AnchorSet.of(List.of("b", "a")));
  }

  @Test
  void anotherKindIsRefused() {
    Path file = folder.resolve("s.safetensors");
    SavedThing.draft("space").save(file);
    assertThatThrownBy(() -> AnchorSet.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'anchors'")
        .hasMessageContaining("'space'");
  }

  @Test
  void aKeyTwiceAndNoKeyAreRefused() {
    Path file = folder.resolve("s.safetensors");
    write(file, List.of("a", "b", "a"));
    assertThatThrownBy(() -> AnchorSet.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("s.safetensors");
    write(file, List.of());
    assertThatThrownBy(() -> AnchorSet.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("0 anchors");
  }

  @Test
  void startsOfGroupsMustAscendToTheEnd() {
    for (long[] starts : new long[][] {{1, 1, 2}, {0, 2, 1}, {0, 1, 3}, {0, 1, 1}, {0, -1, 2}}) {
      Path file = folder.resolve("s.safetensors");
      StoredKeys names = StoredKeys.of(List.of("g", "h"));
      byte[] bytes = {'a', 'b'};
      SavedThing.draft("anchors")
          .tensor(names.bytes())
          .tensor(names.offsets())
          .tensor(HeldArray.of("members.bytes", bytes, 2))
          .tensor(HeldArray.of("members.offsets", new long[] {0, 1, 2}, 3))
          .tensor(HeldArray.of("members.starts", starts, 3))
          .save(file);
      assertThatThrownBy(() -> AnchorSet.load(file))
          .as(java.util.Arrays.toString(starts))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("members.starts");
    }
  }

  private static void write(Path file, List<String> names) {
    StoredKeys keys = StoredKeys.of(names);
    SavedThing.draft("anchors").tensor(keys.bytes()).tensor(keys.offsets()).save(file);
  }
}
