package org.latent4j.report;

import java.util.List;
import org.latent4j.error.InputException;

/**
 * Sections that stand side by side where there is room, such as charts to compare.
 *
 * @param title the heading of all, or empty
 * @param panels the sections, none of them panels again
 */
public record Panels(String title, List<Section> panels) implements Section {
  /** Copies the sections and checks their kinds. */
  public Panels {
    panels = List.copyOf(panels);
    for (Section panel : panels) {
      if (panel instanceof Panels inner) {
        throw new InputException(
            "Panels \"" + title + "\"", "sections of other kinds", "panels " + inner.title());
      }
    }
  }

  /** Sections side by side. */
  public static Panels of(String title, Section... panels) {
    return new Panels(title, List.of(panels));
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.panels(this);
  }
}
