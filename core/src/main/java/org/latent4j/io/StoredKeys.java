package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.error.FormatException;

/**
 * Keys in a file: all of them in UTF-8, one after the other, and where each begins.
 *
 * @param bytes {@code U8 [total]}
 * @param offsets {@code I64 [n + 1]}, ascending from 0 to the total
 */
public record StoredKeys(StoredArray bytes, StoredArray offsets) {
  /** The name of the array of bytes. */
  public static final String BYTES = "keys.bytes";

  /** The name of the array of offsets. */
  public static final String OFFSETS = "keys.offsets";

  private static final int LONGEST = 1 << 24;

  /** Checks types and ranks. */
  public StoredKeys {
    check(bytes, ElementType.U8);
    check(offsets, ElementType.I64);
    if (offsets.description().size(0) < 1) {
      throw new FormatException(offsets.place(), "at least one offset", "none");
    }
  }

  /**
   * The keys in a file of arrays, where it has some.
   *
   * @throws FormatException when it has one of their two arrays alone
   */
  public static Optional<StoredKeys> of(ArrayFile file) {
    if (file instanceof WordVectorFile words) {
      return Optional.of(words.keys());
    }
    boolean some = file.names().contains(BYTES) || file.names().contains(OFFSETS);
    return some
        ? Optional.of(new StoredKeys(file.array(BYTES), file.array(OFFSETS)))
        : Optional.empty();
  }

  /**
   * Keys that are in memory, for writing.
   *
   * @throws org.latent4j.error.InputException for a key with an unpaired surrogate
   */
  public static StoredKeys of(List<String> keys) {
    long total = 0;
    for (int row = 0; row < keys.size(); row++) {
      total += Text.utf8(keys.get(row), "key of row " + row).length;
    }
    return new StoredKeys(
        new StreamedArray(
            ArrayDescription.of(BYTES, ElementType.U8, total),
            BYTES,
            true,
            () -> new KeyStream(keys, false)),
        new StreamedArray(
            ArrayDescription.of(OFFSETS, ElementType.I64, keys.size() + 1L),
            OFFSETS,
            true,
            () -> new KeyStream(keys, true)));
  }

  /** Takes one key. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes the key of {@code row}. */
    void take(long row, String key) throws IOException;
  }

  /** How many keys there are. */
  public long size() {
    return offsets.description().size(0) - 1;
  }

  /** Reads the keys in order, in bounded memory; offsets that are no offsets are refused. */
  public void forEach(Visitor visitor) {
    long total = bytes.description().elements();
    long[] state = {-1, 0}; // row of the next key, where it begins
    try (InputStream in = bytes.stream()) {
      Elements.forEachBlock(
          offsets,
          (block, count) -> {
            for (int i = 0; i < count; i++) {
              long end = block.getLong(8 * i);
              String place = offsets.place() + ": offset " + (state[0] + 1);
              if (end < state[1] || end > total || (state[0] < 0 && end != 0)) {
                throw new FormatException(
                    place,
                    state[0] < 0 ? "0" : "a value from " + state[1] + " to " + total,
                    Long.toString(end));
              }
              if (state[0] >= 0) {
                visitor.take(state[0], key(in, end - state[1], state[0]));
              }
              state[0]++;
              state[1] = end;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (state[1] != total) {
      throw new FormatException(
          offsets.place(), "a last offset of " + total, Long.toString(state[1]));
    }
  }

  /** All keys. */
  public List<String> toList() {
    List<String> keys = new ArrayList<>();
    forEach((row, key) -> keys.add(key));
    return keys;
  }

  private String key(InputStream in, long length, long row) throws IOException {
    String place = bytes.place() + ": key " + row;
    if (length < 1 || length > LONGEST) {
      throw new FormatException(place, "1 to " + LONGEST + " bytes", length + " bytes");
    }
    byte[] key = in.readNBytes((int) length);
    if (key.length < length) {
      throw new FormatException(place, length + " bytes", key.length + " bytes");
    }
    return Text.ofUtf8(ByteBuffer.wrap(key), place);
  }

  private static void check(StoredArray array, ElementType type) {
    ArrayDescription description = array.description();
    if (!description.type().equals(type) || description.rank() != 1) {
      throw new FormatException(array.place(), type + " of one axis", description.toString());
    }
  }
}
