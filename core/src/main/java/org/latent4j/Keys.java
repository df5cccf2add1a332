package org.latent4j;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/** The keys of a space: one a row, unique. Without keys of their own, rows are "0" ... "n-1". */
public final class Keys {
  private final long size;
  private final @Nullable List<String> names;
  private final Map<String, Integer> rows;

  private Keys(long size, @Nullable List<String> names) {
    this.size = size;
    this.names = names;
    this.rows = names == null ? Map.of() : index(names);
  }

  /** The row numbers "0" ... "n-1" as keys. */
  public static Keys ofRows(long n) {
    return new Keys(Require.atLeast("Keys.ofRows: n", 0, n), null);
  }

  /**
   * The given keys, in row order.
   *
   * @throws InputException for an empty key (its row) or one that comes twice (both rows)
   */
  public static Keys of(List<String> keys) {
    return new Keys(keys.size(), List.copyOf(keys));
  }

  /** How many keys there are. */
  public long size() {
    return size;
  }

  /** Whether the keys are only row numbers, which say nothing of what a row is. */
  public boolean areRows() {
    return names == null;
  }

  /** The key of a row. */
  public String get(long row) {
    Require.between("Keys.get: row", 0, size - 1, row);
    return names == null ? Long.toString(row) : names.get((int) row);
  }

  /** The row of a key, or -1. */
  public long rowOf(String key) {
    if (names != null) {
      return rows.getOrDefault(key, -1);
    }
    if (!key.matches("0|[1-9][0-9]{0,17}")) {
      return -1;
    }
    long row = Long.parseLong(key);
    return row < size ? row : -1;
  }

  /** The keys of some rows, in the order given. */
  public Keys select(long... selected) {
    List<String> out = new ArrayList<>(selected.length);
    for (long row : selected) {
      out.add(get(row));
    }
    return of(out);
  }

  /** The keys as a list in row order, a view; at most 2^31 - 1 of them. */
  public List<String> asList() {
    if (names != null) {
      return names;
    }
    int count = Math.toIntExact(size);
    return new AbstractList<>() {
      @Override
      public String get(int row) {
        return Keys.this.get(row);
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> index = new HashMap<>(names.size() * 2);
    for (int row = 0; row < names.size(); row++) {
      String key = names.get(row);
      if (key.isEmpty()) {
        throw new InputException("Keys.of", "a key in every row", "an empty key in row " + row);
      }
      Integer before = index.put(key, row);
      if (before != null) {
        throw new InputException(
            "Keys.of", "every key once", "'" + key + "' in rows " + before + " and " + row);
      }
    }
    return index;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keys that
        && size == that.size
        && (names == null ? that.names == null : names.equals(that.names));
  }

  @Override
  public int hashCode() {
    return names == null ? Long.hashCode(size) : names.hashCode();
  }

  @Override
  public String toString() {
    return names == null ? "rows 0 to " + (size - 1) : size + " keys";
  }
}
