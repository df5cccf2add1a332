package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** Idx files of every rank, plain and in gzip of every kind. */
class IdxFilesTest {
  private static final long[][] SHAPES = {
    {1},
    {9},
    {0},
    {3, 4},
    {1, 1},
    {0, 5},
    {5, 0},
    {2, 3, 4},
    {0, 28, 28},
    {2, 3, 2, 5},
    {1, 1, 1, 1},
    {70, 31, 37}
  };

  @TempDir private Path folder;

  private static byte[] idx(int type, long... shape) {
    byte[] data = data(shape);
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    out.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
    for (long size : shape) {
      out.putInt((int) size);
    }
    return out.put(data).array();
  }

  private static byte[] data(long... shape) {
    byte[] data = new byte[HandMade.count(shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 7 + 250);
    }
    return data;
  }

  /** Gzip with the optional parts of RFC 1952: extra field 4, name 8, comment 16, header CRC 2. */
  private static byte[] gzip(int flags, byte[] content) {
    byte[] head = {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 2, 3};
    if ((flags & 4) != 0) {
      head = HandMade.join(head, new byte[] {3, 0, 'e', 0, 'x'});
    }
    if ((flags & 8) != 0) {
      head = HandMade.join(head, HandMade.utf8("images\0"));
    }
    if ((flags & 16) != 0) {
      head = HandMade.join(head, HandMade.utf8("said of it\0"));
    }
    if ((flags & 2) != 0) {
      CRC32 sum = new CRC32();
      sum.update(head);
      long crc = sum.getValue();
      head = HandMade.join(head, new byte[] {(byte) crc, (byte) (crc >> 8)});
    }
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[2 * content.length + 100];
    packed = Arrays.copyOf(packed, deflater.deflate(packed));
    deflater.end();
    CRC32 sum = new CRC32();
    sum.update(content);
    ByteBuffer end = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    end.putInt((int) sum.getValue()).putInt(content.length);
    return HandMade.join(head, packed, end.array());
  }

  private static void assertHolds(Path file, long... shape) {
    IdxFile idx = IdxFile.open(file);
    idx.check();
    String what = file.getFileName() + " " + Arrays.toString(shape);
    assertThat(idx.array().description().shape()).as(what).isEqualTo(shape);
    assertThat(idx.array().description().type()).isEqualTo(ElementType.U8);
    byte[] data = data(shape);
    assertThat(HandMade.bytes(idx.array())).as(what).isEqualTo(data);
    long[] unsigned = new long[data.length];
    for (int i = 0; i < unsigned.length; i++) {
      unsigned[i] = data[i] & 0xFF;
    }
    assertThat(idx.array().longs()).as(what).isEqualTo(unsigned);
    assertThat(idx.array().read().shape()).as(what).isEqualTo(shape);
    assertThat(HandMadeTensors.doubles(idx.array().read()))
        .as(what)
        .isEqualTo(Arrays.stream(unsigned).asDoubleStream().toArray());
    assertThat(ArrayFile.open(file).names()).containsExactly("");
    assertThat(ArrayFile.open(file).descriptions()).hasSize(1);
  }

  @Test
  void everyRankPlainAndZipped() {
    for (long[] shape : SHAPES) {
      byte[] bytes = idx(8, shape);
      for (String name : new String[] {"a.idx", "a-idx-ubyte", "A-IDX3-UBYTE"}) {
        assertHolds(Broken.file(folder, name, bytes), shape);
        assertHolds(Broken.file(folder, name + ".gz", Broken.gzip(bytes)), shape);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8, 16, 12, 24, 28, 30, 31})
  void gzipWithAnyOptionalPart(int flags) {
    assertHolds(Broken.file(folder, "g-ubyte.gz", gzip(flags, idx(8, 2, 3, 4))), 2, 3, 4);
  }

  @Test
  void gzipThatIsCutOrChangedIsRefused() {
    byte[] good = gzip(31, idx(8, 3, 4));
    for (int length = 0; length < good.length; length++) {
      Broken.assertRefused(Broken.file(folder, "c-ubyte.gz", Arrays.copyOf(good, length)));
    }
    for (int flags : new int[] {32, 64, 128}) {
      byte[] unknown = good.clone();
      unknown[3] |= (byte) flags;
      Broken.assertRefused(Broken.file(folder, "f-ubyte.gz", unknown), "flags");
    }
    byte[] method = good.clone();
    method[2] = 7;
    Broken.assertRefused(Broken.file(folder, "m-ubyte.gz", method));
  }

  @Test
  void otherTypesOfElementsAreRefused() {
    for (int type : new int[] {0, 7, 9, 0xB, 0xC, 0xD, 0xE, 0x88, 0xFF}) {
      byte[] bytes = idx(type, 2, 2);
      String shown = String.format("00 00 %02x 02", type);
      Broken.assertRefused(Broken.file(folder, "t.idx", bytes), shown);
      Broken.assertRefused(Broken.file(folder, "t.idx.gz", Broken.gzip(bytes)), shown);
    }
  }

  @Test
  void ranksBeyondFourAndNoneAreRefused() {
    for (int rank : new int[] {0, 5, 6, 127, 128, 255}) {
      byte[] bytes = idx(8, 1, 1, 1, 1);
      bytes[3] = (byte) rank;
      Broken.assertRefused(Broken.file(folder, "r.idx", bytes), "1 to 4 axes");
    }
  }

  @Test
  void dataOfAnotherLengthAreRefused() {
    for (long[] shape : SHAPES) {
      byte[] good = idx(8, shape);
      byte[] more = Arrays.copyOf(good, good.length + 1);
      byte[] less = Arrays.copyOf(good, good.length - 1);
      for (byte[] bad : new byte[][] {more, less}) {
        Broken.assertRefused(Broken.file(folder, "d-ubyte", bad));
        Broken.assertRefused(Broken.file(folder, "d-ubyte.gz", Broken.gzip(bad)));
      }
    }
  }

  @Test
  void sizesAreUnsigned() {
    // 2^31 rows of no bytes are as good as none; 2^32 - 1 of one byte are a lie.
    byte[] none = {0, 0, 8, 2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};
    assertThat(IdxFile.open(Broken.file(folder, "n.idx", none)).array().description().size(0))
        .isEqualTo(1L << 31);
    byte[] lie = {0, 0, 8, 1, -1, -1, -1, -1, 7};
    Broken.assertRefused(Broken.file(folder, "l.idx", lie), "4294967295");
    Broken.assertRefused(Broken.file(folder, "l.idx.gz", Broken.gzip(lie)), "4294967295");
  }

  @Test
  void theArrayHasNoNameButVectors() {
    IdxFile idx = IdxFile.open(Broken.file(folder, "v.idx", idx(8, 2)));
    assertThat(HandMade.bytes(idx.array("vectors"))).isEqualTo(HandMade.bytes(idx.array("")));
    assertThat(idx.path()).isEqualTo(folder.resolve("v.idx"));
    assertThat(idx.metadata()).isEmpty();
    assertThatThrownBy(() -> idx.array("images"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("'images'");
  }

  @Test
  void rowsOfAPlainFileAreReadAlone() {
    IdxFile idx = IdxFile.open(Broken.file(folder, "p.idx", idx(8, 70, 31, 37)));
    MappedArray mapped = (MappedArray) idx.array();
    byte[] all = data(70, 31, 37);
    double[] rows = HandMadeTensors.doubles(mapped.rows(68, 70));
    assertThat(rows).hasSize(2 * 31 * 37);
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i]).isEqualTo(all[68 * 31 * 37 + i] & 0xFF);
    }
  }
}
