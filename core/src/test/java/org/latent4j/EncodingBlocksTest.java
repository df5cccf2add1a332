package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What encoders see of a space, block by block, and what becomes of their rows. */
class EncodingBlocksTest {
  @TempDir private Path folder;

  /** Repeats the first value of each row; notes the blocks it saw; may fail at a row. */
  private static final class Watching implements Encoder {
    private final List<Integer> blocks = Collections.synchronizedList(new ArrayList<>());
    private final long width;
    private final long dimension;
    private final double failsAt;

    Watching(long width, long dimension, double failsAt) {
      this.width = width;
      this.dimension = dimension;
      this.failsAt = failsAt;
    }

    @Override
    public long inputDimension() {
      return width;
    }

    @Override
    public long dimension() {
      return dimension;
    }

    @Override
    public INDArray encode(INDArray x) {
      Require.matrix("Watching.encode", x, width);
      double[] given = Dense.doubles(x);
      int rows = (int) x.size(0);
      double[] out = new double[(int) (rows * dimension)];
      for (int i = 0; i < out.length; i++) {
        out[i] = given[(int) (i / dimension * width)];
        if (out[i] == failsAt) {
          throw new NonFiniteException("Watching.encode", "another value", failsAt + "");
        }
      }
      blocks.add(rows);
      return Dense.of(x.dataType(), out, rows, dimension);
    }
  }

  /** Rows of a width that begin with their number. */
  private static TensorSpace numbered(DataType type, int rows, int width) {
    double[] values = new double[rows * width];
    for (int i = 0; i < rows; i++) {
      values[i * width] = i;
    }
    return TensorSpace.of("numbered", Dense.of(type, values, rows, width));
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,4096",
    "2048,1,4096",
    "1,2048,4096",
    "2049,1,4094",
    "1,10000,838",
    "100000,3,83",
    "8388608,1,1",
    "1,8388609,1",
    "0,0,4096"
  })
  void blocksAreAsLargeAsEightMillionNumbersAllow(long width, long dimension, int rows) {
    assertThat(Encoding.blockRows(Math.max(width, dimension))).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({"4096,3", "4097,3", "9000,3", "4095,3", "1,3", "20,400000"})
  void everyRowIsEncodedOnceAndInOrder(int rows, int dimension) {
    TensorSpace space = numbered(DataType.FLOAT, rows, 2);
    Watching watching = new Watching(2, dimension, Double.NaN);
    LatentSpace encoded = watching.encode(space);
    int most = Encoding.blockRows(dimension);
    assertThat(watching.blocks).hasSize((rows + most - 1) / most);
    assertThat(watching.blocks.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rows);
    assertThat(watching.blocks.subList(0, watching.blocks.size() - 1))
        .allMatch(count -> count == most);
    assertThat(encoded.dimension()).isEqualTo(dimension);
    for (long row : new long[] {0, rows / 2, rows - 1}) {
      float[] values = Dense.floats(encoded.select(row).vectors());
      assertThat(values[0]).isEqualTo((float) row);
      assertThat(values[dimension - 1]).isEqualTo((float) row);
    }
  }

  @Test
  void doublesStayDoublesInMemoryAndInFiles() {
    TensorSpace space = numbered(DataType.DOUBLE, 10, 2);
    Watching watching = new Watching(2, 1, Double.NaN);
    assertThat(watching.encode(space).vectors().dataType()).isEqualTo(DataType.DOUBLE);
    LatentSpace mapped = watching.encode(space, folder.resolve("d.safetensors"));
    assertThat(mapped.vectors().dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(mapped.vectors()).isEqualTo(watching.encode(space).vectors());
  }

  @Test
  void aFailureInALaterBlockLeavesTheOlderFileAndNothingElse() throws Exception {
    Path file = folder.resolve("old.safetensors");
    numbered(DataType.FLOAT, 3, 2).save(file);
    byte[] before = Files.readAllBytes(file);
    Watching watching = new Watching(2, 1, 8000);
    TensorSpace space = numbered(DataType.FLOAT, 9000, 2);
    assertThatThrownBy(() -> watching.encode(space, file)).isInstanceOf(NonFiniteException.class);
    assertThat(watching.blocks).as("the first went through").containsExactly(4096);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aMappedSpaceMayBeEncodedIntoItsOwnFile() {
    Path file = folder.resolve("same.safetensors");
    numbered(DataType.FLOAT, 9000, 2).save(file);
    LatentSpace encoded = new Watching(2, 3, Double.NaN).encode(LatentSpace.open(file), file);
    assertThat(encoded.dimension()).isEqualTo(3);
    assertThat(Dense.floats(encoded.select(8999).vectors())).containsExactly(8999, 8999, 8999);
    assertThat(LatentSpace.open(file).size()).isEqualTo(9000);
  }

  @Test
  void theInputOfAnEncodingIsNotChanged() {
    TensorSpace space = numbered(DataType.FLOAT, 5000, 2);
    INDArray before = space.vectors().dup();
    Encoder first = CentralTypesTest.scale(2, 3);
    LatentSpace encoded = first.andThen(new Watching(2, 2, Double.NaN)).encode(space);
    assertThat(space.vectors()).isEqualTo(before);
    assertThat(Dense.floats(encoded.select(7).vectors())).containsExactly(21, 21);
  }

  @Test
  void anEncoderThatReturnsItsInputIsGivenItsRowsBack() {
    Encoder same =
        new Encoder() {
          @Override
          public long inputDimension() {
            return 2;
          }

          @Override
          public long dimension() {
            return 2;
          }

          @Override
          public INDArray encode(INDArray x) {
            return x;
          }
        };
    TensorSpace space = numbered(DataType.FLOAT, 5000, 2);
    assertThat(same.encode(space).vectors()).isEqualTo(space.vectors());
    assertThat(same.encode(space, folder.resolve("s.safetensors")).vectors())
        .isEqualTo(space.vectors());
    assertThat(same.andThen(same).encode(space).vectors()).isEqualTo(space.vectors());
    assertThat(space.vectors().getFloat(4999, 0)).isEqualTo(4999f);
  }

  @Test
  void blocksOfAMappedSpaceCanBeReadByManyThreads() throws Exception {
    Path file = folder.resolve("m.safetensors");
    numbered(DataType.FLOAT, 3000, 17).save(file);
    LatentSpace mapped = LatentSpace.open(file);
    Callable<double[]> firsts =
        () -> {
          List<Double> seen = new ArrayList<>();
          mapped
              .blocks(100)
              .forEach(
                  block -> {
                    for (int i = 0; i < block.size(0); i++) {
                      seen.add(block.getDouble(i, 0));
                    }
                    block.close();
                  });
          return seen.stream().mapToDouble(Double::doubleValue).toArray();
        };
    double[] expected = IntStream.range(0, 3000).asDoubleStream().toArray();
    ExecutorService pool = Executors.newFixedThreadPool(7);
    try {
      for (Future<double[]> result : pool.invokeAll(Collections.nCopies(14, firsts))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void blocksOfASpaceInMemoryAreCopies() {
    TensorSpace space = numbered(DataType.FLOAT, 4, 2);
    space.blocks(2).forEach(block -> block.assign(-1));
    assertThat(Dense.floats(space.vectors())).containsExactly(0, 0, 1, 0, 2, 0, 3, 0);
    assertThatThrownBy(() -> space.blocks(-3))
        .isInstanceOf(InputException.class)
        .hasMessage("LatentSpace.blocks: rows: expected at least 1, got -3");
  }
}
