package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The little Python that npy headers are written in. */
class NpyGrammarTest {
  private static final byte[] DATA =
      HandMade.elements("f4", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6);

  @TempDir private Path folder;

  private Path file(int version, String header) {
    return Broken.file(folder, "x.npy", HandMade.npy(version, header, DATA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr':'<f4','fortran_order':False,'shape':(2,3)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,3,),}",
        "{ 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , } ",
        "\t{\n'descr'\t:\r\n'<f4',\n'fortran_order':\tFalse,\n'shape':(\n2\n,\n3\n)\n}\n\n",
        "{\"descr\":\"<f4\",'fortran_order':False,\"shape\":(2,3)}",
        "{'shape':(2,3),'fortran_order':False,'descr':\"<f4\"}",
        "{'fortran_order':False,'shape':(2,3),'descr':'<f4'}"
      })
  void oneArrayInManySpellings(String header) {
    for (int version = 1; version <= 3; version++) {
      NpyFile npy = NpyFile.open(file(version, header));
      assertThat(npy.array().description().shape()).as("version %d", version).containsExactly(2, 3);
      assertThat(npy.array().floats()).as("version %d", version).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(npy.names()).containsExactly("");
      assertThat(npy.metadata()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(6,);6",
        "(6, );6",
        "(1, 6);1,6",
        "(6,1,);6,1",
        "(1,2,3);1,2,3",
        "(3,1,2,1,1,1,1,1);3,1,2,1,1,1,1,1"
      })
  void tuplesOfSizes(String tuple, String sizes) {
    long[] shape = Arrays.stream(sizes.split(",")).mapToLong(Long::parseLong).toArray();
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + "}";
    assertThat(NpyFile.open(file(1, header)).array().description().shape()).isEqualTo(shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'''<f4'''",
        "u'<f4'",
        "b'<f4'",
        "r'<f4'",
        "'<' 'f4'",
        "'<f4\"",
        "'<f\\x34'",
        "'<f4' ''",
        "('<f4')",
        "['<f4']",
        "'<F4'",
        "'<f4 '",
        "' <f4'",
        "'<<f4'",
        "'f4<'",
        "'<f04'",
        "'<f-4'",
        "'<f'",
        "'<4'",
        "''",
        "'=f4'",
        "'|f4'",
        "'|i2'",
        "'<u4'",
        "'<u8'",
        "'<b4'",
        "'<i16'",
        "'<m8'",
        "'|V24'",
        "'|U6'",
        "'|S'",
        "'|S99999999999'",
        "'float32'",
        "None",
        "4",
        "[('a', '<f4')]",
        "[('é', '<f4')]",
        "{'names': ['a'], 'formats': ['<f4']}",
        "('<f4', (6,))"
      })
  void dtypesThatAreRefused(String descr) {
    for (int version : new int[] {1, 3}) {
      Broken.assertRefused(
          file(version, "{'descr': " + descr + ", 'fortran_order': False, 'shape': (6,)}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(6,,)",
        "(,6)",
        "(6;)",
        "(6)",
        "6",
        "6,",
        "[6,]",
        "{6}",
        "(6L,)",
        "(0x6,)",
        "(0b110,)",
        "(0o6,)",
        "(6j,)",
        "(6.,)",
        "(6e0,)",
        "(+6,)",
        "(--6,)",
        "(006,)",
        "(6 ,0 0)",
        "('6',)",
        "(None,)",
        "(2*3,)",
        "((6,),)",
        "((6),)",
        "(int(6),)",
        "(6,",
        "(-6,)",
        "(6,-1)",
        "(18446744073709551622,)",
        "(9223372036854775808,)"
      })
  void shapesThatAreRefused(String shape) {
    Broken.assertRefused(
        file(1, "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}"));
    Broken.assertRefused(
        file(2, "{'shape': " + shape + ", 'fortran_order': False, 'descr': '<f4'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "0", "None", "'False'", "Falsey", "not True", "", "()"})
  void ordersThatAreRefused(String order) {
    Broken.assertRefused(
        file(1, "{'descr': '<f4', 'fortran_order': " + order + ", 'shape': (6,)}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), '': 1}",
        "{'Descr': '<f4', 'fortran_order': False, 'shape': (6,)}",
        "{'descr ': '<f4', 'fortran_order': False, 'shape': (6,)}",
        "{descr: '<f4', 'fortran_order': False, 'shape': (6,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'shape': (6,)}",
        "{'descr': '<f4', 'fortran_order': False, 'fortran_order': False, 'shape': (6,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,),,}",
        "{,'descr': '<f4', 'fortran_order': False, 'shape': (6,)}",
        "{'descr': '<f4'; 'fortran_order': False; 'shape': (6,)}",
        "{'descr'= '<f4', 'fortran_order'= False, 'shape'= (6,)}",
        "({'descr': '<f4', 'fortran_order': False, 'shape': (6,)})",
        "dict(descr='<f4', fortran_order=False, shape=(6,))",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)} # said",
        "# said\n{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)};",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}\u00a0",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}\u000c",
        "\ufeff{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}"
      })
  void dictionariesThatAreRefused(String header) {
    for (int version = 1; version <= 3; version++) {
      Broken.assertRefused(file(version, header));
    }
  }

  @Test
  void dataOneByteShortOrLongAreRefused() {
    for (int version = 1; version <= 3; version++) {
      byte[] good = HandMade.npy(version, HandMade.dictionary("<f4", false, 6), DATA);
      Broken.readAll(Broken.file(folder, "g.npy", good));
      byte[] cut = Arrays.copyOf(good, good.length - 1);
      Broken.assertRefused(Broken.file(folder, "c.npy", cut), "24 bytes", "23 bytes");
      byte[] more = Arrays.copyOf(good, good.length + 1);
      Broken.assertRefused(Broken.file(folder, "m.npy", more), "24 bytes", "25 bytes");
    }
  }

  @Test
  void everyCutOfAFileIsRefused() {
    for (int version = 1; version <= 3; version++) {
      byte[] good = HandMade.npy(version, HandMade.dictionary(">f4", true, 2, 3), DATA);
      for (int length = 0; length < good.length; length++) {
        byte[] cut = Arrays.copyOf(good, length);
        Broken.assertRefused(Broken.file(folder, "cut.npy", cut));
      }
    }
  }

  @Test
  void emptyArraysHaveNoData() {
    for (String shape : new String[] {"(0,)", "(0, 5)", "(5, 0)", "(0, 0)", "(3, 0, 4)"}) {
      String header = "{'descr': '<f8', 'fortran_order': True, 'shape': " + shape + "}";
      byte[] bytes = HandMade.npy(1, header, new byte[0]);
      NpyFile npy = NpyFile.open(Broken.file(folder, "e.npy", bytes));
      assertThat(npy.array().doubles()).as(shape).isEmpty();
      assertThat(npy.array().read().isEmpty()).as(shape).isTrue();
      Broken.assertRefused(
          Broken.file(folder, "f.npy", HandMade.npy(1, header, new byte[8])), "8 bytes");
    }
  }

  @Test
  void aHeaderMayBeLongerThanVersion1Allows() {
    String header = HandMade.dictionary("<f4", false, 6) + " ".repeat(70_000) + "\n";
    for (int version = 2; version <= 3; version++) {
      assertThat(NpyFile.open(file(version, header)).array().floats()).hasSize(6);
    }
    byte[] lie = HandMade.npy(2, HandMade.dictionary("<f4", false, 6), DATA);
    ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 1 << 30);
    Broken.assertRefused(Broken.file(folder, "lie.npy", lie), "1073741824");
  }

  @Test
  void ranksUpToWhatNumpyHas() {
    String ones = "1,".repeat(63);
    byte[] one = {7};
    String good = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + ones + "1,)}";
    byte[] bytes = HandMade.npy(1, good, one);
    assertThat(NpyFile.open(Broken.file(folder, "r.npy", bytes)).array().longs())
        .containsExactly(7);
    byte[] deeper = HandMade.npy(1, good.replace("(1,", "(1,1,"), one);
    Broken.assertRefused(Broken.file(folder, "d.npy", deeper), "65 sizes");
  }
}
