package org.latent4j.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/** Text in bytes, strictly. */
final class Text {
  private static final int SHOWN = 80;

  private Text() {}

  /** A text for a message: one line of bearable length. */
  static String shortened(String text) {
    return oneLine(text, SHOWN);
  }

  /**
   * The beginning of a text on one line: control characters and separators of lines become {@code
   * ?}, so that a name from a file cannot play tricks on a terminal.
   */
  static String oneLine(String text, int most) {
    int end = Math.min(text.length(), most);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder line = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return end < text.length() ? line.append("...").toString() : line.toString();
  }

  /** UTF-8 padded with zeros. */
  static String ofBytes(ByteBuffer bytes, String place) {
    int length = bytes.limit();
    while (length > 0 && bytes.get(length - 1) == 0) {
      length--;
    }
    return ofUtf8(bytes.slice(0, length), place);
  }

  /** UTF-8; malformed bytes are refused. */
  static String ofUtf8(ByteBuffer bytes, String place) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(place, "UTF-8", "other bytes (" + e.getMessage() + ")");
    }
  }

  /** 32-bit code points padded with zeros. */
  static String ofCodePoints(ByteBuffer bytes, String place) {
    int length = bytes.limit() / 4;
    while (length > 0 && bytes.getInt(4 * (length - 1)) == 0) {
      length--;
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int point = bytes.getInt(4 * i);
      if (!Character.isValidCodePoint(point) || (point >= 0xD800 && point <= 0xDFFF)) {
        throw new FormatException(place, "Unicode code points", "0x" + Integer.toHexString(point));
      }
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  /** The UTF-8 bytes of a string; an unpaired surrogate is refused. */
  static byte[] utf8(String text, String place) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new InputException(place, "text without unpaired surrogates", "'" + text + "'");
    }
  }
}
