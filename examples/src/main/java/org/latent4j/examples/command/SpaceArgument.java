package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.ITypeConverter;

/**
 * A space as an argument of a command: {@code FILE} or {@code FILE#NAME} with a 2-D array of
 * floats, or word vectors, whose words are the keys.
 *
 * @param array the file and the name of its array
 */
record SpaceArgument(ArrayArgument array) {
  private static final int BLOCK = 4096;

  /** Reads the space with the keys that its file has, else row numbers; see {@link #read(Path)}. */
  LatentSpace read() throws IOException {
    return read(null);
  }

  /**
   * Opens the space and checks it: at least one column, all values finite.
   *
   * @param keys a file with one key a line, or null for those of the space's own file
   * @throws ShapeException for rows without columns, and for another number of keys than rows
   * @throws NonFiniteException for a NaN or an infinity, naming row and column
   */
  LatentSpace read(@Nullable Path keys) throws IOException {
    LatentSpace space = array.space();
    if (space.dimension() < 1) {
      throw new ShapeException(
          array.toString(), "[n, d] with d of at least 1", shape(space.size(), space.dimension()));
    }
    requireFinite(space);
    return keys == null ? space : withKeys(space, keys);
  }

  private void requireFinite(LatentSpace space) {
    long row = 0;
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      try {
        Finite.require(array.toString(), block);
      } catch (NonFiniteException e) {
        throw named(row, Dense.doubles(block), (int) block.size(1), e);
      }
      row += block.size(0);
      block.close();
    }
  }

  /** The same complaint with the row counted from the beginning of the file. */
  private NonFiniteException named(
      long firstRow, double[] block, int width, NonFiniteException original) {
    for (int i = 0; i < block.length; i++) {
      if (!Double.isFinite(block[i])) {
        return new NonFiniteException(
            array.toString(),
            "finite values",
            block[i] + " at row " + (firstRow + i / width) + ", column " + i % width);
      }
    }
    return original;
  }

  private LatentSpace withKeys(LatentSpace space, Path file) throws IOException {
    List<String> keys = KeyFile.read(file);
    if (keys.size() != space.size()) {
      throw new ShapeException(
          file + ": keys", space.size() + " keys, one a row of " + array, keys.size() + " keys");
    }
    TensorSpace keyed =
        TensorSpace.of(space.name(), space.vectors(), keys).withLineage(space.lineage());
    return space.labels().map(keyed::withLabels).orElse(keyed);
  }

  private static String shape(long... sizes) {
    return Arrays.toString(sizes);
  }

  @Override
  public String toString() {
    return array.toString();
  }

  /** Lets picocli parse spaces. */
  static final class Converter implements ITypeConverter<SpaceArgument> {
    @Override
    public SpaceArgument convert(String text) {
      return new SpaceArgument(new ArrayArgument.Converter().convert(text));
    }
  }
}
