package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.Broken;
import org.latent4j.io.HandMade;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzWriter;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Spaces in files of odd sizes, types and makers. */
class OddSpacesTest {
  private static final String SPACE =
      "'__metadata__':{'format':'latent4j','version':'1','kind':'space'";

  @TempDir private Path folder;

  /** A file of vectors 0, 1, 2 ... (modulo 100), one after the other. */
  private Path vectors(String type, String code, int rows, int columns) {
    long[] values = LongStream.range(0, (long) rows * columns).map(i -> i % 100).toArray();
    byte[] data = HandMade.elements(code, ByteOrder.LITTLE_ENDIAN, values);
    String shape = "[" + rows + "," + columns + "]";
    String header =
        "{"
            + SPACE
            + ",'name':'hand'},"
            + HandMade.tensor("vectors", type, shape, 0, data.length)
            + "}";
    return Broken.file(folder, type + ".safetensors", HandMade.safetensors(header, data));
  }

  private static double[] expected(int from, int to, int columns) {
    return IntStream.range(from * columns, to * columns).mapToDouble(i -> i % 100).toArray();
  }

  @ParameterizedTest
  @CsvSource({"F32,f4,FLOAT", "F64,f8,DOUBLE", "F16,f2,FLOAT", "BF16,bf,FLOAT"})
  void blocksOfFilesOfEverySize(String type, String code, DataType read) {
    for (int rows : new int[] {0, 1, 2, 7, 64, 1001}) {
      for (int columns : new int[] {1, 3, 17}) {
        LatentSpace space = LatentSpace.open(vectors(type, code, rows, columns));
        assertThat(space.name()).isEqualTo("hand");
        assertThat(space.size()).isEqualTo(rows);
        assertThat(space.dimension()).isEqualTo(columns);
        assertThat(space.vectors().dataType()).isEqualTo(read);
        assertThat(Dense.doubles(space.vectors())).isEqualTo(expected(0, rows, columns));
        for (int count : new int[] {1, 2, 7, 63, 64, 1000, 1001, 5000, Integer.MAX_VALUE}) {
          if (count == 1 && rows > 100) {
            continue;
          }
          int[] at = {0};
          space
              .blocks(count)
              .forEach(
                  block -> {
                    int to = (int) Math.min(rows, (long) at[0] + count);
                    assertThat(block.shape()).containsExactly(to - at[0], columns);
                    assertThat(Dense.doubles(block)).isEqualTo(expected(at[0], to, columns));
                    at[0] = to;
                    block.close();
                  });
          assertThat(at[0]).as("%d rows by %d", rows, count).isEqualTo(rows);
        }
      }
    }
  }

  @Test
  void selectionsStayInTheFile() {
    int columns = 5;
    LatentSpace space = LatentSpace.open(vectors("F32", "f4", 333, columns));
    Random random = new Random(3);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 333).boxed().toList());
    Collections.shuffle(order, random);
    long[] rows = order.stream().mapToLong(Integer::longValue).toArray();
    LatentSpace shuffled = space.select(rows);
    assertThat(shuffled).isInstanceOf(MappedSpace.class);
    assertThat(shuffled.size()).isEqualTo(333);
    double[] all = Dense.doubles(shuffled.vectors());
    for (int i = 0; i < rows.length; i++) {
      assertThat(Arrays.copyOfRange(all, i * columns, (i + 1) * columns))
          .as("seed 3, row %d", i)
          .isEqualTo(expected((int) rows[i], (int) rows[i] + 1, columns));
      assertThat(shuffled.keys().get(i)).isEqualTo(Long.toString(rows[i]));
    }
    assertThat(Dense.doubles(shuffled.blocks(10).skip(33).findFirst().orElseThrow()))
        .isEqualTo(Arrays.copyOfRange(all, 330 * columns, 333 * columns));
    LatentSpace again = shuffled.select(332, 0, 100);
    assertThat(again.keys().asList()).containsExactly("" + rows[332], "" + rows[0], "" + rows[100]);
    assertThat(Dense.doubles(again.vectors()))
        .startsWith(expected((int) rows[332], (int) rows[332] + 1, columns));
    Path saved = folder.resolve("again.safetensors");
    again.save(saved);
    assertThat(LatentSpace.open(saved).keys()).isEqualTo(again.keys());
    assertThat(Dense.doubles(LatentSpace.open(saved).vectors()))
        .isEqualTo(Dense.doubles(again.vectors()));
    for (long bad : new long[] {-1, 333, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
      assertThatThrownBy(() -> space.select(0, bad))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got " + bad);
    }
  }

  @Test
  void manyKeysOfAllLengths() {
    int count = 9000;
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add("é".repeat(i % 7) + "😀".repeat(i % 3) + i + "\n\0 ".substring(0, i % 4));
    }
    int[] labels = IntStream.range(0, count).map(i -> i * 1_000_003).toArray();
    TensorSpace space =
        TensorSpace.of("many \"keys\"", Dense.zeros(DataType.DOUBLE, count, 1), keys)
            .withLabels(labels);
    Path file = folder.resolve("k.safetensors");
    space.save(file);
    LatentSpace back = LatentSpace.open(file);
    assertThat(back.keys().asList()).isEqualTo(keys);
    assertThat(back.labels().orElseThrow()).isEqualTo(labels);
    assertThat(back.name()).isEqualTo("many \"keys\"");
    assertThat(back.select(keys.subList(8990, 8993)).labels().orElseThrow())
        .containsExactly(labels[8990], labels[8991], labels[8992]);
  }

  @Test
  void keysMadeByHand() {
    byte[] data =
        HandMade.join(
            HandMade.elements("i8", ByteOrder.LITTLE_ENDIAN, 0, 1, 4, 8),
            HandMade.elements("f4", ByteOrder.LITTLE_ENDIAN, 1, 2, 3),
            HandMade.elements("i4", ByteOrder.LITTLE_ENDIAN, -5, Integer.MAX_VALUE, 0),
            HandMade.utf8("a東😀"));
    String header =
        "{"
            + SPACE
            + "},"
            + HandMade.tensor("keys.offsets", "I64", "[4]", 0, 32)
            + ","
            + HandMade.tensor("vectors", "F32", "[3,1]", 32, 44)
            + ","
            + HandMade.tensor("labels", "I32", "[3]", 44, 56)
            + ","
            + HandMade.tensor("keys.bytes", "U8", "[8]", 56, 64)
            + "}";
    Path file = Broken.file(folder, "my.space.safetensors", HandMade.safetensors(header, data));
    LatentSpace space = LatentSpace.open(file);
    assertThat(space.keys().asList()).containsExactly("a", "東", "😀");
    assertThat(space.labels().orElseThrow()).containsExactly(-5, Integer.MAX_VALUE, 0);
    assertThat(space.name()).isEqualTo("my");
    assertThat(space.lineage()).isEqualTo(Lineage.none());
    byte[] twice = data.clone();
    twice[0] = 1;
    assertRefused(header, twice, "keys.offsets");
    byte[] split = data.clone();
    split[8] = 2;
    assertRefused(header, split, "keys.bytes", "key 0");
    byte[] same = HandMade.join(Arrays.copyOf(data, 56), HandMade.utf8("aaaaaaaa"));
    same[16] = 2;
    assertRefused(header, same, "'a'");
  }

  private void assertRefused(String header, byte[] data, String... words) {
    Path file = Broken.file(folder, "bad.safetensors", HandMade.safetensors(header, data));
    assertThatThrownBy(() -> LatentSpace.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void equalKeysInAFileAreRefusedWithTheFile() {
    byte[] data =
        HandMade.join(
            HandMade.elements("i8", ByteOrder.LITTLE_ENDIAN, 0, 1, 2),
            HandMade.elements("f4", ByteOrder.LITTLE_ENDIAN, 1, 2),
            HandMade.utf8("aa"));
    String header =
        "{"
            + SPACE
            + "},"
            + HandMade.tensor("keys.offsets", "I64", "[3]", 0, 24)
            + ","
            + HandMade.tensor("vectors", "F32", "[2,1]", 24, 32)
            + ","
            + HandMade.tensor("keys.bytes", "U8", "[2]", 32, 34)
            + "}";
    Path file = Broken.file(folder, "twins.safetensors", HandMade.safetensors(header, data));
    assertThatThrownBy(() -> LatentSpace.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll(file.toString(), "keys", "'a'");
  }

  @ParameterizedTest
  @CsvSource({"<f4,false", ">f4,false", "<f4,true", ">f8,true", "<f2,true", ">f2,false"})
  void npyOfEveryOrderIsASpace(String descr, boolean fortran) {
    long[] values = LongStream.range(0, 12).toArray();
    long[] laidOut = fortran ? new long[] {0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11} : values;
    ByteOrder order = descr.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] data = HandMade.elements(descr.substring(1), order, laidOut);
    Path file = Broken.file(folder, "n.npy", HandMade.npy(descr, fortran, data, 4, 3));
    LatentSpace space = LatentSpace.open(file);
    assertThat(space.vectors().dataType())
        .isEqualTo(descr.endsWith("8") ? DataType.DOUBLE : DataType.FLOAT);
    assertThat(Dense.doubles(space.vectors())).isEqualTo(expected(0, 4, 3));
    assertThat(Dense.doubles(space.select(3, 1).vectors())).startsWith(9, 10, 11, 3);
    assertThat(space.keys().areRows()).isTrue();
    assertThat(space.blocks(3).map(block -> block.size(0))).containsExactly(3L, 1L);
  }

  @Test
  void arraysThatAreNoMatrixAreNoSpace() {
    for (String header : new String[] {"(12,)", "(2, 2, 3)", "()"}) {
      long[] shape = header.equals("()") ? new long[0] : sizes(header);
      int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      Path file =
          Broken.file(folder, "a.npy", HandMade.npy("<f4", false, new byte[4 * count], shape));
      assertThatThrownBy(() -> LatentSpace.open(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(file.toString());
    }
    Path whole = Broken.file(folder, "i.npy", HandMade.npy("<i4", false, new byte[16], 2, 2));
    assertThatThrownBy(() -> LatentSpace.open(whole)).isInstanceOf(FormatException.class);
    Path npz = folder.resolve("none.npz");
    NpzWriter.write(npz, List.of(HeldArray.of("a", new float[2], 2)));
    assertThatThrownBy(() -> LatentSpace.open(npz)).isInstanceOf(FormatException.class);
  }

  private static long[] sizes(String tuple) {
    return Arrays.stream(tuple.replaceAll("[(),]", " ").strip().split(" +"))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  @Test
  void encodedBlockByBlockIntoAFile() {
    LatentSpace space = LatentSpace.open(vectors("F64", "f8", 9001, 3));
    Encoder half = CentralTypesTest.scale(3, 0.5);
    Path file = folder.resolve("half.safetensors");
    LatentSpace mapped = half.encode(space, file);
    LatentSpace held = half.encode(space);
    assertThat(mapped.vectors()).isEqualTo(held.vectors());
    assertThat(mapped.size()).isEqualTo(9001);
    double[] last = Dense.doubles(mapped.select(9000).vectors());
    double[] wanted = expected(9000, 9001, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(last[i]).isEqualTo(wanted[i] / 2);
    }
    assertThatThrownBy(() -> CentralTypesTest.scale(4, 1).encode(space))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("4", "3");
  }

  @Test
  void aSpaceWithoutColumns() {
    TensorSpace none =
        TensorSpace.of("none", Dense.zeros(DataType.FLOAT, 3, 0), List.of("a", "b", "c"));
    assertThat(none.select(2, 0).keys().asList()).containsExactly("c", "a");
    assertThat(none.select(2, 0).vectors().shape()).containsExactly(2, 0);
    assertThat(none.blocks(2).map(INDArray::shape).map(Arrays::toString))
        .containsExactly("[2, 0]", "[1, 0]");
    Path file = folder.resolve("none.safetensors");
    none.save(file);
    assertThat(LatentSpace.open(file).keys()).isEqualTo(none.keys());
    assertThat(LatentSpace.open(file).vectors().shape()).containsExactly(3, 0);
  }
}
