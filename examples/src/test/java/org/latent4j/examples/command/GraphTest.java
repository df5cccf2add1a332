package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.examples.graph.GraphFile;

/** The command graph on a small random graph. */
class GraphTest {
  @TempDir private Path folder;

  @Test
  void figuresAndReportAreWritten() throws IOException {
    GraphFile.write(folder.resolve("cora.npz"), 60, 5);
    Path json = folder.resolve("g.json");
    Path html = folder.resolve("g.html");
    CommandRun run =
        CommandRun.of(
            "graph", "--data", folder, "--anchors=20", "--seed", 3, "--json", json, "--html", html);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("60 nodes", "3 fields", "72 checkpoints", "20 anchors");
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.keySet())
        .containsExactly(
            "command",
            "seconds",
            "nodes",
            "edges",
            "words",
            "classes",
            "anchors",
            "seed",
            "reference",
            "checkpoints",
            "uncentred",
            "centred",
            "points");
    assertThat(figures.get("command").getAsString()).isEqualTo("graph");
    assertThat(figures.get("points").getAsJsonArray()).hasSize(72);
    assertThat(figures.get("points").getAsJsonArray().get(0).getAsJsonObject().keySet())
        .containsExactly("run", "epoch", "validationAccuracy", "uncentred", "centred");
    assertThat(figures.get("reference").getAsJsonObject().keySet())
        .containsExactly("run", "epoch", "validationAccuracy", "testAccuracy");
    assertThat(figures.get("centred").getAsDouble()).isBetween(-1.0, 1.0);
    assertThat(Files.readString(html)).contains("<svg", "seed 3");
    JsonObject again = againWith(2, json);
    for (String key : new String[] {"reference", "uncentred", "centred", "points"}) {
      assertThat(again.get(key)).as(key).isEqualTo(figures.get(key));
    }
  }

  private JsonObject againWith(int threads, Path json) throws IOException {
    CommandRun.of(
        "graph",
        "--data",
        folder,
        "--anchors",
        20,
        "--seed=3",
        "--threads",
        threads,
        "--json",
        json);
    return CommandRun.json(json);
  }

  @Test
  void badInputIsRefusedInOneLineAndLeavesNothing() throws IOException {
    Path json = folder.resolve("g.json");
    Path html = folder.resolve("g.html");
    Path broken = Files.writeString(folder.resolve("broken.npz"), "no zip");
    Path small = GraphFile.write(folder.resolve("small.npz"), 12, 1);
    Object[][] cases = {
      {folder, "cora.npz"}, {broken, "broken.npz"}, {small, "300"}, {folder.resolve("no"), "no"}
    };
    for (Object[] each : cases) {
      CommandRun run = CommandRun.of("graph", "--data", each[0], "--json", json, "--html", html);
      assertThat(run.code()).as("%s", each[0]).isEqualTo(1);
      assertThat(run.error()).hasLineCount(1).contains(each[1].toString());
      assertThat(json).doesNotExist();
      assertThat(html).doesNotExist();
    }
    assertThat(CommandRun.of("graph").code()).isEqualTo(2);
    assertThat(CommandRun.of("graph", "--data", small, "--anchors", "many").code()).isEqualTo(2);
    CommandRun none = CommandRun.of("graph", "--data", small, "--anchors", 0);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.error()).contains("anchors", "got 0");
  }
}
