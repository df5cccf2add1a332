package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An npy file. Its array has the name {@code ""}; {@code "vectors"} is understood too. Opening
 * checks the header and that the data have exactly the length it says.
 */
public final class NpyFile implements ArrayFile {
  private final Path path;
  private final MappedBytes bytes;
  private final NpyHeader header;

  private NpyFile(Path path, MappedBytes bytes, NpyHeader header) {
    this.path = path;
    this.bytes = bytes;
    this.header = header;
  }

  /** Opens and checks a file. */
  public static NpyFile open(Path file) {
    MappedBytes bytes = MappedBytes.of(file);
    try (InputStream in = bytes.stream(0, bytes.size())) {
      NpyHeader header = NpyHeader.read(in, bytes.size(), "", file.toString());
      return new NpyFile(file, bytes, header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The array. */
  public StoredArray array() {
    if (!header.bigEndian() && (!header.fortran() || header.description().rank() < 2)) {
      return new MappedArray(header.description(), path.toString(), bytes, header.start());
    }
    return header.array(path.toString(), true, () -> bytes.stream(0, bytes.size()), () -> bytes);
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
    return List.of(header.description());
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
    return array();
  }

  /** Opening has checked all there is to check. */
  @Override
  public void check() {}
}
