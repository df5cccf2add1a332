package org.latent4j.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What must not change what a row becomes: its neighbours, the layout, the call, the threads. */
final class RowLaws {
  private RowLaws() {}

  /** A permutation of rows permutes the output; other rows beside a row leave it alone. */
  static void independent(RowMap map, INDArray x, RandomStream random, double tolerance) {
    INDArray z = map.apply(x);
    int n = (int) x.size(0);
    int[] order = random.permutation(n);
    INDArray permuted = map.apply(take(x, order));
    Bits.close(map.name() + ", permuted rows", take(z, order), permuted, tolerance);
    int kept = random.below(n);
    INDArray others = x.mul(-3).addi(0.5);
    others.putRow(kept, x.getRow(kept));
    Bits.close(
        map.name() + ", row " + kept + " among other rows",
        Dense.rows(z, kept, kept + 1L),
        Dense.rows(map.apply(others), kept, kept + 1L),
        tolerance);
  }

  /** The rows of one batch, cut into pieces of random sizes, become the same. */
  static void batches(RowMap map, INDArray x, RandomStream random, double tolerance) {
    INDArray z = map.apply(x);
    int n = (int) x.size(0);
    for (int from = 0; from < n; ) {
      int to = Math.min(n, from + 1 + random.below(Math.max(1, n / 3)));
      INDArray piece = map.apply(Dense.rows(x, from, to).dup('c'));
      Bits.close(
          map.name() + ", rows " + from + " to " + to + " by themselves",
          Dense.rows(z, from, to),
          piece,
          tolerance);
      from = to;
    }
  }

  static void layouts(RowMap map, INDArray x) {
    INDArray z = map.apply(x);
    Layouts.of(x).forEach((name, y) -> Bits.same(map.name() + " of " + name, z, map.apply(y)));
    INDArray row = Dense.rows(x, 1, 2);
    Bits.same(map.name() + " of a row view", map.apply(row.dup('c')), map.apply(row));
  }

  static void repeats(RowMap map, INDArray x) {
    INDArray z = map.apply(x);
    map.apply(x.mul(2)); // between the calls, so that a memory of the last call shows
    Bits.same(map.name() + ", called again", z, map.apply(x));
  }

  /** 1, 2 and 7 threads that call at once, and 1, 2 and 7 threads inside products. */
  static void threadCounts(RowMap map, INDArray x) throws Exception {
    INDArray z = map.apply(x);
    for (int count : new int[] {1, 2, 7}) {
      Callable<INDArray> work = () -> map.apply(x);
      for (INDArray other : Threads.together(count, work)) {
        Bits.same(map.name() + " called from " + count + " threads", z, other);
      }
      Bits.same(
          map.name() + " with " + count + " native threads", z, Threads.withNative(count, work));
    }
  }

  /** Eight threads at once, each on rows of its own, several times. */
  static void atOnce(RowMap map, List<INDArray> batches) throws Exception {
    List<INDArray> expected = batches.stream().map(map::apply).toList();
    Threads.together(
        8,
        () -> {
          for (int round = 0; round < 5; round++) {
            for (int i = 0; i < batches.size(); i++) {
              INDArray z = map.apply(batches.get(i));
              Bits.same(map.name() + " while 8 threads call it", expected.get(i), z);
            }
          }
          return 0;
        });
  }

  static INDArray take(INDArray x, int[] rows) {
    INDArray out = Dense.zeros(x.dataType(), rows.length, x.size(1)); // [rows, d]
    for (int i = 0; i < rows.length; i++) {
      out.putRow(i, x.getRow(rows[i]));
    }
    return out;
  }
}
