package org.latent4j.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.latent4j.error.FormatException;
import org.latent4j.error.Require;

/**
 * A small right way to save {@link Small}: a line of text, the numbers, and a checksum over both.
 * Its parts are methods, so that mutants can spoil one.
 */
class SmallFile {
  static final String HEAD = "{\"format\":\"small\",\"version\":\"1\"}";

  void save(Small small, Path file) throws IOException {
    write(bytes(small), file);
  }

  byte[] bytes(Small small) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(HEAD);
    write(out, mean(small));
    write(out, small.weight);
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  double[] mean(Small small) {
    return small.mean;
  }

  void write(byte[] bytes, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || !Files.isDirectory(folder)) {
      throw new IOException(file + " is a folder, or its folder is missing");
    }
    Path beside = Files.createTempFile(folder, "small", ".part");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Small load(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      String head = in.readUTF();
      checkVersion(head, file);
      if (!head.equals(HEAD)) {
        throw new FormatException(file.toString(), HEAD, head);
      }
      Small small = new Small(read(in, file, bytes.length), read(in, file, bytes.length));
      checkEnd(in, bytes, file);
      return small;
    } catch (IOException e) {
      FormatException refused = new FormatException(file.toString(), "a whole file", e.toString());
      refused.initCause(e);
      throw refused;
    }
  }

  void checkVersion(String head, Path file) {
    if (head.contains("\"version\":\"9\"")) {
      throw new FormatException(file.toString(), "version 1", "9, made by a newer version");
    }
  }

  void checkEnd(DataInputStream in, byte[] bytes, Path file) throws IOException {
    long sum = checksum(bytes, Math.max(0, bytes.length - Long.BYTES));
    if (in.available() != Long.BYTES || in.readLong() != sum) {
      throw new FormatException(file.toString(), "checksum " + sum, "another or a longer file");
    }
  }

  private static double[] read(DataInputStream in, Path file, int most) throws IOException {
    double[] values = new double[(int) Require.between(file + ": length", 0, most, in.readInt())];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static void write(DataOutputStream out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }
}
