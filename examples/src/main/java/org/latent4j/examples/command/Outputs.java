package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.latent4j.error.InputException;

/**
 * The files of one command. Each is written in a hidden folder beside its place, and all are
 * renamed together at the end, so that a failure or Ctrl-C leaves older files whole and no
 * half-written ones, whatever a writer puts beside its file meanwhile.
 */
final class Outputs implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Map<Path, Path> staged = new LinkedHashMap<>();
  private final Thread cleaner = new Thread(this::stop, "latent4j-outputs");
  private boolean stopped;

  Outputs() {
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /**
   * Where to write what {@link #commit} will move to {@code target}; the name is the target's.
   *
   * @throws NoSuchFileException when the target's folder does not exist
   * @throws InputException when the target is a folder or already an output of this command
   */
  synchronized Path stage(Path target) throws IOException {
    if (stopped) {
      throw new IllegalStateException(target + ": the program is being stopped");
    }
    Path absolute = target.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || Files.isDirectory(absolute)) {
      throw new InputException(target.toString(), "a file to write", "a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(target + " (its folder)");
    }
    // A link is followed, and one file under two names is found out.
    Path place = Files.exists(absolute) ? absolute.toRealPath() : folder.toRealPath().resolve(name);
    if (staged.containsKey(place)) {
      throw new InputException(target.toString(), "one output a file", "two outputs");
    }
    Path beside = folderFor(place, target).resolve(name);
    staged.put(place, beside);
    return beside;
  }

  private static Path folderFor(Path place, Path target) throws IOException {
    if (isSpecial(place)) {
      return Files.createTempDirectory("latent4j-");
    }
    Path parent = place.getParent();
    try {
      return Files.createTempDirectory(parent == null ? place : parent, ".latent4j-");
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(target.toString());
    }
  }

  /** A device or a pipe is written to; it must never be replaced by a file. */
  private static boolean isSpecial(Path place) {
    return Files.exists(place) && !Files.isRegularFile(place);
  }

  /** Moves every staged file to its place. */
  synchronized void commit() throws IOException {
    for (Map.Entry<Path, Path> entry : staged.entrySet()) {
      if (isSpecial(entry.getKey())) {
        try {
          Files.write(entry.getKey(), Files.readAllBytes(entry.getValue()));
        } catch (IOException e) {
          throw new IOException(entry.getKey() + ": not written: " + e.getMessage(), e);
        }
      } else {
        Files.move(
            entry.getValue(),
            entry.getKey(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    delete();
  }

  /** A message that names the files of the command instead of the hidden ones. */
  synchronized String visible(String message) {
    String text = message;
    for (Map.Entry<Path, Path> entry : staged.entrySet()) {
      text = text.replace(entry.getValue().toString(), entry.getKey().toString());
    }
    return text;
  }

  /** Ctrl-C: nothing is staged behind this, for nothing would delete it. */
  private synchronized void stop() {
    stopped = true;
    delete();
  }

  /** Deletes what was staged and not committed. */
  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The machine is going down already and the hook has run or will run.
    }
  }

  private synchronized void delete() {
    for (Path beside : staged.values()) {
      Path folder = beside.getParent();
      // A writer may still be at work when Ctrl-C comes: try again until its folder is gone.
      for (int i = 0; i < ATTEMPTS && folder != null && Files.exists(folder); i++) {
        deleteFolder(folder);
      }
    }
    staged.clear();
  }

  private static void deleteFolder(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> files = inside.toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Tried again by the caller; a folder that stays says by its name that it is a leftover.
    }
  }
}
