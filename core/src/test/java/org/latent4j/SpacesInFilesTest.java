package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.Fixtures;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Spaces saved, opened, mapped and encoded into files. */
class SpacesInFilesTest {
  @TempDir private Path folder;

  private static TensorSpace space(DataType type) {
    double[] values = new double[15];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 7.0;
    }
    return TensorSpace.of("dogs", Dense.of(type, values, 5, 3), List.of("a", "é", "東", "d d", "e"))
        .withLabels(3, 1, 4, 1, 5)
        .withLineage(
            Lineage.none()
                .plus(new Lineage.Step("X", "{\"k\": 1.50}", "f00"))
                .plus(Lineage.Step.of("Y")));
  }

  @Test
  void savedSpacesComeBackMapped() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      TensorSpace space = space(type);
      Path file = folder.resolve("s.safetensors");
      space.save(file);
      LatentSpace back = LatentSpace.open(file);
      assertThat(back).isInstanceOf(MappedSpace.class);
      assertThat(back.name()).isEqualTo("dogs");
      assertThat(back.keys()).isEqualTo(space.keys());
      assertThat(back.lineage()).isEqualTo(space.lineage());
      assertThat(back.lineage().hash()).isEqualTo(space.lineage().hash());
      assertThat(back.labels().orElseThrow()).containsExactly(3, 1, 4, 1, 5);
      assertThat(back.vectors()).isEqualTo(space.vectors());
      assertThat(back.vectors().dataType()).isEqualTo(type);
      assertThat(back.toString()).contains("dogs", "[5, 3]", file.toString());
      Path again = folder.resolve("again.safetensors");
      back.save(again);
      assertThat(again).hasSameBinaryContentAs(file);
      back.save(file);
      assertThat(file).hasSameBinaryContentAs(again);
    }
  }

  @Test
  void rowNumbersNeedNoKeysInTheFile() {
    Path file = folder.resolve("rows.safetensors");
    LatentSpace.of("rows", Dense.zeros(DataType.FLOAT, 4, 2)).save(file);
    assertThat(SafetensorsFile.open(file).names()).containsExactly("vectors");
    assertThat(LatentSpace.open(file).keys().areRows()).isTrue();
    assertThat(LatentSpace.open(file).labels()).isEmpty();
    TensorSpace.of("none", Dense.zeros(DataType.DOUBLE, 0, 2)).save(file);
    LatentSpace empty = LatentSpace.open(file);
    assertThat(empty.size()).isZero();
    assertThat(empty.dimension()).isEqualTo(2);
    assertThat(empty.vectors().dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(empty.blocks(3)).isEmpty();
  }

  @Test
  void mappedBlocksAndSelectionsAreThoseOfTheSpaceInMemory() {
    TensorSpace space = space(DataType.FLOAT);
    Path file = folder.resolve("s.safetensors");
    space.save(file);
    LatentSpace mapped = LatentSpace.open(file);
    for (int rows : new int[] {1, 2, 5, 100}) {
      assertThat(blocks(mapped, rows)).isEqualTo(blocks(space, rows));
    }
    LatentSpace some = mapped.select(4, 0, 2);
    assertThat(some).isInstanceOf(MappedSpace.class);
    assertThat(some.vectors()).isEqualTo(space.select(4, 0, 2).vectors());
    assertThat(some.keys().asList()).containsExactly("e", "a", "東");
    assertThat(some.labels().orElseThrow()).containsExactly(5, 3, 4);
    assertThat(blocks(some, 2)).isEqualTo(blocks(space.select(4, 0, 2), 2));
    assertThat(some.select(1).keys().asList()).containsExactly("a");
    assertThat(some.select(1).vectors()).isEqualTo(space.select(0).vectors());
    assertThat(mapped.select().size()).isZero();
    assertThat(mapped.select(List.of("é")).vectors()).isEqualTo(space.select(1).vectors());
    assertThatThrownBy(() -> mapped.select(0, 0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> mapped.select(5)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> mapped.blocks(0)).isInstanceOf(InputException.class);
    Paired paired = LatentSpace.pair(mapped, space.select(3, 1));
    assertThat(paired.left().keys().asList()).containsExactly("é", "d d");
    assertThat(paired.left().vectors()).isEqualTo(paired.right().vectors());
    assertThat(paired.onlyLeft()).containsExactly("a", "東", "e");
  }

  @Test
  void encodedIntoAFileAsInMemory() {
    TensorSpace space = space(DataType.FLOAT);
    Path file = folder.resolve("s.safetensors");
    space.save(file);
    Encoder scale = CentralTypesTest.scale(3, 2);
    LatentSpace memory = scale.encode(space);
    LatentSpace mapped = scale.encode(LatentSpace.open(file), folder.resolve("e.safetensors"));
    assertThat(mapped).isInstanceOf(MappedSpace.class);
    assertThat(mapped.vectors()).isEqualTo(memory.vectors());
    assertThat(mapped.keys()).isEqualTo(space.keys());
    assertThat(mapped.labels().orElseThrow()).containsExactly(3, 1, 4, 1, 5);
    assertThat(mapped.lineage()).isEqualTo(memory.lineage());
    assertThat(mapped.lineage().steps()).hasSize(3);
    LatentSpace none = TensorSpace.of("none", Dense.zeros(DataType.FLOAT, 0, 3));
    assertThat(scale.encode(none, folder.resolve("n.safetensors")).size()).isZero();
  }

  @Test
  void filesOfOthersAreSpacesToo() {
    INDArray x = Dense.of(new float[] {1, 2, 3, 4}, 2, 2);
    Path npy = folder.resolve("x.npy");
    NpyWriter.write(npy, x);
    assertThat(LatentSpace.open(npy).vectors()).isEqualTo(x);
    assertThat(LatentSpace.open(npy).name()).isEqualTo("x");
    StoredArray labels = HeldArray.of("labels", new long[] {1, 2}, 2);
    Path npz = folder.resolve("x.npz");
    NpzWriter.write(npz, List.of(labels, HeldArray.of("emb", x)));
    assertThat(LatentSpace.open(npz).vectors()).isEqualTo(x);
    NpzWriter.write(npz, List.of(HeldArray.of("a", x), HeldArray.of("b", x)));
    assertThatThrownBy(() -> LatentSpace.open(npz)).hasMessageContaining("a, b");
    assertThat(LatentSpace.open(npz, "b").vectors()).isEqualTo(x);
    assertThatThrownBy(() -> LatentSpace.open(npz, "c")).hasMessageContaining("'c'");
    NpzWriter.write(npz, List.of(HeldArray.of("a", x), HeldArray.of("vectors", x.add(1))));
    assertThat(LatentSpace.open(npz).vectors()).isEqualTo(x.add(1));
    Path tensors = folder.resolve("x.safetensors");
    SafetensorsWriter.write(tensors, Map.of(), List.of(labels, HeldArray.of("w", x)));
    assertThat(LatentSpace.open(tensors).vectors()).isEqualTo(x);
    LatentSpace words = LatentSpace.open(Fixtures.path("words.txt"));
    assertThat(words.keys().asList()).hasSize(5).contains("New York");
    assertThat(words.dimension()).isEqualTo(3);
    assertThat(LatentSpace.open(Fixtures.path("f2.npy")).vectors().dataType())
        .isEqualTo(DataType.FLOAT);
    assertThatThrownBy(() -> LatentSpace.open(Fixtures.path("cube.npy")))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void brokenSpacesAreRefusedByName() {
    INDArray x = Dense.zeros(DataType.FLOAT, 2, 2);
    StoredArray bytes = HeldArray.of("keys.bytes", "ab".getBytes(StandardCharsets.UTF_8), 2);
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes);
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes, offsets(0, 2));
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes, offsets(1, 1, 2));
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes, offsets(0, 2, 1));
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes, offsets(0, 1, 3));
    assertRefused("keys.offsets", HeldArray.of("vectors", x), bytes, offsets(0, 1, 1L << 62));
    assertRefused("keys.bytes", HeldArray.of("vectors", x), bytes, offsets(0, 2, 2));
    assertRefused("keys.bytes", HeldArray.of("vectors", x), bytes, offsets(0, 0, 2));
    assertRefused("vectors", HeldArray.of("vector", x));
    assertRefused("vectors", HeldArray.of("vectors", new int[4], 2, 2));
    assertRefused("vectors", HeldArray.of("vectors", new float[4], 4));
    assertRefused("labels", HeldArray.of("vectors", x), HeldArray.of("labels", new int[3], 3));
    assertRefused("labels", HeldArray.of("vectors", x), HeldArray.of("labels", new long[2], 2));
  }

  @Test
  void aLineageThatCannotBeReadStillLoads() {
    for (String lineage : new String[] {"", "{", "{}", "[1]", "[{}]", "[{\"type\":1}]", "null"}) {
      Path file = folder.resolve("l.safetensors");
      Map<String, String> metadata = new HashMap<>(SavedThing.draft("space").metadata());
      metadata.put("lineage", lineage);
      SafetensorsWriter.write(file, metadata, List.of(HeldArray.of("vectors", new float[2], 1, 2)));
      assertThat(LatentSpace.open(file).lineage()).as(lineage).isEqualTo(Lineage.none());
    }
    Path other = folder.resolve("k.safetensors");
    SavedThing.draft("pq").tensor(HeldArray.of("vectors", new float[2], 1, 2)).save(other);
    assertThatThrownBy(() -> LatentSpace.open(other)).hasMessageContaining("'space'", "'pq'");
  }

  @Test
  void aFailedEncodingLeavesTheOlderFileWhole() throws Exception {
    Path file = folder.resolve("s.safetensors");
    space(DataType.FLOAT).save(file);
    byte[] before = Files.readAllBytes(file);
    Encoder wrong = CentralTypesTest.scale(4, 1);
    assertThatThrownBy(() -> wrong.encode(LatentSpace.open(file), file))
        .isInstanceOf(InputException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  private static StoredArray offsets(long... values) {
    return HeldArray.of("keys.offsets", values, values.length);
  }

  private void assertRefused(String name, StoredArray... arrays) {
    Path file = folder.resolve("broken.safetensors");
    SafetensorsWriter.write(file, SavedThing.draft("space").metadata(), List.of(arrays));
    assertThatThrownBy(() -> LatentSpace.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(name);
  }

  private static List<INDArray> blocks(LatentSpace space, int rows) {
    return new ArrayList<>(space.blocks(rows).toList());
  }
}
