package org.latent4j.examples.stitch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.latent4j.Seed;
import org.latent4j.examples.tour.TourImages;
import org.latent4j.kernel.Dense;

/** Writes idx files for tests. */
public final class IdxWriter {
  private IdxWriter() {}

  /** Unsigned bytes of the given shape; gzipped when the name ends in {@code .gz}. */
  public static Path write(Path file, byte[] data, int... shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream to = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
        DataOutputStream out = new DataOutputStream(to)) {
      out.writeInt(0x800 | shape.length);
      for (int size : shape) {
        out.writeInt(size);
      }
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drawn images {@code [n, 28, 28]}, and their labels beside them by MNIST's names. */
  public static Path drawn(Path folder, String part, int n, long seed) {
    TourImages images = TourImages.draw(new Seed(seed), n);
    float[] pixels = Dense.floats(images.pixels());
    byte[] bytes = new byte[pixels.length];
    for (int t = 0; t < bytes.length; t++) {
      bytes[t] = (byte) Math.round(255 * pixels[t]);
    }
    byte[] labels = new byte[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) images.labels()[i];
    }
    write(folder.resolve(part + "-labels-idx1-ubyte"), labels, n);
    return write(folder.resolve(part + "-images-idx3-ubyte"), bytes, n, 28, 28);
  }

  /** Images [n, 1, 2] whose first pixel is their number; the second one is 255. */
  static Path numbered(Path file, int n) {
    byte[] bytes = new byte[2 * n];
    for (int i = 0; i < n; i++) {
      bytes[2 * i] = (byte) i;
      bytes[2 * i + 1] = (byte) 255;
    }
    return write(file, bytes, n, 1, 2);
  }
}
