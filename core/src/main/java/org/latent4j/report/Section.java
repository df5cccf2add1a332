package org.latent4j.report;

/**
 * One section of a {@link Report}. A section without a title continues the one before it; titled
 * ones are listed in the table of contents when there are more than three.
 */
public sealed interface Section
    permits Text, KeyFigures, Table, LineChart, ScatterChart, BarChart, HeatMap, ImageGrid, Panels {
  /** The heading, or empty. */
  String title();

  /** Hands this section to the reader's method for its kind. */
  <R> R read(Reader<R> reader);

  /**
   * What reads every kind of section; a renderer of another format implements it.
   *
   * @param <R> what reading a section gives
   */
  interface Reader<R> {
    /** Reads paragraphs. */
    R text(Text section);

    /** Reads headline figures. */
    R keyFigures(KeyFigures section);

    /** Reads a table. */
    R table(Table section);

    /** Reads a line chart. */
    R lines(LineChart section);

    /** Reads a scatter chart. */
    R scatter(ScatterChart section);

    /** Reads a bar chart. */
    R bars(BarChart section);

    /** Reads a heat map. */
    R heatMap(HeatMap section);

    /** Reads a grid of images. */
    R images(ImageGrid section);

    /** Reads sections that stand side by side. */
    R panels(Panels section);
  }
}
