package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;

/** A report in Markdown. */
final class MarkdownPage {
  private MarkdownPage() {}

  /** The whole page: blocks with an empty line between them. */
  static String of(Report report) {
    List<String> blocks = new ArrayList<>();
    blocks.add("# " + MarkdownText.escape(report.title()));
    blocks.add(MarkdownText.escape(report.subtitle()));
    MarkdownSections reader = new MarkdownSections(3);
    for (Section section : report.sections()) {
      blocks.add(heading(2, section.title()));
      blocks.add(section.read(reader));
    }
    return join(blocks) + "\n";
  }

  /** A heading, or nothing for an empty title. */
  static String heading(int level, String title) {
    return title.isEmpty() ? "" : "#".repeat(level) + " " + MarkdownText.escape(title);
  }

  /** Those blocks that hold something, with an empty line between them. */
  static String join(List<String> blocks) {
    return String.join(
        "\n\n", blocks.stream().map(String::strip).filter(block -> !block.isEmpty()).toList());
  }
}
