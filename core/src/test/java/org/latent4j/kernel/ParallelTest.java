package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks over a range, on any number of threads. */
class ParallelTest {
  private static Set<String> partition(int n, int block, int threads) {
    Set<String> seen = new ConcurrentSkipListSet<>();
    Parallel.blocks(n, block, threads, (from, to) -> seen.add(from + " to " + to));
    return new TreeSet<>(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1", "1,1", "1,100", "2,1", "7,3", "9,3", "10,3", "100,7", "100,100", "100,99", "1000,1"
  })
  void everyItemComesOnceInTheSameBlocks(int n, int block) {
    Set<String> one = partition(n, block, 1);
    assertThat(one).hasSize((n + block - 1) / block);
    for (int threads : new int[] {1, 2, 3, 8, 64}) {
      AtomicIntegerArray times = new AtomicIntegerArray(Math.max(1, n));
      Parallel.blocks(
          n,
          block,
          threads,
          (from, to) -> {
            assertThat(from % block).isZero();
            assertThat(to - from).isBetween(1, block);
            for (int i = from; i < to; i++) {
              times.incrementAndGet(i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertThat(times.get(i)).as("item %d on %d threads", i, threads).isEqualTo(1);
      }
      assertThat(partition(n, block, threads)).isEqualTo(one);
    }
  }

  @Test
  void rangesThatFillAnInt() {
    int most = Integer.MAX_VALUE;
    for (int threads : new int[] {1, 4}) {
      assertThat(partition(most, most, threads)).containsExactly("0 to 2147483647");
      assertThat(partition(most, 1 << 30, threads))
          .containsExactly("0 to 1073741824", "1073741824 to 2147483647");
      assertThat(partition(most, most - 1, threads))
          .containsExactly("0 to 2147483646", "2147483646 to 2147483647");
      assertThat(partition(5, most, threads)).containsExactly("0 to 5");
    }
  }

  @Test
  void oneThreadWorksInOrderOnTheCaller() {
    StringBuilder order = new StringBuilder();
    Thread caller = Thread.currentThread();
    Parallel.blocks(
        10,
        4,
        1,
        (from, to) -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          order.append(from).append('-').append(to).append(' ');
        });
    assertThat(order).hasToString("0-4 4-8 8-10 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void noMoreThreadsThanAsked(int threads) {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Parallel.blocks(
        200,
        1,
        threads,
        (from, to) -> {
          used.add(Thread.currentThread());
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          now.decrementAndGet();
        });
    assertThat(used.size()).isBetween(1, threads);
    assertThat(most.get()).isBetween(1, threads);
    used.remove(Thread.currentThread());
    assertThat(used).allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue());
  }

  @Test
  void threadsWorkAtOnce() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger met = new AtomicInteger();
    Parallel.blocks(
        2,
        1,
        2,
        (from, to) -> {
          both.countDown();
          try {
            met.addAndGet(both.await(60, TimeUnit.SECONDS) ? 1 : 0);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(met.get()).as("each block saw the other at work").isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 16})
  void theFirstFailureIsThrownWhateverTheThreads(int threads) {
    for (int repeat = 0; repeat < 50; repeat++) {
      assertThatThrownBy(
              () ->
                  Parallel.blocks(
                      100,
                      2,
                      threads,
                      (from, to) -> {
                        if (from == 30) {
                          Thread.onSpinWait();
                        }
                        if (from >= 30) {
                          throw new IllegalArgumentException("block " + from);
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("block 30");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void errorsComeAsTheyAre(int threads) {
    AssertionError error = new AssertionError("of block 3");
    assertThatThrownBy(
            () ->
                Parallel.blocks(
                    8,
                    1,
                    threads,
                    (from, to) -> {
                      if (from == 3) {
                        throw error;
                      }
                    }))
        .isSameAs(error);
  }

  @Test
  void nothingIsAtWorkAfterAFailure() {
    for (int repeat = 0; repeat < 20; repeat++) {
      AtomicInteger atWork = new AtomicInteger();
      AtomicInteger begun = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  Parallel.blocks(
                      1_000_000,
                      1,
                      4,
                      (from, to) -> {
                        begun.incrementAndGet();
                        atWork.incrementAndGet();
                        try {
                          if (from == 10) {
                            throw new IllegalStateException("block 10");
                          }
                          Thread.sleep(1);
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        } finally {
                          atWork.decrementAndGet();
                        }
                      }))
          .hasMessage("block 10");
      int before = begun.get();
      assertThat(atWork.get()).isZero();
      Thread.onSpinWait();
      assertThat(begun.get()).as("no block begins after the call").isEqualTo(before);
      assertThat(before).as("a failure stops the work").isLessThan(1_000_000);
    }
  }

  @Test
  void anInterruptIsKept() {
    for (int threads : new int[] {1, 3}) {
      AtomicInteger done = new AtomicInteger();
      Thread.currentThread().interrupt();
      try {
        Parallel.blocks(3, 1, threads, (from, to) -> done.incrementAndGet());
        assertThat(done.get()).isEqualTo(3);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("interrupted");
      }
      assertThat(Thread.interrupted()).as("%d threads", threads).isTrue();
    }
  }

  @Test
  void callsMayNest() {
    AtomicInteger items = new AtomicInteger();
    Parallel.blocks(
        10, 1, 3, (a, b) -> Parallel.blocks(7, 2, 3, (from, to) -> items.addAndGet(to - from)));
    assertThat(items.get()).isEqualTo(70);
  }
}
