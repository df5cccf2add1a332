package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;

/** Arrays without elements whose types or sizes claim more memory than there is. */
class EmptyGiantsTest {
  @TempDir private Path folder;

  private Path npy(String descr, boolean fortran, long... shape) {
    byte[] bytes = HandMade.npy(descr, fortran, new byte[0], shape);
    return Broken.file(folder, "giant.npy", bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "<U500000000,false,0",
    "<U500000000,true,0",
    ">U500000000,false,0",
    "|S500000000,false,0",
    "|S500000000,true,0",
    "<U500000000,true,0;3",
    ">U500000000,true,3;0",
    "|S500000000,true,0;3",
    "|S500000000,false,3;0"
  })
  void textOfAnyWidthIsReadWhereThereIsNone(String descr, boolean fortran, String sizes) {
    long[] shape = java.util.Arrays.stream(sizes.split(";")).mapToLong(Long::parseLong).toArray();
    StoredArray array = NpyFile.open(npy(descr, fortran, shape)).array();
    assertThat(array.description().shape()).isEqualTo(shape);
    assertThat(array.description().type().name()).isEqualTo(descr.substring(1));
    assertThat(array.strings()).isEmpty();
    assertThat(HandMade.bytes(array)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<U500000000", "|S500000000"})
  void suchTextIsWrittenAgain(String descr) {
    StoredArray array = NpyFile.open(npy(descr, true, 0, 2)).array();
    Path npy = folder.resolve("again.npy");
    NpyWriter.write(npy, TextArray.asBytes(array));
    assertThat(NpyFile.open(npy).array().description().shape()).containsExactly(0, 2);
    assertThat(NpyFile.open(npy).array().strings()).isEmpty();
    Path npz = folder.resolve("again.npz");
    NpzWriter.write(npz, java.util.List.of(TextArray.asBytes(array)));
    assertThat(NpzFile.open(npz).array("").strings()).isEmpty();
  }

  @Test
  void aTensorMayHaveNoRowsOfAnyWidth() {
    long wide = 9_000_000_000L;
    String header = "{" + HandMade.tensor("a", "U8", "[0," + wide + "]", 0, 0) + "}";
    Path file = Broken.file(folder, "a.safetensors", HandMade.safetensors(header, new byte[0]));
    MappedArray array = SafetensorsFile.open(file).array("a");
    assertThat(array.description().shape()).containsExactly(0, wide);
    assertThat(array.description().bytes()).isZero();
    assertThat(HandMade.bytes(array)).isEmpty();
    assertThat(array.floats()).isEmpty();
    Path copy = folder.resolve("copy.safetensors");
    SafetensorsWriter.write(copy, java.util.Map.of(), java.util.List.of(array));
    assertThat(SafetensorsFile.open(copy).array("a").description()).isEqualTo(array.description());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 300, 500_000_000})
  void wordsInBinaryMayBeNoneOfAnyWidth(long width) throws IOException {
    byte[] header = ("0 " + width + "\n").getBytes(StandardCharsets.US_ASCII);
    WordVectorFile words = WordVectorFile.open(Broken.file(folder, "w.bin", header));
    assertThat(words.descriptions().get(0).shape()).containsExactly(0, width);
    assertThat(words.keys().toList()).isEmpty();
    try (InputStream in = words.array("vectors").stream()) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void wordsInTextMayBeNone() {
    Path file = Broken.file(folder, "w.txt", HandMade.utf8("0 8000000\n"));
    WordVectorFile words = WordVectorFile.open(file);
    assertThat(words.descriptions().get(0).shape()).containsExactly(0, 8_000_000);
    assertThat(words.keys().size()).isZero();
    assertThat(words.array("vectors").floats()).isEmpty();
    assertThat(HandMade.bytes(words.keys().offsets())).containsOnly(0).hasSize(8);
  }

  @Test
  void widerTextThanALineIsNotWritten() throws IOException {
    Path target = folder.resolve("w.txt");
    assertThatThrownBy(() -> WordVectorWriter.create(target, 0, (1 << 23) + 1L))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("8388609");
    float[] wide = new float[1 << 21];
    java.util.Arrays.fill(wide, -1.2345678e-30f);
    try (WordVectorWriter writer = WordVectorWriter.create(target, 1, wide.length)) {
      assertThatThrownBy(() -> writer.append("a", wide))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("row 0")
          .hasMessageContaining("bytes");
    }
    try (var all = Files.list(folder)) {
      assertThat(all).isEmpty();
    }
  }

  @Test
  void anIdxFileMayHaveNoImages() {
    byte[] none = {0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28};
    for (String name : new String[] {"n-ubyte", "n-ubyte.gz"}) {
      byte[] bytes = name.endsWith(".gz") ? Broken.gzip(none) : none;
      IdxFile idx = IdxFile.open(Broken.file(folder, name, bytes));
      idx.check();
      assertThat(idx.array().description().shape()).containsExactly(0, 28, 28);
      byte[] more = java.util.Arrays.copyOf(none, none.length + 1);
      byte[] longer = name.endsWith(".gz") ? Broken.gzip(more) : more;
      Broken.assertRefused(Broken.file(folder, "m" + name, longer));
    }
  }
}
