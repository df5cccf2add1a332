package org.latent4j.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;

/**
 * Writes an npz file, array after array, deflated, beside its place; {@link #commit} renames it.
 * Same arrays, same bytes: entries carry no time of day.
 */
public final class NpzWriter implements Closeable {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SiblingFile file;
  private final String place;
  private final ZipOutputStream zip;
  private @Nullable ArraySink open;

  private NpzWriter(SiblingFile file, String place) {
    this.file = file;
    this.place = place;
    this.zip = new ZipOutputStream(new java.io.BufferedOutputStream(file.stream(), 1 << 16));
  }

  /** Begins a file. */
  public static NpzWriter create(Path target) {
    return new NpzWriter(SiblingFile.of(target), target.toString());
  }

  /** Writes a whole file. */
  public static void write(Path target, List<StoredArray> arrays) {
    try (NpzWriter writer = create(target)) {
      arrays.forEach(array -> writer.begin(array.description()).append(array));
      writer.commit();
    }
  }

  /**
   * Begins an array; the one before must be complete.
   *
   * @throws InputException for a name twice
   */
  public ArraySink begin(ArrayDescription description) {
    try {
      finish();
      byte[] header = NpyWriter.header(description, place);
      Text.utf8(description.name(), place);
      ZipEntry entry = new ZipEntry(description.name() + ".npy");
      entry.setTimeLocal(EPOCH);
      zip.putNextEntry(entry);
      zip.write(header);
      ArraySink sink =
          new ArraySink(description, (bytes, length, position) -> zip.write(bytes, 0, length));
      open = sink;
      return sink;
    } catch (java.util.zip.ZipException | IllegalArgumentException e) {
      if (e instanceof InputException refused) {
        throw refused;
      }
      throw new InputException(
          place,
          "names that are short and come once",
          "'" + Text.shortened(description.name()) + "'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks that all arrays are complete, forces the file to disk and gives it its name. */
  public void commit() {
    try {
      finish();
      zip.finish();
      zip.flush();
      file.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was written and not committed. */
  @Override
  public void close() {
    file.close();
  }

  private void finish() throws IOException {
    ArraySink last = open;
    if (last != null) {
      last.finish();
      zip.closeEntry();
      open = null;
    }
  }
}
