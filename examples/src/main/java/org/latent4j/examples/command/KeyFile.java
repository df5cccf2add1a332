package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;

/** Keys in a file of text: UTF-8, one a line. */
final class KeyFile {
  private KeyFile() {}

  /**
   * Reads the keys in order.
   *
   * @throws FormatException for bytes that are no UTF-8, an empty line and a key that comes twice
   */
  static List<String> read(Path file) throws IOException {
    List<String> keys;
    try {
      keys = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new FormatException(file + ": keys", "text in UTF-8", "other bytes: " + e.getMessage());
    }
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isEmpty()) {
        throw new FormatException(
            file + ": keys", "one a line", "an empty line, number " + (i + 1));
      }
      Integer before = lines.put(keys.get(i), i);
      if (before != null) {
        throw new FormatException(
            file + ": keys",
            "every key once",
            "duplicate '" + keys.get(i) + "' in lines " + (before + 1) + " and " + (i + 1));
      }
    }
    return keys;
  }
}
