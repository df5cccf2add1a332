package org.latent4j.network;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network, which is not thread-safe, for many threads at once and over any number of rows.
 *
 * <p>A call borrows a replica of the network; they are made when needed, at most one a processor,
 * so a program of one thread has two copies of the parameters. One network behind a lock was tried:
 * with 8 threads on two processors it gave two thirds of the throughput.
 *
 * <p>Rows go through in blocks of {@value #ROWS}, the last one filled up with zeros: the products
 * of OpenBLAS round rows in another way at other places of a larger matrix or in a matrix of
 * another size (from 32 rows on, with AVX-512), so small blocks of one size give a row the same
 * bits wherever it stands and however rows are split over calls. Temporaries are closed block by
 * block.
 */
final class Replicas {
  private static final int ROWS = 16;
  private final Network original;
  private final long dimension;
  private final ConcurrentLinkedQueue<Network> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** Takes over the network and finds the width of its output by a block of zeros. */
  Replicas(String operation, Network original) {
    this.original = original;
    this.dimension = probe(operation, original);
  }

  Network original() {
    return original;
  }

  long dimension() {
    return dimension;
  }

  /** The activations of rows, {@code [n, width]} to {@code [n, dimension]} {@code FLOAT}. */
  @SuppressWarnings("try") // closing it ends the scope
  INDArray run(String operation, INDArray x) {
    Require.matrix(operation, x, original.width());
    INDArray out = Dense.zeros(DataType.FLOAT, x.size(0), dimension); // [n, dimension]
    if (x.size(0) == 0) {
      return out;
    }
    free.acquireUninterruptibly();
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      // A replica that failed is not given back: its workspaces may be in disorder.
      Network replica = borrow();
      INDArray dense = Dense.contiguous(x);
      try {
        outsideWorkspaces(() -> SingleNativeThread.run(() -> fill(operation, replica, dense, out)));
      } finally {
        Dense.release(dense, x);
      }
      idle.add(replica);
    } catch (RuntimeException | Error e) {
      out.close();
      throw e;
    } finally {
      free.release();
    }
    return out;
  }

  /** A ComputationGraph refuses to run on a thread with an open workspace, scoped out or not. */
  private static void outsideWorkspaces(Runnable task) {
    if (!Nd4j.getWorkspaceManager().anyWorkspaceActiveForCurrentThread()) {
      task.run();
      return;
    }
    try {
      CompletableFuture.runAsync(task, other -> new Thread(other, "latent4j").start()).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Network borrow() {
    Network replica = idle.poll();
    if (replica != null) {
      return replica;
    }
    synchronized (original) {
      return original.copy();
    }
  }

  private void fill(String operation, Network replica, INDArray dense, INDArray out) {
    int width = Math.toIntExact(dense.size(1));
    int columns = Math.toIntExact(dimension);
    String expected = "finite activations of " + original.layer();
    FloatPointer target = new FloatPointer(Dense.address(out));
    for (long from = 0; from < dense.size(0); from += ROWS) {
      int count = (int) Math.min(dense.size(0) - from, ROWS);
      float[] rows = read(dense, from * width, count * width, ROWS * width);
      checkFinite(operation, "finite values", rows, count * width, width, from);
      float[] values = forward(replica, rows, width);
      checkFinite(operation, expected, values, count * columns, columns, from);
      target.position(from * columns).put(values, 0, count * columns);
    }
  }

  /** {@code count} values of a dense array from {@code start} on, then zeros. */
  private static float[] read(INDArray dense, long start, int count, int length) {
    float[] out = new float[length];
    if (dense.dataType() == DataType.FLOAT) {
      new FloatPointer(Dense.address(dense)).position(start).get(out, 0, count);
      return out;
    }
    double[] wide = new double[count];
    new DoublePointer(Dense.address(dense)).position(start).get(wide, 0, count);
    for (int i = 0; i < count; i++) {
      out[i] = (float) wide[i];
    }
    return out;
  }

  private static float[] forward(Network network, float[] rows, int width) {
    INDArray block = Dense.of(rows, ROWS, width); // [ROWS, width]
    try {
      INDArray out = network.output(block);
      INDArray floats = out.castTo(DataType.FLOAT);
      float[] values = Dense.floats(floats);
      Dense.release(floats, out);
      out.close();
      return values;
    } finally {
      block.close();
    }
  }

  private static void checkFinite(
      String operation, String expected, float[] values, int count, int columns, long firstRow) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new NonFiniteException(
            operation,
            expected,
            values[i] + " at row " + (firstRow + i / columns) + ", column " + i % columns);
      }
    }
  }

  @SuppressWarnings("try") // closing it ends the scope
  private static long probe(String operation, Network network) {
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray zeros = Dense.zeros(DataType.FLOAT, ROWS, network.width());
      INDArray[] made = new INDArray[1];
      outsideWorkspaces(() -> SingleNativeThread.run(() -> made[0] = network.output(zeros)));
      INDArray out = made[0];
      long[] shape = out.shape();
      long length = out.length();
      out.close();
      zeros.close();
      if (shape.length < 2 || shape[0] != ROWS) {
        throw new InputException(
            operation,
            "one row of activations for each of " + ROWS + " rows",
            Arrays.toString(shape));
      }
      return length / ROWS;
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      InputException refusal =
          new InputException(
              operation,
              "a network that takes rows [n, " + network.width() + "]",
              "one that refuses them: " + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    }
  }
}
