package org.latent4j.examples.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses a word of an option as a constant: its name in small letters. Another word is wrong usage,
 * and the message lists the words.
 *
 * @param <E> the constants
 */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  WordConverter(Class<E> type) {
    this.constants = type.getEnumConstants();
  }

  /** The word of a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public final E convert(String text) {
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    List<String> words = Arrays.stream(constants).map(WordConverter::word).toList();
    throw new TypeConversionException("expected one of " + words + ", got '" + text + "'");
  }
}
