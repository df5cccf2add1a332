package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class RelativeBridgeTest {
  private static final int ANCHORS = 4;
  private static final int ROWS = 3;
  private static final int WIDTH = 6;

  @ParameterizedTest
  @EnumSource(names = "RELATIVE.*", mode = EnumSource.Mode.MATCH_ALL)
  void agreesWithTheProjectionOfTheLibrary(Variant variant) {
    int rows = 40;
    int anchors = 20;
    try (Bridge bridge = variant.bridge(anchors, WIDTH, rows);
        Matrix codes = Numbers.normal(new RandomStream(1), anchors + rows, WIDTH)) {
      for (int t = 0; t < codes.values().length; t++) {
        codes.values()[t] += t % WIDTH; // far from the origin, so that centring matters
      }
      float[] trained = bridge.forward(codes.toNative()).toHeap().copy();
      INDArray all = Dense.of(codes.copy(), anchors + rows, WIDTH);
      INDArray x = Dense.rows(all, anchors, anchors + rows);
      INDArray used =
          variant.projection().fit(x, Dense.rows(all, 0, anchors)).encode(x); // [rows, anchors]
      assertThat(trained).containsExactly(Dense.floats(used), within(2e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGradientFlowsThroughRowsAndAnchors(boolean centred) {
    RandomStream random = new RandomStream(2);
    try (Bridge bridge = new RelativeBridge(ANCHORS, WIDTH, centred, ROWS);
        Matrix codes = Numbers.normal(random, ANCHORS + ROWS, WIDTH);
        Matrix gradient = Numbers.normal(random, ROWS, ANCHORS)) {
      float[] weights = gradient.copy();
      DoubleSupplier loss =
          () -> Numbers.weigh(bridge.forward(codes).toHeap().values(), weights, ROWS * ANCHORS);
      assertThat(loss.getAsDouble()).isFinite();
      float[] byCodes = bridge.backward(gradient).copy();
      Numbers.requireGradient("codes, centred " + centred, codes, byCodes, loss, 5e-3);
    }
  }

  @Test
  void centredCodesMayBeMovedTogether() {
    RandomStream random = new RandomStream(3);
    try (Bridge centred = new RelativeBridge(ANCHORS, WIDTH, true, ROWS);
        Bridge plain = new RelativeBridge(ANCHORS, WIDTH, false, ROWS);
        Matrix codes = Numbers.normal(random, ANCHORS + ROWS, WIDTH)) {
      float[] before = centred.forward(codes).toHeap().copy();
      float[] plainBefore = plain.forward(codes).toHeap().copy();
      for (int t = 0; t < codes.values().length; t++) {
        codes.values()[t] += 2;
      }
      assertThat(centred.forward(codes).toHeap().copy()).containsExactly(before, within(1e-5f));
      float[] plainAfter = plain.forward(codes).toHeap().copy();
      assertThat(Math.abs(plainAfter[0] - plainBefore[0])).isGreaterThan(0.01f);
    }
  }

  @Test
  void aMoveOfAllCodesChangesNoCentredLoss() {
    RandomStream random = new RandomStream(4);
    try (Bridge bridge = new RelativeBridge(ANCHORS, WIDTH, true, ROWS);
        Matrix codes = Numbers.normal(random, ANCHORS + ROWS, WIDTH);
        Matrix gradient = Numbers.normal(random, ROWS, ANCHORS)) {
      bridge.forward(codes);
      float[] byCodes = bridge.backward(gradient).copy();
      for (int t = 0; t < WIDTH; t++) {
        double sum = 0;
        for (int i = 0; i < ANCHORS + ROWS; i++) {
          sum += byCodes[i * WIDTH + t];
        }
        assertThat(sum).as("column %d", t).isEqualTo(0, within(1e-5));
      }
    }
  }

  @Test
  void oneCentredAnchorTellsNothingAndHarmsNothing() {
    try (Bridge bridge = new RelativeBridge(1, WIDTH, true, ROWS);
        Matrix codes = Numbers.normal(new RandomStream(5), 1 + ROWS, WIDTH);
        Matrix gradient = Numbers.normal(new RandomStream(6), ROWS, 1)) {
      assertThat(bridge.forward(codes).toHeap().copy()).containsOnly(0f);
      assertThat(bridge.backward(gradient).copy()).containsOnly(0f);
    }
  }

  @Test
  void batchesMayShrink() {
    RandomStream random = new RandomStream(7);
    try (Bridge bridge = new RelativeBridge(ANCHORS, WIDTH, true, ROWS);
        Matrix codes = Numbers.normal(random, ANCHORS + ROWS, WIDTH);
        Matrix gradient = Numbers.normal(random, ROWS, ANCHORS)) {
      float[] whole = bridge.forward(codes).toHeap().copy();
      Matrix few = bridge.forward(codes.resize(ANCHORS + 1));
      assertThat(few.rows()).isEqualTo(1);
      assertThat(few.toHeap().copy())
          .containsExactly(java.util.Arrays.copyOf(whole, ANCHORS), within(1e-6f));
      assertThat(bridge.backward(gradient.resize(1)).rows()).isEqualTo(ANCHORS + 1);
    }
  }

  @Test
  void absoluteCodesPassAsTheyAre() {
    try (Bridge bridge = Variant.ABSOLUTE.bridge(9, WIDTH, ROWS);
        Matrix codes = new Matrix(ROWS, WIDTH)) {
      assertThat(bridge.anchors()).isZero();
      assertThat(bridge.forward(codes)).isSameAs(codes);
      assertThat(bridge.backward(codes)).isSameAs(codes);
    }
  }
}
