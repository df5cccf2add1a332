package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;

/** A block that fails: the failure arrives, and nothing runs on behind it. */
class ParallelFailureTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void nothingRunsAfterTheFailureArrived(int threads) throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    Parallel.Block task =
        (from, to) -> {
          running.incrementAndGet();
          begun.incrementAndGet();
          try {
            Thread.sleep(5); // other blocks are at work when one fails
          } catch (InterruptedException e) {
            // Blocks do not stop half-way.
          } finally {
            running.decrementAndGet();
          }
          if (from == 20) {
            throw new InputException("Test", "no block 20", "block " + from);
          }
        };
    assertThatThrownBy(() -> Parallel.blocks(1000, 1, threads, task))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got block 20");
    assertThat(running).hasValue(0);
    int then = begun.get();
    assertThat(then).isLessThan(1000);
    Thread.sleep(30);
    assertThat(begun).hasValue(then);
  }
}
