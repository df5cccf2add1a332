package org.latent4j.anchors;

import java.util.List;
import java.util.Locale;

/**
 * What a relative row says in words: the anchors that the row is nearest to, nearest first.
 *
 * @param parts anchors and values
 */
public record Explanation(List<Part> parts) {
  /** Copies the parts. */
  public Explanation {
    parts = List.copyOf(parts);
  }

  /**
   * One anchor.
   *
   * @param anchor its name; with several heads or kinds one after the other, also which of them
   * @param value the value of the relative row there
   */
  public record Part(String anchor, double value) {}

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(text.isEmpty() ? "" : ", ").append(part.anchor());
      text.append(String.format(Locale.ROOT, " %.3f", part.value()));
    }
    return text.toString();
  }
}
