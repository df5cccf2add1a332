package org.latent4j.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files (W3C Portable Network Graphics, third edition). The JDK's {@code ImageIO} could
 * do it too, but it brings the desktop module, its start-up time and its native libraries with it,
 * which small runtimes and native images do without.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int GRAY_ALPHA = 4;
  private static final int RGB = 2;

  private Png() {}

  /** An image of gray and opacity in turn, one byte each, row by row. */
  static byte[] grayAlpha(int width, int height, byte[] samples) {
    return encode(width, height, GRAY_ALPHA, 2, samples);
  }

  /** An image of red, green and blue in turn, one byte each, row by row. */
  static byte[] rgb(int width, int height, byte[] samples) {
    return encode(width, height, RGB, 3, samples);
  }

  /** The image as an address that a page can hold. */
  static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private static byte[] encode(int width, int height, int color, int channels, byte[] samples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {8, (byte) color, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", deflate(height, width * channels, samples));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("PNG of " + width + " x " + height, e);
    }
    return bytes.toByteArray();
  }

  /** Each row begins with the number of its filter: 0, none. */
  private static byte[] deflate(int height, int stride, byte[] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream rows = new DeflaterOutputStream(out, deflater)) {
      for (int y = 0; y < height; y++) {
        rows.write(0);
        rows.write(samples, y * stride, stride);
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
