package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class SectionTest {
  private static final double NAN = Double.NaN;

  @Test
  void valuesBecomeCells() {
    assertThat(Cell.of(null)).isEqualTo(new Cell.Empty());
    assertThat(Cell.of(3)).isEqualTo(new Cell.Count(3));
    assertThat(Cell.of((byte) 3)).isEqualTo(Cell.of((short) 3)).isEqualTo(Cell.of(3L));
    assertThat(Cell.of(0.1f)).isEqualTo(new Cell.Figure(0.1));
    assertThat(Cell.of(Float.NaN)).isEqualTo(new Cell.Figure(NAN));
    assertThat(Cell.of(true)).isEqualTo(new Cell.Words("true"));
    assertThat(Cell.of(new Cell.Count(1))).isEqualTo(new Cell.Count(1));
  }

  @Test
  void wrongShapesAreRefused() {
    refused(() -> Table.of("T", "a", "b").row(1), "Table \"T\": row 0: expected 2 cells, got 1");
    refused(
        () -> Series.of("s", new double[2], new double[3]),
        "Series \"s\": expected 2 y values and as many labels or none, got 3 and 0");
    refused(
        () -> Series.of("s", new double[2]).withLabels(List.of("a")),
        "Series \"s\": expected 2 y values and as many labels or none, got 2 and 1");
    refused(
        () -> Bars.of("b", 1, 2).withIntervals(new double[1], new double[2]),
        "Bars \"b\": expected 2 lower and upper ends or none, got 1 and 2");
    refused(
        () -> BarChart.of("c", List.of("x"), Axis.of(""), Bars.of("b", 1, 2)),
        "BarChart \"c\": bars \"b\": expected 1 values, got 2");
    INDArray matrix = Dense.of(new double[6], 2, 3);
    refused(
        () -> HeatMap.of("h", List.of("a"), List.of("x", "y", "z"), matrix),
        "HeatMap \"h\": expected [1, 3], got 2 rows of [3]");
    refused(
        () -> HeatMap.of("h", List.of("a", "b"), List.of("x"), matrix),
        "HeatMap \"h\": expected [n, 1], got [2, 3]");
    refused(
        () -> ImageGrid.of("i", matrix, 2, 2, 1), "ImageGrid \"i\": expected [n, 4], got [2, 3]");
    refused(
        () -> ImageGrid.of("i", matrix, 1, 3, 1).withRows(List.of("a")),
        "ImageGrid \"i\": expected 2 row names, got 1");
    refused(
        () -> ImageGrid.of("i", matrix, 1, 3, 2).withColumns(List.of("a")),
        "ImageGrid \"i\": expected 2 column names, got 1");
  }

  @Test
  void wrongValuesAreRefused() {
    refused(
        () -> Axis.of("x").withRange(2, 1), "Axis \"x\": expected finite low < high, got 2.0, 1.0");
    refused(() -> Axis.log("x").withRange(0, 1), "Axis \"x\": expected low > 0, got 0.0, 1.0");
    refused(
        () -> HeatMap.Scale.sequential(1, 1),
        "HeatMap.Scale: expected finite low < high, got 1.0, 1.0");
    refused(
        () -> Panels.of("p", Panels.of("q")),
        "Panels \"p\": expected sections of other kinds, got panels q");
    refused(
        () -> ImageGrid.of("i", Dense.of(new float[2], 1, 2), 1, 2, 0),
        "ImageGrid \"i\": across: expected at least 1, got 0");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> BarChart.of("c", List.of(), Axis.log("x")))
        .withMessageStartingWith("BarChart \"c\": expected a linear axis");
  }

  @Test
  void sectionsDoNotChangeWithWhatTheyWereMadeOf() {
    List<String> paragraphs = new ArrayList<>(List.of("a"));
    Text text = new Text("t", paragraphs);
    paragraphs.add("b");
    assertThat(text.paragraphs()).containsExactly("a");
    double[] y = {1};
    Series series = Series.of("s", y);
    y[0] = 2;
    assertThat(series.y()).containsExactly(1.0);
    INDArray images = Dense.of(new float[] {0.5f}, 1, 1);
    ImageGrid grid = ImageGrid.of("i", images, 1, 1, 1);
    images.putScalar(0, 1);
    assertThat(grid.pixel(0, 0, 0)).isEqualTo(0.5f);
  }

  @Test
  void viewsAndOtherOrdersGiveTheSameSections() {
    INDArray dense = Dense.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    List<String> rows = List.of("a", "b");
    List<String> columns = List.of("x", "y", "z");
    HeatMap map = HeatMap.of("h", rows, columns, dense);
    assertThat(map.values()).containsExactly(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0));
    assertThat(HeatMap.of("h", rows, columns, dense.dup('f'))).isEqualTo(map);
    INDArray view = Dense.of(new double[] {1, 4, 2, 5, 3, 6}, 3, 2).transpose();
    assertThat(HeatMap.of("h", rows, columns, view)).isEqualTo(map);
    ImageGrid grid = ImageGrid.of("i", dense, 1, 3, 2);
    assertThat(ImageGrid.of("i", view, 1, 3, 2)).isEqualTo(grid).hasSameHashCodeAs(grid);
    assertThat(grid)
        .isNotEqualTo(grid.withCaption("c"))
        .hasToString("ImageGrid[i, 2 images of 1 x 3]");
    assertThat(grid.pixel(1, 0, 2)).isEqualTo(6f);
  }

  @Test
  void aReaderIsHandedEveryKind() {
    Report report = Samples.everything("w");
    assertThat(report.sections()).hasSize(9);
    for (Section section : report.sections()) {
      assertThat(section.read(new MarkdownSections(3))).isNotEmpty();
    }
    assertThat(report.with().sections()).isEqualTo(report.sections());
  }

  private static void refused(Runnable making, String message) {
    assertThatExceptionOfType(InputException.class).isThrownBy(making::run).withMessage(message);
    assertThat(ShapeException.class).isAssignableTo(InputException.class);
  }
}
