package org.latent4j;

import java.nio.file.Path;

/** Spaces in files. */
final class SpaceFile {
  private SpaceFile() {}

  static void save(LatentSpace space, Path file) {
    throw new UnsupportedOperationException("save " + space.name() + " to " + file);
  }
}
