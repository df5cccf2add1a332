package org.latent4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

class TourImagesTest {
  @Test
  void sameSeedSameBitsAndImagesStandAlone() {
    TourImages many = TourImages.draw(new Seed(3), 50);
    TourImages few = TourImages.draw(new Seed(3), 20);
    assertThat(Dense.floats(many.pixels(), 0, 20)).isEqualTo(Dense.floats(few.pixels()));
    assertThat(Arrays.copyOf(many.labels(), 20)).isEqualTo(few.labels());
    assertThat(Dense.floats(TourImages.draw(new Seed(4), 20).pixels()))
        .isNotEqualTo(Dense.floats(few.pixels()));
  }

  @Test
  void imagesAreGrayAndVaried() {
    TourImages images = TourImages.draw(new Seed(1), 400);
    assertThat(images.pixels().shape()).containsExactly(400, 784);
    float[] pixels = Dense.floats(images.pixels());
    int[] seen = new int[TourImages.KINDS];
    for (int i = 0; i < 400; i++) {
      seen[images.labels()[i]]++;
      double sum = 0;
      double border = 0;
      for (int p = 0; p < 784; p++) {
        float value = pixels[i * 784 + p];
        assertThat(value).isBetween(0f, 1f);
        sum += value;
        border += p % 28 == 0 || p % 28 == 27 || p < 28 || p >= 756 ? value : 0;
      }
      assertThat(sum / 784).as("image %d is neither empty nor full", i).isBetween(0.01, 0.7);
      assertThat(border / sum).as("image %d lies inside its frame", i).isLessThan(0.25);
    }
    assertThat(TourImages.KINDS).isEqualTo(10);
    assertThat(seen).as("each kind comes about as often").doesNotContain(0);
    assertThat(Arrays.stream(seen).max().getAsInt()).isLessThan(80);
  }

  @Test
  void kindsLookDifferent() {
    TourImages images = TourImages.draw(new Seed(2), 600);
    float[] pixels = Dense.floats(images.pixels());
    double[][] means = new double[TourImages.KINDS][784];
    int[] counts = new int[TourImages.KINDS];
    for (int i = 0; i < 500; i++) {
      counts[images.labels()[i]]++;
      for (int p = 0; p < 784; p++) {
        means[images.labels()[i]][p] += pixels[i * 784 + p];
      }
    }
    int right = 0;
    for (int i = 500; i < 600; i++) {
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int kind = 0; kind < TourImages.KINDS; kind++) {
        double distance = 0;
        for (int p = 0; p < 784; p++) {
          double d = means[kind][p] / counts[kind] - pixels[i * 784 + p];
          distance += d * d;
        }
        if (distance < least) {
          least = distance;
          best = kind;
        }
      }
      right += best == images.labels()[i] ? 1 : 0;
    }
    assertThat(right).as("of 100 images nearest to the mean of their kind").isGreaterThan(50);
  }

  @Test
  void noImagesAreRefused() {
    assertThatThrownBy(() -> TourImages.draw(new Seed(1), 0))
        .isInstanceOf(InputException.class)
        .hasMessage("TourImages.draw: n: expected at least 1, got 0");
  }

  @Test
  void shapesHaveDistances() {
    Shape disc = Shape.disc(0.5, 0, 0.25);
    assertThat(disc.distance(0.5, 1)).isEqualTo(0.75, within(1e-12));
    assertThat(disc.mirrored().distance(-0.5, 0)).isEqualTo(-0.25, within(1e-12));
    assertThat(disc.edge(0.05).distance(0.75, 0)).isEqualTo(-0.05, within(1e-12));
    assertThat(disc.without(Shape.box(0.5, 0, 0.1, 0.1)).distance(0.5, 0)).isPositive();
    assertThat(Shape.stroke(0, 0, 1, 0, 0.1).distance(0.5, 0.3)).isEqualTo(0.2, within(1e-12));
    assertThat(Shape.stroke(0, 0, 0, 0, 0.1).distance(0, 0.3)).isEqualTo(0.2, within(1e-9));
    assertThat(Shape.trapezoid(-1, 0.5, 1, 0.5).distance(0.7, 0)).isEqualTo(0.2, within(1e-12));
    Shape turned = Shape.box(0, 0, 1, 0.1).placed(Math.PI / 2, 0.5, 0, 0.25);
    assertThat(turned.distance(0, 0.7)).isEqualTo(-0.05, within(1e-12));
    assertThat(turned.distance(0.45, 0.25)).isEqualTo(0.4, within(1e-12));
  }

  @Test
  void everyKindLiesWithinTheFrame() {
    for (Wardrobe kind : Wardrobe.values()) {
      RandomStream random = new Seed(9).child(kind.name()).stream();
      for (int i = 0; i < 50; i++) {
        Shape shape = kind.draw(random);
        for (double t = -1.3; t <= 1.3; t += 0.05) {
          assertThat(Math.min(shape.distance(t, -1.3), shape.distance(t, 1.3)))
              .as("%s %d above and below", kind, i)
              .isPositive();
          assertThat(Math.min(shape.distance(-1.3, t), shape.distance(1.3, t)))
              .as("%s %d left and right", kind, i)
              .isPositive();
        }
      }
    }
  }
}
