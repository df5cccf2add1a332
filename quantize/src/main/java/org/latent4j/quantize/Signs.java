package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.error.FormatException;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.MappedArray;
import org.latent4j.io.SavedThing;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One bit a column: whether it is above 0. What LFQ and BSQ share. */
final class Signs {
  private static final String SCALE = "codebook_scale";
  private static final String DIMENSION = "dimension";

  private final int columns;
  private final float value;
  private final CodeSpace space;
  private final Ladders ladders;

  Signs(int columns, double value) {
    this.columns = columns;
    this.value = (float) value;
    this.space = CodeSpace.uniform(columns, 2);
    // Zero, of either sign, is not above zero.
    Ladder ladder = new Ladder(new double[] {0}, new int[] {0, 1});
    this.ladders = new Ladders(java.util.Collections.nCopies(columns, ladder));
  }

  int columns() {
    return columns;
  }

  CodeSpace space() {
    return space;
  }

  CodeMatrix quantize(String operation, INDArray x) {
    return ladders.quantize(CodedRows.check(operation, x, columns), space).topFirst();
  }

  INDArray reconstruct(String operation, CodeMatrix codes) {
    CodedRows.check(operation, codes, space);
    return CodedRows.decode(
        codes,
        columns,
        (row, out, at) -> {
          for (int i = 0; i < columns; i++) {
            out[at + i] = row[i] == 1 ? value : -value;
          }
        });
  }

  static void save(SavedThing.Draft draft, int columns, double scale, Path file) {
    draft
        .tensor(HeldArray.of(SCALE, new float[] {(float) scale}, 1))
        .tensor(HeldArray.of(DIMENSION, new int[] {columns}, 1))
        .save(file);
  }

  static double scale(SavedThing thing) {
    float scale = CodedRows.tensor(thing, SCALE, 1)[0];
    if (!(scale > 0)) {
      throw new FormatException(
          thing.file().path() + ": tensor '" + SCALE + "'", "a number above 0", "" + scale);
    }
    return scale;
  }

  static int dimension(SavedThing thing) {
    MappedArray array = thing.array(DIMENSION, List.of(ElementType.I32, ElementType.I64), 1);
    long dimension = array.longs()[0];
    if (dimension < 1 || dimension > 1 << 24) {
      throw new FormatException(array.place(), "1 to " + (1 << 24), Long.toString(dimension));
    }
    return (int) dimension;
  }
}
