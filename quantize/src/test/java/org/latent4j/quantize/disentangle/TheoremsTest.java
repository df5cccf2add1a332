package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What must hold of any sound metric. */
class TheoremsTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  private static InfoMecScore score(INDArray sources, INDArray latents, boolean discrete) {
    return InfoMec.paper().score(sources, latents, discrete, RUN);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void sourcesInAnotherOrderArePerfect(long seed) {
    int n = 8000;
    INDArray sources = Samples.classes(seed, n, 4, 5, 3);
    INDArray turned =
        Samples.columns(sources.castTo(DataType.DOUBLE), new int[] {2, 0, 1}, 1, 1, 1);
    InfoMecScore codes = score(sources, turned, true);
    // Classes of n rows are a little dependent by chance.
    assertThat(codes.infom()).as("seed %d", seed).isBetween(0.997, 1.0);
    assertThat(codes.infoc()).isBetween(0.997, 1.0);
    assertThat(codes.infoe()).isBetween(0.9999, 1.0);
    assertThat(codes.warnings()).anyMatch(warning -> warning.contains("separable"));
    assertThat(Mig.score(sources, turned)).isBetween(0.997, 1.0);
    assertThat(Modularity.score(sources, turned)).isBetween(0.999, 1.0);
    assertThat(Sap.score(sources, turned)).isGreaterThan(0.15);
    assertThat(ExplicitnessAuc.score(sources, turned, 2)).isGreaterThan(0.8);
    assertThat(FactorVae.of(sources, turned, new Seed(seed)).score()).isEqualTo(1);
    assertThat(BetaVae.score(sources, turned, RUN)).isGreaterThan(0.99);
    assertThat(Irs.score(sources, turned)).isEqualTo(1);
    Dci dci = Dci.of(Observations.of("", sources, turned, true), Importances.BOOSTED, RUN);
    assertThat(dci.disentanglement()).isGreaterThan(0.99);
    assertThat(dci.completeness()).isGreaterThan(0.99);
    assertThat(dci.informativeness()).isEqualTo(1);
  }

  @Test
  void independentNoiseExplainsNothing() {
    INDArray sources = Samples.classes(3, 4000, 4, 5, 3);
    InfoMecScore numbers = score(sources, Samples.normals(4, 4000, 5), false);
    assertThat(numbers.infoe()).isBetween(0.0, 0.01);
    InfoMecScore codes =
        score(sources, Samples.classes(5, 4000, 6, 6, 6).castTo(DataType.DOUBLE), true);
    assertThat(codes.infoe()).isBetween(0.0, 0.01);
    assertThat(FactorVae.of(sources, Samples.normals(4, 4000, 5), new Seed(1)).score())
        .isLessThan(0.45);
  }

  @Test
  void duplicatedLatentsLowerOnlyCompactness() {
    INDArray sources = Samples.classes(6, 3000, 4, 5, 3);
    INDArray latents = Samples.noisy(sources, 0.2, 7);
    INDArray twice = Nd4j.hstack(latents, latents.mul(-3));
    InfoMecScore once = score(sources, latents, false);
    InfoMecScore doubled = score(sources, twice, false);
    assertThat(doubled.infom()).isCloseTo(once.infom(), within(1e-9));
    assertThat(doubled.infoe()).isCloseTo(once.infoe(), within(1e-6));
    assertThat(doubled.infoc()).isLessThan(once.infoc() - 0.3);
  }

  @Test
  void rotationLowersModularity() {
    INDArray sources = Samples.classes(8, 3000, 4, 4, 4);
    INDArray latents = Samples.noisy(sources, 0.2, 9);
    INDArray rotation = Dense.of(new RandomStream(10).orthogonal(3), 3, 3);
    InfoMecScore plain = score(sources, latents, false);
    InfoMecScore rotated = score(sources, latents.mmul(rotation), false);
    assertThat(rotated.infom()).isLessThan(plain.infom() - 0.3);
    assertThat(rotated.infoe()).isCloseTo(plain.infoe(), within(1e-5));
  }

  @Test
  void orderSignAndScaleOfLatentsDoNotMatter() {
    INDArray sources = Samples.classes(11, 2000, 4, 5, 3);
    INDArray latents = Samples.noisy(sources, 0.5, 12);
    INDArray other = Samples.columns(latents, new int[] {2, 0, 1}, -4, -4, -4);
    InfoMecScore a = score(sources, latents, false);
    InfoMecScore b = score(sources, other, false);
    assertThat(b.infom()).isCloseTo(a.infom(), within(1e-9));
    assertThat(b.infoe()).isCloseTo(a.infoe(), within(1e-7));
    assertThat(b.infoc()).isCloseTo(a.infoc(), within(1e-9));
    INDArray scaled = Samples.columns(latents, new int[] {2, 0, 1}, 4, 0.5, 8);
    assertThat(Mig.score(sources, scaled)).isCloseTo(Mig.score(sources, latents), within(1e-12));
    assertThat(Modularity.score(sources, scaled))
        .isCloseTo(Modularity.score(sources, latents), within(1e-12));
    INDArray numbers = sources.castTo(DataType.DOUBLE);
    assertThat(Sap.score(numbers, other)).isCloseTo(Sap.score(numbers, latents), within(1e-9));
    assertThat(Irs.score(sources, other)).isCloseTo(Irs.score(sources, latents), within(1e-9));
    assertThat(ExplicitnessAuc.score(sources, other, 1))
        .isCloseTo(ExplicitnessAuc.score(sources, latents, 1), within(1e-6));
  }

  @Test
  void explicitnessLooksAtAllLatents() {
    // The one latent that tells of the second source is too narrow to be active.
    INDArray sources = Samples.classes(13, 2000, 4, 3);
    INDArray latents = Samples.columns(Samples.noisy(sources, 0.1, 14), new int[] {0, 1}, 1, 0.01);
    InfoMecScore score = score(sources, latents, false);
    assertThat(score.active()).containsExactly(true, false);
    assertThat(score.infoe()).isGreaterThan(0.85);
  }
}
