package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headline figures: a row of large numbers with labels.
 *
 * @param title the heading, or empty
 * @param figures the figures from left to right
 */
public record KeyFigures(String title, List<KeyFigure> figures) implements Section {
  /** Copies the figures. */
  public KeyFigures {
    figures = List.copyOf(figures);
  }

  /** A section without figures. */
  public static KeyFigures of(String title) {
    return new KeyFigures(title, List.of());
  }

  /**
   * The same section with one figure more.
   *
   * @param label what the figure is
   * @param value see {@link Cell#of}
   */
  public KeyFigures figure(String label, @Nullable Object value) {
    return figure(label, value, "");
  }

  /** The same section with one figure more and a small note below it. */
  public KeyFigures figure(String label, @Nullable Object value, String note) {
    List<KeyFigure> more = new ArrayList<>(figures);
    more.add(new KeyFigure(label, Cell.of(value), note));
    return new KeyFigures(title, more);
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.keyFigures(this);
  }

  /**
   * One headline figure.
   *
   * @param label what it is
   * @param value the figure
   * @param note a remark, such as its interval or its unit, or empty
   */
  public record KeyFigure(String label, Cell value, String note) {}
}
