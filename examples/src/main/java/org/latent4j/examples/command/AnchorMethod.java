package org.latent4j.examples.command;

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
    return WordConverter.word(this);
  }

  /** Words of {@code --method} and {@code --select}. */
  static final class Converter extends WordConverter<AnchorMethod> {
    Converter() {
      super(AnchorMethod.class);
    }
  }
}
