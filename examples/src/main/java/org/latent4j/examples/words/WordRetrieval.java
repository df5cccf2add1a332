package org.latent4j.examples.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSelector;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.FarthestPoint;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.TopThenUniform;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.anchors.Uniform;
import org.latent4j.kernel.Dense;
import org.latent4j.metric.CrossRetrieval;
import org.latent4j.metric.OutputDifference;
import org.latent4j.metric.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds words of one space in another by their vectors: word2vec rows are the queries, GloVe rows
 * are searched, and the same word should come first. The two spaces differ in width and in
 * everything else; {@link #ANCHORS} words that both have make them comparable.
 *
 * <p>Run it with the two files of word vectors as arguments; it prints the table.
 */
public final class WordRetrieval {
  /** How many words are known to be the same. */
  public static final int ANCHORS = 300;

  /** Neighbours that count as found, and those compared by cross-jaccard. */
  private static final int NEIGHBOURS = 10;

  private static final int SEEDS = 5;

  private final LatentSpace queries;
  private final LatentSpace searched;

  private WordRetrieval(LatentSpace queries, LatentSpace searched) {
    this.queries = queries;
    this.searched = searched;
  }

  /** Reads two files of word vectors and keeps the words that both have, in the first's order. */
  public static WordRetrieval open(Path first, Path second) {
    Paired pairs = LatentSpace.pair(LatentSpace.open(first), LatentSpace.open(second));
    return new WordRetrieval(pairs.left(), pairs.right());
  }

  /** The words, most frequent first. */
  public List<String> words() {
    return queries.keys().asList();
  }

  /** The vectors as they are, the narrower ones padded with zeros. */
  public WordFigures absolute() {
    long width = Math.max(queries.dimension(), searched.dimension());
    return figures(padded(queries.vectors(), width), padded(searched.vectors(), width));
  }

  /** The vectors by their likeness to anchors; the mean over the seeds of the anchors. */
  public WordFigures relative(RelativeProjection projection, AnchorSelector selector, int seeds) {
    List<WordFigures> all = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      AnchorSet anchors = selector.select(queries, ANCHORS, Run.of(seed));
      INDArray left = projection.fit(queries, anchors).encode(queries.vectors()); // [n, m]
      INDArray right = projection.fit(searched, anchors).encode(searched.vectors()); // [n, m]
      all.add(figures(left, right));
    }
    return WordFigures.mean(all);
  }

  /**
   * The queries translated to the other space, by cosine about its mean; only words that are no
   * anchors are looked for and searched.
   */
  public WordFigures translated(Translation method, int seeds) {
    List<WordFigures> all = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      List<String> anchors = new Uniform().select(queries, ANCHORS, Run.of(seed)).names();
      Set<String> known = new HashSet<>(anchors);
      List<String> others = words().stream().filter(word -> !known.contains(word)).toList();
      Translator translator =
          method.fit(
              queries.select(anchors).vectors(), searched.select(anchors).vectors(), Run.of(seed));
      INDArray left = translator.encode(queries.select(others).vectors());
      INDArray right = translator.target(searched.select(others).vectors());
      INDArray centre = translator.centre().castTo(left.dataType());
      all.add(figures(left.subiRowVector(centre), right.subiRowVector(centre)));
    }
    return WordFigures.mean(all);
  }

  private static WordFigures figures(INDArray left, INDArray right) {
    Pair pair = Pair.of(left, right);
    return new WordFigures(
        CrossRetrieval.crossJaccard(NEIGHBOURS).compare(pair).value(),
        CrossRetrieval.mrrAtK(NEIGHBOURS).compare(pair).value(),
        CrossRetrieval.mrr().compare(pair).value(),
        CrossRetrieval.top1().compare(pair).value(),
        OutputDifference.meanCosine().compare(pair).value());
  }

  private static INDArray padded(INDArray x, long width) {
    float[] rows = Dense.floats(x);
    int d = (int) x.size(1);
    int n = (int) x.size(0);
    float[] wide = new float[Math.toIntExact(n * width)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows, i * d, wide, Math.toIntExact(i * width), d);
    }
    return Dense.of(wide, n, width);
  }

  /** Prints the table: {@code WordRetrieval WORD2VEC GLOVE}. */
  public static void main(String[] arguments) {
    WordRetrieval words = open(Path.of(arguments[0]), Path.of(arguments[1]));
    RelativeProjection cosine = RelativeProjection.cosine();
    System.out.printf(Locale.ROOT, "%d words in both, %d anchors%n", words.words().size(), ANCHORS);
    print("absolute, padded with zeros", words.absolute());
    print("relative, as in the paper", words.relative(cosine.uncentred(), new Uniform(), SEEDS));
    print("relative, centred", words.relative(cosine, new Uniform(), SEEDS));
    print("centred, farthest points", words.relative(cosine, new FarthestPoint(), 1));
    print("centred, first 1000 words", words.relative(cosine, new TopThenUniform(1000), SEEDS));
    print(
        "Procrustes on unit rows",
        words.translated(Translation.centredOrthogonal().onUnitRows(), SEEDS));
    print("ridge of 1", words.translated(Translation.ridge(1), SEEDS));
  }

  private static void print(String name, WordFigures figures) {
    System.out.printf(Locale.ROOT, "%-30s %s%n", name, figures);
  }
}
