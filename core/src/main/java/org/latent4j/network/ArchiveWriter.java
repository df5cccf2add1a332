package org.latent4j.network;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip whose bytes depend on its contents only. */
final class ArchiveWriter {
  /** The first moment that a zip can tell. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final String prefix;

  private ArchiveWriter(ZipOutputStream zip, String prefix) {
    this.zip = zip;
    this.prefix = prefix;
  }

  ArchiveWriter(OutputStream out) {
    this(new ZipOutputStream(new BufferedOutputStream(out, 1 << 16)), "");
  }

  /** Writes entries of the same zip whose names begin with {@code folder}. */
  ArchiveWriter in(String folder) {
    return new ArchiveWriter(zip, folder);
  }

  void add(String name, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(prefix + name);
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
    content.write(new OpenStream(zip));
    zip.closeEntry();
  }

  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }

  /** What goes into an entry. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Stays open when its user closes it. */
  private static final class OpenStream extends FilterOutputStream {
    OpenStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
