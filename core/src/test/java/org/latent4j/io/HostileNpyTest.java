package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Npy headers that are no dictionary of the three keys, and idx headers that lie. */
class HostileNpyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr':'<f4','fortran_order':False,'shape':(1,)}",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1, 1), }   \n",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (), }\n",
        " { 'shape': (2,2,), 'fortran_order': False, 'descr': '|u1' } ",
        "{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '|S4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }"
      })
  void goodHeadersAreRead(String header) {
    Broken.readAll(Broken.file(folder, "x.npy", Broken.npy(header, 4)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}{}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1e0,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (01,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1_0,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (True,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,-1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904,4)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0,9223372036854775807)}",
        "{'descr': 'f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|V4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|S0', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<U999999999', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': ('<f4', (1,)), 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()}\u0000",
        "__import__('os').system('true')"
      })
  void isRefused(String header) {
    Broken.assertRefused(Broken.file(folder, "x.npy", Broken.npy(header, 4)));
  }

  @Test
  void versionsAndHeaderLengthsAreChecked() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}";
    for (int[] version : new int[][] {{0, 0}, {4, 0}, {1, 1}, {255, 0}}) {
      byte[] bytes = Broken.npy(header, 4);
      bytes[6] = (byte) version[0];
      bytes[7] = (byte) version[1];
      Broken.assertRefused(Broken.file(folder, "v.npy", bytes), "version");
    }
    byte[] longer = Broken.npy(header, 4);
    longer[9] = 1;
    Broken.assertRefused(Broken.file(folder, "l.npy", longer), "header");
    byte[] huge = Broken.npy(header, 4);
    huge[6] = 2;
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    Broken.assertRefused(Broken.file(folder, "h.npy", huge), "4294967295");
  }

  @Test
  void badTextIsRefused() {
    byte[] unicode = Broken.npy("{'descr': '<U1', 'fortran_order': False, 'shape': (1,)}", 4);
    ByteBuffer.wrap(unicode).order(ByteOrder.LITTLE_ENDIAN).putInt(unicode.length - 4, 0xD800);
    Broken.assertRefused(Broken.file(folder, "u.npy", unicode), "0xd800");
    byte[] bytes = Broken.npy("{'descr': '|S4', 'fortran_order': False, 'shape': (1,)}", 4);
    bytes[bytes.length - 4] = (byte) 0xFF;
    Broken.assertRefused(Broken.file(folder, "s.npy", bytes), "UTF-8");
  }

  @Test
  void idxHeadersAreChecked() {
    byte[][] bad = {
      {},
      {0, 0, 8},
      {0, 0, 8, 0},
      {0, 0, 8, 5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7},
      {0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0},
      {1, 0, 8, 1, 0, 0, 0, 1, 7},
      {0, 0, 8, 1, 0, 0, 0, 2, 7},
      {0, 0, 8, 1, 0, 0, 0, 1, 7, 7},
      {0, 0, 8, 1, 0, 0},
      {0, 0, 8, 4, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
      {0, 0, 8, 2, -1, -1, -1, -1, 0, 0, 16, 0, 7},
      {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0}
    };
    for (byte[] bytes : bad) {
      Broken.assertRefused(Broken.file(folder, "x.idx", bytes));
      Broken.assertRefused(Broken.file(folder, "x-ubyte.gz", Broken.gzip(bytes)));
    }
    Broken.readAll(Broken.file(folder, "e.idx", new byte[] {0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3}));
    assertThat(
            IdxFile.open(Broken.file(folder, "l.idx", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, -1}))
                .array("vectors")
                .longs())
        .containsExactly(255);
  }
}
