package org.latent4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What made a space: the chain of fitted steps, first to last. Empty for vectors that came from
 * outside.
 *
 * @param steps the steps, first to last
 */
public record Lineage(List<Step> steps) {
  private static final Lineage NONE = new Lineage(List.of());

  /** Copies the steps. */
  public Lineage {
    steps = List.copyOf(steps);
  }

  /** The lineage of vectors that came from outside. */
  public static Lineage none() {
    return NONE;
  }

  /** This lineage with one more step. */
  public Lineage plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Lineage(longer);
  }

  /** SHA-256 over the steps, 64 hex digits: equal for spaces that were made in the same way. */
  public String hash() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(step.type()).append('\t').append(step.parameters()).append('\t');
      text.append(step.anchors() == null ? "" : step.anchors()).append('\n');
    }
    return Fingerprint.of(text.toString());
  }

  /**
   * One fitted step.
   *
   * @param type the class of the step, such as {@code RelativeEncoder}
   * @param parameters its hyper-parameters, a JSON object
   * @param anchors the fingerprint of its anchors, where it has some
   */
  public record Step(String type, String parameters, @Nullable String anchors) {
    /** A step without hyper-parameters. */
    public static Step of(String type) {
      return new Step(type, "{}", null);
    }
  }
}
