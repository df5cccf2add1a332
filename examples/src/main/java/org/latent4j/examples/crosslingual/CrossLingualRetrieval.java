package org.latent4j.examples.crosslingual;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Procrustes;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.RidgeTranslation;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.anchors.UnitRowTranslation;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomisedSvd;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds questions in another language by vectors that were made for each language alone: {@link
 * CharacterGrams} and a truncated SVD. The two spaces share nothing but which texts are the same;
 * contexts and most questions serve as anchors, the other questions are searched.
 *
 * @param dimension the width of a language's space, at least 1; 256 is usual
 * @param run seed of the SVD, and threads
 */
public record CrossLingualRetrieval(int dimension, Run run) {
  private static final int OVERSAMPLING = 10;
  private static final int ITERATIONS = 7;
  private static final double RIDGE = 0.01;

  /** Question i is searched when i mod 12 is one of these. */
  private static final int[] SEARCHED = {0, 3, 5, 8, 10};

  /** Checks the width. */
  public CrossLingualRetrieval {
    Require.atLeast("CrossLingualRetrieval: dimension", 1, dimension);
  }

  /**
   * A language's space, which keys are contexts and which are searched.
   *
   * @param space all texts
   * @param contexts the keys of the contexts
   * @param searched the keys of the questions to search
   */
  public record Language(LatentSpace space, List<String> contexts, List<String> searched) {
    /** Copies the keys. */
    public Language {
      contexts = List.copyOf(contexts);
      searched = List.copyOf(searched);
    }
  }

  /**
   * Figures of all methods.
   *
   * @param test how many questions were searched
   * @param anchors how many texts were anchors
   * @param absolute without any translation
   * @param relative by uncentred cosines to the anchors
   * @param relativeCentred by centred cosines
   * @param procrustes by rotation between centred unit rows
   * @param ridge by regularised least squares
   */
  public record Figures(
      int test,
      int anchors,
      RankFigures absolute,
      RankFigures relative,
      RankFigures relativeCentred,
      RankFigures procrustes,
      RankFigures ridge) {}

  /**
   * Reads a file of the format of SQuAD and makes the language's space of it.
   *
   * @throws org.latent4j.error.FormatException for another format
   */
  public Language language(Path file) throws IOException {
    QuestionFile texts = QuestionFile.read(file);
    RandomisedSvd decomposition =
        new RandomisedSvd(dimension, OVERSAMPLING, ITERATIONS, run.seed().value(), run.threads());
    Svd svd = decomposition.decompose(CharacterGrams.of(texts.texts()).operator());
    double[] rows = Dense.doubles(svd.u()); // [n, r]
    double[] sigma = svd.sigma();
    for (int t = 0; t < rows.length; t++) {
      rows[t] *= sigma[t % sigma.length];
    }
    INDArray vectors = Dense.of(rows, rows.length / sigma.length, sigma.length);
    try {
      LatentSpace space = TensorSpace.of(String.valueOf(file.getFileName()), vectors, texts.keys());
      return new Language(space, texts.contextKeys(), searched(texts.questionKeys()));
    } catch (InputException e) {
      throw new InputException(file + ": " + e.operation(), e.expected(), e.got());
    }
  }

  private static List<String> searched(List<String> questions) {
    List<String> searched = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      for (int rest : SEARCHED) {
        if (i % 12 == rest) {
          searched.add(questions.get(i));
        }
      }
    }
    return searched;
  }

  /**
   * Searches the questions of one language in the other.
   *
   * @throws InputException for texts that the other language lacks
   */
  public Figures compare(Language from, Language to) {
    AnchorSet anchors =
        AnchorSet.of(from.space().keys().asList()).minus(AnchorSet.of(from.searched()));
    INDArray queries = from.space().select(from.searched()).vectors();
    INDArray items = to.space().select(from.searched()).vectors();
    RelativeProjection centred = RelativeProjection.cosine();
    return new Figures(
        from.searched().size(),
        anchors.size(),
        RankFigures.of(queries, items),
        relative(centred.uncentred(), from, to, anchors),
        relative(centred, from, to, anchors),
        translated(new UnitRowTranslation(Procrustes.centredOrthogonal()), from, to, anchors),
        translated(RidgeTranslation.of(RIDGE), from, to, anchors));
  }

  /** Searches by likeness to anchors that both languages have under one key. */
  public RankFigures relative(
      RelativeProjection projection, Language from, Language to, AnchorSet anchors) {
    return relative(projection, from, to, anchors.in(from.space()), anchors.in(to.space()));
  }

  /**
   * Searches by likeness to anchors, row by row the same in both languages.
   *
   * @param left {@code [m, d]}
   * @param right {@code [m, d']}
   */
  public RankFigures relative(
      RelativeProjection projection, Language from, Language to, INDArray left, INDArray right) {
    INDArray queries = from.space().select(from.searched()).vectors();
    INDArray items = to.space().select(from.searched()).vectors();
    return RankFigures.of(
        projection.fit(left, left).encode(queries), projection.fit(right, right).encode(items));
  }

  private RankFigures translated(
      Translation method, Language from, Language to, AnchorSet anchors) {
    Translator translator = method.fit(anchors.in(from.space()), anchors.in(to.space()), run);
    INDArray queries = from.space().select(from.searched()).vectors();
    INDArray items = to.space().select(from.searched()).vectors();
    INDArray centre = translator.centre();
    return RankFigures.of(
        translator.encode(queries).subRowVector(centre),
        translator.target(items).subRowVector(centre));
  }
}
