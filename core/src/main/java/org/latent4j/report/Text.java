package org.latent4j.report;

import java.util.List;

/**
 * Paragraphs of plain text; nothing in them is taken as markup.
 *
 * @param title the heading, or empty
 * @param paragraphs the paragraphs
 */
public record Text(String title, List<String> paragraphs) implements Section {
  /** Copies the paragraphs. */
  public Text {
    paragraphs = List.copyOf(paragraphs);
  }

  /** A section of paragraphs. */
  public static Text of(String title, String... paragraphs) {
    return new Text(title, List.of(paragraphs));
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.text(this);
  }
}
