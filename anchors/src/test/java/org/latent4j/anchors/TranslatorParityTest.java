package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The translators against golden results of an independent transcription of the formulas. */
class TranslatorParityTest {
  private static final Run RUN = Run.of(0).withThreads(2);
  private static final double TOLERANCE = 1e-8;
  private static final double FLOAT_TOLERANCE = 2e-4;

  private static Map<String, Translation> methods() {
    Map<String, Translation> methods = new LinkedHashMap<>();
    methods.put("identity", Translation.identity());
    methods.put("linear", Translation.linear());
    methods.put("affine", Translation.affine());
    methods.put("ridge-gcv", Translation.ridge());
    methods.put("ridge-0.1", Translation.ridge(0.1));
    methods.put("orthogonal", Translation.orthogonal());
    methods.put("centred-orthogonal", Translation.centredOrthogonal());
    methods.put("similarity", Translation.similarity());
    methods.put("rigid", Translation.rigid());
    methods.put("l-ortho", Translation.orthogonalisedLinear());
    methods.put("cca-0", Translation.canonical(0));
    methods.put("cca-0.5", Translation.canonical());
    methods.put("permutation", Translation.permutation());
    methods.put("low-rank-4", Translation.lowRank(4));
    methods.put("affine-sgd", Translation.gradient());
    methods.put("unit-centred-orthogonal", Translation.centredOrthogonal().onUnitRows());
    methods.put("inverse-relative", Translation.inverseRelative());
    methods.put("inverse-relative-uncentred", new InverseRelative(false));
    return methods;
  }

  @ParameterizedTest
  @CsvSource({"small, DOUBLE", "wide, DOUBLE", "words, DOUBLE", "words, FLOAT"})
  void everyMethodGivesTheGoldenRowsAndWeights(String set, DataType type) {
    TranslatorFixture fixture = new TranslatorFixture(set, type);
    double tolerance = type == DataType.FLOAT ? FLOAT_TOLERANCE : TOLERANCE;
    Map<String, Double> differences = new LinkedHashMap<>();
    methods()
        .forEach(
            (name, method) -> {
              if (fixture.has("out-" + name)) {
                Translator fitted = method.fit(fixture.paired("x"), fixture.paired("y"), RUN);
                INDArray out = fitted.encode(fixture.space("x"));
                assertThat(out.dataType()).as(name).isEqualTo(type);
                differences.put("out-" + name, fixture.difference(out, "out-" + name));
                if (fixture.has("weight-" + name)) {
                  differences.put(
                      "weight-" + name, fixture.difference(fitted.weight(), "weight-" + name));
                }
              }
            });
    assertThat(differences).hasSizeGreaterThanOrEqualTo(set.equals("words") ? 16 : 30);
    assertThat(differences)
        .as("%s %s", set, type)
        .allSatisfy((name, difference) -> assertThat(difference).as(name).isLessThan(tolerance));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide"})
  void equalWidthsGiveTheGoldenRowsToo(String set) {
    TranslatorFixture fixture = new TranslatorFixture(set, DataType.DOUBLE);
    for (String name : List.of("orthogonal", "similarity", "rigid", "l-ortho", "permutation")) {
      Translator fitted = methods().get(name).fit(fixture.paired("x"), fixture.paired("w"), RUN);
      assertThat(fixture.difference(fitted.encode(fixture.space("x")), "xw-out-" + name))
          .as(name)
          .isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void crossValidationChoosesTheGoldenPenalty(String set) {
    TranslatorFixture fixture = new TranslatorFixture(set, DataType.DOUBLE);
    Translator fitted = Translation.ridge().fit(fixture.paired("x"), fixture.paired("y"), RUN);
    assertThat(fitted.ridge().orElseThrow())
        .isCloseTo(
            fixture.expected("ridge-gcv-lambda").getDouble(0),
            within(1e-12 * fitted.ridge().orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void theMeansAreThoseOfThePairs(String set) {
    TranslatorFixture fixture = new TranslatorFixture(set, DataType.DOUBLE);
    Translator fitted = Translation.affine().fit(fixture.paired("x"), fixture.paired("y"), RUN);
    assertThat(fixture.difference(fitted.xMean(), "x_mean")).isLessThan(1e-13);
    assertThat(fixture.difference(fitted.yMean(), "y_mean")).isLessThan(1e-13);
  }

  @ParameterizedTest
  @CsvSource({"small, DOUBLE", "wide, DOUBLE", "words, DOUBLE", "words, FLOAT"})
  void selfLearningFindsTheGoldenPairs(String set, DataType type) {
    TranslatorFixture fixture = new TranslatorFixture(set, type);
    long[] pairs = fixture.pairs();
    Translator fitted =
        Translation.procrustesCsls().fit(fixture.space("x"), fixture.space("y"), pairs, pairs, RUN);
    assertThat(fixture.difference(fitted.encode(fixture.space("x")), "out-procrustes-csls"))
        .isLessThan(type == DataType.FLOAT ? FLOAT_TOLERANCE : TOLERANCE);
    assertThat(fitted.pairs()).isGreaterThan(pairs.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide"})
  void threeSpacesHaveTheGoldenMean(String set) {
    TranslatorFixture fixture = new TranslatorFixture(set, DataType.DOUBLE);
    List<INDArray> spaces = List.of(fixture.space("x"), fixture.space("y"), fixture.space("w"));
    GeneralisedProcrustes.Consensus consensus = new GeneralisedProcrustes().fit(spaces, RUN);
    assertThat(fixture.difference(consensus.mean(), "gpa-mean")).isLessThan(TOLERANCE);
    double cost = fixture.expected("gpa-cost").getDouble(0);
    assertThat(consensus.cost()).isCloseTo(cost, within(1e-8 * cost));
  }

  @Test
  void theThreadsDoNotChangeABit() {
    TranslatorFixture fixture = new TranslatorFixture("small", DataType.DOUBLE);
    methods()
        .forEach(
            (name, method) -> {
              double[] one =
                  Dense.doubles(
                      method
                          .fit(fixture.paired("x"), fixture.paired("y"), RUN.withThreads(1))
                          .weight());
              for (int threads : new int[] {2, 7}) {
                Translator other =
                    method.fit(fixture.paired("x"), fixture.paired("y"), RUN.withThreads(threads));
                assertThat(Dense.doubles(other.weight()))
                    .as("%s with %d threads", name, threads)
                    .isEqualTo(one);
              }
            });
  }
}
