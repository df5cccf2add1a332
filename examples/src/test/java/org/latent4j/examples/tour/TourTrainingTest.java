package org.latent4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.NetworkDecoder;
import org.nd4j.linalg.api.ndarray.INDArray;

class TourTrainingTest {
  private static final INDArray IMAGES = TourImages.draw(new Seed(5), 700).pixels();

  @Test
  void learnsTheImages() {
    NetworkAutoencoder trained = new TourTraining(60).autoencoder(IMAGES, Run.of(1));
    INDArray test = TourImages.draw(new Seed(6), 100).pixels();
    double variance = meanSquare(test.subRowVector(IMAGES.mean(0)));
    double error = meanSquare(trained.decode(trained.encode(test)).sub(test));
    assertThat(trained.dimension()).isEqualTo(TourTraining.CODE);
    assertThat(error).as("variance %f", variance).isLessThan(0.75 * variance);
  }

  @Test
  void equalSeedsGiveEqualBitsOnAnyNumberOfThreads() {
    TourTraining training = new TourTraining(1);
    Run a = Run.of(1).child("a");
    Run b = Run.of(1).child("b");
    List<NetworkAutoencoder> together = training.autoencoders(IMAGES, List.of(a, b), 2);
    List<NetworkAutoencoder> inTurn = training.autoencoders(IMAGES, List.of(a, b), 1);
    assertThat(codes(together.get(0))).isEqualTo(codes(training.autoencoder(IMAGES, a)));
    assertThat(codes(together.get(1))).isEqualTo(codes(inTurn.get(1)));
    assertThat(codes(together.get(0))).isNotEqualTo(codes(together.get(1)));
    assertThat(together.get(0).step()).isEqualTo(inTurn.get(0).step());
  }

  @Test
  void viewsAndOrdersTrainTheSame() {
    TourTraining training = new TourTraining(1);
    INDArray some = Dense.rows(IMAGES, 100, 300);
    float[] before = Dense.floats(IMAGES);
    float[] expected = codes(training.autoencoder(some.dup(), Run.of(2)));
    assertThat(codes(training.autoencoder(some, Run.of(2)))).isEqualTo(expected);
    assertThat(codes(training.autoencoder(some.dup('f'), Run.of(2)))).isEqualTo(expected);
    assertThat(Dense.floats(IMAGES)).isEqualTo(before);
  }

  @Test
  void aDecoderLearnsGivenCodes() {
    INDArray codes = Dense.of(new RandomStream(3).normals(700 * 40), 700, 40);
    NetworkDecoder few = new TourTraining(1).decoder(codes, IMAGES, Run.of(3));
    NetworkDecoder many = new TourTraining(12).decoder(codes, IMAGES, Run.of(3));
    double early = meanSquare(few.decode(codes).sub(IMAGES));
    double late = meanSquare(many.decode(codes).sub(IMAGES));
    assertThat(late).as("after one epoch %f", early).isLessThan(0.7 * early);
    assertThat(many.dimension()).isEqualTo(40);
    assertThat(many.outputDimension()).isEqualTo(784);
  }

  @Test
  void fewImagesAreOneBatch() {
    INDArray few = Dense.rows(IMAGES, 0, 10).dup();
    assertThat(codes(new TourTraining(1).autoencoder(few, Run.of(1)))).doesNotContain(Float.NaN);
  }

  @Test
  void progressTellsAllStepsOnce() {
    List<Progress.Event> events = new ArrayList<>();
    Run run = Run.of(1).withProgress(events::add);
    new TourTraining(2).autoencoders(IMAGES, List.of(run.child("a"), run.child("b")), 2);
    int steps = 2 * 2 * (700 / 128);
    assertThat(events).hasSize(steps + 2);
    assertThat(events.get(0)).isEqualTo(new Progress.Started("train", steps));
    assertThat(events.get(steps + 1)).isEqualTo(new Progress.Finished("train"));
    for (int i = 1; i <= steps; i++) {
      assertThat(events.get(i)).isInstanceOf(Progress.Stepped.class);
      Progress.Stepped stepped = (Progress.Stepped) events.get(i);
      assertThat(stepped.step()).isEqualTo(i);
      assertThat(stepped.figures().get("loss")).isPositive();
    }
  }

  @Test
  void wrongInputsAreNamed() {
    assertThatThrownBy(() -> new TourTraining(0))
        .isInstanceOf(InputException.class)
        .hasMessage("TourTraining: epochs: expected at least 1, got 0");
    assertThatThrownBy(
            () -> new TourTraining(1).decoder(Dense.rows(IMAGES, 0, 3), IMAGES, Run.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("700 codes, one an image, got 3 codes");
  }

  @Test
  void batchesHoldTheRowsAskedFor() {
    INDArray labels = Dense.of(new RandomStream(4).normals(700 * 3), 700, 3);
    int[] order = new RandomStream(5).permutation(700);
    try (TourBatches batches = new TourBatches(IMAGES, labels)) {
      assertThat(batches.size()).isEqualTo(128);
      batches.gather(order, 256);
      for (int i = 0; i < 128; i++) {
        int row = order[256 + i];
        assertThat(Dense.floats(batches.features(), i, i + 1))
            .isEqualTo(Dense.floats(IMAGES, row, row + 1));
        assertThat(Dense.floats(batches.labels(), i, i + 1))
            .isEqualTo(Dense.floats(labels, row, row + 1));
      }
    }
  }

  private static float[] codes(NetworkAutoencoder autoencoder) {
    return Dense.floats(autoencoder.encode(Dense.rows(IMAGES, 0, 20)));
  }

  private static double meanSquare(INDArray difference) {
    return difference.mul(difference).meanNumber().doubleValue();
  }
}
