package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What is written reads back, and is what numpy writes. */
class WritersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"f2", "f4", "f8", "i4", "i8", "u1", "bool", "cube", "empty", "scalar"})
  void npyFilesAreByteForByteThoseOfNumpy(String name) throws IOException {
    Path original = Fixtures.path(name + ".npy");
    Path copy = folder.resolve("copy.npy");
    NpyWriter.write(copy, NpyFile.open(original).array());
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(original));
  }

  @Test
  void npyOfFortranAndBigEndianIsThatOfThePlainOne() throws IOException {
    byte[] plain = Files.readAllBytes(Fixtures.path("f4.npy"));
    for (String name : List.of("fortran", "big-endian", "version2")) {
      Path copy = folder.resolve("copy.npy");
      NpyWriter.write(copy, NpyFile.open(Fixtures.path(name + ".npy")).array());
      assertThat(Files.readAllBytes(copy)).as(name).isEqualTo(plain);
    }
  }

  @Test
  void safetensorsAndNpzKeepEverything() throws IOException {
    SafetensorsFile good = SafetensorsFile.open(Fixtures.path("good.safetensors"));
    List<StoredArray> arrays = new ArrayList<>();
    for (String name : good.names()) {
      StoredArray array = good.array(name);
      boolean brain = array.description().type().equals(ElementType.BF16);
      arrays.add(brain ? array.as(ElementType.F32) : array);
    }
    Path copy = folder.resolve("copy.safetensors");
    SafetensorsWriter.write(copy, good.metadata(), arrays);
    SafetensorsFile back = SafetensorsFile.open(copy);
    assertThat(back.metadata()).isEqualTo(good.metadata());
    Path zipped = folder.resolve("copy.npz");
    NpzWriter.write(zipped, arrays);
    NpzFile npz = NpzFile.open(zipped);
    npz.check();
    for (StoredArray array : arrays) {
      String name = array.description().name();
      assertThat(back.array(name).description()).isEqualTo(array.description());
      assertThat(npz.array(name).description()).isEqualTo(array.description());
      assertThat(npz.array(name).stream().readAllBytes())
          .isEqualTo(array.stream().readAllBytes())
          .isEqualTo(back.array(name).stream().readAllBytes());
    }
    byte[] first = Files.readAllBytes(zipped);
    NpzWriter.write(zipped, arrays);
    assertThat(Files.readAllBytes(zipped)).as("same arrays, same bytes").isEqualTo(first);
    assertAlone(copy, zipped);
  }

  @Test
  void namesAndMetadataOfAnyText() {
    String odd = "\"\\/\u0001\n\t é東😀 __metadata__";
    Path file = folder.resolve("odd.safetensors");
    SafetensorsWriter.write(
        file, Map.of(odd, odd), List.of(HeldArray.of(odd, new int[] {1, -2}, 2, 1)));
    SafetensorsFile back = SafetensorsFile.open(file);
    assertThat(back.metadata()).containsExactly(Map.entry(odd, odd));
    assertThat(back.array(odd).longs()).containsExactly(1, -2);
    assertThatThrownBy(
            () ->
                SafetensorsWriter.write(
                    file, Map.of(), List.of(HeldArray.of("\ud800", new int[1], 1))))
        .isInstanceOf(InputException.class);
    assertThat(SafetensorsFile.open(file).names()).containsExactly(odd);
  }

  @Test
  void viewsAndOrdersAreWrittenRowByRow() {
    INDArray base = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4);
    for (INDArray x :
        new INDArray[] {
          base,
          base.dup('f'),
          base.transpose(),
          base.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all()),
          base.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)),
          base.castTo(DataType.DOUBLE)
        }) {
      Path file = folder.resolve("x.npy");
      NpyWriter.write(file, x);
      INDArray back = NpyFile.open(file).array().read();
      assertThat(back).isEqualTo(x);
      assertThat(back.dataType()).isEqualTo(x.dataType());
      assertThat(back.ordering()).isEqualTo('c');
    }
  }

  @Test
  void rowsArriveBlockByBlockInAnyOrderOfTensors() {
    Path file = folder.resolve("blocks.safetensors");
    ArrayDescription half = ArrayDescription.of("half", ElementType.F16, 3, 2);
    ArrayDescription wide = ArrayDescription.of("wide", ElementType.F64, 4);
    try (SafetensorsWriter writer = SafetensorsWriter.create(file, Map.of(), List.of(half, wide))) {
      writer.sink("half").append(Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}));
      writer.sink("wide").append(Nd4j.createFromArray(0.1, 0.2, 0.3, 0.4));
      assertThatThrownBy(() -> writer.sink("half").append(Nd4j.create(1, 3)))
          .isInstanceOf(InputException.class);
      assertThatThrownBy(writer::commit).hasMessageContaining("half");
      writer.sink("half").append(Nd4j.createFromArray(new float[][] {{5, 6}}));
      assertThatThrownBy(() -> writer.sink("half").append(Nd4j.create(1, 2)))
          .isInstanceOf(InputException.class);
      assertThatThrownBy(() -> writer.sink("other")).hasMessageContaining("other");
      writer.commit();
    }
    SafetensorsFile back = SafetensorsFile.open(file);
    assertThat(back.array("half").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(back.array("wide").doubles()).containsExactly(0.1, 0.2, 0.3, 0.4);
    assertThat(back.array("half").rows(1, 3))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{3, 4}, {5, 6}}));
    assertThat(back.array("half").select(2, 0))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{5, 6}, {1, 2}}));
    assertAlone(file);
  }

  @Test
  void aFailureLeavesTheOlderFileWhole() throws IOException {
    Path file = folder.resolve("old.npz");
    NpzWriter.write(file, List.of(HeldArray.of("a", new float[] {1}, 1)));
    byte[] before = Files.readAllBytes(file);
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.begin(ArrayDescription.of("b", ElementType.F32, 2));
      assertThatThrownBy(writer::commit).isInstanceOf(InputException.class);
    }
    assertThatThrownBy(
            () ->
                NpzWriter.write(
                    file,
                    List.of(
                        HeldArray.of("c", new float[] {1}, 1),
                        HeldArray.of("c", new float[] {1}, 1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'c'");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertAlone(file);
    assertThatThrownBy(() -> SiblingFile.write(folder, new byte[1]))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SiblingFile.write(folder.resolve("no/x"), new byte[1]))
        .isInstanceOf(java.io.UncheckedIOException.class);
  }

  @Test
  void typesThatAFormatHasNotAreRefused() {
    StoredArray text = HeldArray.of("s", List.of("é", "ab", ""), 3);
    assertThat(text.description().type().name()).isEqualTo("S2");
    Path npy = folder.resolve("s.npy");
    NpyWriter.write(npy, text);
    assertThat(NpyFile.open(npy).array().strings()).containsExactly("é", "ab", "");
    assertThatThrownBy(
            () -> SafetensorsWriter.write(folder.resolve("s.safetensors"), Map.of(), List.of(text)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'s'");
    assertThatThrownBy(text::read).isInstanceOf(FormatException.class);
    assertThatThrownBy(text::floats).isInstanceOf(FormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w.txt", "w.vec.gz"})
  void wordVectorsReadBackTheSame(String name) {
    Path file = folder.resolve(name);
    float[] odd = {Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, -0f};
    try (WordVectorWriter writer = WordVectorWriter.create(file, 2, 4)) {
      writer.append("New York", odd);
      assertThatThrownBy(() -> writer.append("New York", odd)).hasMessageContaining("New York");
      assertThatThrownBy(() -> writer.append("x", new float[3])).isInstanceOf(InputException.class);
      assertThatThrownBy(() -> writer.append("y", new float[] {1, Float.NaN, 1, 1}))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("column 1");
      for (String bad : List.of("", " a", "a ", "a\nb", "\r", "\ud800")) {
        assertThatThrownBy(() -> writer.append(bad, odd)).isInstanceOf(InputException.class);
      }
      assertThatThrownBy(writer::commit).hasMessageContaining("1 words");
      writer.append("東\u00a0京", new double[] {1, 2, 3, 1e-3});
      writer.commit();
    }
    WordVectorFile back = WordVectorFile.open(file);
    assertThat(back.keys().toList()).containsExactly("New York", "東\u00a0京");
    assertThat(back.array("vectors").floats())
        .containsExactly(Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, -0f, 1, 2, 3, 1e-3f);
    assertAlone(file);
  }

  @Test
  void conversionsOfTypes() {
    StoredArray bytes = HeldArray.of("b", new byte[] {0, 1, -1}, 3);
    assertThat(bytes.longs()).containsExactly(0, 1, 255);
    assertThat(bytes.as(ElementType.F64).doubles()).containsExactly(0, 1, 255);
    StoredArray longs = HeldArray.of("l", new long[] {Long.MAX_VALUE, -3}, 2);
    assertThat(longs.floats()).containsExactly((float) Long.MAX_VALUE, -3);
    assertThatThrownBy(() -> longs.as(ElementType.I32)).isInstanceOf(FormatException.class);
    StoredArray doubles = HeldArray.of("d", new double[] {1 + 0x1p-11 + 0x1p-40}, 1);
    assertThat(doubles.as(ElementType.F16).doubles())
        .as("rounded once, not by way of float")
        .containsExactly(1 + 0x1p-10);
    assertThatThrownBy(doubles::longs).isInstanceOf(FormatException.class);
  }

  private void assertAlone(Path... files) {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(files);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
