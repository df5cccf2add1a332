package org.latent4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/**
 * Chooses the array that is meant: the one named, else {@code vectors}, else the only that fits.
 */
public final class ArrayPick {
  private static final String VECTORS = "vectors";

  private ArrayPick() {}

  /** Whether an array can be the vectors of a space: two axes of floating-point numbers. */
  public static boolean isFloatMatrix(ArrayDescription description) {
    return description.rank() == 2 && description.type().isFloating();
  }

  /**
   * Chooses an array.
   *
   * @param name the name, or null where the file must tell
   * @param fits what the array must be
   * @param wanted the same in words
   * @throws FormatException when there is none, when there are several (with the names there are),
   *     and when the array named does not fit
   */
  public static StoredArray of(
      ArrayFile file, @Nullable String name, Predicate<ArrayDescription> fits, String wanted) {
    List<String> names = file.names();
    if (name != null || names.contains(VECTORS) || names.size() == 1) {
      String one = name != null ? name : names.size() == 1 ? names.get(0) : VECTORS;
      StoredArray array = file.array(one);
      if (!fits.test(array.description())) {
        throw new FormatException(array.place(), "a " + wanted, "array " + array.description());
      }
      return array;
    }
    List<StoredArray> fitting = new ArrayList<>();
    for (String candidate : names) {
      StoredArray array = readable(file, candidate);
      if (array != null && fits.test(array.description())) {
        fitting.add(array);
      }
    }
    if (fitting.size() != 1) {
      throw new FormatException(
          file.path().toString(),
          "one " + wanted + ", or its name",
          fitting.size() + " among the arrays " + Names.list(names));
    }
    return fitting.get(0);
  }

  /** An array beside the wanted one may be unreadable, such as pickled objects. */
  private static @Nullable StoredArray readable(ArrayFile file, String name) {
    try {
      return file.array(name);
    } catch (FormatException e) {
      return null;
    }
  }
}
