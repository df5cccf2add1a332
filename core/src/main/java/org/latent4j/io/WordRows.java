package org.latent4j.io;

import java.io.Closeable;
import java.io.IOException;

/** Words and their vectors, one after the other; what it gives is overwritten by the next. */
interface WordRows extends Closeable {
  /** Reads the next word and vector; false at a proper end. */
  boolean next() throws IOException;

  /** The UTF-8 bytes of the word, checked. */
  byte[] word();

  /** The width of every vector, known after the first {@link #next}. */
  int dimension();

  /** The vector; finite. */
  float[] vector();

  /** File and line (or number of the word), for messages. */
  String place();

  /** Opens the rows from the first on. */
  @FunctionalInterface
  interface Opening {
    /** New rows. */
    WordRows open() throws IOException;
  }
}
