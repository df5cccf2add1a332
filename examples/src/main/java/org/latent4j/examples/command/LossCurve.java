package org.latent4j.examples.command;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Progress;

/** Keeps the losses of a training while they are told, thinned so that few hundred remain. */
final class LossCurve {
  private static final int MOST = 400;

  private final List<Double> steps = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private long every = 1;

  /** A listener that keeps losses and then tells {@code next}. */
  Progress before(Progress next) {
    return event -> {
      if (event instanceof Progress.Stepped stepped && stepped.figures().containsKey("loss")) {
        keep(stepped.step(), stepped.figures().get("loss"));
      }
      next.on(event);
    };
  }

  private void keep(long step, double loss) {
    if (step % every != 0) {
      return;
    }
    steps.add((double) step);
    losses.add(loss);
    if (steps.size() >= MOST) {
      every *= 2;
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (steps.get(i).longValue() % every != 0) {
          steps.remove(i);
          losses.remove(i);
        }
      }
    }
  }

  /** The steps whose losses are kept. */
  List<Double> steps() {
    return List.copyOf(steps);
  }

  /** Their losses. */
  List<Double> losses() {
    return List.copyOf(losses);
  }
}
