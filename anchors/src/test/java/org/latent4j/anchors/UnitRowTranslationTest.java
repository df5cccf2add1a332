package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Unit rows are a step before any method, and the method does not know of it. */
class UnitRowTranslationTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  static java.util.stream.Stream<Translation> plain() {
    return TranslationTest.all().filter(method -> !(method instanceof UnitRowTranslation));
  }

  private static INDArray unit(INDArray x, double[] centre) {
    double[] rows = Dense.doubles(x);
    UnitRows.centred(rows, centre);
    return Dense.of(rows, x.shape());
  }

  @ParameterizedTest
  @MethodSource("plain")
  void theMethodIsFittedOnUnitRowsWithMeansOfItsOwn(Translation method) {
    INDArray x = Planted.rows(1, 50, 5);
    INDArray y = x.mmul(Planted.orthogonal(2, 5, true)).add(Planted.rows(3, 50, 5).mul(0.2));
    double[] left = ColumnMeans.of(x);
    double[] right = ColumnMeans.of(y);
    Translator inner = method.fit(unit(x, left), unit(y, right), RUN);
    Translator outer = method.onUnitRows().fit(x, y, RUN);
    INDArray fresh = Planted.rows(4, 20, 5);
    assertThat(Planted.difference(outer.encode(fresh), inner.encode(unit(fresh, left))))
        .isLessThan(1e-12);
    assertThat(outer.residual()).isEqualTo(inner.residual());
    assertThat(outer.r2()).isEqualTo(inner.r2());
    assertThat(Planted.difference(outer.xMean(), inner.xMean())).isZero();
    assertThat(outer.unitRows()).isTrue();
    assertThat(inner.unitRows()).isFalse();
    assertThat(outer.toString()).contains("on unit rows");
    assertThat(outer.step().parameters()).contains("\"unitRows\":true");
    assertThat(Planted.difference(outer.target(y), inner.target(unit(y, right)))).isZero();
  }

  @ParameterizedTest
  @MethodSource("plain")
  void theLengthOfARowDoesNotMatter(Translation method) {
    INDArray x = Planted.rows(5, 50, 4);
    INDArray y = Planted.rows(6, 50, 4);
    Translator outer = method.onUnitRows().fit(x, y, RUN);
    INDArray centre = Dense.of(ColumnMeans.of(x), 1, 4);
    INDArray far = x.subRowVector(centre).mul(1e9).addRowVector(centre);
    assertThat(Planted.difference(outer.encode(far), outer.encode(x))).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("plain")
  void onlyThePairsSetTheCentres(Translation method) {
    INDArray x = Planted.rows(7, 60, 4);
    INDArray y = x.mmul(Planted.orthogonal(4, 4, false));
    long[] rows = new long[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 59L - i;
    }
    if (method instanceof ProcrustesCsls) {
      return; // it looks at the other rows too
    }
    Translator byRows = method.onUnitRows().fit(x, y, rows, rows, RUN);
    Translator byPairs =
        method.onUnitRows().fit(Rows.select("test", x, rows), Rows.select("test", y, rows), RUN);
    assertThat(Dense.doubles(byRows.encode(x))).isEqualTo(Dense.doubles(byPairs.encode(x)));
  }
}
