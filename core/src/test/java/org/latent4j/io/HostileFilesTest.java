package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hostile golden files, and good ones after cuts and flips. */
class HostileFilesTest {
  @TempDir private Path folder;

  static List<Path> hostile() throws IOException {
    try (Stream<Path> files = Files.list(Fixtures.path("hostile"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefused(Path file) {
    Broken.assertRefused(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good.safetensors", "f4.npy", "fortran.npy", "stored.npz", "deflated.npz",
        "images-idx3-ubyte", "labels-idx1-ubyte.gz", "words.txt", "words.vec.gz", "words.bin"
      })
  void everyCutIsRefused(String name) throws IOException {
    byte[] good = Files.readAllBytes(Fixtures.path(name));
    Path file = folder.resolve("cut-" + name);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(good, length));
      boolean read = Broken.readOrRefused(file, name + " cut to " + length);
      // Text without its last digits or line end is still text; all else is known to be cut.
      if (!name.equals("words.txt") && !(name.equals("words.bin") && length == good.length - 1)) {
        assertThat(read).as(name + " cut to " + length).isFalse();
      }
    }
    Files.write(file, java.util.Arrays.copyOf(good, good.length + 1));
    assertThat(Broken.readOrRefused(file, name + " and a byte")).as(name).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good.safetensors", "f4.npy", "fortran.npy", "stored.npz", "deflated.npz",
        "images-idx3-ubyte", "labels-idx1-ubyte.gz", "words.txt", "words.vec.gz", "words.bin"
      })
  void everyFlippedByteIsReadOrRefused(String name) throws IOException {
    byte[] good = Files.readAllBytes(Fixtures.path(name));
    long seed = 7;
    Random random = new Random(seed);
    Path file = folder.resolve("flipped-" + name);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      int change = 1 << random.nextInt(8);
      bad[at] ^= (byte) change;
      Files.write(file, bad);
      String what = name + " byte " + at + " xor " + change + " (seed " + seed + ")";
      boolean read = Broken.readOrRefused(file, what);
      if (name.endsWith(".gz") && at >= good.length - 8) {
        assertThat(read).as(what).isFalse();
      }
    }
  }
}
