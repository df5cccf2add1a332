package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives bytes that come in one order for reading in any order, in bounded memory. */
final class Spool {
  private static final int SMALL = 1 << 24;

  private Spool() {}

  /** Reads {@code size} bytes and closes {@code in}; large ones go through a temporary file. */
  static MappedBytes of(InputStream in, long size, String place) throws IOException {
    try (in) {
      if (size <= SMALL) {
        return MappedBytes.of(place, in.readNBytes((int) size));
      }
      Path temporary = Files.createTempFile("latent4j", ".spool");
      // For a program that is stopped while it copies.
      temporary.toFile().deleteOnExit();
      try {
        Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
        return MappedBytes.of(temporary);
      } finally {
        deleteQuietly(temporary);
      }
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // Where a mapped file cannot be deleted, it goes when the program ends.
      temporary.toFile().deleteOnExit();
    }
  }
}
