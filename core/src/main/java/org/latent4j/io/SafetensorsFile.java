package org.latent4j.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file, mapped; one tensor is read at a time. Opening checks the header against the
 * file to the last byte: no hole, no overlap, no key twice.
 */
public final class SafetensorsFile implements ArrayFile {
  private final Path path;
  private final MappedBytes bytes;
  private final SafetensorsHeader header;

  private SafetensorsFile(Path path, MappedBytes bytes, SafetensorsHeader header) {
    this.path = path;
    this.bytes = bytes;
    this.header = header;
  }

  /** Opens and checks a file. */
  public static SafetensorsFile open(Path file) {
    MappedBytes bytes = MappedBytes.of(file);
    return new SafetensorsFile(file, bytes, SafetensorsHeader.read(bytes, file.toString()));
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public List<ArrayDescription> descriptions() {
    return header.tensors().values().stream().map(SafetensorsHeader.Tensor::description).toList();
  }

  @Override
  public List<String> names() {
    return List.copyOf(header.tensors().keySet());
  }

  @Override
  public MappedArray array(String name) {
    SafetensorsHeader.Tensor tensor = header.tensors().get(name);
    if (tensor == null) {
      throw Names.missing(path, name, names());
    }
    return new MappedArray(
        tensor.description(),
        path + ": tensor '" + Text.shortened(name) + "'",
        bytes,
        tensor.begin());
  }

  /** Opening has checked all there is to check. */
  @Override
  public void check() {}
}
