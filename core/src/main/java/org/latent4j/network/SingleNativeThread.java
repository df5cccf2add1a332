package org.latent4j.network;

import java.util.function.Supplier;
import org.latent4j.kernel.SingleBlasThread;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Work in which ND4J and OpenBLAS use one native thread for each operation.
 *
 * <p>Both hand even small operations to a team of threads that wait by spinning: on a busy machine
 * a small network ran 20 to 100 times slower with two threads than with one, and reductions (so
 * training, too) gave other bits. ND4J has one number of threads for the whole process, so the
 * first work to begin sets it to 1 and the last to end sets it back; while some runs, ND4J's
 * operations elsewhere in the process run on one thread each. Any number of Java threads may be at
 * such work at once, which is how to use more processors, and it may be nested.
 */
public final class SingleNativeThread {
  /** The count belongs to the process, as the number that it guards does. */
  private static final SingleNativeThread PROCESS = new SingleNativeThread();

  private int working;
  private int before;

  private SingleNativeThread() {}

  /** Runs {@code work}. */
  public static void run(Runnable work) {
    PROCESS.begin();
    try {
      SingleBlasThread.run(work);
    } finally {
      PROCESS.end();
    }
  }

  /** Runs {@code work} and returns what it returns. */
  public static <T> T call(Supplier<T> work) {
    PROCESS.begin();
    try {
      return SingleBlasThread.call(work);
    } finally {
      PROCESS.end();
    }
  }

  private synchronized void begin() {
    if (working == 0) {
      Environment environment = Nd4j.getEnvironment();
      before = environment.maxMasterThreads();
      if (before != 1) {
        environment.setMaxMasterThreads(1);
      }
    }
    working++;
  }

  private synchronized void end() {
    working--;
    if (working == 0 && before != 1) {
      Nd4j.getEnvironment().setMaxMasterThreads(before);
    }
  }
}
