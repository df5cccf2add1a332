package org.latent4j.anchors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Fingerprint;
import org.latent4j.LatentSpace;
import org.latent4j.error.InputException;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The items that two spaces have in common and against which everything else is described. An
 * anchor is one key, or a named group of keys that stands for the mean of its rows. Immutable.
 *
 * <p>Source: Moschella et al., "Relative representations enable zero-shot latent space
 * communication", 2022, arXiv 2209.15430, section 3.
 */
public final class AnchorSet {
  /** What an anchor stands for: one key, or a group of them. */
  record Members(List<String> keys, boolean group) {}

  private final Map<String, Members> anchors; // by name, in order

  private AnchorSet(Map<String, Members> anchors) {
    if (anchors.isEmpty()) {
      throw new InputException("AnchorSet", "at least one anchor", anchors.size() + " anchors");
    }
    this.anchors = anchors;
  }

  /**
   * One anchor a key.
   *
   * @throws InputException for no key, an empty key or a key given twice
   */
  public static AnchorSet of(List<String> keys) {
    Map<String, Members> anchors = new LinkedHashMap<>();
    for (String key : keys) {
      if (key.isEmpty()) {
        throw new InputException(
            "AnchorSet.of", "keys that are not empty", "an empty key at " + anchors.size());
      }
      if (anchors.put(key, new Members(List.of(key), false)) != null) {
        throw new InputException("AnchorSet.of", "every key once", "'" + key + "' twice");
      }
    }
    return new AnchorSet(anchors);
  }

  /**
   * One anchor a group of keys, in the order of the map.
   *
   * @throws InputException for no group, an empty group or a key twice in one group
   */
  public static AnchorSet ofGroups(Map<String, List<String>> named) {
    Map<String, Members> anchors = new LinkedHashMap<>();
    named.forEach(
        (name, keys) -> {
          if (keys.isEmpty() || new HashSet<>(keys).size() != keys.size()) {
            throw new InputException(
                "AnchorSet.ofGroups: group '" + name + "'", "distinct keys", keys.toString());
          }
          anchors.put(name, new Members(List.copyOf(keys), true));
        });
    return new AnchorSet(anchors);
  }

  /** Anchors by name, in order, some of them groups; for files. */
  static AnchorSet ofMembers(Map<String, Members> anchors) {
    return new AnchorSet(new LinkedHashMap<>(anchors));
  }

  /** What each anchor stands for, by name, in order. */
  Map<String, Members> members() {
    return Collections.unmodifiableMap(anchors);
  }

  /** Whether some anchor is a group. */
  public boolean hasGroups() {
    return anchors.values().stream().anyMatch(Members::group);
  }

  /**
   * Writes the set to a safetensors file of kind {@code anchors}: {@code keys.bytes} and {@code
   * keys.offsets} hold the names; where there are groups, {@code members.bytes} and {@code
   * members.offsets} hold their keys, and {@code members.starts} I64 {@code [m + 1]} where those of
   * each anchor begin (an anchor without any is a single key).
   */
  public void save(Path file) {
    SavedThing.Draft draft =
        SavedThing.draft("anchors")
            .parameters("{\"" + AnchorFile.GROUPS + "\":" + hasGroups() + "}");
    AnchorFile.add(draft, this);
    draft.save(file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws org.latent4j.error.FormatException for another kind of file, a newer version, or a
   *     tensor that is missing or broken
   */
  public static AnchorSet load(Path file) {
    return AnchorFile.read(SavedThing.open(file, "anchors"));
  }

  /** The number of anchors, m. */
  public int size() {
    return anchors.size();
  }

  /** The name of each anchor, in order: its key, or its group's name. */
  public List<String> names() {
    return List.copyOf(anchors.keySet());
  }

  /** All keys, in order: those of the groups too, so a key may come more than once. */
  public List<String> keys() {
    return anchors.values().stream().flatMap(members -> members.keys().stream()).toList();
  }

  /**
   * The vectors of the anchors in a space, looked up by key; groups are averaged.
   *
   * @return {@code [m, d]}, of the space's type
   * @throws InputException for keys that the space lacks; names the first three
   */
  public INDArray in(LatentSpace space) {
    if (!hasGroups()) {
      return space.select(anchors.keySet()).vectors();
    }
    double[] means = new double[size() * Math.toIntExact(space.dimension())]; // [m, d]
    DataType type = DataType.FLOAT;
    int row = 0;
    for (Members members : anchors.values()) {
      INDArray rows = space.select(members.keys()).vectors();
      type = rows.dataType();
      addMean(Dense.doubles(rows), members.keys().size(), means, row++);
    }
    return Dense.of(type, means, size(), space.dimension());
  }

  private static void addMean(double[] rows, int n, double[] means, int row) {
    int d = rows.length / n;
    for (int i = 0; i < rows.length; i++) {
      means[row * d + i % d] += rows[i] / n;
    }
  }

  /** This set followed by the anchors of {@code other}; a name in both is refused. */
  public AnchorSet plus(AnchorSet other) {
    Map<String, Members> joined = new LinkedHashMap<>(anchors);
    other.anchors.forEach(
        (name, members) -> {
          if (joined.put(name, members) != null) {
            throw new InputException("AnchorSet.plus", "other anchors", "'" + name + "' again");
          }
        });
    return new AnchorSet(joined);
  }

  /** This set without the anchors named in {@code other}; at least one must be left. */
  public AnchorSet minus(AnchorSet other) {
    Map<String, Members> left = new LinkedHashMap<>(anchors);
    left.keySet().removeAll(other.anchors.keySet());
    return new AnchorSet(left);
  }

  /**
   * What tells one set from another: SHA-256 over the keys joined by newlines, a group being its
   * name and keys joined by tabs; 64 hex digits.
   */
  public String fingerprint() {
    List<String> lines = new ArrayList<>();
    anchors.forEach(
        (name, members) ->
            lines.add(members.group() ? name + "\t" + String.join("\t", members.keys()) : name));
    return Fingerprint.of(String.join("\n", lines));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnchorSet that
        && names().equals(that.names())
        && anchors.equals(that.anchors);
  }

  @Override
  public int hashCode() {
    return anchors.hashCode();
  }

  @Override
  public String toString() {
    return size() + " anchors";
  }
}
