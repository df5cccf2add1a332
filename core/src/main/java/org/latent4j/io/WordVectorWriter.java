package org.latent4j.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;

/**
 * Writes word vectors as text with a header line, gzipped where the name ends in {@code .gz},
 * beside their place; {@link #commit} renames them. Numbers are the shortest that read back the
 * same.
 */
public final class WordVectorWriter implements Closeable {
  private final SiblingFile file;
  private final String place;
  private final OutputStream out;
  private final long size;
  private final int dimension;
  private final WordSet seen = new WordSet();
  private long row;

  private WordVectorWriter(Path target, long size, int dimension) throws IOException {
    this.file = SiblingFile.of(target);
    this.place = target.toString();
    this.size = size;
    this.dimension = dimension;
    boolean zipped = place.toLowerCase(Locale.ROOT).endsWith(".gz");
    this.out =
        new BufferedOutputStream(
            zipped ? new GZIPOutputStream(file.stream(), 1 << 16) : file.stream(), 1 << 16);
    out.write((size + " " + dimension + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Begins a file of {@code size} words with {@code dimension} numbers each. */
  public static WordVectorWriter create(Path target, long size, long dimension) {
    if (size < 0 || dimension < 1 || dimension > (1 << 23)) {
      throw new ShapeException(
          target.toString(), "[n, d] with d from 1 to 2^23", "[" + size + ", " + dimension + "]");
    }
    try {
      return new WordVectorWriter(target, size, (int) dimension);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends a word of single precision.
   *
   * @throws InputException for a word that would not read back: empty, with a line break, or with a
   *     blank at an end, or there already
   * @throws NonFiniteException for a NaN or an infinity
   */
  public void append(String word, float[] vector) {
    StringBuilder line = begin(word, vector.length);
    for (int i = 0; i < vector.length; i++) {
      checkFinite(word, i, vector[i]);
      line.append(' ').append(vector[i]);
    }
    write(word, line);
  }

  /** Appends a word of double precision; see {@link #append(String, float[])}. */
  public void append(String word, double[] vector) {
    StringBuilder line = begin(word, vector.length);
    for (int i = 0; i < vector.length; i++) {
      checkFinite(word, i, vector[i]);
      line.append(' ').append(vector[i]);
    }
    write(word, line);
  }

  /** Checks that all words came, forces the file to disk and gives it its name. */
  public void commit() {
    if (row != size) {
      throw new InputException(place, size + " words", row + " words");
    }
    try {
      out.close();
      file.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was written and not committed. */
  @Override
  public void close() {
    file.close();
  }

  private StringBuilder begin(String word, int width) {
    if (width != dimension) {
      throw new ShapeException(
          place + ": row " + row, dimension + " numbers", Integer.toString(width));
    }
    boolean clean = !word.isEmpty() && word.indexOf('\n') < 0 && word.indexOf('\r') < 0;
    if (!clean || blank(word.charAt(0)) || blank(word.charAt(word.length() - 1))) {
      throw new InputException(
          place + ": row " + row,
          "a word without line breaks and without blanks at its ends",
          "'" + Text.shortened(word) + "'");
    }
    return new StringBuilder(word);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  private void checkFinite(String word, int column, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          place + ": row " + row + " ('" + Text.shortened(word) + "')",
          "finite numbers",
          value + " in column " + column);
    }
  }

  /** Writes a line that is good but for its word, which must be new; a refused one is not kept. */
  private void write(String word, StringBuilder line) {
    if (!seen.add(WordSet.hash(Text.utf8(word, place + ": row " + row)))) {
      throw new InputException(
          place + ": row " + row, "every word once", "'" + Text.shortened(word) + "' again");
    }
    try {
      byte[] bytes = Text.utf8(line.append('\n').toString(), place + ": row " + row);
      if (bytes.length > WordText.LONGEST) {
        throw new InputException(
            place + ": row " + row,
            "lines of at most " + WordText.LONGEST + " bytes",
            bytes.length + " bytes");
      }
      out.write(bytes);
      row++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
