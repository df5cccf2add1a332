package org.latent4j.examples.graph;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.SparseRows;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.io.NpzFile;
import org.latent4j.io.StoredArray;

/**
 * Reads a graph from an npz file of plain arrays: two matrices in CSR, {@code adj} (links) and
 * {@code attr} (words), each as {@code _data}, {@code _indices}, {@code _indptr} and {@code
 * _shape}; {@code labels}; {@code node_names} where there are names (else row numbers serve).
 */
public final class CitationFile {
  private static final String NAME = "cora.npz";

  private final NpzFile file;

  private CitationFile(NpzFile file) {
    this.file = file;
  }

  /**
   * Reads a graph.
   *
   * @param place the file, or a folder with {@code cora.npz} or {@code cora/cora.npz} in it
   * @throws FormatException for other content; names the file
   */
  public static CitationGraph read(Path place) {
    Path path = place;
    if (Files.isDirectory(place)) {
      Path below = place.resolve("cora").resolve(NAME);
      path = Files.exists(below) ? below : place.resolve(NAME);
    }
    return new CitationFile(NpzFile.open(path)).graph();
  }

  private CitationGraph graph() {
    SparseRows links = matrix("adj");
    SparseRows words = matrix("attr");
    long[] labels = vector("labels").longs();
    int[] fields = new int[labels.length];
    for (int i = 0; i < fields.length; i++) {
      String what = file.path() + ": label of row " + i;
      fields[i] = (int) Require.between(what, 0, fields.length - 1L, labels[i]);
    }
    List<String> names =
        file.names().contains("node_names")
            ? vector("node_names").strings()
            : IntStream.range(0, fields.length).mapToObj(Integer::toString).toList();
    try {
      return CitationGraph.of(words, links, fields, names);
    } catch (InputException e) {
      throw new FormatException(file.path() + ": " + e.operation(), e.expected(), e.got());
    }
  }

  private SparseRows matrix(String name) {
    long[] shape = vector(name + "_shape").longs();
    long[] starts = vector(name + "_indptr").longs();
    long[] wide = vector(name + "_indices").longs();
    double[] values = vector(name + "_data").doubles();
    String what = file.path() + ": " + name;
    Require.between(what + "_shape: sizes", 2, 2, shape.length);
    Require.between(what + "_shape: rows", starts.length - 1L, starts.length - 1L, shape[0]);
    int[] columns = new int[wide.length];
    for (int i = 0; i < wide.length; i++) {
      columns[i] = (int) Require.between(what + "_indices", 0, Integer.MAX_VALUE, wide[i]);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new FormatException(what + "_data", "finite values", values[i] + " in place " + i);
      }
    }
    try {
      return RowOrder.sorted(shape[1], starts, columns, values);
    } catch (InputException e) {
      throw new FormatException(what, e.expected(), e.got());
    }
  }

  private StoredArray vector(String name) {
    StoredArray array = file.array(name);
    if (array.description().rank() != 1) {
      throw new FormatException(array.place(), "one axis", array.description().toString());
    }
    return array;
  }
}
