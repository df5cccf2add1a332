package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.io.HandZip.Trait;

/** Zip files of every legal kind, and directories that do not fit their entries. */
class ZipOdditiesTest {
  private static final byte[] ONE = npy(1, 2, 3);
  private static final byte[] TWO = npy(4, 5);

  @TempDir private Path folder;

  private static byte[] npy(long... values) {
    byte[] data = HandMade.elements("i4", ByteOrder.LITTLE_ENDIAN, values);
    return HandMade.npy("<i4", false, data, values.length);
  }

  private Path file(byte[] bytes) {
    return Broken.file(folder, "x.npz", bytes);
  }

  private void assertHoldsBoth(byte[] zip) {
    NpzFile npz = NpzFile.open(file(zip));
    assertThat(npz.names()).containsExactly("one", "two");
    assertThat(npz.array("two").longs()).containsExactly(4, 5);
    assertThat(npz.array("one").longs()).containsExactly(1, 2, 3);
    assertThat(npz.descriptions())
        .extracting(Object::toString)
        .containsExactly("'one' I32 [3]", "'two' I32 [2]");
    npz.check();
    assertThat(npz.metadata()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Trait.class)
  void everyKindOfEntryIsRead(Trait trait) {
    assertHoldsBoth(new HandZip().add("one.npy", ONE, trait).add("two.npy", TWO).end(""));
    assertHoldsBoth(new HandZip().add("one.npy", ONE).add("two.npy", TWO, trait).end(""));
    assertHoldsBoth(
        new HandZip()
            .add("one.npy", ONE, trait, Trait.DEFLATED)
            .add("two.npy", TWO, trait, Trait.DEFLATED, Trait.TALKATIVE)
            .end("a comment"));
  }

  @Test
  void allTraitsTogether() {
    assertHoldsBoth(
        new HandZip()
            .add("one.npy", ONE, Trait.DEFLATED, Trait.LATER_SIGNED, Trait.WIDE_DIRECTORY)
            .add("two.npy", TWO, Trait.WIDE_HEADER, Trait.WIDE_DIRECTORY, Trait.TALKATIVE)
            .wideEnd(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "said", "é", "PK\u0005\u0006", "PK\u0005\u0006 and 22 bytes of more"})
  void aCommentMayFollowTheDirectory(String comment) {
    assertHoldsBoth(new HandZip().add("one.npy", ONE).add("two.npy", TWO).end(comment));
    assertHoldsBoth(
        new HandZip().add("one.npy", ONE).add("two.npy", TWO).end(comment.repeat(2000)));
  }

  @Test
  void aFileWithoutEntriesHasNoArrays() {
    NpzFile npz = NpzFile.open(file(new HandZip().end("")));
    assertThat(npz.names()).isEmpty();
    assertThatThrownBy(() -> npz.array("one"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'one'");
    assertThat(NpzFile.open(file(new HandZip().wideEnd(0))).names()).isEmpty();
  }

  @Test
  void namesAreTakenAsTheyAre() throws Exception {
    List<String> names =
        List.of(
            "xy/procrustes",
            "../up",
            "/etc/x",
            "C:\\x",
            "a.npy",
            "",
            " ",
            "é東😀",
            ".",
            "..",
            "a#b");
    HandZip zip = new HandZip();
    names.forEach(name -> zip.add(name + ".npy", ONE, Trait.DEFLATED));
    NpzFile npz = NpzFile.open(file(zip.end("")));
    assertThat(npz.names()).isEqualTo(names);
    npz.check();
    for (String name : names) {
      assertThat(npz.array(name).longs()).as(name).containsExactly(1, 2, 3);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("x.npz"));
    }
  }

  @Test
  void namesDifferOnlyWhereTheirBytesDo() {
    HandZip zip = new HandZip().add("a.npy", ONE).add("A.npy", TWO).add("a.NPY.npy", ONE);
    NpzFile npz = NpzFile.open(file(zip.end("")));
    assertThat(npz.names()).containsExactly("a", "A", "a.NPY");
    Broken.assertRefused(file(zip.add("A.npy", TWO, Trait.DEFLATED).end("")), "'A.npy' twice");
  }

  @Test
  void entriesThatAreNoArraysAreLeftAlone() {
    HandZip zip = new HandZip().add("notes.txt", TWO).add("one.npy", ONE).add("sub/", new byte[0]);
    NpzFile npz = NpzFile.open(file(zip.end("")));
    assertThat(npz.names()).containsExactly("one");
    assertThat(npz.array("one").longs()).containsExactly(1, 2, 3);
    Broken.assertRefused(npz.path(), "'notes.txt'");
    Broken.readAll(file(new HandZip().add("one.npy", ONE).add("sub/", new byte[0]).end("")));
    Broken.assertRefused(
        file(new HandZip().add("one.npy", ONE).add("sub/", TWO).end("")), "'sub/'");
  }

  @Test
  void aBrokenEntryIsRefusedAlone() {
    byte[] bad = ONE.clone();
    bad[0] = 0;
    HandZip zip = new HandZip().add("bad.npy", bad).add("one.npy", ONE, Trait.DEFLATED);
    NpzFile npz = NpzFile.open(file(zip.end("")));
    assertThat(npz.array("one").longs()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> npz.array("bad"))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll(npz.path().toString(), "'bad.npy'");
    assertThatThrownBy(npz::check).hasMessageContaining("'bad.npy'");
    assertThatThrownBy(npz::descriptions).hasMessageContaining("'bad.npy'");
  }

  @ParameterizedTest
  @EnumSource(Trait.class)
  void anyFlippedBitOfTheContentIsFound(Trait trait) {
    byte[] zip = new HandZip().add("one.npy", ONE, trait).end("");
    int name = 30;
    int extra = (zip[28] & 0xFF) | (zip[29] & 0xFF) << 8;
    int data = name + "one.npy".length() + extra;
    int directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
    int end = trait == Trait.LATER ? directory - 12 : directory;
    end = trait == Trait.LATER_SIGNED ? directory - 16 : end;
    for (int at = data; at < end; at++) {
      byte[] bad = zip.clone();
      bad[at] = (byte) (bad[at] ^ 1 << at % 8);
      if (Broken.readOrRefused(file(bad), "byte " + at)) {
        // Deflated data may say the same in other bits, such as those after their end.
        assertThat(trait).as("byte " + at).isEqualTo(Trait.DEFLATED);
        assertThat(NpzFile.open(file(bad)).array("one").longs()).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void anyChangeAnywhereIsRefusedOrHarmless() {
    byte[] zip =
        new HandZip()
            .add("one.npy", ONE, Trait.DEFLATED, Trait.TALKATIVE)
            .add("two.npy", TWO, Trait.LATER_SIGNED, Trait.WIDE_DIRECTORY)
            .wideEnd(0);
    for (int at = 0; at < zip.length; at++) {
      for (int by : new int[] {1, 0xC0}) {
        byte[] bad = zip.clone();
        bad[at] = (byte) (bad[at] ^ by);
        if (Broken.readOrRefused(file(bad), "byte " + at + " ^ " + by)) {
          // Versions, times, attributes and fields of others may change; names and data may not.
          assertHoldsBoth(bad);
        }
      }
    }
  }

  @Test
  void everyCutIsRefused() {
    byte[] zip = new HandZip().add("one.npy", ONE).add("two.npy", TWO, Trait.DEFLATED).end("");
    for (int length = 0; length < zip.length; length++) {
      Broken.assertRefused(file(Arrays.copyOf(zip, length)));
    }
    for (int from = 1; from < zip.length; from += 5) {
      Broken.assertRefused(file(Arrays.copyOfRange(zip, from, zip.length)));
    }
    for (String more : List.of("\0", "\n", "PK", "PK\u0003\u0004")) {
      Broken.assertRefused(file(HandMade.join(zip, HandMade.utf8(more))));
    }
  }

  @Test
  void locatorsThatPointElsewhereAreRefused() {
    HandZip zip = new HandZip().add("one.npy", ONE).add("two.npy", TWO);
    for (int shift : new int[] {-1, 1, 4, -100, 100, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Broken.assertRefused(file(zip.wideEnd(shift)));
    }
  }

  @Test
  void wideSizesThatLieAreRefused() {
    byte[] good = new HandZip().add("one.npy", ONE, Trait.WIDE_DIRECTORY).end("");
    assertThat(NpzFile.open(file(good)).array("one").longs()).hasSize(3);
    ByteBuffer zip = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
    int extra = zip.getInt(good.length - 6) + 46 + "one.npy".length();
    assertThat(zip.getShort(extra)).isEqualTo((short) 1);
    for (int field = 0; field < 3; field++) {
      for (long lie : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, good.length, 3}) {
        ByteBuffer bad = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
        bad.putLong(extra + 4 + 8 * field, lie);
        Broken.assertRefused(file(bad.array()));
      }
    }
    ByteBuffer none = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
    none.putShort(extra, (short) 9);
    Broken.assertRefused(file(none.array()));
    ByteBuffer shorter = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
    shorter.putShort(extra + 2, (short) 16);
    Broken.assertRefused(file(shorter.array()));
  }

  @Test
  void aContentThatEndsBeforeOrAfterItsHeaderSaysIsRefused() {
    for (Trait[] traits : new Trait[][] {{}, {Trait.DEFLATED}, {Trait.LATER, Trait.DEFLATED}}) {
      byte[] cut = Arrays.copyOf(ONE, ONE.length - 1);
      byte[] more = Arrays.copyOf(ONE, ONE.length + 1);
      for (byte[] content : List.of(cut, more, new byte[0], Arrays.copyOf(ONE, 9))) {
        byte[] zip = new HandZip().add("two.npy", TWO).add("one.npy", content, traits).end("");
        Broken.assertRefused(file(zip), "'one.npy'");
        assertThat(NpzFile.open(file(zip)).array("two").longs()).containsExactly(4, 5);
      }
    }
  }

  @Test
  void manyEntriesKeepTheirOrder() {
    HandZip zip = new HandZip();
    for (int i = 0; i < 3000; i++) {
      zip.add("array " + i + ".npy", npy(i));
    }
    NpzFile npz = NpzFile.open(file(zip.end("")));
    assertThat(npz.names()).hasSize(3000).startsWith("array 0").endsWith("array 2999");
    for (int i : new int[] {0, 1234, 2999}) {
      assertThat(npz.array("array " + i).longs()).containsExactly(i);
    }
  }
}
