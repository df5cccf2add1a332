package org.latent4j.anchors;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.report.Table;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * By how much encodings moved under each class of changes, and which classes hold at a tolerance.
 *
 * @param rows one a class
 * @param tolerance the largest deviation of a class that holds, at least 0
 */
public record InvarianceTable(List<Row> rows, double tolerance) {
  /**
   * What one class of changes did.
   *
   * @param transformation the class
   * @param largest the largest deviation of any entry, by the largest value there was before
   * @param mean the mean deviation of all entries, likewise
   */
  public record Row(Transformation transformation, double largest, double mean) {}

  /** Copies the rows. */
  public InvarianceTable {
    rows = List.copyOf(rows);
    Require.notNegative("InvarianceTable: tolerance", tolerance);
  }

  /** The tolerance by default: 1e-7 for {@code DOUBLE}, 1e-4 for {@code FLOAT}. */
  static double tolerance(DataType type) {
    return type == DataType.DOUBLE ? 1e-7 : 1e-4;
  }

  /** The same deviations judged at another tolerance. */
  public InvarianceTable at(double other) {
    return new InvarianceTable(rows, other);
  }

  /** The row of a class. */
  public Row row(Transformation transformation) {
    return rows.stream()
        .filter(row -> row.transformation() == transformation)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "InvarianceTable.row",
                    "one of " + rows.stream().map(Row::transformation).toList(),
                    transformation.toString()));
  }

  /** Whether the largest deviation under a class is within the tolerance. */
  public boolean holds(Transformation transformation) {
    return row(transformation).largest() <= tolerance;
  }

  /** The classes that hold. */
  public Set<Transformation> holding() {
    Set<Transformation> out = EnumSet.noneOf(Transformation.class);
    for (Row row : rows) {
      if (holds(row.transformation())) {
        out.add(row.transformation());
      }
    }
    return out;
  }

  /** The table as a section of a report. */
  public Table table() {
    Table table = Table.of("Invariance", "change", "largest deviation", "mean deviation", "holds");
    for (Row row : rows) {
      table =
          table.row(
              word(row.transformation()),
              row.largest(),
              row.mean(),
              holds(row.transformation()) ? "yes" : "no");
    }
    return table.withCaption(
        "Deviations by the largest value before the change; a class holds up to "
            + tolerance
            + ".");
  }

  private static String word(Transformation transformation) {
    return transformation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** One line a class. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-18s largest %.3g, mean %.3g: %s%n",
              word(row.transformation()),
              row.largest(),
              row.mean(),
              holds(row.transformation()) ? "holds" : "does not hold"));
    }
    return out.toString();
  }
}
