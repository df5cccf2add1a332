package org.latent4j.examples.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.latent4j.Progress;

/**
 * Shows one progress bar on standard error while a person watches, and nothing at all otherwise.
 * The bar is the outermost task's; the tasks within it are told beside the bar, with their figures.
 * When the outermost task ends, the bar is wiped. {@link #close} wipes it too, so that what went
 * wrong stands on a line of its own.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
  private static final int WIDTH = 79;
  private static final int INTERVAL_MILLISECONDS = 200;
  private static final String WIPE = "\r" + " ".repeat(WIDTH) + "\r";

  private final boolean visible;
  private final PrintStream out;
  private final List<Started> tasks = new ArrayList<>();
  private @Nullable ProgressBar bar;

  /** Listens for the console that this program was started from. */
  ConsoleProgress() {
    this(Terminal.isWatched(), System.err);
  }

  /** Listens; {@code visible} tells whether {@code out} is a terminal. */
  ConsoleProgress(boolean visible, PrintStream out) {
    this.visible = visible;
    this.out = out;
  }

  @Override
  public synchronized void on(Event event) {
    if (!visible) {
      return;
    }
    if (event instanceof Started started) {
      start(started);
    } else if (event instanceof Stepped stepped) {
      step(stepped);
    } else if (event instanceof Warned warned) {
      out.print(WIPE + warned.task() + ": " + warned.message() + "\n");
      out.flush();
    } else {
      finish(event.task());
    }
  }

  /** Wipes the bar, whatever its tasks have come to. */
  @Override
  public synchronized void close() {
    tasks.clear();
    if (bar != null) {
      bar.close();
      bar = null;
      out.print(WIPE);
      out.flush();
    }
  }

  private void start(Started started) {
    tasks.add(started);
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(started.task())
              .setInitialMax(started.steps())
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(INTERVAL_MILLISECONDS)
              .continuousUpdate()
              .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
              .build();
    } else {
      bar.setExtraMessage(started.task());
    }
  }

  private void step(Stepped stepped) {
    int depth = innermost(stepped.task());
    if (bar == null || depth < 0) {
      return;
    }
    if (depth == 0) {
      bar.stepTo(stepped.step());
      bar.setExtraMessage(figures(stepped.figures()));
    } else {
      Started task = tasks.get(depth);
      String of = task.steps() < 0 ? "" : "/" + task.steps();
      String text = task.task() + " " + stepped.step() + of + " " + figures(stepped.figures());
      bar.setExtraMessage(text.strip());
    }
  }

  /** Ends the task and those within it that failed to say so. */
  private void finish(String name) {
    int depth = innermost(name);
    if (bar == null || depth < 0) {
      return;
    }
    tasks.subList(depth, tasks.size()).clear();
    if (depth == 0) {
      close();
    } else {
      bar.setExtraMessage(depth > 1 ? tasks.get(depth - 1).task() : "");
    }
  }

  private int innermost(String name) {
    int depth = tasks.size() - 1;
    while (depth >= 0 && !tasks.get(depth).task().equals(name)) {
      depth--;
    }
    return depth;
  }

  private static String figures(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%s %.4g", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" "));
  }

  private void show(String line) {
    out.print("\r" + line);
    out.flush();
  }
}
