package org.latent4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/**
 * Reads the Python dictionary in an npy header: exactly {@code descr}, {@code fortran_order} and
 * {@code shape}, once each. Nothing is evaluated.
 */
final class NpyLiteral {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]*");
  private static final Pattern STRING =
      Pattern.compile("'([ -&(-\\[\\]-~]*)'|\"([ !#-\\[\\]-~]*)\"");
  private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?![0-9_.eExX])");
  private static final Pattern BOOLEAN = Pattern.compile("True|False");
  private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z])([0-9]{0,9})");
  private static final String TYPES = "f2, f4, f8, i1, i2, i4, i8, u1, u2, b1, S or U";

  private final String text;
  private final String place;
  private int at;
  private @Nullable String descr;
  private @Nullable Boolean fortran;
  private long @Nullable [] shape;

  private NpyLiteral(String text, String place) {
    this.text = text;
    this.place = place;
  }

  static NpyHeader parse(String text, String name, String place, long start) {
    NpyLiteral literal = new NpyLiteral(text, place);
    literal.dictionary();
    if (literal.descr == null || literal.fortran == null || literal.shape == null) {
      throw new FormatException(
          place, "descr, fortran_order and shape", "header " + literal.shown(0));
    }
    return literal.header(name, start, literal.descr, literal.fortran, literal.shape);
  }

  private void dictionary() {
    expect('{');
    while (!takeIf('}')) {
      String key = string("a key");
      expect(':');
      if (key.equals("descr") && descr == null) {
        descr = peek() == '[' ? structured() : string("a dtype");
      } else if (key.equals("fortran_order") && fortran == null) {
        fortran = match(BOOLEAN, "True or False").group().equals("True");
      } else if (key.equals("shape") && shape == null) {
        shape = tuple();
      } else {
        throw new FormatException(
            place,
            "exactly the keys descr, fortran_order and shape, once each",
            "'" + Text.shortened(key) + "'");
      }
      if (!takeIf(',')) {
        expect('}');
        break;
      }
    }
    blanks();
    if (at < text.length()) {
      throw new FormatException(place, "only blanks after the header's dictionary", shown(at));
    }
  }

  private NpyHeader header(
      String name, long start, String dtype, boolean fortranOrder, long[] sizes) {
    Matcher parts = TYPE.matcher(dtype);
    ElementType type = null;
    if (parts.matches()) {
      type = type(parts.group(2), parts.group(3), parts.group(1));
    }
    if (type == null) {
      throw new FormatException(place, "a dtype of " + TYPES, "'" + Text.shortened(dtype) + "'");
    }
    boolean big = parts.group(1).equals(">") && type.kind() != ElementType.Kind.BYTES;
    ArrayDescription description = ArrayDescription.checked(place, name, type, sizes);
    return new NpyHeader(description, big && type.bytes() > 1, fortranOrder, start);
  }

  private static @Nullable ElementType type(String letter, String digits, String order) {
    boolean ordered = order.equals("<") || order.equals(">");
    if (letter.equals("S") || letter.equals("U")) {
      long length = digits.isEmpty() ? 0 : Long.parseLong(digits);
      boolean unicode = letter.equals("U");
      if (length < 1 || length > Integer.MAX_VALUE / 4 || (unicode && !ordered)) {
        return null;
      }
      return unicode ? ElementType.unicode((int) length) : ElementType.bytes((int) length);
    }
    ElementType type =
        switch (letter + digits) {
          case "f2" -> ElementType.F16;
          case "f4" -> ElementType.F32;
          case "f8" -> ElementType.F64;
          case "i1" -> ElementType.I8;
          case "i2" -> ElementType.I16;
          case "i4" -> ElementType.I32;
          case "i8" -> ElementType.I64;
          case "u1" -> ElementType.U8;
          case "u2" -> ElementType.U16;
          case "b1" -> ElementType.BOOL;
          default -> null;
        };
    // Without '<' or '>' the order of the bytes would be a guess.
    return type != null && (ordered || type.bytes() == 1) ? type : null;
  }

  private long[] tuple() {
    expect('(');
    List<Long> sizes = new ArrayList<>();
    boolean comma = true;
    while (!takeIf(')')) {
      if (!comma) {
        throw refused("',' or ')'");
      }
      String number = match(NUMBER, "a size").group();
      try {
        sizes.add(Long.parseLong(number));
      } catch (NumberFormatException e) {
        throw new FormatException(place, "sizes below 2^63", Text.shortened(number));
      }
      comma = takeIf(',');
    }
    if (sizes.size() == 1 && !comma) {
      throw new FormatException(place, "a tuple as shape", "(" + sizes.get(0) + ")");
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private String structured() {
    throw new FormatException(place, "a dtype of " + TYPES, "a structured one: " + shown(at));
  }

  private String string(String what) {
    Matcher matcher = match(STRING, what + " in quotes");
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private Matcher match(Pattern pattern, String what) {
    blanks();
    Matcher matcher = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      throw refused(what);
    }
    at = matcher.end();
    return matcher;
  }

  private int peek() {
    blanks();
    return at < text.length() ? text.charAt(at) : -1;
  }

  private boolean takeIf(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (!takeIf(wanted)) {
      throw refused("'" + wanted + "'");
    }
  }

  private void blanks() {
    Matcher blanks = BLANKS.matcher(text).region(at, text.length());
    at = blanks.lookingAt() ? blanks.end() : at;
  }

  private FormatException refused(String expected) {
    return new FormatException(place, "in the header " + expected, shown(at));
  }

  private String shown(int from) {
    String rest = Text.shortened(text.substring(from).strip());
    return rest.isEmpty() ? "its end" : rest;
  }
}
