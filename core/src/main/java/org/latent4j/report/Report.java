package org.latent4j.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report: a title and sections in order.
 *
 * <pre>{@code
 * Report.of("Stitching")
 *     .with(Text.of("Question", "Can decoder B read the encodings of A?"))
 *     .with(Table.of("Errors", "Space", "MSE").row("absolute", 0.084).row("relative", 0.013))
 *     .save(Path.of("stitching.html"));
 * }</pre>
 *
 * <p>No time stamp is added: a caller who wants one puts it into the subtitle.
 *
 * @param title the heading of the whole report
 * @param subtitle one line below the title, or empty
 * @param sections the sections in order
 */
public record Report(String title, String subtitle, List<Section> sections) {
  /** Copies the sections. */
  public Report {
    sections = List.copyOf(sections);
  }

  /** A report without subtitle. */
  public static Report of(String title, Section... sections) {
    return new Report(title, "", List.of(sections));
  }

  /** The same report with another subtitle. */
  public Report withSubtitle(String line) {
    return new Report(title, line, sections);
  }

  /** The same report with sections added at its end. */
  public Report with(Section... more) {
    List<Section> all = new ArrayList<>(sections);
    all.addAll(List.of(more));
    return new Report(title, subtitle, all);
  }

  /** The report in Markdown (GitHub's dialect); charts become tables of their figures. */
  public String markdown() {
    return MarkdownPage.of(this);
  }

  /** The report as one JSON object; figures are exact, NaN and infinity are null. */
  public String json() {
    return JsonPage.of(this);
  }

  /**
   * The report as one HTML file with its style and pictures inside: no script, nothing loaded from
   * anywhere; light and dark, for phones and for paper. It is well-formed XML too.
   */
  public String html() {
    return HtmlPage.of(this);
  }

  /**
   * Writes the report in the format that the file's suffix names: {@code .html}, {@code .md} or
   * {@code .json}. A sibling file is written first and renamed, so that an older report stays whole
   * until the new one is.
   *
   * @throws org.latent4j.error.InputException for another suffix
   * @throws java.io.UncheckedIOException when the file cannot be written
   */
  public void save(Path file) {
    ReportFile.save(this, file);
  }
}
