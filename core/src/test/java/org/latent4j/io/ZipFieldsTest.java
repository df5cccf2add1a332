package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** Single fields of a zip file that lie: in its end, its directory and its entries' headers. */
class ZipFieldsTest {
  private static final byte[] ARRAY =
      HandMade.npy("<f4", false, HandMade.elements("f4", ByteOrder.LITTLE_ENDIAN, 1, 2), 2);

  @TempDir private Path folder;

  private Path file(byte[] bytes) {
    return Broken.file(folder, "x.npz", bytes);
  }

  private static byte[] zip() {
    return new HandZip().add("a.npy", ARRAY, HandZip.Trait.DEFLATED).add("b.npy", ARRAY).end("");
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int directory(byte[] zip) {
    return little(zip).getInt(zip.length - 6);
  }

  @ParameterizedTest
  @CsvSource({
    "4,1",
    "4,65535",
    "6,1",
    "8,1",
    "8,3",
    "8,0",
    "10,1",
    "10,3",
    "10,0",
    "20,1",
    "20,65535"
  })
  void shortFieldsOfTheEnd(int field, int value) {
    byte[] zip = zip();
    little(zip).putShort(zip.length - 22 + field, (short) value);
    Broken.assertRefused(file(zip));
  }

  @ParameterizedTest
  @CsvSource({"12,0", "12,1", "12,-1", "12,2147483647", "16,0", "16,1", "16,-2", "16,2147483647"})
  void longFieldsOfTheEnd(int field, int value) {
    byte[] zip = zip();
    little(zip).putInt(zip.length - 22 + field, value);
    Broken.assertRefused(file(zip));
  }

  @Test
  void countsOfTheWideEndMustAgree() {
    byte[] good = new HandZip().add("a.npy", ARRAY).wideEnd(0);
    Broken.readAll(file(good));
    int end = good.length - 22 - 20 - 56;
    for (int field : new int[] {24, 32}) {
      for (long value : new long[] {0, 2, -1, Long.MAX_VALUE, 1L << 40}) {
        byte[] zip = good.clone();
        little(zip).putLong(end + field, value);
        Broken.assertRefused(file(zip));
      }
    }
    for (int field : new int[] {40, 48}) {
      for (long value : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
        byte[] zip = good.clone();
        little(zip).putLong(end + field, value);
        Broken.assertRefused(file(zip));
      }
    }
    for (int field : new int[] {16, 20}) {
      byte[] zip = good.clone();
      little(zip).putInt(end + field, 1);
      Broken.assertRefused(file(zip));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9, 12, 14, 19, 93, 95, 97, 98, 99, 65535})
  void methodsOtherThanStoredAndDeflatedAreNamed(int method) {
    byte[] zip = zip();
    little(zip).putShort(8, (short) method);
    little(zip).putShort(directory(zip) + 10, (short) method);
    Path file = file(zip);
    Broken.assertRefused(file, "'a.npy'", "method " + method);
    // The entry beside it is whole.
    assertThat(NpzFile.open(file).array("b").floats()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6, 13})
  void encryptionIsRefusedInEitherHeader(int bit) {
    for (boolean own : new boolean[] {true, false}) {
      byte[] zip = zip();
      int at = own ? 6 : directory(zip) + 8;
      little(zip).putShort(at, (short) (little(zip).getShort(at) | 1 << bit));
      Path file = file(zip);
      Broken.assertRefused(file, "'a.npy'");
      assertThat(NpzFile.open(file).array("b").floats()).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 14, 18, 22, 26, 30, 33})
  void theEntrysOwnHeaderMustAgree(int field) {
    byte[] zip = zip();
    zip[field] ^= 1;
    Broken.assertRefused(file(zip), "'a.npy'");
  }

  @ParameterizedTest
  @CsvSource({"16,4", "20,4", "24,4", "42,4", "28,2", "30,2", "32,2", "0,4", "10,2"})
  void everyFieldOfTheDirectoryCounts(int field, int width) {
    byte[] good = zip();
    for (int i = 0; i < width; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] zip = good.clone();
        zip[directory(good) + field + i] ^= (byte) (1 << bit);
        Broken.assertRefused(file(zip));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HandZip.Trait.class)
  void everyCutIsRefused(HandZip.Trait trait) {
    byte[] zip = new HandZip().add("a.npy", ARRAY, trait).add("b.npy", ARRAY, trait).end("c");
    for (int length = 0; length < zip.length; length++) {
      Broken.assertRefused(file(Arrays.copyOf(zip, length)));
    }
  }

  @Test
  void bytesBehindTheEndOrBeforeTheBeginningAreRefused() {
    byte[] zip = zip();
    Broken.assertRefused(file(HandMade.join(zip, new byte[1])));
    Broken.assertRefused(file(HandMade.join(zip, new byte[100_000])));
    Broken.assertRefused(file(HandMade.join(new byte[1], zip)));
    Broken.assertRefused(file(HandMade.join(zip, zip)));
  }

  @Test
  void namesThatAreNoUtf8AreRefusedAndShown() {
    byte[] zip = zip();
    zip[30] = (byte) 0x84;
    zip[directory(zip) + 46] = (byte) 0x84;
    Broken.assertRefused(file(zip), "UTF-8", ".npy");
  }

  @Test
  void namesDoNotBreakALine() {
    byte[] cut = Arrays.copyOf(ARRAY, ARRAY.length - 1);
    for (String name :
        new String[] {"a\nb", "a\r\nb", "a\u0085b", "a\u2028b", "a\u2029b", "\u001b[2J"}) {
      Path file = file(new HandZip().add(name + ".npy", cut).end(""));
      assertThatThrownBy(() -> Broken.readAll(file))
          .isInstanceOf(FormatException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\R|\\p{Cc}"))
          .hasMessageContaining("?");
      assertThatThrownBy(() -> NpzFile.open(file).array("none"))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\R|\\p{Cc}"));
    }
  }

  @Test
  void entriesThatShareTheirDataAreRefused() {
    byte[] good = zip();
    int directory = directory(good);
    int second = directory + 46 + 5;
    assertThat(little(good).getInt(second)).isEqualTo(0x02014b50);
    int offset = little(good).getInt(second + 42);
    for (int at : new int[] {0, 1, 30, offset - 1, offset - ARRAY.length / 2}) {
      byte[] zip = good.clone();
      little(zip).putInt(second + 42, at);
      Broken.assertRefused(file(zip));
    }
  }

  @Test
  void aThousandEntriesAreCheckedOneByOne() {
    HandZip zip = new HandZip();
    for (int i = 0; i < 1000; i++) {
      zip.add(
          "deep/" + i + ".npy", ARRAY, i % 2 == 0 ? HandZip.Trait.DEFLATED : HandZip.Trait.LATER);
    }
    byte[] all = zip.end("");
    NpzFile file = NpzFile.open(file(all));
    file.check();
    assertThat(file.names()).hasSize(1000).startsWith("deep/0").endsWith("deep/999");
    assertThat(file.descriptions()).allMatch(a -> a.type().equals(ElementType.F32));
    byte[] broken = all.clone();
    int last = directory(all) - 13;
    broken[last] ^= 1;
    Path changed = Broken.file(folder, "changed.npz", broken);
    assertThat(NpzFile.open(changed).array("deep/0").floats()).containsExactly(1, 2);
    Broken.assertRefused(changed, "deep/999");
  }
}
