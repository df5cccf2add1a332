package org.latent4j.examples.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ways to choose anchors, by the words of the command line. */
enum AnchorMethod {
  UNIFORM,
  STRATIFIED,
  TOP,
  FARTHEST,
  KMEANS,
  DETERMINANTAL,
  COVERAGE,
  BEST_ALIGNED,
  CONDITION,
  RESERVOIR,
  STREAM_FARTHEST,
  FREQUENT;

  /** What an option that takes a method says of it. */
  static final String DESCRIPTION =
      "uniform, stratified, top, farthest, kmeans, determinantal, coverage, best-aligned,"
          + " condition, reservoir, stream-farthest or frequent.";

  /** The word on the command line, such as {@code best-aligned}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(AnchorMethod::toString).collect(Collectors.joining(", "));
  }

  /** Lets picocli parse methods. */
  static final class Converter implements ITypeConverter<AnchorMethod> {
    @Override
    public AnchorMethod convert(String text) {
      return Arrays.stream(values())
          .filter(method -> method.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of [" + words() + "] but was '" + text + "'"));
    }
  }
}
