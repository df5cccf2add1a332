package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.io.HeldArray;

class CitationFileTest {
  private static final CitationGraph GRAPH = SmallGraph.of(20, 3, 4);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("cora.npz");
  }

  private void refused(GraphFile content, String... words) {
    Path file = content.write(file());
    assertThatThrownBy(() -> CitationFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cora.npz")
        .hasMessageContainingAll(words);
  }

  @Test
  void whatWasWrittenIsReadByFileAndFolder() throws IOException {
    Path file = GraphFile.of(GRAPH).write(file());
    Path below = Files.createDirectories(folder.resolve("data/cora"));
    Files.copy(file, below.resolve("cora.npz"));
    for (Path place : new Path[] {file, folder, below, folder.resolve("data")}) {
      CitationGraph read = CitationFile.read(place);
      assertThat(read.names()).isEqualTo(GRAPH.names());
      assertThat(read.fields()).containsExactly(GRAPH.fields());
      assertThat(SmallGraph.dense(read.links())).containsExactly(SmallGraph.dense(GRAPH.links()));
      assertThat(SmallGraph.dense(read.words())).containsExactly(SmallGraph.dense(GRAPH.words()));
    }
  }

  @Test
  void columnsNeedNoOrderAndNamesNeedNotBe() {
    CitationGraph read =
        CitationFile.read(
            GraphFile.of(GRAPH)
                .without("node_names")
                .with(HeldArray.of("labels", new byte[20], 20))
                .with(HeldArray.of("adj_data", new float[] {1, 1, 1}, 3))
                .with(HeldArray.of("adj_indices", new int[] {7, 3, 5}, 3))
                .with(HeldArray.of("adj_indptr", starts(21, 1, 3), 21))
                .write(file()));
    assertThat(read.names().subList(0, 3)).isEqualTo(List.of("0", "1", "2"));
    assertThat(read.edges()).isEqualTo(3);
    assertThat(read.links().column(read.links().start(0))).isEqualTo(3);
    assertThat(read.classes()).isEqualTo(1);
  }

  private static int[] starts(int length, int from, int value) {
    int[] starts = new int[length];
    java.util.Arrays.fill(starts, from, length, value);
    return starts;
  }

  @Test
  void valuesStayWithTheirColumns() {
    var rows =
        RowOrder.sorted(
            4, new long[] {0, 3, 3, 5}, new int[] {3, 0, 1, 2, 0}, new double[] {1, 2, 3, 4, 5});
    assertThat(SmallGraph.dense(rows)).containsExactly(2, 3, 0, 1, 0, 0, 0, 0, 5, 0, 4, 0);
  }

  @Test
  void filesOfAnotherKindAreRefused() throws IOException {
    refused(GraphFile.of(GRAPH).without("attr_data"), "attr_data");
    refused(GraphFile.of(GRAPH).without("labels"), "labels");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("labels", new int[19], 19)), "19");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("labels", new int[20], 4, 5)), "[4, 5]");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("labels", new float[20], 20)), "F32");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("labels", starts(20, 7, 55), 20)), "row 7", "55");
    refused(
        GraphFile.of(GRAPH).with(HeldArray.of("adj_shape", new long[] {20, 21}, 2)), "[20, 21]");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("adj_shape", new long[] {9, 20}, 2)), "9");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("adj_shape", new long[] {20}, 1)), "got 1");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("attr_shape", new long[] {20, -2}, 2)), "-2");
    refused(
        GraphFile.of(GRAPH).with(HeldArray.of("attr_shape", new long[] {20, 1 << 21}, 2)),
        Integer.toString(1 << 21));
    Files.writeString(file(), "no zip");
    assertThatThrownBy(() -> CitationFile.read(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("cora.npz");
  }

  @Test
  void brokenMatricesAreRefused() {
    int count = (int) GRAPH.words().nonZeros();
    float[] values = new float[count];
    values[5] = Float.NaN;
    refused(GraphFile.of(GRAPH).with(HeldArray.of("attr_data", values, count)), "NaN", "place 5");
    refused(GraphFile.of(GRAPH).with(HeldArray.of("attr_data", new float[2], 2)), "attr");
    refused(
        GraphFile.of(GRAPH).with(HeldArray.of("attr_indices", new int[count], count)), "0 then 0");
    refused(
        GraphFile.of(GRAPH).with(HeldArray.of("attr_indptr", starts(21, 3, count + 1), 21)),
        Integer.toString(count + 1));
    refused(GraphFile.of(GRAPH).with(HeldArray.of("attr_indptr", starts(21, 20, -5), 21)), "-5");
    int[] columns = new int[count];
    columns[2] = -3;
    refused(GraphFile.of(GRAPH).with(HeldArray.of("attr_indices", columns, count)), "-3");
  }

  @Test
  void coraIsTheGraphThatItIsSaidToBe() {
    String data = System.getenv("LATENT4J_DATA");
    assumeTrue(data != null, "LATENT4J_DATA names no folder of data sets");
    CitationGraph cora = CitationFile.read(Path.of(data, "cora"));
    assertThat(cora.size()).isEqualTo(2708);
    assertThat(cora.edges()).isEqualTo(5278);
    assertThat(cora.words().columns()).isEqualTo(1433);
    assertThat(cora.classes()).isEqualTo(7);
    assertThat(cora.names()).doesNotHaveDuplicates().startsWith("1000012", "100197");
  }
}
