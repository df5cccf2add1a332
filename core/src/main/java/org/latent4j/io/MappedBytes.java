package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.latent4j.error.FormatException;

/**
 * The bytes of a file, mapped in slices, so that files over 2 GiB work; small files, for which a
 * mapping does not pay, are read. Safe for many threads.
 */
final class MappedBytes {
  private static final int SLICE_BITS = 30;
  private static final int SMALL = 1 << 16;
  private static final long SLICE = 1L << SLICE_BITS;

  private final String name;
  private final ByteBuffer[] slices;
  private final long size;

  private MappedBytes(String name, ByteBuffer[] slices, long size) {
    this.name = name;
    this.slices = slices;
    this.size = size;
  }

  /** Maps a regular file. */
  static MappedBytes of(Path file) {
    if (!Files.exists(file)) {
      throw new UncheckedIOException(new NoSuchFileException(file.toString()));
    }
    if (!Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "a folder" : "something that is no regular file";
      throw new FormatException(file.toString(), "a file", what);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size <= SMALL) {
        return of(file.toString(), Channels.newInputStream(channel).readAllBytes());
      }
      ByteBuffer[] slices = new ByteBuffer[Math.toIntExact((size + SLICE - 1) >> SLICE_BITS)];
      for (int i = 0; i < slices.length; i++) {
        long from = i * SLICE;
        slices[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(SLICE, size - from));
      }
      return new MappedBytes(file.toString(), slices, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that are in memory already. */
  static MappedBytes of(String name, byte[] bytes) {
    return new MappedBytes(name, new ByteBuffer[] {ByteBuffer.wrap(bytes)}, bytes.length);
  }

  long size() {
    return size;
  }

  /** Copies bytes from {@code position} on; the range must lie inside. */
  void get(long position, byte[] target, int offset, int length) {
    checkRange(position, length);
    try {
      int done = 0;
      while (done < length) {
        long at = position + done;
        ByteBuffer slice = slices[(int) (at >> SLICE_BITS)];
        int inside = (int) (at & (SLICE - 1));
        int count = Math.min(length - done, slice.capacity() - inside);
        slice.get(inside, target, offset + done, count);
        done += count;
      }
    } catch (InternalError e) {
      // What the JVM throws when a mapped file is cut short by another program.
      throw new UncheckedIOException(new IOException(name + ": changed while it was read", e));
    }
  }

  private void checkRange(long from, long length) {
    if (from < 0 || length < 0 || from > size - length) {
      throw new FormatException(
          name, "bytes inside its " + size, length + " bytes at offset " + from);
    }
  }

  /** The bytes from {@code from} on, {@code length} of them. */
  InputStream stream(long from, long length) {
    checkRange(from, length);
    return new InputStream() {
      private long at = from;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int count) {
        int some = (int) Math.min(count, from + length - at);
        if (some <= 0) {
          return count == 0 ? 0 : -1;
        }
        MappedBytes.this.get(at, target, offset, some);
        at += some;
        return some;
      }
    };
  }
}
