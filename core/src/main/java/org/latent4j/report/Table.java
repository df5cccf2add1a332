package org.latent4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.ShapeException;

/**
 * A table. A column without words is set as numbers: to the right, with one number of decimals.
 *
 * @param title the heading, or empty
 * @param columns the names of the columns
 * @param rows the cells row by row, each row as long as {@code columns}
 * @param caption what there is to see, or empty
 */
public record Table(String title, List<String> columns, List<List<Cell>> rows, String caption)
    implements Section {
  /** Copies the cells and checks the length of every row. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != columns.size()) {
        throw new ShapeException(
            "Table \"" + title + "\": row " + i,
            columns.size() + " cells",
            Integer.toString(rows.get(i).size()));
      }
    }
  }

  /** A table without rows. */
  public static Table of(String title, String... columns) {
    return new Table(title, List.of(columns), List.of(), "");
  }

  /** The same table with one row more; see {@link Cell#of} for what the values become. */
  public Table row(@Nullable Object... values) {
    List<List<Cell>> more = new ArrayList<>(rows);
    more.add(Arrays.stream(values).map(Cell::of).toList());
    return new Table(title, columns, more, caption);
  }

  /** The same table with another caption. */
  public Table withCaption(String text) {
    return new Table(title, columns, rows, text);
  }

  /** The cells of a column from top to bottom. */
  List<Cell> column(int index) {
    return rows.stream().map(row -> row.get(index)).toList();
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.table(this);
  }
}
