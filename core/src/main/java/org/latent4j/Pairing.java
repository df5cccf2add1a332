package org.latent4j;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;

/** Joins spaces on keys. */
final class Pairing {
  private static final int NAMED = 3;

  private Pairing() {}

  static Paired pair(LatentSpace a, LatentSpace b) {
    if (a.keys().areRows() && b.keys().areRows() && a.size() != b.size()) {
      throw new ShapeException(
          "LatentSpace.pair",
          "keys, or two spaces of one size (" + a.size() + ")",
          b.size() + " rows without keys");
    }
    List<Long> left = new ArrayList<>();
    List<Long> right = new ArrayList<>();
    List<String> onlyLeft = new ArrayList<>();
    List<String> onlyRight = new ArrayList<>();
    for (String key : a.keys().asList()) {
      long row = b.keys().rowOf(key);
      if (row < 0) {
        onlyLeft.add(key);
      } else {
        left.add(a.keys().rowOf(key));
        right.add(row);
      }
    }
    for (String key : b.keys().asList()) {
      if (a.keys().rowOf(key) < 0) {
        onlyRight.add(key);
      }
    }
    if (left.isEmpty()) {
      throw new InputException(
          "LatentSpace.pair",
          "at least one shared key",
          "none: " + some(onlyLeft) + " and " + some(onlyRight));
    }
    return new Paired(a.select(array(left)), b.select(array(right)), onlyLeft, onlyRight);
  }

  static long[] rowsOf(LatentSpace space, Iterable<String> keys) {
    List<Long> rows = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String key : keys) {
      long row = space.keys().rowOf(key);
      if (row < 0) {
        unknown.add(key);
      } else {
        rows.add(row);
      }
    }
    if (!unknown.isEmpty()) {
      throw new InputException(
          "LatentSpace.select",
          "keys of space '" + space.name() + "'",
          unknown.size() + " unknown: " + some(unknown));
    }
    return array(rows);
  }

  private static long[] array(List<Long> rows) {
    return rows.stream().mapToLong(Long::longValue).toArray();
  }

  private static String some(List<String> keys) {
    List<String> first = keys.subList(0, Math.min(NAMED, keys.size()));
    return first + (keys.size() > NAMED ? " ..." : "");
  }
}
