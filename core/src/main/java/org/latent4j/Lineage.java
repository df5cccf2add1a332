package org.latent4j;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.io.JsonText;

/**
 * What made a space: the chain of fitted steps, first to last. Empty for vectors that came from
 * outside.
 *
 * @param steps the steps, first to last
 */
public record Lineage(List<Step> steps) {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  /** The type of the step that makes a space relative to anchors. */
  private static final String RELATIVE = "RelativeEncoder";

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

  /** The fingerprint of the anchors that the space is relative to, where it is a relative one. */
  public Optional<String> relativeTo() {
    return steps.stream()
        .filter(step -> step.type().equals(RELATIVE) && step.anchors() != null)
        .map(Step::anchors)
        .reduce((first, second) -> second);
  }

  /**
   * Refuses two relative spaces that do not share their anchors: their columns mean different
   * things. Spaces that are not relative pass.
   *
   * @param operation what wants to compare or stitch them
   * @throws InputException for different anchors, naming both fingerprints
   */
  public static void requireSameAnchors(String operation, Lineage a, Lineage b) {
    Optional<String> first = a.relativeTo();
    Optional<String> second = b.relativeTo();
    if (first.isPresent() && second.isPresent() && !first.equals(second)) {
      throw new InputException(
          operation,
          "relative spaces of the same anchors",
          "fingerprints " + first.get() + " and " + second.get());
    }
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

  /** The lineage as it stands in files: a JSON array of {@code {type, parameters, anchors}}. */
  public String json() {
    JsonArray array = new JsonArray();
    for (Step step : steps) {
      JsonObject object = new JsonObject();
      object.addProperty("type", step.type());
      object.add("parameters", JsonText.object(step.parameters(), "Lineage.Step: parameters"));
      object.addProperty("anchors", step.anchors());
      array.add(object);
    }
    return JSON.toJson(array);
  }

  /** The lineage that {@link #json} wrote; an empty one where {@code json} cannot be read. */
  public static Lineage read(@Nullable String json) {
    if (json == null) {
      return NONE;
    }
    try {
      List<Step> steps = new ArrayList<>();
      for (JsonElement step : JsonText.parse(json, "lineage").getAsJsonArray()) {
        JsonObject object = step.getAsJsonObject();
        JsonElement anchors = object.get("anchors");
        steps.add(
            new Step(
                object.get("type").getAsString(),
                object.get("parameters").getAsJsonObject().toString(),
                anchors == null || anchors.isJsonNull() ? null : anchors.getAsString()));
      }
      return new Lineage(steps);
    } catch (RuntimeException e) {
      // A lineage says where vectors came from; without it they are as good as before.
      return NONE;
    }
  }

  /**
   * One fitted step.
   *
   * @param type the class of the step, such as {@code RelativeEncoder}
   * @param parameters its hyper-parameters, a JSON object
   * @param anchors the fingerprint of its anchors, where it has some
   */
  public record Step(String type, String parameters, @Nullable String anchors) {
    /**
     * Brings the parameters into one spelling, so that the hash survives a file.
     *
     * @throws org.latent4j.error.FormatException when they are no JSON object
     */
    public Step {
      parameters = JSON.toJson(JsonText.object(parameters, "Lineage.Step: parameters"));
    }

    /** A step without hyper-parameters. */
    public static Step of(String type) {
      return new Step(type, "{}", null);
    }
  }
}
