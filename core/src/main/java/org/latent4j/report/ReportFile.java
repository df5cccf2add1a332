package org.latent4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;
import org.latent4j.error.InputException;

/** Reports in files. */
final class ReportFile {
  private ReportFile() {}

  /** Writes a sibling file, then renames it. */
  static void save(Report report, Path file) {
    byte[] bytes = text(report, file).getBytes(StandardCharsets.UTF_8);
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new InputException("Report.save", "a file", file.toString());
    }
    try {
      // Not a temporary file: those are hidden from other users, which a report is not meant to be.
      Path sibling = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID());
      try {
        Files.write(sibling, bytes);
        Files.move(sibling, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(sibling);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Report.save to " + file + ": " + e.getMessage(), e);
    }
  }

  private static String text(Report report, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".html") || name.endsWith(".htm")) {
      return report.html();
    }
    if (name.endsWith(".md")) {
      return report.markdown();
    }
    if (name.endsWith(".json")) {
      return report.json();
    }
    throw new InputException("Report.save", "a name ending in .html, .md or .json", name);
  }
}
