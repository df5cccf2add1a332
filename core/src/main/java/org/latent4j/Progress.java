package org.latent4j;

import java.util.Map;

/** Listens to long work. Called from the thread that works; it must return quickly. */
@FunctionalInterface
public interface Progress {
  /** Takes one event. */
  void on(Event event);

  /** A listener that does nothing. */
  static Progress silent() {
    return event -> {};
  }

  /** What happens in long work. */
  sealed interface Event {
    /** The name of the task, such as {@code kmeans}. */
    String task();
  }

  /**
   * A task began.
   *
   * @param task its name
   * @param steps how many steps it will take at most, or -1 where that is unknown
   */
  record Started(String task, long steps) implements Event {}

  /**
   * A task went on.
   *
   * @param task its name
   * @param step how many steps are done
   * @param figures what can be told of the state, such as {@code loss}
   */
  record Stepped(String task, long step, Map<String, Double> figures) implements Event {
    /** Copies the figures. */
    public Stepped {
      figures = Map.copyOf(figures);
    }
  }

  /**
   * A task ended.
   *
   * @param task its name
   */
  record Finished(String task) implements Event {}

  /**
   * A result may be of little use; the work went on all the same.
   *
   * @param task the name of the task
   * @param message what is wrong, with its figure
   */
  record Warned(String task, String message) implements Event {}
}
