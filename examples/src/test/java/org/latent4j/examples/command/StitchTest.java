package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.examples.stitch.IdxWriter;

class StitchTest {
  @TempDir private static Path data;
  private static Path images;
  private static Path labels;
  private static Path test;

  @TempDir private Path folder;

  @BeforeAll
  static void draw() {
    images = IdxWriter.drawn(data, "train", 150, 1);
    labels = data.resolve("train-labels-idx1-ubyte");
    test = IdxWriter.drawn(data, "t10k", 50, 2);
  }

  @Test
  void figuresGoToJsonAndToATable() throws IOException {
    Path json = folder.resolve("figures.json");
    CommandRun run =
        quick("--images", images, "--test-images", test, "--train", 120, "--json", json);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("2 models of 120 images, 20 anchors, 1 epochs; mean squared error of 50 others")
        .contains("codes, by ridge regression")
        .contains("relative codes, centred");
    JsonObject object = CommandRun.json(json);
    assertThat(object.get("command").getAsString()).isEqualTo("stitch");
    assertThat(object.get("seconds").getAsDouble()).isPositive();
    for (String key : new String[] {"absolute", "relative", "relativeCentred"}) {
      JsonObject scores = object.getAsJsonObject(key);
      assertThat(scores.keySet()).as(key).containsExactly("own", "stitched");
      assertThat(scores.get("own").getAsDouble()).as(key).isBetween(0.0, 1.0);
      assertThat(scores.get("stitched").getAsDouble()).as(key).isBetween(0.0, 1.0);
    }
    for (String key : new String[] {"similarity", "affine"}) {
      JsonObject scores = object.getAsJsonObject(key);
      assertThat(scores.keySet()).as(key).containsExactly("stitched");
      assertThat(scores.get("stitched").getAsDouble()).as(key).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theReportIsOnePageOfTheFigures() throws IOException {
    Path json = folder.resolve("figures.json");
    Path html = folder.resolve("figures.html");
    assertThat(quick("--images", images, "--json", json, "--html", html).code()).isZero();
    String page = Files.readString(html);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("2 models, ", " 20 anchors, 1 epochs, autoencoder", "codes, by ridge regression")
        .contains("<svg", "mean squared error")
        .doesNotContain("<script", "http://", "https://");
    double own = CommandRun.json(json).getAsJsonObject("absolute").get("own").getAsDouble();
    assertThat(page).contains(String.format(java.util.Locale.ROOT, "%.3f", own).substring(0, 4));
  }

  @Test
  void noReportIsLeftBehindAFailure() throws IOException {
    Path html = folder.resolve("figures.html");
    CommandRun run = quick("--images", images, "--train", 200, "--html", html);
    assertThat(run.code()).isEqualTo(1);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theLastImagesTestByDefault() throws IOException {
    Path json = folder.resolve("figures.json");
    assertThat(quick("--images", images, "--test", 30, "--json", json).code()).isZero();
    JsonObject object = CommandRun.json(json);
    assertThat(object.get("trainImages").getAsInt()).isEqualTo(120);
    assertThat(object.get("testImages").getAsInt()).isEqualTo(30);
  }

  @Test
  void classifiersHaveAccuracies() throws IOException {
    Path json = folder.resolve("figures.json");
    CommandRun run =
        CommandRun.of(
            "stitch",
            "--images",
            images,
            "--labels",
            labels,
            "--test-images",
            test,
            "--task=classifier",
            "--anchors=60",
            "--epochs=20",
            "--seeds=7,8",
            "--json",
            json);
    assertThat(run.error()).isEmpty();
    JsonObject object = CommandRun.json(json);
    double own = object.getAsJsonObject("absolute").get("own").getAsDouble();
    assertThat(own).as("share of ten classes").isBetween(0.3, 1.0);
    assertThat(own * 100).as("two models, fifty images").isEqualTo(Math.rint(own * 100));
    assertThat(run.out()).contains("accuracy of 50 others");
  }

  @Test
  void equalSeedsGiveEqualFiguresOnAnyNumberOfThreads() throws IOException {
    List<JsonObject> figures = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Path json = folder.resolve(threads + ".json");
      assertThat(quick("--images", images, "--threads", threads, "--json", json).code()).isZero();
      JsonObject object = CommandRun.json(json);
      object.remove("seconds");
      figures.add(object);
    }
    assertThat(figures.get(0)).isEqualTo(figures.get(1));
  }

  @Test
  void oneModelAloneHasNoStitchedFigure() throws IOException {
    Path json = folder.resolve("figures.json");
    assertThat(quick("--images", images, "--seeds", 3, "--json", json).code()).isZero();
    JsonObject object = CommandRun.json(json);
    assertThat(object.getAsJsonObject("absolute").get("stitched").isJsonNull()).isTrue();
    assertThat(object.getAsJsonObject("absolute").get("own").isJsonNull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--train 200;images to train",
        "--train 0;got 0",
        "--test 151;images to test",
        "--test -1;got -1",
        "--train 100 --anchors 101;anchors: expected 1 to 100, got 101",
        "--anchors 0;anchors: expected at least 1, got 0",
        "--epochs 0;epochs: expected at least 1, got 0",
        "--seeds 2,2;got [2, 2]",
        "--threads 0;threads: expected at least 1, got 0",
        "--labels TEST;labels [150]",
        "--test-images LABELS;images [n, height, width]",
        "--test-images NONE;none-ubyte: no such file",
        "--labels NONE;none-ubyte: no such file",
        "--test-images CUT;cut-ubyte",
        "--test-images JUNK;idx of unsigned bytes",
        "--test-images SMALL;images of [28, 28]",
      })
  void badInputExitsWithOneLineAndLeavesNothing(String options, String complaint)
      throws IOException {
    Files.write(folder.resolve("cut-ubyte"), Arrays.copyOf(Files.readAllBytes(images), 5000));
    Files.writeString(folder.resolve("junk-ubyte"), "no idx at all");
    IdxWriter.write(folder.resolve("small-ubyte"), new byte[40], 10, 2, 2);
    Path json = folder.resolve("figures.json");
    List<Object> words = new ArrayList<>(List.of("--images", images, "--json", json));
    for (String word : options.split(" ", -1)) {
      words.add(
          switch (word) {
            case "TEST" -> data.resolve("t10k-labels-idx1-ubyte");
            case "LABELS" -> labels;
            case "NONE", "CUT", "JUNK", "SMALL" ->
                folder.resolve(word.toLowerCase(java.util.Locale.ROOT) + "-ubyte");
            default -> word;
          });
    }
    CommandRun run = quick(words.toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(1);
    assertThat(run.error().lines()).hasSize(1);
    assertThat(run.error()).startsWith("latent4j stitch: ").contains(complaint);
    assertThat(run.out()).isEmpty();
    assertThat(json).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("cut-ubyte", "junk-ubyte", "small-ubyte");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--task painter;autoencoder, classifier",
        "--task classifier;needs --labels",
        "--test-labels x;--test-labels needs --test-images",
        "--seeds a;--seeds",
        "--epochs many;--epochs",
        "--batch 3;--batch",
      })
  void wrongUsageExitsWithTwo(String options, String complaint) {
    List<Object> words = new ArrayList<>(List.of("stitch", "--images", images));
    words.addAll(List.of(options.split(" ", -1)));
    Path json = folder.resolve("figures.json");
    words.addAll(List.of("--json", json));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(2);
    assertThat(run.error().lines()).hasSize(1);
    assertThat(run.error()).contains(complaint);
    assertThat(json).doesNotExist();
  }

  @Test
  void imagesAreNeeded() {
    CommandRun run = CommandRun.of("stitch");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("--images");
  }

  @Test
  void helpTellsTheDefaults() {
    CommandRun run = CommandRun.of("stitch", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("--anchors=M", "(default 500)", "--test-images=IDX", "(default 0,1)")
        .contains("(default 8)", "--task=<task>", "--seeds=");
  }

  /** A small run; options given again take the place of these. */
  private static CommandRun quick(Object... options) {
    List<Object> words = new ArrayList<>(List.of("stitch"));
    for (Object[] usual : new Object[][] {{"--anchors", 20}, {"--epochs", 1}}) {
      if (!List.of(options).contains(usual[0])) {
        words.addAll(List.of(usual));
      }
    }
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }
}
