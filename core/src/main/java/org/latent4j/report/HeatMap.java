package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix as coloured cells with a legend; figures are written into cells that have room.
 *
 * @param title the heading, or empty
 * @param rows the names of the rows from top to bottom
 * @param columns the names of the columns
 * @param values the values row by row; one that is not finite gets no colour
 * @param scale how values become colours
 * @param caption what there is to see, or empty
 */
public record HeatMap(
    String title,
    List<String> rows,
    List<String> columns,
    List<List<Double>> values,
    Scale scale,
    String caption)
    implements Section {
  /** Copies the values and checks their shape. */
  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    values = values.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != width)) {
      throw new ShapeException(
          "HeatMap \"" + title + "\"",
          "[" + rows.size() + ", " + width + "]",
          values.size() + " rows of " + values.stream().map(List::size).distinct().toList());
    }
  }

  /**
   * The heat map of a floating matrix {@code [rows, columns]} over the range of its values.
   *
   * @throws ShapeException when the names are not as many as rows and columns
   */
  public static HeatMap of(String title, List<String> rows, List<String> columns, INDArray matrix) {
    Require.matrix("HeatMap \"" + title + "\"", matrix, columns.size());
    double[] all = Dense.doubles(matrix);
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < matrix.size(0); i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < columns.size(); j++) {
        row.add(all[i * columns.size() + j]);
      }
      values.add(row);
    }
    return new HeatMap(title, rows, columns, values, Scale.sequential(), "");
  }

  /** The same heat map with another scale. */
  public HeatMap withScale(Scale other) {
    return new HeatMap(title, rows, columns, values, other, caption);
  }

  /** The same heat map with another caption. */
  public HeatMap withCaption(String text) {
    return new HeatMap(title, rows, columns, values, scale, text);
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.heatMap(this);
  }

  /**
   * How values become colours.
   *
   * @param diverging two colours that meet in the middle of the range, for values around a centre
   *     such as correlations; otherwise dark to light in even steps
   * @param low the value of the first colour, or NaN for the lowest of the data
   * @param high the value of the last colour, or NaN for the highest of the data
   */
  public record Scale(boolean diverging, double low, double high) {
    /** Checks the range. */
    public Scale {
      if (low >= high || Double.isInfinite(low) || Double.isInfinite(high)) {
        throw new InputException("HeatMap.Scale", "finite low < high", low + ", " + high);
      }
    }

    /** Dark to light over the range of the data. */
    public static Scale sequential() {
      return new Scale(false, Double.NaN, Double.NaN);
    }

    /** Dark to light from {@code low} to {@code high}. */
    public static Scale sequential(double low, double high) {
      return new Scale(false, low, high);
    }

    /** Two colours around 0, to {@code reach} on both sides. */
    public static Scale diverging(double reach) {
      return new Scale(true, -reach, reach);
    }
  }
}
