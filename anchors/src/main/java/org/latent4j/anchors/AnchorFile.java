package org.latent4j.anchors;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.io.StoredKeys;

/** The anchors in a file, of their own or of what was fitted on them. */
final class AnchorFile {
  /** The hyper-parameter that says whether some anchors are groups. */
  static final String GROUPS = "groups";

  private static final String BYTES = "members.bytes";
  private static final String OFFSETS = "members.offsets";
  private static final String STARTS = "members.starts";

  private AnchorFile() {}

  /** Adds the tensors of a set. */
  static void add(SavedThing.Draft draft, AnchorSet anchors) {
    StoredKeys names = StoredKeys.of(anchors.names());
    draft.tensor(names.bytes()).tensor(names.offsets());
    if (!anchors.hasGroups()) {
      return;
    }
    List<String> keys = new ArrayList<>();
    long[] starts = new long[anchors.size() + 1]; // [m + 1]
    int at = 0;
    for (AnchorSet.Members members : anchors.members().values()) {
      if (members.group()) {
        keys.addAll(members.keys());
      }
      starts[++at] = keys.size();
    }
    StoredKeys stored = StoredKeys.of(keys);
    byte[] bytes = bytes(stored.bytes());
    draft
        .tensor(HeldArray.of(BYTES, bytes, bytes.length))
        .tensor(HeldArray.of(OFFSETS, stored.offsets().longs(), keys.size() + 1L))
        .tensor(HeldArray.of(STARTS, starts, starts.length));
  }

  /** The set whose tensors {@link #add} put into a file. */
  static AnchorSet read(SavedThing thing) {
    List<String> names = keys(thing, StoredKeys.BYTES, StoredKeys.OFFSETS);
    List<String> keys = List.of();
    long[] starts = new long[names.size() + 1];
    String place = thing.file().path().toString();
    if (hasGroups(thing)) {
      keys = keys(thing, BYTES, OFFSETS);
      StoredArray stored = thing.array(STARTS, List.of(ElementType.I64), starts.length);
      starts = stored.longs();
      check(stored.place(), starts, keys.size());
    }
    Map<String, AnchorSet.Members> anchors = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean group = starts[i] < starts[i + 1];
      List<String> own =
          group ? List.copyOf(keys.subList((int) starts[i], (int) starts[i + 1])) : List.of(name);
      if (new HashSet<>(own).size() != own.size()
          || anchors.put(name, new AnchorSet.Members(own, group)) != null) {
        throw new FormatException(place, "every key once", "'" + name + "' or one of its group");
      }
    }
    try {
      return AnchorSet.ofMembers(anchors);
    } catch (InputException e) {
      throw new FormatException(place, e.expected(), e.got());
    }
  }

  /** The hyper-parameters say it, for they are under a checksum and names of tensors are not. */
  private static boolean hasGroups(SavedThing thing) {
    JsonElement groups = thing.parameters().get(GROUPS);
    return groups instanceof JsonPrimitive some ? some.getAsBoolean() : thing.has(STARTS);
  }

  private static List<String> keys(SavedThing thing, String bytes, String offsets) {
    return new StoredKeys(
            thing.array(bytes, List.of(ElementType.U8), -1),
            thing.array(offsets, List.of(ElementType.I64), -1))
        .toList();
  }

  private static void check(String place, long[] starts, int total) {
    for (int i = 0; i < starts.length; i++) {
      long before = i == 0 ? 0 : starts[i - 1];
      if (starts[i] < before || starts[i] > total || (i == 0 && starts[0] != 0)) {
        throw new FormatException(place, before + " to " + total + " at " + i, starts[i] + "");
      }
    }
    if (starts[starts.length - 1] != total) {
      throw new FormatException(
          place, "a last start of " + total, Long.toString(starts[starts.length - 1]));
    }
  }

  private static byte[] bytes(StoredArray array) {
    try (InputStream in = array.stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(array.place() + ": " + e, e);
    }
  }
}
