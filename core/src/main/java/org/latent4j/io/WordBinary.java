package org.latent4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.latent4j.error.FormatException;

/** Word vectors as word2vec writes them: a header line, then a word, a blank and d floats each. */
final class WordBinary implements WordRows {
  private static final int LONGEST_HEADER = 64;
  private static final int LONGEST_WORD = 1 << 16;

  private final MappedBytes bytes;
  private final String file;
  private final long expected;
  private final int dimension;
  private final float[] vector;
  private final byte[] vectorBytes;
  private long at;
  private long rows;
  private byte[] word = new byte[0];

  WordBinary(MappedBytes bytes, String file) {
    this.bytes = bytes;
    this.file = file;
    byte[] first = new byte[(int) Math.min(LONGEST_HEADER, bytes.size())];
    bytes.get(0, first, 0, first.length);
    String text = new String(first, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    String header = end < 0 ? "" : text.substring(0, end);
    if (!header.matches("[0-9]+ [0-9]+[ \\r]*")) {
      throw new FormatException(
          file + ": line 1",
          "two whole numbers: words and numbers a word",
          "'" + Text.shortened(end < 0 ? text : header) + "'");
    }
    String[] numbers = header.strip().split(" ", 2);
    this.expected = WordVectorFile.count(numbers[0], Long.MAX_VALUE, "words", file + ": line 1");
    long width =
        WordVectorFile.count(
            numbers[1], Integer.MAX_VALUE / 4 - 8, "numbers a word", file + ": line 1");
    this.at = end + 1L;
    long left = bytes.size() - at;
    // A word takes a byte, its blank and its vector: nothing is allocated on a lie.
    if (width < 1 || (expected > 0 && expected > left / (4 * width + 2))) {
      throw new FormatException(
          file + ": line 1",
          "words and vectors that the " + left + " bytes after it can hold",
          expected + " words of " + width + " numbers");
    }
    this.dimension = (int) width;
    this.vector = new float[expected == 0 ? 0 : dimension];
    this.vectorBytes = new byte[4 * vector.length];
  }

  @Override
  public boolean next() {
    if (rows == expected) {
      if (at != bytes.size()) {
        throw new FormatException(
            place(), "the end after " + expected + " words", (bytes.size() - at) + " bytes more");
      }
      return false;
    }
    rows++;
    readWord();
    if (bytes.size() - at < vectorBytes.length) {
      throw new FormatException(
          place(), vectorBytes.length + " bytes of vector", (bytes.size() - at) + " bytes");
    }
    bytes.get(at, vectorBytes, 0, vectorBytes.length);
    at += vectorBytes.length;
    ByteBuffer.wrap(vectorBytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    for (int i = 0; i < dimension; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new FormatException(place(), "finite numbers", vector[i] + " as number " + i);
      }
    }
    byte[] one = new byte[1];
    if (at < bytes.size()) {
      bytes.get(at, one, 0, 1);
      at += one[0] == '\n' ? 1 : 0;
    }
    return true;
  }

  private void readWord() {
    byte[] some = new byte[256];
    int length = 0;
    while (length < LONGEST_WORD) {
      int count = (int) Math.min(some.length - length, bytes.size() - at - length);
      bytes.get(at + length, some, length, count);
      for (int end = length + count; length < end; length++) {
        if (some[length] == ' ') {
          finishWord(some, length);
          return;
        }
      }
      if (length < some.length) {
        throw new FormatException(place(), "a blank after the word", "the end of the file");
      }
      some = Arrays.copyOf(some, 2 * length);
    }
    throw new FormatException(place(), "a word of at most " + LONGEST_WORD + " bytes", "more");
  }

  private void finishWord(byte[] some, int length) {
    if (length == 0) {
      throw new FormatException(place(), "a word", "an empty one");
    }
    word = Arrays.copyOf(some, length);
    Text.ofUtf8(ByteBuffer.wrap(word), place());
    at += length + 1;
  }

  @Override
  public byte[] word() {
    return word;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float[] vector() {
    return vector;
  }

  @Override
  public String place() {
    return file + ": word " + rows;
  }

  @Override
  public void close() {}
}
