package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;

/**
 * An npz file, opened lazily: opening checks the zip directory, and asking for an array reads that
 * entry alone. Sizes and CRC-32 of an entry are checked whenever it is read.
 */
public final class NpzFile implements ArrayFile {
  private static final String SUFFIX = ".npy";

  private final Path path;
  private final MappedBytes bytes;
  private final Map<String, ZipMember> members = new LinkedHashMap<>();
  private final List<ZipMember> others = new ArrayList<>();

  private NpzFile(Path path, MappedBytes bytes) {
    this.path = path;
    this.bytes = bytes;
    for (ZipMember member : ZipDirectory.read(bytes, path.toString())) {
      if (member.name().endsWith(SUFFIX)) {
        members.put(member.name().substring(0, member.name().length() - SUFFIX.length()), member);
      } else {
        others.add(member);
      }
    }
  }

  /** Opens a file and checks its directory. */
  public static NpzFile open(Path file) {
    return new NpzFile(file, MappedBytes.of(file));
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
    return members.keySet().stream().map(name -> array(name).description()).toList();
  }

  @Override
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  @Override
  public StoredArray array(String name) {
    ZipMember member = members.get(name);
    if (member == null) {
      throw Names.missing(path, name, names());
    }
    String place = place(member);
    try (InputStream in = member.open(bytes, place)) {
      NpyHeader header = NpyHeader.read(in, member.size(), name, place);
      return header.array(
          place,
          member.method() == ZipMember.STORED,
          () -> member.open(bytes, place),
          () -> Spool.of(member.open(bytes, place), member.size(), place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void check() {
    for (ZipMember other : others) {
      if (other.size() > 0 || !other.name().endsWith("/")) {
        throw new FormatException(
            path.toString(), "entries ending in .npy", "'" + Text.shortened(other.name()) + "'");
      }
    }
    for (String name : members.keySet()) {
      array(name);
      ZipMember member = members.get(name);
      Elements.drain(() -> member.open(bytes, place(member)));
    }
  }

  private String place(ZipMember member) {
    return path + ": entry '" + Text.shortened(member.name()) + "'";
  }
}
