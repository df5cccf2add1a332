package org.latent4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link LargeSpaceTest} runs: encodes a space that is larger than the heap into a file. */
final class LargeEncoding {
  private LargeEncoding() {}

  public static void main(String[] files) throws Exception {
    AtomicLong most = new AtomicLong();
    Thread sampler = new Thread(() -> sample(most), "sampler");
    sampler.setDaemon(true);
    sampler.start();
    long start = System.nanoTime();
    LatentSpace space = LatentSpace.open(Path.of(files[0]));
    LatentSpace encoded = new Plus(space.dimension()).encode(space, Path.of(files[1]));
    System.out.println("seconds=" + (System.nanoTime() - start) / 1_000_000_000);
    System.out.println("rows=" + encoded.size() + " width=" + encoded.dimension());
    for (long row : new long[] {0, 1, space.size() / 2, space.size() - 1}) {
      float[] values = Dense.floats(encoded.select(row).vectors());
      System.out.println("row" + row + "=" + Math.round(values[values.length - 1]));
    }
    System.out.println("heap=" + Runtime.getRuntime().maxMemory());
    System.out.println("anonymous=" + Math.max(most.get(), anonymous()));
  }

  /** Pages of the process that belong to no file: the heap, what is native, the JVM itself. */
  private static long anonymous() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void sample(AtomicLong most) {
    try {
      while (true) {
        most.accumulateAndGet(anonymous(), Math::max);
        Thread.sleep(20);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds 1 to every value. */
  private record Plus(long width) implements Encoder {
    @Override
    public long inputDimension() {
      return width;
    }

    @Override
    public long dimension() {
      return width;
    }

    @Override
    public INDArray encode(INDArray x) {
      return x.add(1); // [n, width]
    }
  }
}
