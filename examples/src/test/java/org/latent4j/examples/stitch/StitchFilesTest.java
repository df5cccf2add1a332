package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;

class StitchFilesTest {
  private static final Seed SEED = new Seed(0);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a-ubyte", "a-ubyte.gz"})
  void pixelsAreSharesOf255(String name) {
    StitchData data = files(IdxWriter.numbered(folder.resolve(name), 100)).read(60, 40, SEED);
    assertThat(data.train().width()).isEqualTo(2);
    assertThat(data.train().pixels()).hasSize(120);
    assertThat(data.test().pixels()[0]).isEqualTo(60 / 255f);
    assertThat(data.test().pixels()[1]).isEqualTo(1);
    assertThat(data.train().isLabelled()).isFalse();
    assertThat(data.train().classes()).isZero();
  }

  @Test
  void theLastImagesTestAndAreNeverTrainedOn() {
    StitchFiles files = files(IdxWriter.numbered(folder.resolve("a"), 100));
    StitchData data = files.read(70, 30, SEED);
    assertThat(numbers(data.test())).containsExactly(IntStream.range(70, 100).toArray());
    assertThat(numbers(data.train()))
        .as("all others, shuffled")
        .containsExactlyInAnyOrder(IntStream.range(0, 70).toArray())
        .isNotEqualTo(IntStream.range(0, 70).toArray());
    StitchData fewer = files.read(20, 30, SEED);
    assertThat(numbers(fewer.train()))
        .as("the first of the same shuffle")
        .isEqualTo(Arrays.copyOf(numbers(data.train()), 20));
    assertThat(numbers(files.read(20, 30, new Seed(1)).train()))
        .isNotEqualTo(numbers(fewer.train()));
  }

  @Test
  void aFileOfTestImagesIsReadFromItsBeginning() {
    Path images = IdxWriter.numbered(folder.resolve("a"), 50);
    Path others = IdxWriter.numbered(folder.resolve("b"), 30);
    StitchData data = new StitchFiles(images, null, others, null).read(50, 10, SEED);
    assertThat(numbers(data.test())).containsExactly(IntStream.range(0, 10).toArray());
    assertThat(numbers(data.train())).containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
    assertThat(new StitchFiles(images, null, others, null).read(null, null, SEED).test().size())
        .isEqualTo(30);
  }

  @Test
  void smallFilesAreSharedOutWhenNothingIsSaid() {
    StitchFiles files = files(IdxWriter.numbered(folder.resolve("a"), 101));
    assertThat(files.read(null, null, SEED).test().size()).isEqualTo(21);
    assertThat(files.read(null, null, SEED).train().size()).isEqualTo(80);
    assertThat(files.read(61, null, SEED).test().size()).isEqualTo(40);
    assertThat(files.read(null, 1, SEED).train().size()).isEqualTo(100);
  }

  @Test
  void largeFilesGiveTheUsualNumbers() {
    int n = 25_000;
    Path large = IdxWriter.write(folder.resolve("a"), new byte[2 * n], n, 1, 2);
    StitchData data = files(large).read(null, null, SEED);
    assertThat(data.train().size()).isEqualTo(10_000);
    assertThat(data.test().size()).isEqualTo(10_000);
    Path scarce = IdxWriter.write(folder.resolve("b"), new byte[2 * 15_000], 15_000, 1, 2);
    assertThat(files(scarce).read(null, null, SEED).train().size()).isEqualTo(10_000);
    assertThat(files(scarce).read(null, null, SEED).test().size()).isEqualTo(5000);
  }

  @Test
  void labelsFollowTheirImages() {
    Path images = IdxWriter.numbered(folder.resolve("train-images-idx3-ubyte"), 100);
    byte[] marks = new byte[100];
    Arrays.setAll(new int[100], i -> marks[i] = (byte) (i + 100));
    Path labels = IdxWriter.write(folder.resolve("labels"), marks, 100);
    StitchData data = new StitchFiles(images, labels, null, null).read(70, 30, SEED);
    requireMarks(data.train());
    requireMarks(data.test());
    assertThat(data.test().classes()).as("bytes are unsigned").isEqualTo(200);
    Path others = IdxWriter.numbered(folder.resolve("t10k-images-idx3-ubyte"), 100);
    IdxWriter.write(folder.resolve("t10k-labels-idx1-ubyte"), marks, 100);
    requireMarks(new StitchFiles(images, labels, others, null).read(9, 9, SEED).test());
    requireMarks(new StitchFiles(images, labels, others, labels).read(9, 9, SEED).test());
  }

  private static void requireMarks(Examples examples) {
    int[] expected = Arrays.stream(numbers(examples)).map(i -> i + 100).toArray();
    assertThat(examples.labels()).isEqualTo(expected);
  }

  @Test
  void colourImagesAreRowsToo() {
    Path images = IdxWriter.write(folder.resolve("a"), new byte[240], 10, 2, 4, 3);
    assertThat(files(images).read(5, 5, SEED).train().width()).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 71})
  void moreImagesThanThereAreAreRefused(int train) {
    StitchFiles files = files(IdxWriter.numbered(folder.resolve("a"), 100));
    assertThatThrownBy(() -> files.read(train, 30, SEED))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("a") + ": images to train")
        .hasMessageContaining("1 to 70 beside 30 for the test, got " + train);
    assertThatThrownBy(() -> files.read(1, train == 71 ? 101 : train, SEED))
        .hasMessageContaining("images to test: expected 1 to 100, got");
  }

  @Test
  void imagesAndLabelsThatDoNotFitAreRefused() {
    Path images = IdxWriter.numbered(folder.resolve("a"), 10);
    Path wide = IdxWriter.write(folder.resolve("wide"), new byte[40], 10, 2, 2);
    Path turned = IdxWriter.write(folder.resolve("turned"), new byte[20], 10, 2, 1);
    Path labels = IdxWriter.write(folder.resolve("labels"), new byte[9], 9);
    Path none = IdxWriter.write(folder.resolve("none"), new byte[0], 0, 2, 2);
    for (Path other : new Path[] {wide, turned}) {
      assertThatThrownBy(() -> new StitchFiles(images, null, other, null).read(5, 5, SEED))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(other + ": expected images of [1, 2] as in " + images);
    }
    assertThatThrownBy(() -> new StitchFiles(images, labels, null, null).read(5, 5, SEED))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(labels + ": expected labels [10]")
        .hasMessageContaining("got [9]");
    assertThatThrownBy(() -> files(labels).read(5, 4, SEED))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("images [n, height, width]")
        .hasMessageContaining("got [9]");
    assertThatThrownBy(() -> files(none).read(5, 4, SEED)).hasMessageContaining("got [0, 2, 2]");
  }

  @Test
  void missingTestLabelsAreNamed() {
    Path images = IdxWriter.numbered(folder.resolve("a"), 10);
    Path labels = IdxWriter.write(folder.resolve("labels"), new byte[10], 10);
    Path others = IdxWriter.numbered(folder.resolve("t10k-images-idx3-ubyte.gz"), 10);
    assertThatThrownBy(() -> new StitchFiles(images, labels, others, null).read(5, 5, SEED))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte.gz: expected the labels of the test images")
        .hasMessageContaining("got no file t10k-labels-idx1-ubyte.gz");
    assertThatThrownBy(() -> new StitchFiles(images, labels, images, null).read(5, 5, SEED))
        .hasMessageContaining("a name without images-idx3");
  }

  @Test
  void cutFilesAreRefused() throws Exception {
    Path whole = IdxWriter.numbered(folder.resolve("a.gz"), 200);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 20));
    assertThatThrownBy(() -> files(cut).read(5, 5, SEED))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("cut.gz");
  }

  @Test
  void examplesCheckTheirSizes() {
    assertThatThrownBy(() -> new Examples(new float[5], 2, new int[0]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 5 pixels and 0 labels");
    assertThatThrownBy(() -> new Examples(new float[4], 2, new int[1]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 4 pixels and 1 labels");
  }

  private static StitchFiles files(Path images) {
    return new StitchFiles(images, null, null, null);
  }

  private static int[] numbers(Examples examples) {
    return IntStream.range(0, examples.size())
        .map(i -> Math.round(255 * examples.pixels()[i * examples.width()]))
        .toArray();
  }
}
