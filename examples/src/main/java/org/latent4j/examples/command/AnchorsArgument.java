package org.latent4j.examples.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.latent4j.LatentSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import picocli.CommandLine.ITypeConverter;

/**
 * Anchors as an argument of a command: row numbers ({@code .npy}, or an array of an npz or
 * safetensors file by name), keys ({@code .txt}, one a line) or a saved set of anchors ({@code
 * .safetensors}).
 *
 * @param array the file and the name of its array
 */
record AnchorsArgument(ArrayArgument array) {
  private static final int NAMED = 3;

  /**
   * Reads the anchors and finds them in a space.
   *
   * @return anchors whose keys the space has
   * @throws InputException for no anchor, a row outside the space, a row or key given twice, and
   *     keys that the space lacks (the first three are named)
   */
  AnchorSet in(LatentSpace space) throws IOException {
    String name = String.valueOf(array.file().getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".txt")) {
      return known(space, ofKeys(KeyFile.read(array.file())));
    }
    if (name.endsWith(".safetensors") && array.name() == null) {
      return known(space, AnchorSet.load(array.file()));
    }
    return ofRows(space, array.wholeNumbers());
  }

  private AnchorSet ofKeys(List<String> keys) {
    requireSome(keys.size());
    return AnchorSet.of(keys);
  }

  private AnchorSet ofRows(LatentSpace space, long[] rows) {
    requireSome(rows.length);
    List<String> keys = new ArrayList<>(rows.length);
    Set<Long> seen = new HashSet<>();
    for (long row : rows) {
      if (row < 0 || row >= space.size()) {
        throw new InputException(
            array + ": anchors", "rows 0 to " + (space.size() - 1), "row " + row);
      }
      if (!seen.add(row)) {
        throw new InputException(array + ": anchors", "every row once", "duplicate row " + row);
      }
      keys.add(space.keys().get(row));
    }
    return AnchorSet.of(keys);
  }

  private AnchorSet known(LatentSpace space, AnchorSet anchors) {
    Set<String> unknown = new LinkedHashSet<>();
    for (String key : anchors.keys()) {
      if (space.keys().rowOf(key) < 0) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      throw new InputException(
          array + ": anchors",
          "keys of space '" + space.name() + "'",
          unknown.size()
              + " unknown: "
              + unknown.stream().limit(NAMED).toList()
              + (unknown.size() > NAMED ? " ..." : ""));
    }
    return anchors;
  }

  private void requireSome(int count) {
    if (count == 0) {
      throw new ShapeException(array + ": anchors", "at least one anchor", count + " anchors");
    }
  }

  @Override
  public String toString() {
    return array.toString();
  }

  /** Lets picocli parse anchors. */
  static final class Converter implements ITypeConverter<AnchorsArgument> {
    @Override
    public AnchorsArgument convert(String text) {
      return new AnchorsArgument(new ArrayArgument.Converter().convert(text));
    }
  }
}
