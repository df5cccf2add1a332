package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latent4j.error.FormatException;

/**
 * A file of word vectors: text with or without a header line, gzipped or not, or word2vec's binary
 * form. Opening reads it once from end to end and checks every line; memory does not grow with the
 * vectors. Its array is {@code vectors}, {@code F32 [n, d]}; the words are its keys.
 */
public final class WordVectorFile implements ArrayFile {
  private static final String VECTORS = "vectors";

  private final Path path;
  private final WordRows.Opening rows;
  private final long size;
  private final int dimension;
  private final long keyBytes;

  private WordVectorFile(Path path, WordRows.Opening rows) throws IOException {
    this.path = path;
    this.rows = rows;
    WordSet seen = new WordSet();
    long count = 0;
    long bytes = 0;
    try (WordRows all = rows.open()) {
      for (; all.next(); count++) {
        bytes += all.word().length;
        if (!seen.add(WordSet.hash(all.word()))) {
          refuseSecond(all, count);
        }
      }
      this.dimension = all.dimension();
    }
    this.size = count;
    this.keyBytes = bytes;
  }

  /** Opens a file and checks all of it. */
  public static WordVectorFile open(Path file) {
    MappedBytes bytes = MappedBytes.of(file);
    String place = file.toString();
    String name = place.toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".bin")) {
        return new WordVectorFile(file, () -> new WordBinary(bytes, place));
      }
      return new WordVectorFile(
          file,
          () -> {
            InputStream raw = bytes.stream(0, bytes.size());
            return new WordText(
                name.endsWith(".gz")
                    ? new GzipStream(raw, place)
                    : new ExactStream(raw, bytes.size(), place),
                place);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public List<ArrayDescription> descriptions() {
    return List.of(ArrayDescription.of(VECTORS, ElementType.F32, size, dimension));
  }

  @Override
  public List<String> names() {
    return List.of(VECTORS);
  }

  @Override
  public StoredArray array(String name) {
    if (!name.equals(VECTORS)) {
      throw Names.missing(path, name, names());
    }
    return new StreamedArray(
        descriptions().get(0),
        path.toString(),
        true,
        () ->
            // Where there are no rows a header may claim any width.
            new RowStream(size == 0 ? 1 : 4 * dimension) {
              @Override
              int put(WordRows row, byte[] target) {
                ByteBuffer.wrap(target)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(row.vector());
                return target.length;
              }
            });
  }

  /** The words, in the order of the file. */
  public StoredKeys keys() {
    ArrayDescription bytes = ArrayDescription.of(StoredKeys.BYTES, ElementType.U8, keyBytes);
    ArrayDescription offsets = ArrayDescription.of(StoredKeys.OFFSETS, ElementType.I64, size + 1);
    return new StoredKeys(
        new StreamedArray(bytes, path.toString(), true, WordStream::new),
        new StreamedArray(offsets, path.toString(), true, OffsetStream::new));
  }

  /** Opening has checked all there is to check. */
  @Override
  public void check() {}

  /** A whole number of a header. */
  static long count(String digits, long most, String what, String place) {
    String shown = Text.shortened(digits);
    try {
      long value = Long.parseLong(digits);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // More digits than any file has words: refused below.
      shown += " (too many digits)";
    }
    throw new FormatException(place, "0 to " + most + " " + what, shown);
  }

  /** Looks for the first of two equal words: hashes may agree by chance, words may not. */
  private void refuseSecond(WordRows second, long before) throws IOException {
    try (WordRows all = rows.open()) {
      for (long row = 0; row < before && all.next(); row++) {
        if (Arrays.equals(all.word(), second.word())) {
          String word = new String(second.word(), StandardCharsets.UTF_8);
          throw new FormatException(
              second.place(),
              "every word once",
              "'"
                  + Text.shortened(word)
                  + "', which stands in "
                  + all.place().substring(path.toString().length() + 2)
                  + " too");
        }
      }
    }
  }

  /** Bytes that are made row by row. */
  private abstract class RowStream extends BlockStream {
    private final WordRows all;

    RowStream(int size) throws IOException {
      super(size);
      this.all = rows.open();
    }

    abstract int put(WordRows row, byte[] target);

    @Override
    int fill(byte[] target) throws IOException {
      return all.next() ? put(all, target) : -1;
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }

  /** The bytes of all words. */
  private final class WordStream extends BlockStream {
    private final WordRows all = rows.open();
    private byte[] word = new byte[0];
    private int at;

    WordStream() throws IOException {
      super(BLOCK);
    }

    @Override
    int fill(byte[] target) throws IOException {
      int count = 0;
      while (count < target.length) {
        if (at == word.length) {
          if (!all.next()) {
            break;
          }
          word = all.word();
          at = 0;
        }
        int some = Math.min(target.length - count, word.length - at);
        System.arraycopy(word, at, target, count, some);
        at += some;
        count += some;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }

  /** Where each word begins, and where the last ends. */
  private final class OffsetStream extends RowStream {
    private long offset;
    private boolean begun;

    OffsetStream() throws IOException {
      super(8);
    }

    @Override
    int put(WordRows row, byte[] target) {
      offset += row.word().length;
      ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN).putLong(offset);
      return 8;
    }

    @Override
    int fill(byte[] target) throws IOException {
      if (!begun) {
        begun = true;
        Arrays.fill(target, (byte) 0);
        return 8;
      }
      return super.fill(target);
    }
  }
}
