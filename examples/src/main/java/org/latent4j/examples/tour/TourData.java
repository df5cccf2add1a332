package org.latent4j.examples.tour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.IdxFile;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The images of the tour, as rows of pixels in [0, 1].
 *
 * @param train the images that the models learn, {@code [n, pixels]}
 * @param test images that they never saw, {@code [n, pixels]}
 * @param width pixels in a row of an image
 */
public record TourData(INDArray train, INDArray test, int width) {
  private static final String IMAGES = "-images-idx3-ubyte";

  /** Images drawn by the program: {@code train} to learn and a quarter as many to test. */
  public static TourData drawn(int train, Seed seed) {
    INDArray pixels = TourImages.draw(seed, train + train / 4).pixels(); // [n, pixels]
    return new TourData(
        Dense.rows(pixels, 0, train).dup(),
        Dense.rows(pixels, train, pixels.size(0)).dup(),
        TourImages.SIDE);
  }

  /**
   * Reads a folder of MNIST-style idx files, {@code .gz} or not: {@code train-images-idx3-ubyte}
   * and {@code t10k-images-idx3-ubyte}. With the latter alone, nine tenths of it train.
   *
   * @param most how many images train at most, drawn by {@code seed}
   * @throws InputException when the folder lacks the files
   * @throws FormatException for files that are not images of one size
   */
  public static TourData read(Path folder, int most, Seed seed) {
    StoredArray test = images(folder, "t10k");
    if (find(folder, "train") == null) {
      int n = (int) test.description().size(0);
      int[] order = seed.stream().permutation(n);
      int cut = (int) (n * 9L / 10);
      return of(
          test, Arrays.copyOf(order, Math.min(most, cut)), test, Arrays.copyOfRange(order, cut, n));
    }
    StoredArray train = images(folder, "train");
    int[] order = seed.stream().permutation((int) train.description().size(0));
    int[] all = new int[(int) test.description().size(0)];
    Arrays.setAll(all, i -> i);
    return of(train, Arrays.copyOf(order, Math.min(most, order.length)), test, all);
  }

  private static TourData of(StoredArray train, int[] trainRows, StoredArray test, int[] testRows) {
    long[] size = train.description().shape();
    long[] other = test.description().shape();
    if (size[1] != other[1] || size[2] != other[2]) {
      throw new FormatException(
          test.place(), "images of " + size[1] + " x " + size[2], other[1] + " x " + other[2]);
    }
    return new TourData(rows(train, trainRows), rows(test, testRows), (int) size[2]);
  }

  /** Some images as rows of pixels, in the order given. */
  private static INDArray rows(StoredArray images, int[] rows) {
    int pixels = (int) (images.description().size(1) * images.description().size(2));
    float[] all = images.floats();
    float[] chosen = new float[rows.length * pixels];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < pixels; j++) {
        chosen[i * pixels + j] = all[rows[i] * pixels + j] / 255;
      }
    }
    return Dense.of(chosen, rows.length, pixels);
  }

  private static StoredArray images(Path folder, String part) {
    Path file = find(folder, part);
    if (file == null) {
      throw new InputException(
          folder.toString(),
          part + IMAGES + " or " + part + IMAGES + ".gz",
          Files.isDirectory(folder) ? "neither" : "no such folder");
    }
    StoredArray images = IdxFile.open(file).array();
    if (images.description().rank() != 3 || images.description().elements() == 0) {
      throw new FormatException(
          images.place(),
          "images [n, height, width], all at least 1",
          Arrays.toString(images.description().shape()));
    }
    return images;
  }

  private static @org.jspecify.annotations.Nullable Path find(Path folder, String part) {
    for (String ending : new String[] {"", ".gz"}) {
      Path file = folder.resolve(part + IMAGES + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
