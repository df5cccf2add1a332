package org.latent4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/** Runs work on many threads at once, and with other numbers of native threads. */
final class Threads {
  private Threads() {}

  /** The results of {@code count} threads that start the work together, in thread order. */
  static <T> List<T> together(int count, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      CyclicBarrier start = new CyclicBarrier(count);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(
          "with " + count + " threads at once, one failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Runs the work while BLAS and ND4J's own operations use up to {@code count} threads. */
  static <T> T withNative(int count, Callable<T> work) throws Exception {
    Blas blas = Nd4j.factory().blas();
    Environment environment = Nd4j.getEnvironment();
    int blasBefore = blas.getMaxThreads();
    int before = environment.maxMasterThreads();
    blas.setMaxThreads(count);
    environment.setMaxMasterThreads(count);
    try {
      return work.call();
    } finally {
      blas.setMaxThreads(Math.max(1, blasBefore));
      environment.setMaxMasterThreads(Math.max(1, before));
    }
  }
}
