package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.kernel.RandomStream;

/** Gzip in several members, as {@code cat a.gz b.gz} makes it, and what is no gzip. */
class GzipMembersTest {
  private static final byte[] IDX = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};
  private static final String WORDS = "2 2\nfirst word 1.5 -2\nsecond 3e-3 4\n";

  @TempDir private Path folder;

  private static byte[] unzipped(byte[] bytes) {
    try (InputStream in = new GzipStream(new ByteArrayInputStream(bytes), "x.gz")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] split(byte[] content, int at) {
    return HandMade.join(
        Broken.gzip(Arrays.copyOf(content, at)),
        Broken.gzip(Arrays.copyOfRange(content, at, content.length)));
  }

  @Test
  void membersMayBeginAnywhere() {
    for (int at = 0; at <= IDX.length; at++) {
      IdxFile idx = IdxFile.open(Broken.file(folder, "m-ubyte.gz", split(IDX, at)));
      idx.check();
      assertThat(idx.array().longs()).as("split at " + at).containsExactly(1, 2, 3, 4, 5, 6);
    }
    byte[] words = HandMade.utf8(WORDS);
    for (int at = 0; at <= words.length; at++) {
      WordVectorFile file = WordVectorFile.open(Broken.file(folder, "m.vec.gz", split(words, at)));
      assertThat(file.keys().toList()).as("split at " + at).containsExactly("first word", "second");
      assertThat(file.array("vectors").floats()).containsExactly(1.5f, -2, 3e-3f, 4);
    }
  }

  @Test
  void manyEmptyMembersAreNothing() {
    byte[] empty = Broken.gzip(new byte[0]);
    byte[] many = new byte[5_000 * empty.length];
    for (int i = 0; i < 5_000; i++) {
      System.arraycopy(empty, 0, many, i * empty.length, empty.length);
    }
    byte[] all = HandMade.join(many, Broken.gzip(IDX), many);
    assertThat(unzipped(all)).isEqualTo(IDX);
    assertThat(unzipped(many)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void agreesWithJavasOwnReader(int length) throws IOException {
    byte[] content = new byte[length];
    RandomStream random = new RandomStream(length);
    for (int i = 0; i < length; i++) {
      content[i] = (byte) random.below(7);
    }
    byte[] zipped = split(content, length / 3);
    byte[] expected;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      expected = in.readAllBytes();
    }
    assertThat(expected).isEqualTo(content);
    assertThat(unzipped(zipped)).isEqualTo(expected);
  }

  @Test
  void everyCutOfTwoMembersIsRefused() {
    byte[] two = split(IDX, 9);
    int first = Broken.gzip(Arrays.copyOf(IDX, 9)).length;
    for (int length = 0; length < two.length; length++) {
      Path file = Broken.file(folder, "c-ubyte.gz", Arrays.copyOf(two, length));
      if (length == first) {
        // A whole member, but not all of the image.
        Broken.assertRefused(file, "bytes of sizes");
      } else {
        Broken.assertRefused(file);
      }
    }
  }

  @Test
  void everyFlippedBitIsRefusedOrHarmless() {
    byte[] good = split(IDX, 14);
    int refused = 0;
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Path file = Broken.file(folder, "f-ubyte.gz", bad);
      if (Broken.readOrRefused(file, "bit " + bit)) {
        assertThat(IdxFile.open(file).array().longs())
            .as("bit " + bit)
            .containsExactly(1, 2, 3, 4, 5, 6);
      } else {
        refused++;
      }
    }
    // Time, system and compression level of two headers are all that may change.
    assertThat(refused).isGreaterThan(8 * good.length - 2 * 8 * 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 512, 70_000})
  void anythingBehindTheLastMemberIsRefused(int count) {
    byte[] good = Broken.gzip(IDX);
    for (byte filler : new byte[] {0, 1, 0x1F}) {
      byte[] bad = Arrays.copyOf(good, good.length + count);
      Arrays.fill(bad, good.length, bad.length, filler);
      Broken.assertRefused(Broken.file(folder, "t-ubyte.gz", bad));
      byte[] words = Broken.gzip(HandMade.utf8(WORDS));
      byte[] worse = Arrays.copyOf(words, words.length + count);
      Arrays.fill(worse, words.length, worse.length, filler);
      Broken.assertRefused(Broken.file(folder, "t.txt.gz", worse));
    }
  }

  @Test
  void moreThanTheSizesSayIsFoundWithoutReadingItAll() {
    byte[] more = Arrays.copyOf(IDX, 20_000_000);
    Path file = Broken.file(folder, "b-ubyte.gz", Broken.gzip(more));
    Broken.assertRefused(file, "6 bytes of data", "more");
  }

  @Test
  void sizesBeyondWhatTheFileCanHoldAreRefusedAtOnce() {
    byte[] lie = {0, 0, 8, 2, 0x7F, -1, -1, -1, 0, 0, 4, 0, 1};
    Path file = Broken.file(folder, "l-ubyte.gz", Broken.gzip(lie));
    assertThatThrownBy(() -> IdxFile.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("2147483647, 1024");
  }

  @Test
  void whatIsNoGzipIsRefused() {
    for (String text :
        new String[] {"", "\u001f", "hello", "PK\u0003\u0004 and more of it", WORDS}) {
      Broken.assertRefused(Broken.file(folder, "n-ubyte.gz", HandMade.utf8(text)), "gzip");
      Broken.assertRefused(Broken.file(folder, "n.txt.gz", HandMade.utf8(text)), "gzip");
    }
    byte[] header = Arrays.copyOf(Broken.gzip(IDX), 10);
    byte[] endless = new byte[100_000];
    Arrays.fill(endless, (byte) 'n');
    header[3] = 8;
    Broken.assertRefused(Broken.file(folder, "e-ubyte.gz", HandMade.join(header, endless)), "gzip");
  }
}
