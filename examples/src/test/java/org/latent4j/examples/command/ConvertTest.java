package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.WordVectorFile;
import org.latent4j.kernel.Dense;

/** The command convert. */
class ConvertTest {
  @TempDir private Path folder;

  private void convert(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "convert";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private static String error(int code, Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.error()).hasLineCount(1);
    return run.error();
  }

  @Test
  void allArraysAndTheMetadata() {
    Path good = CommandRun.fixture("good.safetensors");
    Path npz = folder.resolve("g.npz");
    Path back = folder.resolve("g.safetensors");
    convert(good, npz);
    convert(npz, back);
    SafetensorsFile first = SafetensorsFile.open(good);
    NpzFile expected = NpzFile.open(CommandRun.fixture("good-expected.npz"));
    SafetensorsFile last = SafetensorsFile.open(back);
    assertThat(last.names()).containsExactlyInAnyOrderElementsOf(first.names());
    for (String name : first.names()) {
      assertThat(last.array(name).doubles()).as(name).isEqualTo(expected.array(name).doubles());
      String type = first.array(name).description().type().name();
      assertThat(last.array(name).description().type().name())
          .as(name)
          .isEqualTo(type.equals("BF16") ? "F32" : type);
    }
    Path copy = folder.resolve("copy.safetensors");
    convert(good, copy);
    assertThat(SafetensorsFile.open(copy).metadata()).isEqualTo(first.metadata());
  }

  @ParameterizedTest
  @ValueSource(strings = {"F16", "F32", "F64"})
  void dtypeConvertsFloatingArraysOnly(String type) {
    Path out = folder.resolve("g.safetensors");
    convert(CommandRun.fixture("good.safetensors"), out, "--dtype", type);
    SafetensorsFile file = SafetensorsFile.open(out);
    for (String name : List.of("weight", "weight.f16", "weight.bf16", "weight.f64")) {
      assertThat(file.array(name).description().type().name()).as(name).isEqualTo(type);
    }
    assertThat(file.array("ids").description().type().name()).isEqualTo("I64");
    assertThat(file.array("mask").description().type().name()).isEqualTo("BOOL");
  }

  @Test
  void oneArrayByName() {
    Path good = CommandRun.fixture("good.safetensors");
    Path npy = folder.resolve("w.npy");
    convert(good + "#weight.f64", npy);
    assertThat(NpyFile.open(npy).array().description().type().name()).isEqualTo("F64");
    Path one = folder.resolve("one.safetensors");
    convert(good + "#ids", one);
    assertThat(SafetensorsFile.open(one).names()).containsExactly("ids");
    String error = error(1, "convert", good, npy);
    assertThat(error).contains("weight.f64", "ids", good.toString());
    assertThat(error(1, "convert", good + "#nothing", npy)).contains("'nothing'", "weight");
    assertThat(error(1, "convert", good + "#cube", npy)).contains("cube");
  }

  @Test
  void npyAndIdxBecomeVectors() {
    Path out = folder.resolve("v.npz");
    convert(CommandRun.fixture("fortran.npy"), out);
    assertThat(NpzFile.open(out).names()).containsExactly("vectors");
    convert(CommandRun.fixture("labels-idx1-ubyte.gz"), out);
    assertThat(NpzFile.open(out).array("vectors").description()).hasToString("'vectors' U8 [7]");
    Path text = folder.resolve("v.txt");
    convert(CommandRun.fixture("f4.npy"), text);
    assertThat(WordVectorFile.open(text).keys().toList()).startsWith("0", "1").hasSize(7);
    assertThat(WordVectorFile.open(text).array("vectors").floats())
        .isEqualTo(NpyFile.open(CommandRun.fixture("f4.npy")).array().floats());
    assertThat(error(1, "convert", CommandRun.fixture("cube.npy"), text)).contains("2-D");
  }

  @Test
  void wordsBecomeKeysAndKeysWords() {
    for (String name : List.of("words.txt", "words.vec.gz", "glove.txt", "words.bin")) {
      Path words = CommandRun.fixture(name);
      Path tensors = folder.resolve("w.safetensors");
      convert(words, tensors);
      LatentSpace space = LatentSpace.open(tensors);
      WordVectorFile file = WordVectorFile.open(words);
      assertThat(space.keys().asList()).isEqualTo(file.keys().toList());
      assertThat(SafetensorsFile.open(tensors).metadata()).containsEntry("kind", "space");
      Path back = folder.resolve("back.vec.gz");
      convert(tensors, back);
      assertThat(WordVectorFile.open(back).keys().toList()).isEqualTo(file.keys().toList());
      assertThat(WordVectorFile.open(back).array("vectors").floats())
          .isEqualTo(file.array("vectors").floats());
      Path npz = folder.resolve("w.npz");
      convert(words, npz);
      assertThat(NpzFile.open(npz).names()).containsExactly("vectors");
      convert(words, folder.resolve("w.npy"));
    }
  }

  @Test
  void doublesStayDoublesInText() throws IOException {
    Path tensors = folder.resolve("d.safetensors");
    TensorSpace.of("d", Dense.of(new double[] {1.0 / 3}, 1, 1), List.of("a b")).save(tensors);
    Path text = folder.resolve("d.txt");
    convert(tensors, text);
    assertThat(text).hasContent("1 1\na b " + 1.0 / 3 + "\n");
    Files.delete(text);
    TensorSpace.of("d", Dense.of(new double[] {1}, 1, 1), List.of("a\nb")).save(tensors);
    assertThat(error(1, "convert", tensors, text)).contains("row 0");
    SafetensorsWriter.write(
        tensors, Map.of(), List.of(HeldArray.of("vectors", new float[] {Float.NaN}, 1, 1)));
    assertThat(error(1, "convert", tensors, text)).contains("NaN");
    assertThat(text).doesNotExist();
  }

  @Test
  void textGoesToNpyAndNpzOnly() {
    Path npz = folder.resolve("t.npz");
    NpzWriter.write(npz, List.of(HeldArray.of("names", List.of("a", "bcd"), 2)));
    Path npy = folder.resolve("t.npy");
    convert(npz, npy);
    assertThat(NpyFile.open(npy).array().strings()).containsExactly("a", "bcd");
    assertThat(error(1, "convert", npz, folder.resolve("t.safetensors"))).contains("names.npy");
  }

  @Test
  void usageErrorsWriteNothing() throws IOException {
    Path good = CommandRun.fixture("f4.npy");
    assertThat(error(2, "convert", good, folder.resolve("x.bin"))).contains(".safetensors");
    assertThat(error(2, "convert", good, folder.resolve("x"))).contains(".npy");
    assertThat(error(2, "convert", good, folder.resolve("x.npy"), "--dtype", "F8"))
        .contains("F32", "F64", "F16");
    assertThat(error(2, "convert", good)).contains("OUT");
    assertThat(error(1, "convert", good, folder.resolve("no/x.npy"))).contains("no/x.npy");
    Path both = folder.resolve("x.npy");
    assertThat(error(1, "convert", good, both, "--json", both)).contains("x.npy");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).isEmpty();
    }
  }

  @Test
  void aFileCanBeConvertedOntoItself() throws IOException {
    Path file = Files.copy(CommandRun.fixture("fortran.npy"), folder.resolve("own.npy"));
    convert(file, file);
    assertThat(file).hasSameBinaryContentAs(CommandRun.fixture("f4.npy"));
    Path odd = Files.copy(CommandRun.fixture("deflated.npz"), folder.resolve("a#b.npz"));
    convert(odd, folder.resolve("c.npz"));
    convert(odd + "#b", folder.resolve("d.npy"));
    assertThat(ArrayFile.open(folder.resolve("d.npy")).descriptions().get(0).shape())
        .containsExactly(2, 5);
  }
}
