package org.latent4j.examples.stitch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/**
 * MNIST-style idx files, {@code .gz} or not, that an experiment's images come from.
 *
 * @param images the images
 * @param labels their labels, or null
 * @param testImages images for the test, or null: then the last ones of {@code images} are for the
 *     test and are never trained on
 * @param testLabels labels of {@code testImages}, or null: then the file beside them that is named
 *     as MNIST names it ({@code ...labels-idx1...} for {@code ...images-idx3...}), where labels are
 *     wanted
 */
public record StitchFiles(
    Path images, @Nullable Path labels, @Nullable Path testImages, @Nullable Path testLabels) {
  /** How many images train and test when nothing else is said and there are as many. */
  public static final int COUNT = 10_000;

  private static final String IMAGES = "images-idx3";
  private static final String LABELS = "labels-idx1";

  /**
   * Reads the images.
   *
   * @param train how many train: the first of a seeded shuffle; null for {@value #COUNT}, or fewer
   *     where there are fewer
   * @param test how many test: the first of the test images, or the last of all; null likewise
   * @param seed of the shuffle
   * @throws FormatException for files that are no images of one size, or no labels for them
   * @throws InputException when there are fewer images than asked for
   */
  public StitchData read(@Nullable Integer train, @Nullable Integer test, Seed seed) {
    IdxImages all = IdxImages.open(images, labels);
    if (testImages == null) {
      int tested = test == null ? held(all.size(), train) : test;
      require(all, tested, "test");
      int left = all.size() - tested;
      return new StitchData(
          train(all, left, train, seed), all.rows(IntStream.range(left, all.size()).toArray()));
    }
    IdxImages others = IdxImages.open(testImages, labels == null ? null : labelsOf(testImages));
    if (!Arrays.equals(all.imageShape(), others.imageShape())) {
      throw new FormatException(
          others.place(),
          "images of " + Arrays.toString(all.imageShape()) + " as in " + all.place(),
          Arrays.toString(others.imageShape()));
    }
    int tested = test == null ? Math.min(COUNT, others.size()) : test;
    require(others, tested, "test");
    return new StitchData(
        train(all, all.size(), train, seed), others.rows(IntStream.range(0, tested).toArray()));
  }

  /** How many images are held back for the test: the usual number, a fifth where that is scarce. */
  private static int held(int size, @Nullable Integer train) {
    int left = train == null ? Math.max(size - COUNT, (size + 4) / 5) : size - train;
    return Math.max(1, Math.min(COUNT, left));
  }

  private static Examples train(IdxImages all, int left, @Nullable Integer train, Seed seed) {
    int count = train == null ? Math.min(COUNT, left) : train;
    if (count < 1 || count > left) {
      String test = left < all.size() ? " beside " + (all.size() - left) + " for the test" : "";
      throw new InputException(
          all.place() + ": images to train", "1 to " + left + test, Integer.toString(count));
    }
    return all.rows(Arrays.copyOf(seed.stream().permutation(left), count));
  }

  private static void require(IdxImages images, int count, String what) {
    if (count < 1 || count > images.size()) {
      throw new InputException(
          images.place() + ": images to " + what, "1 to " + images.size(), Integer.toString(count));
    }
  }

  private Path labelsOf(Path file) {
    if (testLabels != null) {
      return testLabels;
    }
    String name = String.valueOf(file.getFileName());
    Path beside = file.resolveSibling(name.replace(IMAGES, LABELS));
    if (!name.contains(IMAGES) || !Files.isRegularFile(beside)) {
      throw new InputException(
          file.toString(),
          "the labels of the test images beside it",
          name.contains(IMAGES) ? "no file " + beside.getFileName() : "a name without " + IMAGES);
    }
    return beside;
  }
}
