package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden files made by numpy give what numpy reads. */
class GoodFilesTest {
  private final NpzFile expected = NpzFile.open(Fixtures.path("good-expected.npz"));

  @Test
  void safetensors() throws IOException {
    SafetensorsFile file = SafetensorsFile.open(Fixtures.path("good.safetensors"));
    assertThat(file.metadata()).containsEntry("format", "pt").containsKey("note");
    assertThat(file.names()).hasSize(11);
    for (String name : file.names()) {
      StoredArray array = file.array(name);
      StoredArray wanted = expected.array(name);
      assertThat(array.description().shape()).as(name).isEqualTo(wanted.description().shape());
      StoredArray same =
          array.description().type().isFloating() ? array.as(wanted.description().type()) : array;
      assertThat(bytes(same)).as(name).isEqualTo(bytes(wanted));
    }
  }

  @ParameterizedTest
  @CsvSource({"f4,f32", "big-endian,f32", "version2,f32", "fortran,f32", "f8,f64"})
  void npyVariantsHoldTheSameNumbers(String file, String name) throws IOException {
    StoredArray array = NpyFile.open(Fixtures.path(file + ".npy")).array();
    StoredArray f4 = NpyFile.open(Fixtures.path("f4.npy")).array();
    assertThat(array.description().shape()).containsExactly(7, 5);
    assertThat(array.floats()).isEqualTo(f4.floats());
    assertThat(array.description().type().name()).isEqualToIgnoringCase(name);
  }

  @Test
  void npyTypes() {
    assertThat(type("f2")).isEqualTo("F16");
    assertThat(type("i4")).isEqualTo("I32");
    assertThat(type("i8")).isEqualTo("I64");
    assertThat(type("u1")).isEqualTo("U8");
    assertThat(type("bool")).isEqualTo("BOOL");
    assertThat(NpyFile.open(Fixtures.path("scalar.npy")).array().description().rank()).isZero();
    assertThat(NpyFile.open(Fixtures.path("empty.npy")).array().read().shape())
        .containsExactly(0, 4);
    assertThat(NpyFile.open(Fixtures.path("cube.npy")).array().read().shape())
        .containsExactly(2, 3, 4);
    INDArray scalar = NpyFile.open(Fixtures.path("scalar.npy")).array().read();
    assertThat(scalar.isScalar()).isTrue();
    assertThat(scalar.dataType()).isEqualTo(DataType.FLOAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz", "good-expected.npz"})
  void npzEntriesAreReadAndChecked(String name) {
    NpzFile file = NpzFile.open(Fixtures.path(name));
    file.check();
    assertThat(file.names()).isNotEmpty();
    assertThat(file.descriptions()).hasSameSizeAs(file.names());
  }

  @Test
  void npzStoredAndDeflatedAgree() throws IOException {
    NpzFile stored = NpzFile.open(Fixtures.path("stored.npz"));
    NpzFile deflated = NpzFile.open(Fixtures.path("deflated.npz"));
    assertThat(stored.names()).isEqualTo(List.of("a", "b")).isEqualTo(deflated.names());
    for (String name : stored.names()) {
      assertThat(bytes(stored.array(name))).isEqualTo(bytes(deflated.array(name)));
    }
  }

  @Test
  void idx() throws IOException {
    IdxFile images = IdxFile.open(Fixtures.path("images-idx3-ubyte"));
    IdxFile labels = IdxFile.open(Fixtures.path("labels-idx1-ubyte.gz"));
    labels.check();
    assertThat(bytes(images.array())).isEqualTo(bytes(expected.array("images")));
    assertThat(bytes(labels.array())).isEqualTo(bytes(expected.array("labels")));
    assertThat(images.array().read().dataType()).isEqualTo(DataType.UINT8);
    assertThat(labels.array().longs()).hasSize(7);
  }

  private static String type(String name) {
    return NpyFile.open(Fixtures.path(name + ".npy")).array().description().type().name();
  }

  private static byte[] bytes(StoredArray array) throws IOException {
    try (InputStream in = array.stream()) {
      return in.readAllBytes();
    }
  }
}
