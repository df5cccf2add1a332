package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An array that is read from its beginning to its end.
 *
 * @param description name, type and shape
 * @param place file and array
 * @param certain whether its length is known from the size of its file; what is compressed may lie
 * @param source opens the elements
 */
record StreamedArray(ArrayDescription description, String place, boolean certain, Opening source)
    implements StoredArray {
  /** Opens a stream. */
  @FunctionalInterface
  interface Opening {
    /** A new stream from the first element on. */
    InputStream open() throws IOException;
  }

  @Override
  public InputStream stream() {
    try {
      return source.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
