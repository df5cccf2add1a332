package org.latent4j.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.latent4j.error.InputException;

/**
 * A file that is written beside its place, forced to disk and renamed, so that a crash or an error
 * at any point leaves an older file of that name whole. Closing without {@link #commit} deletes it.
 */
public final class SiblingFile implements Closeable {
  private final Path target;
  private final Path beside;
  private final FileChannel channel;
  private boolean committed;

  private SiblingFile(Path target, Path beside, FileChannel channel) {
    this.target = target;
    this.beside = beside;
    this.channel = channel;
  }

  /**
   * Begins a file that will become {@code target}.
   *
   * @throws InputException when the target is a folder
   * @throws UncheckedIOException when its folder is missing or cannot be written
   */
  public static SiblingFile of(Path target) {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || Files.isDirectory(absolute)) {
      throw new InputException(target.toString(), "a file to write", "a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new UncheckedIOException(new NoSuchFileException(target + " (its folder)"));
    }
    // The process and a number make the name this writer's own.
    Path beside = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.READ);
      return new SiblingFile(target, beside, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a small file at once. */
  public static void write(Path target, byte[] content) {
    try (SiblingFile file = of(target)) {
      file.write(ByteBuffer.wrap(content), 0);
      file.commit();
    }
  }

  /** A stream that appends; closing it leaves the file open. */
  public OutputStream stream() {
    OutputStream all = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        all.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        all.write(bytes, offset, length);
      }
    };
  }

  /** Writes all bytes left in {@code bytes} from {@code position} of the file on. */
  public void write(ByteBuffer bytes, long position) {
    try {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Forces the file to disk and gives it its name. */
  public void commit() {
    try {
      channel.force(true);
      channel.close();
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      committed = true;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Such as a full disk: the system's message does not name the file. */
  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(new IOException(target + ": not written: " + e, e));
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!committed) {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
