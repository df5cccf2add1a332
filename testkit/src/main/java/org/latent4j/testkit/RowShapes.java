package org.latent4j.testkit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes in and out of a map of rows: shapes and types, and what is refused. */
final class RowShapes {
  private RowShapes() {}

  static void declared(RowMap map, INDArray x) {
    if (map.width() < 1 || map.outputWidth() < 1) {
      throw new AssertionError(
          map.name()
              + ": widths must be above 0, are "
              + map.width()
              + " and "
              + map.outputWidth());
    }
    expect(map, x, map.apply(x));
  }

  /** No rows give no rows; one row gives what it gives among others. */
  static void fewRows(RowMap map, INDArray x, double tolerance) {
    INDArray none = Dense.zeros(x.dataType(), 0, map.width());
    expect(map, none, map.apply(none));
    INDArray first = Dense.rows(x, 0, 1).dup('c');
    INDArray alone = map.apply(first);
    expect(map, first, alone);
    Bits.close(
        map.name() + ", the first row alone", Dense.rows(map.apply(x), 0, 1), alone, tolerance);
  }

  static void otherWidths(RowMap map, DataType type) {
    long width = map.width();
    Set<Long> others = new LinkedHashSet<>(Set.of(width + 1, width - 1, 2 * width, 1L));
    others.remove(0L);
    others.remove(width);
    for (long other : others) {
      for (long rows : new long[] {5, 1, 0}) {
        refusesShape(map, Dense.zeros(type, rows, other));
      }
    }
  }

  static void otherRanks(RowMap map, DataType type) {
    refusesShape(map, Dense.zeros(type, map.width()));
    refusesShape(map, Dense.zeros(type, 2, map.width(), 3));
    refusesShape(map, Dense.zeros(type, 2, 3, map.width()));
  }

  static void otherTypes(RowMap map) {
    for (DataType type : new DataType[] {DataType.INT32, DataType.INT64, DataType.BOOL}) {
      INDArray x = Dense.zeros(type, 3, map.width());
      String situation = map.name() + " given " + x.dataType();
      String message = Refusal.of(situation, InputException.class, () -> map.apply(x));
      Refusal.names(situation, message, x.dataType().toString());
    }
  }

  static void doubles(RowMap map, INDArray x, DoubleRows policy, double tolerance) {
    INDArray wide = x.castTo(DataType.DOUBLE);
    if (policy == DoubleRows.REFUSED) {
      String situation = map.name() + " given DOUBLE";
      String message = Refusal.of(situation, InputException.class, () -> map.apply(wide));
      Refusal.names(situation, message, "DOUBLE");
      return;
    }
    INDArray z = map.apply(wide);
    INDArray narrow = map.apply(x.castTo(DataType.FLOAT));
    boolean stays = policy == DoubleRows.STAY_DOUBLE;
    expect(map, stays ? wide : narrow, z);
    Bits.close(map.name() + ", DOUBLE and FLOAT rows", narrow, z, tolerance);
    if (!stays) {
      refusesWhatFloatCannotHold(map, wide);
    }
  }

  /** A finite double that would become an infinite float must not become one silently. */
  private static void refusesWhatFloatCannotHold(RowMap map, INDArray wide) {
    int row = (int) wide.size(0) - 1;
    INDArray large = wide.dup('c').putScalar(row, 0, 1e300);
    String situation = map.name() + " given 1e300, which no FLOAT holds,";
    String message = Refusal.of(situation, InputException.class, () -> map.apply(large));
    Refusal.namesCell(situation, message, "", row, 0);
  }

  /** Each of NaN and the infinities is named by row and column, in any layout. */
  static void notFinite(RowMap map, INDArray x, RandomStream random) {
    int rows = (int) x.size(0);
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (int row : new int[] {0, random.below(rows), rows - 1}) {
        int column = random.below((int) map.width());
        INDArray bad = x.dup('c');
        bad.putScalar(row, column, value);
        refusesCell(map, "c order", bad, value, row, column);
        if (row != rows - 1) {
          Layouts.of(bad).forEach((name, y) -> refusesCell(map, name, y, value, row, column));
        }
      }
    }
  }

  private static void refusesCell(
      RowMap map, String layout, INDArray bad, double value, int row, int column) {
    String situation = map.name() + " given " + value + " in " + layout;
    String message = Refusal.of(situation, NonFiniteException.class, () -> map.apply(bad));
    String name = Double.isNaN(value) ? "NaN" : Double.toString(value);
    Refusal.namesCell(situation, message, name, row, column);
  }

  private static void refusesShape(RowMap map, INDArray x) {
    String situation = map.name() + " given " + Bits.describe(x);
    String message = Refusal.of(situation, ShapeException.class, () -> map.apply(x));
    Refusal.namesShapes(situation, message, map.width(), x.shape());
  }

  private static void expect(RowMap map, INDArray x, INDArray z) {
    boolean shaped = z.rank() == 2 && z.size(0) == x.size(0) && z.size(1) == map.outputWidth();
    if (!shaped || z.dataType() != x.dataType()) {
      throw new AssertionError(
          String.format(
              "%s: expected %s [%d, %d], got %s",
              map.name(), x.dataType(), x.size(0), map.outputWidth(), Bits.describe(z)));
    }
  }
}
