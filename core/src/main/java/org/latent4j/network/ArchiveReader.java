package org.latent4j.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.latent4j.error.FormatException;

/** Reads entries of a zip whole, with their checksums, which Java's {@link ZipFile} lets be. */
final class ArchiveReader implements AutoCloseable {
  /** Deflate makes nothing smaller than by this factor. */
  private static final long TIGHTEST = 1032;

  private final ZipFile zip;
  private final String place;
  private final String prefix;

  private ArchiveReader(ZipFile zip, String place, String prefix) {
    this.zip = zip;
    this.place = place;
    this.prefix = prefix;
  }

  /**
   * Opens a zip.
   *
   * @throws UncheckedIOException when there is no such file
   * @throws FormatException when it is no zip
   */
  static ArchiveReader open(Path file) {
    if (!Files.exists(file)) {
      throw new UncheckedIOException(new NoSuchFileException(file.toString()));
    }
    try {
      return new ArchiveReader(new ZipFile(file.toFile()), file.toString(), "");
    } catch (IOException | RuntimeException e) {
      throw Refusal.of(file.toString(), "a zip", e);
    }
  }

  /** Reads entries of the same zip whose names begin with {@code folder}. */
  ArchiveReader in(String folder) {
    return new ArchiveReader(zip, place, folder);
  }

  /** The file, for messages. */
  String place() {
    return place;
  }

  boolean has(String name) {
    return zip.getEntry(prefix + name) != null;
  }

  /** All bytes of an entry. */
  byte[] bytes(String name) {
    ZipEntry entry = zip.getEntry(prefix + name);
    if (entry == null) {
      throw new FormatException(place, "an entry '" + prefix + name + "'", "none");
    }
    String at = place + ": " + prefix + name;
    long size = entry.getSize();
    if (size < 0 || size > Integer.MAX_VALUE - 8 || size / TIGHTEST > entry.getCompressedSize()) {
      throw new FormatException(
          at, "a size that fits its " + entry.getCompressedSize() + " bytes", size + " bytes");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) size + 1);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (bytes.length != size || sum.getValue() != entry.getCrc()) {
        throw new FormatException(
            at,
            size + " bytes of checksum " + Long.toHexString(entry.getCrc()),
            bytes.length + " of " + Long.toHexString(sum.getValue()));
      }
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw Refusal.of(at, "a whole entry", e);
    }
  }

  /** An entry's text as what a library makes of it. */
  <T> T parsed(String name, Function<String, T> parser) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw Refusal.of(place + ": " + prefix + name, "what its library wrote", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
