package org.latent4j.examples.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.FarthestPoint;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.TopThenUniform;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Uniform;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class WordRetrievalTest {
  private static final RelativeProjection COSINE = RelativeProjection.cosine();

  /** The figures that relative rows and translations reach on real words. */
  @Test
  void realWordsAreFound() {
    String data = System.getenv("LATENT4J_DATA");
    assumeTrue(data != null, "LATENT4J_DATA is not set: the word vectors are not there");
    Path folder = Path.of(data, "word-vectors");
    WordRetrieval words =
        WordRetrieval.open(
            folder.resolve("w2v-googlenews-8000x300.txt.gz"),
            folder.resolve("glove-twitter-11925x25.txt.gz"));
    assertThat(words.words()).hasSize(6155);

    WordFigures absolute = words.absolute();
    WordFigures plain = words.relative(COSINE.uncentred(), new Uniform(), 3);
    WordFigures centred = words.relative(COSINE, new Uniform(), 3);
    WordFigures farthest = words.relative(COSINE, new FarthestPoint(), 1);
    WordFigures frequent = words.relative(COSINE, new TopThenUniform(1000), 1);
    WordFigures turned = words.translated(Translation.centredOrthogonal().onUnitRows(), 2);
    WordFigures ridge = words.translated(Translation.ridge(1), 2);

    assertThat(absolute.mrrAtK()).as("absolute").isLessThanOrEqualTo(0.005);
    assertThat(centred.mrrAtK()).as("centred").isGreaterThanOrEqualTo(0.29);
    assertThat(farthest.mrrAtK()).as("farthest").isGreaterThanOrEqualTo(0.34);
    assertThat(turned.mrrAtK()).as("Procrustes").isGreaterThanOrEqualTo(0.37);
    assertThat(ridge.mrrAtK()).as("ridge").isCloseTo(0.361, within(0.02));
    assertThat(centred.mrrAtK()).isGreaterThan(plain.mrrAtK());
    assertThat(plain.mrrAtK()).isGreaterThan(absolute.mrrAtK());
    assertThat(farthest.mrrAtK()).isGreaterThan(centred.mrrAtK());
    assertThat(centred.mrrAtK()).isGreaterThan(frequent.mrrAtK());
    assertThat(centred.crossJaccard()).isCloseTo(0.105, within(0.005));
    assertThat(plain.crossJaccard()).isCloseTo(0.072, within(0.01));
    // Centring finds more words and lowers the mean cosine all the same.
    assertThat(centred.meanCosine()).isCloseTo(0.408, within(0.02)).isLessThan(plain.meanCosine());
  }

  /** A rotated, stretched and moved copy of random words: everything but absolute finds all. */
  @Test
  void wordsOfAMovedCopyAreFound(@TempDir Path folder) {
    int n = 700;
    int d = 12;
    INDArray x = Dense.of(new RandomStream(1).normals(n * d), n, d);
    INDArray turn = Dense.of(new RandomStream(2).orthogonal(d), d, d);
    INDArray y = x.castTo(turn.dataType()).mmul(turn).mul(3).add(5).castTo(x.dataType());
    List<String> names = IntStream.range(0, n).mapToObj(i -> "word" + i).toList();
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    TensorSpace.of("first", x, names).save(first);
    TensorSpace.of("second", y, names).save(second);
    WordRetrieval words = WordRetrieval.open(first, second);

    assertThat(words.absolute().mrr()).isLessThan(0.1);
    assertThat(words.relative(COSINE, new Uniform(), 2).top1()).isGreaterThan(0.99);
    assertThat(words.translated(Translation.similarity(), 2).top1()).isEqualTo(1);
    assertThat(words.translated(Translation.similarity(), 1).meanCosine())
        .isCloseTo(1, within(1e-6));
    assertThat(words.absolute().toString()).startsWith("cross-jaccard 0.0");
  }
}
