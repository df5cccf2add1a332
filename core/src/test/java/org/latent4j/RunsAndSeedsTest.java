package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;

/** Seeds by their formula in whole numbers without end, runs and what is told of them. */
class RunsAndSeedsTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger GAMMA = new BigInteger("9E3779B97F4A7C15", 16);

  private static BigInteger unsigned(long value) {
    return BigInteger.valueOf(value).mod(TWO_64);
  }

  private static BigInteger mix(BigInteger value) {
    BigInteger z = value.mod(TWO_64);
    z = z.xor(z.shiftRight(30)).multiply(new BigInteger("BF58476D1CE4E5B9", 16)).mod(TWO_64);
    z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94D049BB133111EB", 16)).mod(TWO_64);
    return z.xor(z.shiftRight(31));
  }

  private static BigInteger fnv(String text) {
    BigInteger hash = new BigInteger("CBF29CE484222325", 16);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash =
          hash.xor(BigInteger.valueOf(each & 0xFF))
              .multiply(new BigInteger("100000001B3", 16))
              .mod(TWO_64);
    }
    return hash;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE, 0x123456789ABCDEFL})
  void childrenFollowTheFormula(long value) {
    Seed seed = new Seed(value);
    for (String task : new String[] {"", "a", "kmeans", "é東😀", "a\0b"}) {
      BigInteger wanted = mix(mix(unsigned(value).add(GAMMA)).xor(fnv(task)));
      assertThat(seed.child(task).value()).as(task).isEqualTo(wanted.longValue());
    }
    for (long i : new long[] {0, 1, -1, 1000, Long.MIN_VALUE}) {
      BigInteger base = mix(unsigned(value).add(GAMMA.shiftLeft(1)));
      BigInteger wanted = mix(base.add(unsigned(i).multiply(GAMMA)));
      assertThat(seed.child(i).value()).as("%d", i).isEqualTo(wanted.longValue());
    }
  }

  @Test
  void manyChildrenAreAllDifferent() {
    Set<Long> seen = new HashSet<>();
    for (long value = 0; value < 50; value++) {
      Seed seed = new Seed(value);
      assertThat(seen.add(seed.value())).isTrue();
      for (int i = 0; i < 50; i++) {
        assertThat(seen.add(seed.child((long) i).value())).as("%d.%d", value, i).isTrue();
        assertThat(seen.add(seed.child("task" + i).value())).as("%d.task%d", value, i).isTrue();
      }
    }
  }

  @Test
  void aStreamBeginsAnewEachTime() {
    Seed seed = new Seed(9);
    long first = seed.stream().next();
    assertThat(seed.stream().next()).isEqualTo(first);
    assertThat(seed.child("x").stream().next()).isNotEqualTo(first);
  }

  @Test
  void aRunUsesAllProcessorsAndTellsNobody() {
    Run run = Run.of(-5);
    assertThat(run.seed()).isEqualTo(new Seed(-5));
    assertThat(run.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    run.progress().on(new Progress.Started("silent", 3));
  }

  @Test
  void withersChangeOneThingAndLeaveTheRun() {
    List<Progress.Event> heard = new ArrayList<>();
    Run run = Run.of(1);
    Run other = run.withThreads(7).withProgress(heard::add);
    assertThat(other.threads()).isEqualTo(7);
    assertThat(other.seed()).isEqualTo(run.seed());
    assertThat(run.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    other.child("fit").progress().on(new Progress.Finished("fit"));
    assertThat(heard).containsExactly(new Progress.Finished("fit"));
    for (int threads : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> run.withThreads(threads))
          .isInstanceOf(InputException.class)
          .hasMessage("Run: threads: expected at least 1, got " + threads);
    }
  }

  @Test
  void eventsTellTaskStepAndFigures() {
    Map<String, Double> figures = new HashMap<>(Map.of("loss", 0.5));
    Progress.Stepped stepped = new Progress.Stepped("fit", 3, figures);
    figures.put("loss", 9.0);
    assertThat(stepped.figures()).containsExactly(Map.entry("loss", 0.5));
    assertThat(stepped.step()).isEqualTo(3);
    assertThatThrownBy(() -> stepped.figures().put("a", 1.0))
        .isInstanceOf(UnsupportedOperationException.class);
    List<Progress.Event> events =
        List.of(new Progress.Started("fit", -1), stepped, new Progress.Finished("fit"));
    assertThat(events).extracting(Progress.Event::task).containsOnly("fit");
  }
}
