package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latent4j.error.FormatException;

/**
 * An idx file of unsigned bytes, as MNIST's images and labels are, gzipped or not. Its array, of 1
 * to 4 axes, has the name {@code ""}; {@code "vectors"} is understood too.
 */
public final class IdxFile implements ArrayFile {
  private final Path path;
  private final StoredArray array;

  private IdxFile(Path path, StoredArray array) {
    this.path = path;
    this.array = array;
  }

  /** Opens a file; where it is not compressed, its length is checked at once. */
  public static IdxFile open(Path file) {
    MappedBytes bytes = MappedBytes.of(file);
    String place = file.toString();
    boolean zipped = place.toLowerCase(Locale.ROOT).endsWith(".gz");
    StreamedArray.Opening whole =
        () -> {
          InputStream raw = bytes.stream(0, bytes.size());
          return zipped ? new GzipStream(raw, place) : raw;
        };
    try (InputStream in = whole.open()) {
      ArrayDescription description = header(in, place);
      int start = 4 + 4 * description.rank();
      if (!zipped) {
        checkLength(place, description, bytes.size() - start);
        return new IdxFile(file, new MappedArray(description, place, bytes, start));
      }
      if (!ZipMember.plausible(description.bytes(), bytes.size())) {
        throw new FormatException(
            place,
            "sizes that " + bytes.size() + " bytes of gzip can hold",
            description.toString());
      }
      StreamedArray.Opening elements =
          () -> {
            InputStream all = whole.open();
            all.skipNBytes(start);
            return new ExactStream(all, description.bytes(), place);
          };
      return new IdxFile(file, new StreamedArray(description, place, false, elements));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The array. */
  public StoredArray array() {
    return array;
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
    return List.of(array.description());
  }

  @Override
  public List<String> names() {
    return List.of("");
  }

  @Override
  public StoredArray array(String name) {
    if (!name.isEmpty() && !name.equals("vectors")) {
      throw Names.missing(path, name, List.of("vectors"));
    }
    return array;
  }

  @Override
  public void check() {
    Elements.drain(array::stream);
  }

  private static ArrayDescription header(InputStream in, String place) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4
        || magic[0] != 0
        || magic[1] != 0
        || magic[2] != 8
        || magic[3] < 1
        || magic[3] > 4) {
      throw new FormatException(
          place,
          "idx of unsigned bytes (00 00 08 and 1 to 4 axes)",
          "first bytes " + java.util.HexFormat.ofDelimiter(" ").formatHex(magic));
    }
    byte[] sizes = in.readNBytes(4 * magic[3]);
    if (sizes.length < 4 * magic[3]) {
      throw new FormatException(place, magic[3] + " sizes", sizes.length + " bytes of sizes");
    }
    long[] shape = new long[magic[3]];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = ByteBuffer.wrap(sizes).getInt(4 * i) & 0xFFFFFFFFL;
    }
    return ArrayDescription.checked(place, "", ElementType.U8, shape);
  }

  private static void checkLength(String place, ArrayDescription description, long length) {
    if (length != description.bytes()) {
      throw new FormatException(
          place, description.bytes() + " bytes of data for " + description, length + " bytes");
    }
  }
}
