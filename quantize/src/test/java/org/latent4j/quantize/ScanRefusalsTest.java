package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class ScanRefusalsTest {
  private static final INDArray X = ScanRows.of(1, 40, 12);

  private static void refused(Runnable work, String... parts) {
    assertThatThrownBy(work::run)
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void hyperParametersOutOfRange() {
    refused(() -> ProductQuantization.of(4, 5), "bits", "4 or 8", "5");
    refused(() -> ProductQuantization.of(0, 8), "positions", "0");
    refused(() -> new ProductQuantization(2, 4, 0, Similarity.L2), "iterations", "0");
    refused(() -> ScalarQuantization.of(6), "4 or 8", "6");
    refused(() -> OptimizedScalarQuantization.of(9), "9");
    refused(() -> OptimizedScalarQuantization.of(0), "0");
    refused(() -> OptimizedProductQuantization.of(2, 7), "4 or 8", "7");
    refused(() -> RefinedResidualQuantization.of(0, 16), "stages", "0");
    refused(() -> RefinedResidualQuantization.of(3, 1), "codes", "1");
  }

  @Test
  void trainingRowsThatDoNotDo() {
    Run run = Run.of(0);
    refused(() -> ProductQuantization.of(4, 8).fit(X, run), "at least 256 rows", "40 rows");
    refused(() -> OptimizedProductQuantization.of(4, 8).fit(X, run), "256", "40 rows");
    refused(() -> RefinedResidualQuantization.of(2, 41).fit(X, run), "41", "40 rows");
    refused(() -> ProductQuantization.of(5, 4).fit(X, run), "divisible by the 5", "12 columns");
    INDArray none = Dense.zeros(X.dataType(), 0, 12);
    refused(() -> ProductQuantization.of(4, 4).fit(none, run), "0");
    refused(() -> ScalarQuantization.of(4).fit(none, run), "0");
    refused(() -> OptimizedScalarQuantization.of(4).fit(none, run), "0");
    refused(() -> new RaBitQuantization().fit(none, run), "0");
    INDArray nan = ScanRows.of(1, 40, 12);
    nan.putScalar(7, 3, Double.NaN);
    assertThatThrownBy(() -> ScalarQuantization.of(4).fit(nan, run))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 7, column 3");
  }

  @Test
  void fewRowsAreWarnedOf() {
    List<String> warnings = new ArrayList<>();
    Progress listener =
        event -> {
          if (event instanceof Progress.Warned warned) {
            warnings.add(warned.message());
          }
        };
    ProductQuantization.of(2, 4).fit(X, Run.of(0).withProgress(listener));
    assertThat(warnings).singleElement().asString().contains("40 rows", "16 centroids", "39");
    warnings.clear();
    ProductQuantization.of(2, 4).fit(ScanRows.of(1, 624, 12), Run.of(0).withProgress(listener));
    assertThat(warnings).isEmpty();
  }

  @Test
  void manyRowsAreSampled() {
    INDArray many = ScanRows.of(4, 5000, 4);
    ProductQuantizer first = ProductQuantization.of(2, 4).fit(many, Run.of(1));
    assertThat(ProductQuantization.of(2, 4).fit(many, Run.of(1).withThreads(3)).centroids())
        .containsExactly(first.centroids());
    INDArray sample = TrainingRows.of("test", many, 16, Run.of(1));
    assertThat(sample.shape()).containsExactly(4096, 4);
    assertThat(ScanRows.relativeError(many, first)).isLessThan(0.15);
  }

  @Test
  void queriesAndCodesThatDoNotFit() {
    ProductQuantizer quantizer = ProductQuantization.of(4, 4).fit(X, Run.of(0));
    CodeMatrix codes = quantizer.quantize(X);
    assertThatThrownBy(() -> quantizer.search(ScanRows.of(1, 2, 11), codes, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[n, 12]")
        .hasMessageContaining("[2, 11]");
    refused(() -> quantizer.search(X, codes, 0), "k", "0");
    refused(() -> quantizer.scanner(new float[3], Similarity.L2), "[12]", "[3]");
    refused(() -> quantizer.scanner(new float[] {Float.NaN}, Similarity.L2), "12");
    CodeMatrix other = CodeMatrix.of(CodeSpace.uniform(3, 16), new int[6]);
    refused(() -> quantizer.search(X, other, 1), "4 x 16", "3 x 16");
    refused(() -> quantizer.reconstruct(other), "4 x 16", "3 x 16");
    CodeMatrix bare = CodeMatrix.of(CodeSpace.uniform(64, 2), new int[64]);
    refused(() -> new RaBitQuantization().fit(X, Run.of(0)).reconstruct(bare), "norm");
    CodeMatrix plain = CodeMatrix.of(CodeSpace.uniform(12, 16), new int[12]);
    refused(() -> OptimizedScalarQuantization.of(4).fit(X, Run.of(0)).reconstruct(plain), "lower");
  }

  @Test
  void scansThatAKindHasNot() {
    ProductQuantizer wide = ProductQuantizer.of(new float[2 * 256 * 3], 2, 8, Similarity.L2);
    refused(wide::withFastScan, "4-bit", "8-bit");
    refused(() -> new RaBitQuantization().fit(X, Run.of(0)).withQueryBits(5), "4 or 32", "5");
    refused(
        () -> OptimizedScalarQuantization.of(1).fit(X, Run.of(0)).withQueryBits(9),
        "query bits",
        "9");
  }

  private static SavedThing.Draft draft(String kind, String parameters) {
    return SavedThing.draft(kind).parameters(parameters);
  }

  private static void unread(SavedThing.Draft draft, Path folder, String... parts) {
    Path file = folder.resolve("bad.safetensors");
    draft.save(file);
    assertThatThrownBy(() -> Quantizer.load(file))
        .isInstanceOf(FormatException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("bad.safetensors").contains(parts));
  }

  @Test
  void filesThatAreNotWhole(@TempDir Path folder) {
    float[] centroids = new float[2 * 16 * 3];
    unread(draft("pq", "{\"bits\":4}"), folder, "centroids");
    unread(
        draft("pq", "{\"bits\":8}").tensor(HeldArray.of("centroids", centroids, 2, 16, 3)),
        folder,
        "centroids",
        "256",
        "[2, 16, 3]");
    unread(
        draft("pq", "{}").tensor(HeldArray.of("centroids", centroids, 2, 16, 3)),
        folder,
        "bits",
        "missing");
    unread(
        draft("pq", "{\"bits\":5}").tensor(HeldArray.of("centroids", centroids, 2, 16, 3)),
        folder,
        "bits",
        "5");
    unread(
        draft("sq", "{\"bits\":4}").tensor(HeldArray.of("minimum", new float[3], 3)),
        folder,
        "maximum");
    unread(
        draft("sq", "{\"bits\":4}")
            .tensor(HeldArray.of("minimum", new float[] {0, 5}, 2))
            .tensor(HeldArray.of("maximum", new float[] {1, 4}, 2)),
        folder,
        "maximum",
        "5.0",
        "4.0");
    unread(draft("osq", "{\"bits\":4}"), folder, "centroid");
    unread(
        draft("osq", "{\"bits\":4,\"similarity\":\"l1\"}")
            .tensor(HeldArray.of("centroid", new float[3], 3)),
        folder,
        "similarity",
        "l1");
    unread(draft("rq", "{}"), folder, "codebooks");
    unread(
        draft("rabitq", "{}").tensor(HeldArray.of("centroid", new float[3], 3)),
        folder,
        "rotation");
  }

  @Test
  void rotationsThatAreNone(@TempDir Path folder) {
    float[] rotation = new float[64 * 64];
    for (int i = 0; i < 64; i++) {
      rotation[i * 65] = 1;
    }
    rotation[1] = 0.01f;
    unread(
        draft("rabitq", "{}")
            .tensor(HeldArray.of("centroid", new float[3], 3))
            .tensor(HeldArray.of("rotation", rotation, 64, 64)),
        folder,
        "rotation",
        "orthogonal",
        "0.01");
    unread(
        draft("opq", "{\"bits\":4}")
            .tensor(HeldArray.of("centroids", new float[16 * 64], 1, 16, 64))
            .tensor(HeldArray.of("rotation", rotation, 64, 64)),
        folder,
        "rotation",
        "orthogonal");
    rotation[1] = 0;
    Path file = folder.resolve("good.safetensors");
    draft("rabitq", "{}")
        .tensor(HeldArray.of("centroid", new float[3], 3))
        .tensor(HeldArray.of("rotation", rotation, 64, 64))
        .save(file);
    assertThat(Quantizer.load(file).inputDimension()).isEqualTo(3);
    assertThat(Map.of("kind", Quantizer.load(file).kind())).containsEntry("kind", "rabitq");
  }
}
