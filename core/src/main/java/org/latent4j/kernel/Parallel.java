package org.latent4j.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a task over fixed blocks of an index range. The blocks do not depend on the number of
 * threads, so a task that writes only what belongs to its block gives the same bits for any number
 * of them.
 */
public final class Parallel {
  private Parallel() {}

  /** What is done with the items {@code from} (inclusive) to {@code to}. */
  @FunctionalInterface
  public interface Block {
    /** Handles one block. */
    void run(int from, int to);
  }

  /**
   * Runs {@code task} on [0, block), [block, 2 block), ... of [0, n) with up to {@code threads}.
   */
  public static void blocks(int n, int block, int threads, Block task) {
    int count = (int) (((long) n + block - 1) / block);
    int workers = Math.min(threads, count);
    if (workers <= 1) {
      for (int b = 0; b < count; b++) {
        task.run(b * block, (int) Math.min(n, (b + 1L) * block));
      }
      return;
    }
    AtomicLong next = new AtomicLong();
    Runnable worker =
        () -> {
          try {
            for (long b = next.getAndIncrement(); b < count; b = next.getAndIncrement()) {
              task.run((int) (b * block), (int) Math.min(n, (b + 1) * block));
            }
          } finally {
            next.set(count); // after a failure nobody begins another block
          }
        };
    runAll(worker, workers);
  }

  /** Runs {@code worker} {@code workers} times at once, one of them on the calling thread. */
  private static void runAll(Runnable worker, int workers) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            workers - 1,
            task -> {
              Thread thread = new Thread(task, "latent4j");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> others = new ArrayList<>();
      for (int i = 1; i < workers; i++) {
        others.add(pool.submit(worker));
      }
      worker.run();
      for (Future<?> other : others) {
        other.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a block failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted with " + workers + " workers at work", e);
    } finally {
      finish(pool);
    }
  }

  /** Waits for what still runs: after it the caller may free what the blocks work on. */
  private static void finish(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    boolean finished = false;
    while (!finished) {
      try {
        finished = pool.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
