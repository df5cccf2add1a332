package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;

/** Zip files that lie. */
class HostileZipTest {
  private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}";
  private static final byte[] GOOD = Broken.npy(HEADER, 4);
  @TempDir private Path folder;

  private static byte[] zip(int method, Object... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries.length; i += 2) {
        ZipEntry entry = new ZipEntry((String) entries[i]);
        byte[] content = (byte[]) entries[i + 1];
        entry.setMethod(method);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private Path file(byte[] bytes) {
    return Broken.file(folder, "x.npz", bytes);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int directory(byte[] zip) {
    return little(zip).getInt(zip.length - 6);
  }

  @Test
  void goodOnesAreRead() throws IOException {
    Broken.readAll(file(zip(ZipEntry.STORED, "xy/a.npy", GOOD, "b.npy", GOOD)));
    Broken.readAll(file(zip(ZipEntry.DEFLATED, "é.npy", GOOD, "folder/", new byte[0])));
    Broken.readAll(file(zip(ZipEntry.STORED)));
    assertThat(NpzFile.open(file(zip(ZipEntry.STORED, "../a.npy", GOOD))).names())
        .containsExactly("../a");
  }

  @Test
  void otherEntriesAreRefusedByACheckOnly() {
    Path file = file(zip(ZipEntry.DEFLATED, "a.npy", GOOD, "readme", GOOD));
    assertThat(NpzFile.open(file).array("a").floats()).containsExactly(0);
    Broken.assertRefused(file, "readme");
  }

  @Test
  void arraysBesideAnObjectArrayAreRead() {
    byte[] pickled = Broken.npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 4);
    Path file = file(zip(ZipEntry.DEFLATED, "ids.npy", pickled, "a.npy", GOOD));
    NpzFile npz = NpzFile.open(file);
    assertThat(npz.array("a").floats()).containsExactly(0);
    assertThatThrownBy(() -> npz.array("ids")).isInstanceOf(FormatException.class);
    assertThatThrownBy(npz::check).hasMessageContaining("ids");
  }

  @Test
  void anEntryTwiceIsRefused() {
    byte[] bytes = zip(ZipEntry.STORED, "a.npy", GOOD, "b.npy", GOOD);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 'b' && bytes[i + 1] == '.' ? (byte) 'a' : bytes[i];
    }
    Broken.assertRefused(file(bytes), "'a.npy' twice");
  }

  @Test
  void checksumsAndSizesAreChecked() {
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      byte[] good = zip(method, "a.npy", GOOD);
      int directory = directory(good);
      byte[] crc = good.clone();
      crc[directory + 16] ^= 1;
      Broken.assertRefused(file(crc), "a.npy");
      byte[] shorter = good.clone();
      little(shorter).putInt(directory + 24, GOOD.length - 1);
      Broken.assertRefused(file(shorter), "a.npy");
      byte[] longer = good.clone();
      little(longer).putInt(directory + 24, GOOD.length + 1);
      Broken.assertRefused(file(longer), "a.npy");
      byte[] huge = good.clone();
      little(huge).putInt(directory + 24, 0x7FFFFFFF);
      Broken.assertRefused(file(huge), "a.npy");
      byte[] encrypted = good.clone();
      encrypted[directory + 8] |= 1;
      Broken.assertRefused(file(encrypted), "encrypted");
      byte[] unknown = good.clone();
      unknown[directory + 10] = 12;
      Broken.assertRefused(file(unknown), "method 12");
      byte[] far = good.clone();
      little(far).putInt(directory + 42, good.length);
      Broken.assertRefused(file(far));
      byte[] name = good.clone();
      name[30] = 'z';
      Broken.assertRefused(file(name), "name");
    }
  }

  @Test
  void dataThatChangedAreRefused() {
    byte[] stored = zip(ZipEntry.STORED, "a.npy", GOOD);
    stored[directory(stored) - 1] ^= 1;
    Broken.assertRefused(file(stored), "CRC-32", "a.npy");
  }

  @Test
  void aBombIsStoppedByWhatItsHeaderSays() {
    byte[] bomb = Arrays.copyOf(GOOD, 50_000_000);
    Broken.assertRefused(file(zip(ZipEntry.DEFLATED, "a.npy", bomb)), "a.npy", "4 bytes");
    byte[] large =
        Broken.npy("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", 8);
    Broken.assertRefused(file(zip(ZipEntry.DEFLATED, "a.npy", large)), "a.npy");
  }

  @Test
  void directoriesThatLieAreRefused() {
    byte[] good = zip(ZipEntry.STORED, "a.npy", GOOD, "b.npy", GOOD);
    int directory = directory(good);
    byte[] count = good.clone();
    little(count).putShort(good.length - 12, (short) 1);
    Broken.assertRefused(file(count));
    byte[] more = good.clone();
    little(more).putShort(good.length - 12, (short) 3);
    Broken.assertRefused(file(more));
    byte[] overlap = good.clone();
    int second = directory + 46 + 5 + (little(good).getShort(directory + 30) & 0xFFFF);
    little(overlap).putInt(second + 42, 0);
    Broken.assertRefused(file(overlap));
    byte[] before = new byte[good.length + 3];
    System.arraycopy(good, 0, before, 3, good.length);
    Broken.assertRefused(file(before));
    Broken.assertRefused(file("PK".getBytes(StandardCharsets.UTF_8)));
    Broken.assertRefused(file(new byte[0]));
  }

  @Test
  void gzipIsStrict() {
    byte[] idx = {0, 0, 8, 1, 0, 0, 0, 1, 7};
    byte[] good = Broken.gzip(idx);
    Broken.readAll(Broken.file(folder, "a-ubyte.gz", good));
    byte[] twice = Arrays.copyOf(good, good.length * 2);
    byte[] empty = Broken.gzip(new byte[0]);
    System.arraycopy(good, 0, twice, good.length, good.length);
    Broken.assertRefused(Broken.file(folder, "b-ubyte.gz", twice), "more");
    byte[] members = Arrays.copyOf(good, good.length + empty.length);
    System.arraycopy(empty, 0, members, good.length, empty.length);
    Broken.readAll(Broken.file(folder, "c-ubyte.gz", members));
    Broken.assertRefused(
        Broken.file(folder, "d-ubyte.gz", Arrays.copyOf(good, good.length + 1)), "gzip");
    Broken.assertRefused(Broken.file(folder, "e-ubyte.gz", idx), "gzip");
    byte[] crc = good.clone();
    crc[good.length - 8] ^= 1;
    Broken.assertRefused(Broken.file(folder, "f-ubyte.gz", crc), "CRC-32");
    byte[] length = good.clone();
    length[good.length - 4] ^= 1;
    Broken.assertRefused(Broken.file(folder, "g-ubyte.gz", length), "length");
  }
}
