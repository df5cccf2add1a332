package org.latent4j.kernel;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_full;

/**
 * Work in which OpenBLAS uses one thread for each call: products and factorisations then give the
 * same bits whatever the number of processors.
 *
 * <p>OpenBLAS has one number of threads for the whole process (in this build {@code
 * openblas_set_num_threads_local} sets it too), and ND4J relies on it. So the first work to begin
 * sets it to 1 and the last to end sets it back; while some runs, calls by others in the process
 * run on one thread each, with the results of a machine with one processor. Any number of Java
 * threads may be at such work at once, and it may be nested.
 */
public final class SingleBlasThread {
  /** The count belongs to the process, as the number that it guards does. */
  private static final SingleBlasThread PROCESS = new SingleBlasThread();

  private int working;
  private int before;

  private SingleBlasThread() {}

  /**
   * Runs {@code work}; what it adds costs some tens of nanoseconds.
   *
   * @throws IllegalStateException when OpenBLAS is not there, naming the dependency to add
   */
  public static void run(Runnable work) {
    PROCESS.enter();
    try {
      work.run();
    } finally {
      PROCESS.leave();
    }
  }

  /** Runs {@code work} and returns what it returns; see {@link #run}. */
  public static <T> T call(Supplier<T> work) {
    PROCESS.enter();
    try {
      return work.get();
    } finally {
      PROCESS.leave();
    }
  }

  private void enter() {
    try {
      begin();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "OpenBLAS: expected org.bytedeco:openblas with the natives of this platform on the class"
              + " path (add org.latent4j:latent4j-native), got "
              + e,
          e);
    }
  }

  private synchronized void begin() {
    if (working == 0) {
      before = openblas_full.openblas_get_num_threads();
      if (before != 1) {
        openblas_full.openblas_set_num_threads(1);
      }
    }
    working++;
  }

  private synchronized void leave() {
    working--;
    if (working == 0 && before != 1) {
      openblas_full.openblas_set_num_threads(before);
    }
  }
}
