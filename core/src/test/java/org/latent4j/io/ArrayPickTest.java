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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** Which array of a file is meant, and which kind of file a name tells of. */
class ArrayPickTest {
  private static final String WANTED = "2-D float array";

  @TempDir private Path folder;

  private ArrayFile file(StoredArray... arrays) {
    Path file = folder.resolve("p.safetensors");
    SafetensorsWriter.write(file, Map.of(), List.of(arrays));
    return ArrayFile.open(file);
  }

  private static StoredArray matrix(String name) {
    return HeldArray.of(name, new float[] {1, 2}, 1, 2);
  }

  private static StoredArray row(String name) {
    return HeldArray.of(name, new float[] {1, 2}, 2);
  }

  private static StoredArray whole(String name) {
    return HeldArray.of(name, new int[] {1, 2}, 1, 2);
  }

  private static String picked(ArrayFile file, @org.jspecify.annotations.Nullable String name) {
    return ArrayPick.of(file, name, ArrayPick::isFloatMatrix, WANTED).description().name();
  }

  @Test
  void theOneNamed() {
    ArrayFile file = file(matrix("a"), matrix("b"), matrix("vectors"));
    assertThat(picked(file, "b")).isEqualTo("b");
    assertThat(picked(file, null)).isEqualTo("vectors");
  }

  @Test
  void theOnlyOneThatFits() {
    assertThat(picked(file(row("a"), matrix("b"), whole("c")), null)).isEqualTo("b");
    assertThat(picked(file(matrix("only")), null)).isEqualTo("only");
  }

  @Test
  void severalThatFitAreRefusedWithTheirNames() {
    ArrayFile file = file(matrix("a"), matrix("b"), row("c"));
    assertThatThrownBy(() -> picked(file, null))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageContaining(WANTED)
        .hasMessageContaining("2 among")
        .hasMessageContaining("a, b, c");
  }

  @Test
  void noneThatFitsIsRefusedWithTheNames() {
    ArrayFile file = file(row("a"), whole("b"));
    assertThatThrownBy(() -> picked(file, null))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("0 among the arrays")
        .hasMessageContaining("b");
    assertThatThrownBy(() -> picked(file(), null)).hasMessageContaining("(none)");
  }

  @Test
  void oneThatDoesNotFitIsRefusedWithWhatItIs() {
    assertThatThrownBy(() -> picked(file(row("a")), null)).hasMessageContaining("'a' F32 [2]");
    assertThatThrownBy(() -> picked(file(whole("vectors"), matrix("b")), null))
        .hasMessageContaining("'vectors' I32 [1, 2]")
        .hasMessageContaining(WANTED);
    assertThatThrownBy(() -> picked(file(row("a"), matrix("b")), "a"))
        .hasMessageContaining("'a' F32 [2]");
    assertThatThrownBy(() -> picked(file(row("a"), matrix("b")), "c"))
        .hasMessageContaining("'c'")
        .hasMessageContaining("a, b");
  }

  @Test
  void anUnreadableArrayBesideItDoesNotMatter() {
    byte[] objects = HandMade.npy("|O", false, new byte[9], 1);
    byte[] matrix = HandMade.npy("<f4", false, new byte[8], 1, 2);
    byte[] zip = new HandZip().add("ids.npy", objects).add("emb.npy", matrix).end("");
    ArrayFile npz = ArrayFile.open(Broken.file(folder, "o.npz", zip));
    assertThat(picked(npz, null)).isEqualTo("emb");
    assertThatThrownBy(() -> picked(npz, "ids")).hasMessageContaining("ids.npy");
  }

  @Test
  void manyNamesAreShownInPart() {
    List<StoredArray> arrays = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      arrays.add(matrix("array" + i));
    }
    ArrayFile file = file(arrays.toArray(StoredArray[]::new));
    assertThatThrownBy(() -> picked(file, null))
        .hasMessageContaining("120 among")
        .hasMessageContaining("and 100 more")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
  }

  @ParameterizedTest
  @CsvSource({
    "a.safetensors,SAFETENSORS",
    "A.SAFETENSORS,SAFETENSORS",
    "a.npy,NPY",
    "a.NPZ,NPZ",
    "train-images-idx3-ubyte,IDX",
    "t10k-labels-idx1-ubyte.gz,IDX",
    "a.idx,IDX",
    "a.IDX.GZ,IDX",
    "a.txt,WORDS",
    "a.vec,WORDS",
    "a.txt.gz,WORDS",
    "a.Vec.Gz,WORDS",
    "a.bin,WORDS_BINARY",
    "a.npy.npz,NPZ",
    "a.b.c.npy,NPY",
    ".npy,NPY",
    "folder.npz/a.npy,NPY"
  })
  void theEndingTellsTheKind(String name, FileKind kind) {
    assertThat(FileKind.of(Path.of(name))).isEqualTo(kind);
    assertThat(FileKind.find(Path.of("some/folder").resolve(name))).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.gz",
        "a.npy.gz",
        "a.npz.gz",
        "a.safetensors.gz",
        "a.bin.gz",
        "npy",
        "a.npyx",
        "ubyte",
        "a.ubyte",
        "a.pt",
        "a.npy.bak",
        "idx",
        "a.npy/b",
        "/"
      })
  void otherEndingsAreRefusedWithThoseThereAre(String name) {
    Path path = Path.of(name);
    assertThat(FileKind.find(path)).isEmpty();
    assertThatThrownBy(() -> FileKind.of(path))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(".safetensors")
        .hasMessageContaining("-ubyte");
    assertThatThrownBy(() -> ArrayFile.open(path)).isInstanceOf(FormatException.class);
  }
}
