package org.latent4j.metric;

import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;

/** Tells a run's listener of the steps of one task, from whichever threads they come. */
final class Steps implements AutoCloseable {
  private final String task;
  private final Progress progress;
  private long count;

  private Steps(String task, Progress progress) {
    this.task = task;
    this.progress = progress;
  }

  /** Starts a task of so many steps. */
  static Steps of(String task, int steps, Run run) {
    run.progress().on(new Progress.Started(task, steps));
    return new Steps(task, run.progress());
  }

  /** One more step is done. */
  synchronized void done() {
    count++;
    progress.on(new Progress.Stepped(task, count, Map.of()));
  }

  /** Ends the task. */
  @Override
  public void close() {
    progress.on(new Progress.Finished(task));
  }
}
