package org.latent4j.kernel;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
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
   * Where blocks fail, what the first of them threw is thrown, as one thread would; no block is at
   * work any more when this returns.
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
    // Blocks are taken in order, so the first that fails is begun before any other stops the work.
    ConcurrentSkipListMap<Long, Throwable> failures = new ConcurrentSkipListMap<>();
    Runnable worker =
        () -> {
          for (long b = next.getAndIncrement(); b < count; b = next.getAndIncrement()) {
            try {
              task.run((int) (b * block), (int) Math.min(n, (b + 1) * block));
            } catch (RuntimeException | Error e) {
              failures.put(b, e);
              next.set(count);
            }
          }
        };
    boolean interrupted = runAll(worker, workers, () -> next.set(count));
    if (!failures.isEmpty()) {
      Throwable first = failures.firstEntry().getValue();
      if (first instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) first;
    }
    if (interrupted) {
      throw new IllegalStateException("interrupted with " + workers + " workers at work");
    }
  }

  /**
   * Runs {@code worker} {@code workers} times at once, one of them on the calling thread, and waits
   * for all of them; says whether the calling thread was interrupted, and stays so.
   */
  private static boolean runAll(Runnable worker, int workers, Runnable stop) {
    CountDownLatch atWork = new CountDownLatch(workers - 1);
    for (int i = 1; i < workers; i++) {
      Thread thread =
          new Thread(
              () -> {
                worker.run();
                atWork.countDown();
              },
              "latent4j");
      thread.setDaemon(true);
      thread.start();
    }
    worker.run();
    boolean interrupted = false;
    while (true) {
      try {
        atWork.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stop.run();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }
}
