package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is refused, with the value in the message, and files that other programs wrote. */
class QuantizerRefusalTest {
  @TempDir private Path folder;

  private Path file(String kind, String parameters, StoredArray... tensors) {
    Path file = folder.resolve("made.safetensors");
    SafetensorsWriter.write(
        file,
        Map.of(
            "format",
            "latent4j",
            "version",
            "1",
            "kind",
            kind,
            "parameters",
            parameters,
            "lineage",
            "by hand"),
        List.of(tensors));
    return file;
  }

  private static void refused(ThrowingCallable work, String... words) {
    assertThatThrownBy(work).isInstanceOf(InputException.class).hasMessageContainingAll(words);
  }

  private void broken(Path file, String... words) {
    assertThatThrownBy(() -> Quantizer.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("made.safetensors")
        .hasMessageContainingAll(words);
  }

  private static StoredArray floats(String name, int count, long... shape) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return HeldArray.of(name, values, shape);
  }

  private static StoredArray ints(String name, int... values) {
    return HeldArray.of(name, values, values.length);
  }

  @Test
  void loadsFilesOfOtherPrograms() {
    assertThat(
            Quantizer.load(
                    file(
                        "qlae",
                        "{}",
                        floats("values_per_latent.0", 3, 3),
                        floats("values_per_latent.1", 2, 2)))
                .space())
        .isEqualTo(new CodeSpace(3, 2));
    FsqQuantizer fsq =
        (FsqQuantizer) Quantizer.load(file("fsq", "{\"bound\":\"atanh\"}", ints("_levels", 8, 5)));
    assertThat(fsq.settings()).isEqualTo(FsqQuantization.of(8, 5).withBound(FsqBound.ATANH));
    for (String kind : List.of("lfq", "bsq")) {
      Quantizer signs =
          Quantizer.load(
              file(
                  kind,
                  "{}",
                  HeldArray.of("codebook_scale", new float[] {2}, 1),
                  ints("dimension", 4)));
      CodeMatrix codes = signs.quantize(Dense.of(new float[] {1, -1, 2, 0}, 1, 4));
      assertThat(codes.index(0)).isEqualTo(0b1010);
      float value = kind.equals("lfq") ? 2 : 1;
      assertThat(Dense.floats(signs.reconstruct(codes)))
          .containsExactly(value, -value, value, -value);
    }
    Quantizer vq =
        Quantizer.load(
            file(
                "vq",
                "{}",
                floats("_codebook.embed", 6, 1, 3, 2),
                floats("_codebook.cluster_size", 3, 1, 3),
                floats("_codebook.embed_avg", 6, 1, 3, 2)));
    assertThat(vq.quantize(Dense.of(new float[] {4, 4, 0, 0}, 2, 2)).codes()).containsExactly(2, 0);
    Quantizer rvq =
        Quantizer.load(
            file(
                "rvq",
                "{}",
                floats("layers.0._codebook.embed", 6, 1, 3, 2),
                floats("layers.1._codebook.embed", 4, 1, 2, 2)));
    assertThat(rvq.space()).isEqualTo(new CodeSpace(3, 2));
    Quantizer bernoulli = Quantizer.load(file("bernoulli", "{}", floats("embedding", 6, 2, 3)));
    assertThat(bernoulli.inputDimension()).isEqualTo(2);
    assertThat(bernoulli.dimension()).isEqualTo(3);
    assertThat(Dense.floats(bernoulli.encode(Dense.of(new float[] {1, 1}, 1, 2))))
        .containsExactly(3, 5, 7);
    assertThat(
            Quantizer.load(
                    file(
                        "simvq",
                        "{}",
                        floats("frozen_codebook", 6, 3, 2),
                        floats("code_transform.weight", 4, 2, 2)))
                .kind())
        .isEqualTo("simvq");
  }

  @Test
  void refusesFilesThatLackSomething() {
    broken(file("elephant", "{}", floats("x", 1, 1)), "elephant", "qlae");
    broken(file("qlae", "{}", floats("values_per_latent.1", 3, 3)), "values_per_latent.0");
    broken(
        file(
            "qlae", "{}", floats("values_per_latent.0", 3, 3), floats("values_per_latent.2", 3, 3)),
        "values_per_latent.1");
    broken(
        file("qlae", "{}", HeldArray.of("values_per_latent.0", new float[] {0, Float.NaN}, 2)),
        "NaN");
    broken(file("fsq", "{}", floats("_levels", 2, 2)), "_levels");
    broken(file("fsq", "{}", ints("_levels", 8, 1)), "8, 1");
    broken(file("fsq", "{\"bound\":\"reference\"}", ints("_levels", 2)), "SYMMETRIC");
    broken(file("fsq", "{\"bound\":\"round\"}", ints("_levels", 3)), "round");
    broken(file("lfq", "{}", HeldArray.of("codebook_scale", new float[] {1}, 1)), "dimension");
    broken(
        file(
            "bsq", "{}", HeldArray.of("codebook_scale", new float[] {-1}, 1), ints("dimension", 4)),
        "-1");
    broken(
        file(
            "vq",
            "{}",
            floats("_codebook.embed", 6, 1, 3, 2),
            floats("_codebook.cluster_size", 2, 1, 2),
            floats("_codebook.embed_avg", 6, 1, 3, 2)),
        "cluster_size",
        "[1, 2]");
    broken(file("vq", "{}", floats("_codebook.embed", 6, 1, 3, 2)), "cluster_size");
    broken(file("simvq", "{}", floats("frozen_codebook", 6, 3, 2)), "code_transform.weight");
    broken(
        file(
            "rvq",
            "{}",
            floats("layers.0._codebook.embed", 6, 1, 3, 2),
            floats("layers.1._codebook.embed", 6, 1, 2, 3)),
        "layers.1");
    broken(file("bernoulli", "{}", floats("embedding", 6, 6)), "embedding", "[6]");
    broken(file("tokenizer", "{}", floats("centroids", 0, 0, 4)), "centroids");
  }

  @Test
  void refusesParametersOfOtherTypes() {
    broken(file("fsq", "{\"bound\":null}", ints("_levels", 3)), "bound", "null");
    broken(file("fsq", "{\"bound\":3}", ints("_levels", 3)), "bound", "3");
    StoredArray stage = floats("layers.0._codebook.embed", 6, 1, 3, 2);
    broken(file("rvq", "{\"beam\":0}", stage), "beam", "0");
    broken(file("rvq", "{\"beam\":1.5}", stage), "beam", "1.5");
    broken(file("rvq", "{\"beam\":[2]}", stage), "beam", "[2]");
    broken(
        file(
            "vq",
            "{\"cosine\":\"yes\"}",
            floats("_codebook.embed", 6, 1, 3, 2),
            floats("_codebook.cluster_size", 3, 1, 3),
            floats("_codebook.embed_avg", 6, 1, 3, 2)),
        "cosine",
        "yes");
    broken(file("rvq", "{}", stage, floats("layers.2._codebook.embed", 6, 1, 3, 2)), "layers.1");
    broken(file("gvq", "{}", stage), "groups.0");
  }

  @ParameterizedTest
  @EnumSource(FsqBound.class)
  void levelsHaveALeast(FsqBound bound) {
    refused(() -> new FsqQuantization(new int[] {5, 1}, bound), "position 1", "got 1");
    if (bound == FsqBound.SYMMETRIC) {
      assertThat(FsqQuantization.of(2).quantizer().space()).isEqualTo(new CodeSpace(2));
    } else {
      refused(() -> new FsqQuantization(new int[] {2}, bound), "SYMMETRIC", "got 2");
    }
  }

  @Test
  void presetsAreThoseOfThePaper() {
    int[] bits = {8, 10, 12, 14, 16};
    int[] sizes = {240, 1000, 4375, 15360, 64000};
    for (int i = 0; i < bits.length; i++) {
      assertThat(FsqQuantization.preset(bits[i]).quantizer().space().size()).isEqualTo(sizes[i]);
    }
    refused(() -> FsqQuantization.preset(9), "got 9");
  }

  @Test
  void manyLevelsNeedNoSteps() {
    FsqQuantizer quantizer = FsqQuantization.of(1 << 20, 3).quantizer();
    INDArray x = Planted.normal(500, 2, new RandomStream(4));
    double[] rows = Dense.doubles(x);
    double[] values = Dense.doubles(quantizer.encode(x));
    for (int i = 0; i < rows.length; i += 2) {
      assertThat(values[i])
          .isCloseTo(Math.tanh(rows[i]), org.assertj.core.api.Assertions.within(2e-6));
    }
    assertThat(quantizer.space().size().bitLength()).isEqualTo(22);
  }

  @Test
  void hyperParametersAreChecked() {
    refused(() -> QlaeQuantization.of(1), "levels", "got 1");
    refused(() -> QlaeQuantization.of(4).withWeights(-1, 0), "-1");
    refused(() -> QlaeQuantization.of(4).trainable(0), "got 0");
    refused(() -> VqQuantization.of(0), "codes", "got 0");
    refused(() -> VqQuantization.of(4).withAverages(1.5, 1e-5, 2), "decay", "-0.5");
    refused(() -> VqQuantization.of(4).withAverages(0.5, 0, 2), "epsilon", "0");
    refused(() -> ResidualQuantization.of(0, 4), "stages", "got 0");
    refused(() -> ResidualQuantization.of(2, 4).withBeam(0), "beam", "got 0");
    refused(
        () -> ResidualQuantization.of(2, 4).withStage(VqQuantization.of(4).withCosine(true)),
        "Euclidean");
    refused(() -> new EntropyPenalty(0, 1, 1, 0), "inverseTemperature");
    refused(() -> new EntropyPenalty(1, 1, 1, 21), "groupBits", "21");
    refused(() -> new LfqQuantization(0, 0, EntropyPenalty.standard()), "scale");
    refused(() -> BernoulliQuantization.standard().trainable(0, new Seed(0)), "bits", "got 0");
    refused(
        () -> new ParameterGroup("v", new double[2], new double[1], 1, false), "2 gradients", "1");
  }

  @Test
  void fitsNeedRowsThatFit() {
    INDArray x = Planted.normal(10, 6, new RandomStream(1));
    refused(() -> FsqQuantization.of(3, 3).fit(x, Run.of(0)), "[10, 6]", "2");
    refused(() -> VqQuantization.of(11).fit(x, Run.of(0)), "11", "10");
    refused(() -> SimVqQuantization.of(11).fit(x, Run.of(0)), "11", "10");
    refused(() -> ResidualQuantization.of(2, 11).fit(x, Run.of(0)), "11", "10");
    refused(() -> TokenizerQuantization.of(11).fit(x, Run.of(0)), "11", "10");
    refused(() -> GroupedQuantization.of(4, 3).fit(x, Run.of(0)), "4 groups", "6");
    refused(() -> GroupedQuantization.of(4, 3).trainable(6, new Seed(0)), "4 groups", "6");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tokenizersReadCentroids(boolean wide) {
    Path npy = folder.resolve("centroids.npy");
    INDArray centroids = Planted.normal(5, 3, new RandomStream(2));
    NpyWriter.write(
        npy,
        wide ? CodedRows.cast(centroids, org.nd4j.linalg.api.buffer.DataType.DOUBLE) : centroids);
    KMeansTokenizer tokenizer = KMeansTokenizer.ofNpy(npy);
    assertThat(tokenizer.quantize(centroids).codes()).containsExactly(0, 1, 2, 3, 4);
    NpyWriter.write(npy, HeldArray.of("", new float[] {1, 2}, 2));
    refused(() -> KMeansTokenizer.ofNpy(npy), "centroids.npy", "[2]");
    NpyWriter.write(npy, HeldArray.of("", new float[] {1, Float.NaN}, 1, 2));
    refused(() -> KMeansTokenizer.ofNpy(npy), "NaN", "column 1");
  }

  @Test
  void miniBatchesFindClusters() {
    INDArray x = Planted.clusters(900, 4, 9, 0.05, new RandomStream(8));
    KMeansTokenizer tokenizer = new TokenizerQuantization(9, 40, 300).fit(x, Run.of(5));
    assertThat(UsageStats.counting(tokenizer.quantize(x)).active()[0]).isGreaterThanOrEqualTo(7);
    assertThat(TokenizerQuantization.of(9).miniBatch(3).batch()).isEqualTo(10_000);
  }

  @Test
  void cosineCountsDirectionsAlone() {
    INDArray x = Planted.clusters(300, 5, 10, 0.2, new RandomStream(3));
    VqQuantizer quantizer = VqQuantization.of(10).withCosine(true).fit(x, Run.of(1));
    INDArray longer = x.mul(37.5);
    assertThat(quantizer.quantize(longer)).isEqualTo(quantizer.quantize(x));
    assertThat(quantizer.assign(x, 3)).isEqualTo(quantizer.quantize(x).codes());
    for (double norm : org.latent4j.kernel.RowNorms.of(quantizer.codebook())) {
      assertThat(norm).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    }
    Path file = folder.resolve("cosine.safetensors");
    quantizer.save(file);
    assertThat(((VqQuantizer) Quantizer.load(file)).cosine()).isTrue();
  }

  @Test
  void theBeamIsKeptInTheFile() {
    INDArray x = Planted.normal(200, 4, new RandomStream(3));
    ResidualQuantizer greedy = ResidualQuantization.of(3, 16).fit(x, Run.of(1));
    ResidualQuantizer wide = greedy.withBeam(7);
    Path file = folder.resolve("beam.safetensors");
    wide.save(file);
    assertThat(wide.quantize(x)).isNotEqualTo(greedy.quantize(x));
    assertThat(Quantizer.load(file).quantize(x)).isEqualTo(wide.quantize(x));
  }
}
