package org.latent4j.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.Progress;

/** Looks at the events of long work. */
final class Events {
  private Events() {}

  /** Fails unless every task starts before it steps, steps upwards, and finishes once. */
  static void check(List<Progress.Event> events) {
    Map<String, Long> open = new HashMap<>();
    for (Progress.Event event : events) {
      String task = event.task();
      boolean right;
      if (event instanceof Progress.Started) {
        right = open.put(task, -1L) == null;
      } else if (event instanceof Progress.Stepped stepped) {
        Long before = open.replace(task, stepped.step());
        right = before != null && before < stepped.step();
      } else if (event instanceof Progress.Warned warned) {
        right = !warned.message().isBlank();
      } else {
        right = open.remove(task) != null;
      }
      if (!right) {
        throw new AssertionError(
            "expected started, rising steps, finished, got " + event + " in " + events);
      }
    }
    if (!open.isEmpty()) {
      throw new AssertionError("expected every task to finish, got unfinished " + open.keySet());
    }
  }
}
