package org.latent4j.examples.tour;

import org.latent4j.Progress;

/** Tells one listener of equal tasks that run at once as of one task with the steps of all. */
public final class JointProgress implements Progress {
  private final String task;
  private final int tasks;
  private final Progress listener;
  private int started;
  private int finished;
  private long steps;

  /** Listens for {@code tasks} tasks of this name. */
  public JointProgress(String task, int tasks, Progress listener) {
    this.task = task;
    this.tasks = tasks;
    this.listener = listener;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Started begun) {
      if (started++ == 0) {
        listener.on(new Started(task, begun.steps() < 0 ? -1 : begun.steps() * tasks));
      }
    } else if (event instanceof Stepped stepped) {
      steps++;
      listener.on(new Stepped(task, steps, stepped.figures()));
    } else if (++finished == tasks) {
      listener.on(new Finished(task));
    }
  }
}
