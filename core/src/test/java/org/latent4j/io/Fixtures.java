package org.latent4j.io;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** The golden files of core among the test resources. */
public final class Fixtures {
  private Fixtures() {}

  /** The path of a golden file, such as {@code hostile/empty.npy}. */
  public static Path path(String name) {
    URL url = Fixtures.class.getResource("/fixtures/core/" + name);
    if (url == null) {
      throw new AssertionError("no fixture " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(url.toString(), e);
    }
  }
}
