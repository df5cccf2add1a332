package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Codes, values and estimates beside those of the reference implementations. */
class ScanGoldenTest {
  private static void sameCodes(String name, CodeMatrix codes, double edge) {
    double[] golden = ScanGolden.numbers(name, "codes");
    double[] margin = ScanGolden.numbers(name, "margin");
    int[] ours = codes.codes();
    assertThat(ours).hasSameSizeAs(golden);
    int compared = 0;
    for (int i = 0; i < ours.length; i++) {
      if (margin[i] > edge) {
        compared++;
        assertThat(ours[i])
            .as("%s code %d of margin %s", name, i, margin[i])
            .isEqualTo((int) golden[i]);
      }
    }
    assertThat(compared).isGreaterThan(ours.length * 9 / 10);
  }

  private static void close(String name, INDArray ours, double[] golden, double relative) {
    double[] values = Dense.doubles(ours);
    assertThat(values).hasSameSizeAs(golden);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i])
          .as("%s at %d", name, i)
          .isCloseTo(golden[i], within(relative * Math.max(1, Math.abs(golden[i]))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq8", "pq4", "opq4", "sq8", "sq4"})
  void codesAndValues(String name) {
    Quantizer quantizer = ScanGolden.quantizer(name, Quantizer.class);
    CodeMatrix codes = quantizer.quantize(ScanGolden.x());
    sameCodes(name, codes, name.startsWith("sq") ? 1e-3 : 1e-5);
    INDArray values = quantizer.reconstruct(codes.slice(0, 64));
    close(name + " values", values, ScanGolden.numbers(name, "values"), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq8", "pq4", "opq4"})
  void distances(String name) {
    ScanningQuantizer quantizer = ScanGolden.quantizer(name, ScanningQuantizer.class);
    CodeMatrix codes = quantizer.quantize(ScanGolden.x());
    INDArray ours = quantizer.estimates(ScanGolden.queries(), codes);
    close(name + " distances", ours, ScanGolden.numbers(name, "distances"), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq4", "opq4"})
  void fastScanStaysWithinItsBound(String name) {
    Quantizer loaded = ScanGolden.quantizer(name, Quantizer.class);
    ScanningQuantizer fast =
        loaded instanceof ProductQuantizer product
            ? product.withFastScan()
            : ((OptimizedProductQuantizer) loaded).withFastScan();
    double[] bounds = ScanGolden.numbers(name, "fast_scan_bound");
    double[] exact = ScanGolden.numbers(name, "distances");
    CodeMatrix codes = fast.quantize(ScanGolden.x());
    double[] ours = Dense.doubles(fast.estimates(ScanGolden.queries(), codes));
    boolean rounded = false;
    for (int i = 0; i < ours.length; i++) {
      double bound = bounds[i / 384];
      assertThat(ours[i]).as("%s %d", name, i).isCloseTo(exact[i], within(bound + 1e-5));
      rounded |= Math.abs(ours[i] - exact[i]) > bound / 100;
    }
    assertThat(rounded).as("tables are rounded").isTrue();
    for (int q = 0; q < 8; q++) {
      double bound =
          fast instanceof ProductQuantizer product
              ? product.fastScanBound(ScanGolden.query(q))
              : ((OptimizedProductQuantizer) fast).fastScanBound(ScanGolden.query(q));
      assertThat(bound).isCloseTo(bounds[q], within(1e-5 * bounds[q]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"osq1-l2", "osq4-l2", "osq7-l2", "osq8-l2", "osq4-dot"})
  void codesOfLucene(String name) {
    OptimizedScalarQuantizer quantizer = ScanGolden.quantizer(name, OptimizedScalarQuantizer.class);
    CodeMatrix codes = quantizer.quantize(ScanGolden.x(200));
    double[] golden = ScanGolden.numbers(name, "codes");
    assertThat(codes.codes()).containsExactly(ints(golden));
    for (String factor : quantizer.factors()) {
      INDArray ours = Dense.of(codes.factor(factor), 200);
      close(name + " " + factor, ours, ScanGolden.numbers(name, factor), 1e-6);
    }
    INDArray distances = quantizer.estimates(ScanGolden.queries(), codes);
    close(name, distances, ScanGolden.numbers(name, "distances"), 1e-4);
  }

  private static int[] ints(double[] values) {
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) values[i];
    }
    return out;
  }

  @Test
  void signsAndTheirEstimates() {
    RaBitQuantizer quantizer = ScanGolden.quantizer("rabitq", RaBitQuantizer.class);
    CodeMatrix codes = quantizer.quantize(ScanGolden.x());
    sameCodes("rabitq", codes, 1e-4);
    for (String factor : quantizer.factors()) {
      INDArray ours = Dense.of(codes.factor(factor), 384);
      close(factor, ours, ScanGolden.numbers("rabitq", factor), 1e-5);
    }
    INDArray queries = ScanGolden.queries();
    double[] golden = ScanGolden.numbers("rabitq", "distances");
    close("rabitq", quantizer.estimates(queries, codes), golden, 1e-4);
    double[] coded = ScanGolden.numbers("rabitq", "distances_query4");
    close("4 bits", quantizer.withQueryBits(4).estimates(queries, codes), coded, 1e-4);
    double[] widths = ScanGolden.numbers("rabitq", "half_width");
    for (int q = 0; q < 8; q++) {
      double[] ours = quantizer.halfWidths(ScanGolden.query(q), codes);
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).isCloseTo(widths[q * 384 + i], within(1e-4 * ours[i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pq8", "pq4", "opq4", "sq8", "sq4", "osq1-l2", "osq4-dot", "osq8-l2", "rabitq"})
  void savedAgainTheyAnswerTheSame(String name, @TempDir Path folder) {
    ScanningQuantizer quantizer = ScanGolden.quantizer(name, ScanningQuantizer.class);
    Path file = folder.resolve("again.safetensors");
    quantizer.save(file);
    ScanningQuantizer again = (ScanningQuantizer) Quantizer.load(file);
    INDArray x = ScanGolden.x();
    CodeMatrix codes = quantizer.quantize(x);
    assertThat(again.quantize(x)).isEqualTo(codes);
    assertThat(again.similarity()).isEqualTo(quantizer.similarity());
    assertThat(Dense.floats(again.estimates(ScanGolden.queries(), codes)))
        .containsExactly(Dense.floats(quantizer.estimates(ScanGolden.queries(), codes)));
  }
}
