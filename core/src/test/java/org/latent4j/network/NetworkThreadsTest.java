package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.NonFiniteException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks used by many threads at once, some of which fail. */
class NetworkThreadsTest {
  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(2, TimeUnit.MINUTES));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void anyNumberOfThreadsGetsTheSameBits(int threads) throws Exception {
    NetworkAutoencoder halves = NetworkAutoencoder.of(Networks.autoencoder(3), "code");
    NetworkEncoder graph = NetworkEncoder.of(Networks.graph(3), "code");
    NetworkEncoder tensors = NetworkEncoder.of(Networks.sameDiff(3), "code");
    INDArray x = Networks.rows(3, 53);
    float[] codes = Dense.floats(halves.encode(x));
    float[] back = Dense.floats(halves.decode(halves.encode(x)));
    float[] ofGraph = Dense.floats(graph.encode(x));
    float[] ofTensors = Dense.floats(tensors.encode(x));
    together(
        threads,
        () -> {
          for (int round = 0; round < 5; round++) {
            assertThat(Dense.floats(halves.encode(x))).isEqualTo(codes);
            assertThat(Dense.floats(graph.encode(x))).isEqualTo(ofGraph);
            assertThat(Dense.floats(tensors.encode(x))).isEqualTo(ofTensors);
            assertThat(Dense.floats(halves.decode(halves.encode(x)))).isEqualTo(back);
          }
          return true;
        });
  }

  /** A call that fails gives its turn back: more failures than turns do not stop the encoder. */
  @Test
  void callsThatFailTakeNothingFromOthers() {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.autoencoder(4), "code");
    INDArray good = Networks.rows(4, 20);
    float[] expected = Dense.floats(encoder.encode(good));
    INDArray bad = Networks.rows(4, 20);
    bad.putScalar(19, 22, Float.NaN);
    int failures = 4 * Runtime.getRuntime().availableProcessors() + 10;
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < failures; i++) {
            assertThatThrownBy(() -> encoder.encode(bad)).isInstanceOf(NonFiniteException.class);
          }
          assertThat(Dense.floats(encoder.encode(good))).isEqualTo(expected);
        });
  }

  @Test
  void someThreadsFailWhileOthersEncode() throws Exception {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.graph(5), "code");
    INDArray good = Networks.rows(5, 30);
    float[] expected = Dense.floats(encoder.encode(good));
    INDArray bad = Networks.rows(5, 30);
    bad.putScalar(7, 1, Float.POSITIVE_INFINITY);
    AtomicInteger number = new AtomicInteger();
    List<Boolean> failed =
        together(
            6,
            () -> {
              boolean fails = number.getAndIncrement() % 2 == 0;
              for (int round = 0; round < 10; round++) {
                if (fails) {
                  assertThatThrownBy(() -> encoder.encode(bad)).hasMessageContaining("row 7");
                } else {
                  assertThat(Dense.floats(encoder.encode(good))).isEqualTo(expected);
                }
              }
              return fails;
            });
    assertThat(failed).contains(true, false);
  }

  @Test
  void anInterruptedThreadStillEncodes() {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.autoencoder(6), "code");
    INDArray x = Networks.rows(6, 20);
    float[] expected = Dense.floats(encoder.encode(x));
    Thread.currentThread().interrupt();
    try {
      assertThat(Dense.floats(encoder.encode(x))).isEqualTo(expected);
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }
  }

  @Test
  void nativeThreadsAreOneInsideAndAsBeforeOutside() {
    int before = Nd4j.getEnvironment().maxMasterThreads();
    int[] inside = new int[3];
    SingleNativeThread.run(
        () -> {
          inside[0] = Nd4j.getEnvironment().maxMasterThreads();
          SingleNativeThread.run(() -> inside[1] = Nd4j.getEnvironment().maxMasterThreads());
          inside[2] = Nd4j.getEnvironment().maxMasterThreads();
        });
    assertThat(inside).containsExactly(1, 1, 1);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(before);
    assertThat(SingleNativeThread.<String>call(() -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                SingleNativeThread.run(
                    () -> {
                      throw new IllegalStateException("within");
                    }))
        .hasMessage("within");
    assertThatThrownBy(
            () ->
                SingleNativeThread.call(
                    () -> {
                      throw new IllegalStateException("within");
                    }))
        .hasMessage("within");
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(before);
  }

  @Test
  void workThatOverlapsSetsTheNumberBackAtItsLastEnd() throws Exception {
    int before = Nd4j.getEnvironment().maxMasterThreads();
    List<Integer> seen =
        together(
            5,
            () -> {
              int[] most = {0};
              for (int round = 0; round < 200; round++) {
                SingleNativeThread.run(
                    () -> most[0] = Math.max(most[0], Nd4j.getEnvironment().maxMasterThreads()));
              }
              return most[0];
            });
    assertThat(seen).containsOnly(1);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(before);
  }
}
