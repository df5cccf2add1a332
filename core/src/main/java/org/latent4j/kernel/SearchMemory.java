package org.latent4j.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.FloatPointer;

/** What one thread needs to find the nearest centres of a block of rows. */
final class SearchMemory {
  private static final int STEP = 64;

  /** The rows. */
  final ClusterRows.Block block;

  /** For each row of the block the lowest score. */
  final float[] best;

  /** For each row of the block the second lowest score. */
  final float[] second;

  /** For each row of the block the centre with the lowest score. */
  final float[] where;

  private final FloatPointer pointer;
  private final float[] products;
  private final int stride;

  private SearchMemory(ClusterRows of, int rows, int centres) {
    this.stride = (rows + STEP - 1) / STEP * STEP;
    this.block = of.new Block(rows);
    this.best = new float[stride];
    this.second = new float[stride];
    this.where = new float[stride];
    this.pointer = new FloatPointer((long) stride * centres);
    this.products = new float[stride * centres];
  }

  /** Products of all centres [k, d] with the rows [m, d]: one line for each centre. */
  void multiply(FloatPointer centres, int k, FloatPointer rows, int m, int d) {
    Gemm.multiply(Gemm.Form.NT, k, m, d, 1f, centres, d, rows, d, 0f, pointer, stride, 1);
    pointer.get(products);
  }

  /** The two lowest of half norm less product, of each row. */
  void findLowest(float[] halfNorms, int k, int m) {
    Kernels.primitives().lowestTwo(products, stride, m, halfNorms, k, best, second, where);
  }

  /** The product of a centre and a row of the block. */
  float product(int centre, int row) {
    return products[centre * stride + row];
  }

  /** As many memories as threads that search at once. Close after use. */
  static final class Pool implements AutoCloseable {
    private final ClusterRows rows;
    private final int blockRows;
    private final int centres;
    private final Deque<SearchMemory> free = new ArrayDeque<>();

    Pool(ClusterRows rows, int centres) {
      this.rows = rows;
      // Products that a core's own cache holds.
      this.blockRows = Math.max(STEP, Math.min(1024, (1 << 17) / centres / STEP * STEP));
      this.centres = centres;
    }

    /** Rows of a block. */
    int blockRows() {
      return blockRows;
    }

    synchronized SearchMemory take() {
      return free.isEmpty() ? new SearchMemory(rows, blockRows, centres) : free.pop();
    }

    synchronized void put(SearchMemory memory) {
      free.push(memory);
    }

    @Override
    public synchronized void close() {
      free.forEach(memory -> memory.pointer.close());
      free.clear();
    }
  }
}
