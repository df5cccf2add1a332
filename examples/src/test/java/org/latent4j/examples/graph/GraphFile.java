package org.latent4j.examples.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.SparseRows;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.StoredArray;

/** Writes graphs as npz files, with arrays replaced or left out. */
public final class GraphFile {
  private final Map<String, StoredArray> arrays = new LinkedHashMap<>();

  private GraphFile() {}

  /** All arrays of a graph. */
  static GraphFile of(CitationGraph graph) {
    GraphFile file = new GraphFile();
    file.put("adj", graph.links());
    file.put("attr", graph.words());
    file.with(HeldArray.of("labels", graph.fields(), graph.size()));
    return file.with(HeldArray.of("node_names", graph.names(), graph.size()));
  }

  /** A small random graph in a file. */
  public static Path write(Path file, int n, long seed) {
    return of(SmallGraph.of(n, 3, seed)).write(file);
  }

  private void put(String name, SparseRows rows) {
    int n = (int) rows.rows();
    int[] starts = new int[n + 1];
    for (int row = 0; row <= n; row++) {
      starts[row] = rows.start(row);
    }
    int count = (int) rows.nonZeros();
    int[] columns = new int[count];
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      columns[at] = rows.column(at);
      values[at] = (float) rows.value(at);
    }
    with(HeldArray.of(name + "_data", values, count));
    with(HeldArray.of(name + "_indices", columns, count));
    with(HeldArray.of(name + "_indptr", starts, starts.length));
    with(HeldArray.of(name + "_shape", new long[] {n, rows.columns()}, 2));
  }

  /** Puts or replaces an array. */
  GraphFile with(StoredArray array) {
    arrays.put(array.description().name(), array);
    return this;
  }

  /** Leaves an array out. */
  GraphFile without(String name) {
    arrays.remove(name);
    return this;
  }

  /** Writes the file. */
  Path write(Path file) {
    List<StoredArray> all = new ArrayList<>(arrays.values());
    NpzWriter.write(file, all);
    return file;
  }
}
