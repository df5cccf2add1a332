package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.ChildJvm;

/**
 * Whether encoding leaves native memory behind. A heap of fixed size that is touched when the JVM
 * starts cannot grow, so what the process grows by is native. (In a JVM of 2 GB the process grew by
 * as much: ND4J's arrays are small objects that wait for the next collection, closed or not.)
 */
class NetworkMemoryTest {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms96m",
          "-Xmx96m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          // The better compiler's memory comes and goes.
          "-XX:TieredStopAtLevel=1",
          "-Dorg.bytedeco.javacpp.maxbytes=1g");

  private static final int ENCODES = 10_000;
  private static final int FEWER = 1_500;

  /** The rows of each encode, 16 of 256 floats, which a leak would leave behind at least. */
  private static final long BLOCK = 16L * NetworkMemory.WIDTH * Float.BYTES;

  @TempDir private Path folder;

  @Test
  void manyEncodesLeaveNativeMemoryFlat() throws Exception {
    String out = ChildJvm.run(folder, OPTIONS, NetworkMemory.class, ENCODES + "", FEWER + "");
    assertThat(ChildJvm.figure(out, "layers")).as(out).isLessThan(ENCODES * BLOCK / 4);
    assertThat(ChildJvm.figure(out, "graph")).as(out).isLessThan(FEWER * BLOCK / 2);
    assertThat(ChildJvm.figure(out, "tensors")).as(out).isLessThan(FEWER * BLOCK / 2);
    // The hidden layer of the whole batch alone would be 41 MB.
    long result = ChildJvm.figure(out, "result");
    assertThat(result).isEqualTo(40_000L * NetworkMemory.CODE * Float.BYTES);
    assertThat(ChildJvm.figure(out, "batch")).as(out).isLessThan(result + (20L << 20));
  }
}
