package org.latent4j.examples.crosslingual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.SelfLearning;
import org.latent4j.examples.crosslingual.CrossLingualRetrieval.Figures;
import org.latent4j.examples.crosslingual.CrossLingualRetrieval.Language;

/** The figures on XQuAD, where {@code LATENT4J_DATA} tells where it is. */
class CrossLingualRetrievalTest {
  private static final CrossLingualRetrieval RETRIEVAL = new CrossLingualRetrieval(256, Run.of(0));
  private static final Map<String, Language> LANGUAGES = new HashMap<>();

  private static Language language(String code) throws IOException {
    String data = System.getenv("LATENT4J_DATA");
    assumeThat(data).as("LATENT4J_DATA must name the folder of data sets").isNotNull();
    Language known = LANGUAGES.get(code);
    if (known == null) {
      known = RETRIEVAL.language(Path.of(data, "xquad", "xquad." + code + ".json"));
      LANGUAGES.put(code, known);
    }
    return known;
  }

  @ParameterizedTest
  @CsvSource({"de,.822,.898,.930,.908", "es,.911,.946,.975,.969"})
  void questionsAreFoundInAnotherLanguage(
      String code, double relative, double centred, double procrustes, double ridge)
      throws IOException {
    requireFigures(code, relative, centred, procrustes, ridge);
  }

  @Tag("reproduction")
  @ParameterizedTest
  @CsvSource({
    "ru,.715,.829,.879,.868",
    "zh,.480,.776,.791,.760",
    "tr,.722,.857,.918,.900",
  })
  void questionsAreFoundInOtherScripts(
      String code, double relative, double centred, double procrustes, double ridge)
      throws IOException {
    requireFigures(code, relative, centred, procrustes, ridge);
  }

  private static void requireFigures(
      String code, double relative, double centred, double procrustes, double ridge)
      throws IOException {
    Figures figures = RETRIEVAL.compare(language("en"), language(code));
    assertThat(figures.test()).isEqualTo(496);
    assertThat(figures.anchors()).isEqualTo(240 + 694);
    assertThat(figures.absolute().mrr()).isLessThan(0.08);
    assertThat(figures.relative().mrr()).isCloseTo(relative, within(0.05));
    assertThat(figures.relativeCentred().mrr()).isGreaterThan(centred - 0.02);
    assertThat(figures.procrustes().mrr()).isGreaterThan(procrustes - 0.02);
    assertThat(figures.ridge().mrr()).isGreaterThan(ridge - 0.02);
    assertThat(figures.relativeCentred().top1()).isLessThan(figures.relativeCentred().mrr());
  }

  @Test
  void fifteenContextsAreEnoughToFindTheRest() throws IOException {
    Language en = language("en");
    Language es = language("es");
    List<String> known = en.contexts().subList(0, 15);
    RelativeProjection cosine = RelativeProjection.cosine();
    double before = RETRIEVAL.relative(cosine, en, es, AnchorSet.of(known)).mrr();

    Paired pairs = new SelfLearning(1.5, 20).pair(en.space(), es.space(), known, Run.of(0));

    int right = 0;
    int found = (int) pairs.left().size();
    for (int i = 0; i < found; i++) {
      right += pairs.left().keys().get(i).equals(pairs.right().keys().get(i)) ? 1 : 0;
    }
    double after =
        RETRIEVAL.relative(cosine, en, es, pairs.left().vectors(), pairs.right().vectors()).mrr();
    assertThat(before).isLessThan(0.3);
    assertThat(after).isGreaterThan(0.93);
    assertThat(found).isGreaterThan(1250);
    assertThat(right / (double) found).isGreaterThan(0.97);
  }
}
