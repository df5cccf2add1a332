package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.Kernels;

/** The command doctor. */
class DoctorTest {
  @TempDir private Path folder;

  @Test
  void figuresAreThoseOfThisMachine() throws IOException {
    Path json = folder.resolve("d.json");
    CommandRun run = CommandRun.of("doctor", "--json", json);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    JsonObject object = CommandRun.json(json);
    assertThat(object.get("command").getAsString()).isEqualTo("doctor");
    assertThat(object.get("jdk").getAsString()).isEqualTo(Runtime.version().toString());
    assertThat(object.get("processors").getAsInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(object.get("backend").getAsString()).contains("Cpu");
    assertThat(object.get("blas").getAsString()).contains("OpenBLAS");
    assertThat(object.get("blasKernel").getAsString()).isNotBlank();
    assertThat(object.get("vector").getAsBoolean()).isEqualTo(Kernels.vectorized());
    assertThat(object.get("gigaflops").getAsDouble()).isPositive();
    // The products alone are timed for two seconds.
    assertThat(object.get("seconds").getAsDouble()).isGreaterThan(2);
    for (String name : object.keySet()) {
      if (!name.equals("advice") && !name.equals("command") && !name.equals("seconds")) {
        assertThat(run.out()).contains(name);
      }
    }
  }

  @Test
  void everyWeakPointHasAnAdvice() throws IOException {
    Path json = folder.resolve("d.json");
    CommandRun run = CommandRun.of("doctor", "--json", json);
    JsonObject object = CommandRun.json(json);
    String advice = object.get("advice").toString();
    assertThat(advice.contains("jdk.incubator.vector")).isEqualTo(!Kernels.vectorized());
    assertThat(advice.contains("maxphysicalbytes"))
        .isEqualTo(System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null);
    assertThat(advice.contains("GFLOP/s")).isEqualTo(object.get("gigaflops").getAsDouble() < 30);
    assertThat(run.out().lines().filter(line -> line.startsWith("- ")))
        .hasSize(object.get("advice").getAsJsonArray().size());
    assertThat(run.out().contains("Nothing to mend."))
        .isEqualTo(object.get("advice").getAsJsonArray().isEmpty());
  }

  @Test
  void wrongUsageIsFoundBeforeAnythingIsMeasured() throws IOException {
    long start = System.nanoTime();
    assertThat(CommandRun.of("doctor", "patient").code()).isEqualTo(2);
    assertThat(CommandRun.of("doctor", "--jason", "x").code()).isEqualTo(2);
    assertThat(CommandRun.of("doctor", "--json").code()).isEqualTo(2);
    CommandRun nowhere = CommandRun.of("doctor", "--json", folder.resolve("no/d.json"));
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.error()).contains("no/d.json").hasLineCount(1);
    assertThat(nowhere.out()).isEmpty();
    // One measurement alone would take two seconds.
    assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).isEmpty();
    }
  }
}
