package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.latent4j.error.FormatException;

/**
 * Reads JSON (RFC 8259) piece by piece and refuses everything that departs from it: a caller asks
 * for what must come next. Memory is bounded by {@link #LONGEST} whatever the text holds.
 */
final class StrictJson {
  /** The longest string in characters. */
  static final int LONGEST = 1 << 24;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]*");
  private static final int UNREAD = -2;
  private static final int END = -1;

  private final Reader in;
  private String place;
  private final char[] buffer = new char[1 << 12];
  private int at;
  private int end;
  private int next = UNREAD;
  private long taken;

  StrictJson(Reader in, String place) {
    this.in = in;
    this.place = place;
  }

  /** Reads UTF-8; anything else is refused when met. */
  static StrictJson of(InputStream utf8, String place) {
    Reader reader =
        new InputStreamReader(
            utf8,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new StrictJson(reader, place);
  }

  static StrictJson of(String text, String place) {
    return new StrictJson(new StringReader(text), place);
  }

  /** What messages name from here on. */
  void at(String where) {
    place = where;
  }

  /** The next character that is no blank, not taken; -1 at the end. */
  int peek() {
    while (look() == ' ' || next == '\t' || next == '\n' || next == '\r') {
      take();
    }
    return next;
  }

  /** Takes the next character when it is {@code wanted}. */
  boolean takeIf(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    take();
    return true;
  }

  /** Takes the next character, which must be {@code wanted}. */
  void expect(char wanted) {
    if (!takeIf(wanted)) {
      throw refused("'" + wanted + "'");
    }
  }

  /** After an element: whether another follows a comma, or the list ends with {@code close}. */
  boolean more(char close) {
    if (takeIf(',')) {
      return true;
    }
    if (!takeIf(close)) {
      throw refused("',' or '" + close + "'");
    }
    return false;
  }

  /** Nothing but blanks may be left. */
  void end() {
    if (peek() != END) {
      throw refused("the end of the JSON text");
    }
  }

  /** A string. */
  String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    for (int c = take(); c != '"'; c = take()) {
      if (c == END || c < 0x20) {
        throw refused("a string without control characters", c);
      }
      text.append(c == '\\' ? escape() : (char) c);
      if (text.length() > LONGEST) {
        throw new FormatException(place, "strings of at most " + LONGEST + " characters", "more");
      }
    }
    checkSurrogates(text);
    return text.toString();
  }

  /** A number as it is written. */
  String number() {
    StringBuilder text = new StringBuilder();
    peek();
    while ((look() >= '0' && next <= '9') || (next > 0 && "+-.eE".indexOf(next) >= 0)) {
      text.append((char) take());
      if (text.length() > 400) {
        throw new FormatException(place, "a number", "'" + text.substring(0, 20) + "...'");
      }
    }
    if (!NUMBER.matcher(text).matches()) {
      throw text.length() == 0 ? refused("a number") : refusedText("a number", text.toString());
    }
    return text.toString();
  }

  /** A whole number from 0 to 2^63 - 1, written as such. */
  long count(String what) {
    String text = number();
    if (!COUNT.matcher(text).matches()) {
      throw refusedText(what + " to be a whole number >= 0", text);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw refusedText(what + " below 2^63", text);
    }
  }

  /** One of the words {@code true}, {@code false}, {@code null}. */
  String word() {
    StringBuilder text = new StringBuilder();
    peek();
    while (look() >= 'a' && next <= 'z' && text.length() < 6) {
      text.append((char) take());
    }
    if (!text.toString().matches("true|false|null")) {
      throw text.length() == 0 ? refused("a value") : refusedText("a value", text.toString());
    }
    return text.toString();
  }

  /** What stands here cannot be taken. */
  FormatException refused(String expected) {
    return refused(expected, peek());
  }

  private FormatException refused(String expected, int c) {
    String got = c < 0 ? "the end" : c < 0x20 ? "character " + c : "'" + (char) c + "'";
    return new FormatException(place, expected, got + " at character " + taken);
  }

  private FormatException refusedText(String expected, String text) {
    return new FormatException(place, expected, text + " at character " + taken);
  }

  private char escape() {
    int c = take();
    int index = c < 0 ? -1 : "\"\\/bfnrt".indexOf(c);
    if (index >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(index);
    }
    if (c != 'u') {
      throw refused("an escape of JSON", c);
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int hex = take();
      int digit = hex < 0 || hex > 'f' ? -1 : Character.digit(hex, 16);
      if (digit < 0) {
        throw refused("four hex digits", hex);
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private void checkSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw refusedText("no unpaired surrogate", String.format("\\u%04x", (int) c));
      }
    }
  }

  private int look() {
    if (next == UNREAD) {
      try {
        if (at == end) {
          at = 0;
          end = Math.max(0, in.read(buffer));
        }
        next = end > 0 ? buffer[at++] : END;
      } catch (CharacterCodingException e) {
        throw new FormatException(place, "UTF-8", "other bytes behind character " + taken);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return next;
  }

  private int take() {
    int c = look();
    if (c != END) {
      next = UNREAD;
      taken++;
    }
    return c;
  }
}
