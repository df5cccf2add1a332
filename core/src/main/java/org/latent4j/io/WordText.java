package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.latent4j.error.FormatException;

/** Word vectors in text: a line is a word, which may hold blanks, and d numbers. */
final class WordText implements WordRows {
  /** The longest line in bytes. */
  static final int LONGEST = 1 << 24;

  private static final int BYTE_ORDER_MARK = 0xEFBBBF;

  private final InputStream in;
  private final String file;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long number;
  private long expected = -1;
  private long rows;
  private int dimension = -1;
  private byte[] word = new byte[0];
  private float[] vector = new float[0];

  WordText(InputStream in, String file) {
    this.in = in;
    this.file = file;
  }

  @Override
  public boolean next() throws IOException {
    if (number == 0) {
      if (!readLine()) {
        throw new FormatException(file, "lines of a word and its vector", "an empty file");
      }
      if (!startsWithHeader()) {
        return row();
      }
    }
    if (readLine()) {
      return row();
    }
    if (expected >= 0 && rows < expected) {
      throw new FormatException(
          file + ": line " + (number + 1),
          expected + " lines after the header, as it says",
          "the end after " + rows);
    }
    return false;
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
    return file + ": line " + number;
  }

  /** Looks at the first line: a header when it is exactly two whole numbers. */
  private boolean startsWithHeader() {
    if (length >= 3
        && ((line[0] & 0xFF) << 16 | (line[1] & 0xFF) << 8 | (line[2] & 0xFF)) == BYTE_ORDER_MARK) {
      throw new FormatException(place(), "text without a byte order mark", "EF BB BF");
    }
    int fields = 0;
    for (int at = 0; at < length; at++) {
      fields += !blank(line[at]) && (at + 1 == length || blank(line[at + 1])) ? 1 : 0;
    }
    String text = fields == 2 ? new String(line, 0, length, StandardCharsets.UTF_8).strip() : "";
    if (!text.matches("[+-]?[0-9]+[ \\t]+[+-]?[0-9]+")) {
      dimension = fields - 1;
      return false;
    }
    String[] numbers = text.split("[ \\t]+", 2);
    expected = WordVectorFile.count(numbers[0], Long.MAX_VALUE, "words", place());
    dimension = (int) WordVectorFile.count(numbers[1], LONGEST / 2, "numbers a word", place());
    if (dimension < 1) {
      throw new FormatException(place(), "at least 1 number a word", Integer.toString(dimension));
    }
    return true;
  }

  private boolean row() {
    if (expected >= 0 && rows == expected) {
      throw new FormatException(
          place(), expected + " lines after the header, as it says", "one more");
    }
    // A number and the blank before it take two bytes at least: nothing is allocated on a lie.
    if (dimension < 1 || length < 2L * dimension + 1) {
      throw refused("a word and " + Math.max(1, dimension) + " numbers");
    }
    if (vector.length != dimension) {
      vector = new float[dimension];
    }
    int end = length;
    for (int i = dimension - 1; i >= 0; i--) {
      end = strip(end);
      int begin = end;
      while (begin > 0 && !blank(line[begin - 1])) {
        begin--;
      }
      if (begin == end || begin == 0) {
        throw refused("a word and " + dimension + " numbers");
      }
      vector[i] = number(begin, end);
      end = begin;
    }
    end = strip(end);
    int begin = 0;
    while (begin < end && blank(line[begin])) {
      begin++;
    }
    if (begin == end) {
      throw refused("a word before " + dimension + " numbers");
    }
    word = Arrays.copyOfRange(line, begin, end);
    Text.ofUtf8(ByteBuffer.wrap(word), place());
    rows++;
    return true;
  }

  private float number(int begin, int end) {
    String text = new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
    if (!isDecimal(text)) {
      throw new FormatException(
          place(), "a word and " + dimension + " finite numbers", "'" + Text.shortened(text) + "'");
    }
    float value = Float.parseFloat(text);
    if (Float.isInfinite(value)) {
      throw new FormatException(place(), "numbers that a float can hold", Text.shortened(text));
    }
    return value;
  }

  /** Sign, digits with a point, exponent; Java would take NaN, hexadecimals and suffixes too. */
  private static boolean isDecimal(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int whole = digits(text, at);
    at += whole;
    int fraction = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      fraction = digits(text, at + 1);
      at += 1 + fraction;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      int exponent = digits(text, at);
      at += exponent;
      if (exponent == 0) {
        return false;
      }
    }
    return whole + fraction > 0 && at == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  private int strip(int end) {
    int stripped = end;
    while (stripped > 0 && blank(line[stripped - 1])) {
      stripped--;
    }
    return stripped;
  }

  private static boolean blank(byte character) {
    return character == ' ' || character == '\t';
  }

  private boolean readLine() throws IOException {
    length = 0;
    int character = in.read();
    if (character < 0) {
      return false;
    }
    number++;
    while (character >= 0 && character != '\n') {
      if (length == line.length) {
        if (length >= LONGEST) {
          throw new FormatException(place(), "lines of at most " + LONGEST + " bytes", "more");
        }
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) character;
      character = in.read();
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return true;
  }

  private FormatException refused(String expectation) {
    String text = new String(line, 0, Math.min(length, 200), StandardCharsets.UTF_8);
    return new FormatException(place(), expectation, "'" + Text.shortened(text) + "'");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
