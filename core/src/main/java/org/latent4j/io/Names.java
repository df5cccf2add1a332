package org.latent4j.io;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.error.FormatException;

/** Speaks of the names of arrays. */
final class Names {
  private static final int SHOWN = 20;

  private Names() {}

  /** The error for an array that is not there. */
  static FormatException missing(Path file, String name, List<String> names) {
    return new FormatException(
        file.toString(), "an array '" + Text.shortened(name) + "'", "arrays " + list(names));
  }

  /** The names as a message shows them. */
  static String list(List<String> names) {
    List<String> some = names.stream().limit(SHOWN).map(Text::shortened).toList();
    String all = String.join(", ", some);
    return names.isEmpty()
        ? "(none)"
        : names.size() > SHOWN ? all + " and " + (names.size() - SHOWN) + " more" : all;
  }
}
